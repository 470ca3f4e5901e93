/** The views of the middle, each loaded when it is first opened. A new view is one line here and a folder. */
import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { Model } from "../core/graph/model";

export interface ViewProps {
  readonly model: Model;
}

interface Entry {
  readonly id:
    | "map"
    | "territory"
    | "time"
    | "table"
    | "question"
    | "convergences"
    | "matrix"
    | "import";
  readonly view: LazyExoticComponent<ComponentType<ViewProps>>;
}

// The map is what most people open: it is fetched while the server is still counting.
const map = import("./map/MapView");

export const VIEWS: readonly [Entry, ...Entry[]] = [
  { id: "map", view: lazy(() => map) },
  { id: "territory", view: lazy(() => import("./territory/TerritoryView")) },
  { id: "time", view: lazy(() => import("./time/TimeView")) },
  { id: "convergences", view: lazy(() => import("./convergences/ConvergencesView")) },
  { id: "matrix", view: lazy(() => import("./matrix/MatrixView")) },
  { id: "table", view: lazy(() => import("./table/TableView")) },
  { id: "question", view: lazy(() => import("./question/QuestionView")) },
  { id: "import", view: lazy(() => import("./import/ImportView")) },
];
