/** The five steps: what each points at, and how the page has to stand for it. */
import type { View } from "../../core/state/view";

export interface Step {
  readonly id: "search" | "legend" | "map" | "card" | "views";
  /** What is lit; the first that is there. */
  readonly at: readonly [string, ...string[]];
  /** What is ringed in it. */
  readonly ring: string | null;
  /** On a phone: it stands in the panel of search and filters. */
  readonly finding: boolean;
  /** The view as the step needs it, `example` being the id of something to open. */
  readonly view: (before: View, example: string | null) => Pick<View, "at" | "selected" | "compared">;
}

const asItIs: Step["view"] = (before) => before;

export const STEPS: readonly [Step, ...Step[]] = [
  { id: "search", at: [".search-field"], ring: null, finding: true, view: asItIs },
  { id: "legend", at: [".find-filters .legend"], ring: null, finding: true, view: asItIs },
  { id: "map", at: [".centre"], ring: null, finding: false, view: (before) => ({ ...before, at: "map" }) },
  {
    id: "card",
    at: ["#card"],
    ring: "#card .reveal",
    finding: false,
    view: (before, example) => (before.selected !== null || example === null ? before : { ...before, selected: { type: "entity", id: example }, compared: [] }),
  },
  { id: "views", at: [".views"], ring: null, finding: false, view: asItIs },
];
