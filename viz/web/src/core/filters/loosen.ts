/** What to let go of when the filter lets nothing through: each part of it alone, with how much would come back. */
import type { Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import { type Filter, shown } from "./filters";

export type Part = "period" | "territory" | "source" | "kept" | "removed" | "degrees" | "hidden";

export interface Way {
  readonly part: Part;
  /** For `hidden`, the kind that would show again. */
  readonly kind: string | null;
  readonly change: <T extends Filter>(now: T) => T;
  readonly count: number;
}

const FREE = { period: null, territory: null, source: null, kept: [], removed: [], degrees: 0 } as const satisfies Partial<Filter>;
const MOST = 4;

const isSet = (value: Filter[keyof typeof FREE]) => (typeof value === "object" ? (value?.length ?? 0) > 0 : value !== 0);

/** The ways that bring something back, the fullest first: of what is set alone. */
export function ways(model: Model, vocabulary: Vocabulary, filter: Filter): readonly Way[] {
  const set = (Object.keys(FREE) as (keyof typeof FREE)[]).filter((part) => isSet(filter[part]));
  const parts = set.map((part) => ({ part, kind: null, change: <T extends Filter>(now: T): T => ({ ...now, [part]: FREE[part] }) }));
  const kinds = filter.hidden.map((kind) => ({ part: "hidden" as const, kind, change: <T extends Filter>(now: T): T => ({ ...now, hidden: now.hidden.filter((other) => other !== kind) }) }));
  const counted = [...parts, ...kinds].map((way) => ({ ...way, count: shown(model, vocabulary, way.change(filter)).nodes.size }));
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, MOST);
}
