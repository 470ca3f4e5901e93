/** The state of the whole page: one serialisable object, so that the address, undo and saved views come from it. */
import type { Lang } from "../api/types";
import type { Grouping } from "../groups/names";
import type { Arrangement } from "../layout/names";
import type { Sort } from "../table/table";

export type Theme = "system" | "light" | "dark";
/** What a measure was set to: the values of each option by its name, as texts. */
export type Settings = Readonly<Record<string, readonly string[]>>;
export type Selection = { readonly type: "entity" | "link"; readonly id: string } | null;

/** Neighbours of an entity that were asked onto the map: `count` of one relation, one direction and one kind. */
export interface Opening {
  readonly id: string;
  readonly relation: string;
  readonly outgoing: boolean;
  readonly kind: string;
  readonly count: number;
}

/** Entities that somebody gathered into one mark. */
export interface Fold {
  readonly name: string;
  readonly ids: readonly string[];
}

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

export interface View {
  /** Which of the views stands in the middle: `map` … */
  readonly at: string;
  readonly selected: Selection;
  /** Entities compared with the selected one. */
  readonly compared: readonly string[];
  /** Kinds that the legend hides. */
  readonly hidden: readonly string[];
  /** Readings of links that are hidden. */
  readonly muted: readonly string[];
  readonly territory: string | null;
  readonly source: string | null;
  /** Only these, when any are named. */
  readonly kept: readonly string[];
  readonly arrangement: Arrangement;
  /** How marks are grouped; null as their number asks. */
  readonly grouping: Grouping | null;
  /** Groups that are open. */
  readonly unfolded: readonly string[];
  readonly folds: readonly Fold[];
  /** The area that the territory view has opened: `region-84`, `departement-38`. */
  readonly area: string | null;
  /** Only what is dated within it, and its company: an EDTF interval. */
  readonly period: string | null;
  /** Entities taken off the map one by one. */
  readonly removed: readonly string[];
  /** Only what is within so many links of the selected entity; 0 is no limit. */
  readonly degrees: number;
  readonly openings: readonly Opening[];
  /** Places that people gave to marks by dragging them. */
  readonly pins: Readonly<Record<string, readonly [number, number]>>;
  readonly camera: Camera | null;
  /** The order of the table. */
  readonly sort: Sort;
  /** The question in Cypher that was asked, empty for none. */
  readonly question: string;
  /** What stands in the columns of the matrix, empty for the first. */
  readonly columns: string;
  /** The measure of the convergences, empty for the first. */
  readonly measure: string;
  /** What that measure was set to. */
  readonly settings: Settings;
  readonly lang: Lang | null;
  readonly theme: Theme;
  readonly projector: boolean;
  /** The view has the width of the window: no filter beside it, and a card only of what is chosen. */
  readonly wide: boolean;
}

/** Signs of a question that an address still carries everywhere. */
export const LONGEST_QUESTION = 4000;
/** Beyond so many links everything is near everything. */
export const FARTHEST = 3;

export const START: View = {
  at: "map",
  selected: null,
  compared: [],
  hidden: [],
  muted: [],
  territory: null,
  source: null,
  kept: [],
  arrangement: "force",
  grouping: null,
  unfolded: [],
  folds: [],
  area: null,
  period: null,
  removed: [],
  degrees: 0,
  openings: [],
  pins: {},
  camera: null,
  sort: { column: "links", down: true },
  question: "",
  columns: "",
  measure: "",
  settings: {},
  lang: null,
  theme: "system",
  projector: false,
  wide: false,
};
