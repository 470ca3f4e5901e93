/** What a measure is asked with: the filter of all views where it knows it, and the settings that were chosen for it. */
import type { MeasureInfo } from "../api/types";
import type { Settings, View } from "../state/view";
import { bounds } from "../time/bounds";

export type Option = MeasureInfo["options"][number];
export type Asked = Readonly<Record<string, string | number | boolean | readonly string[]>>;
type Filter = Pick<View, "territory" | "source" | "period">;

/** How often sources may be drawn again: a parameter of every measure, that none lists. */
export const DRAWS = "draws";
/** The filter of all views sets these. */
const FILTERED = ["territory", "source", "since", "until"];
/** Of no use to somebody who reads. */
const INNER = ["limit", "seed", "today"];
/** Asked for most; the others stand behind them. */
const MAIN = ["needed", "entity", "between", "of", "by", "ties", "types", "against", "weights", "confidence", "order"];

export interface Choices {
  readonly main: readonly Option[];
  readonly more: readonly Option[];
}

/** The options that people may set, those asked for most first. Facets are set by their weights where there are any. */
export function choices({ options }: MeasureInfo): Choices {
  const weighed = options.some(({ name }) => name === "weights");
  const open = options.filter(({ name }) => !FILTERED.includes(name) && !INNER.includes(name) && !(weighed && name === "facets"));
  const main = MAIN.flatMap((name) => open.filter((option) => option.name === name));
  return { main, more: open.filter((option) => !main.includes(option)) };
}

/** The parameters of the request: settings that the measure does not know are left out. */
export function parameters(measure: MeasureInfo, settings: Settings, filter: Filter, limit: number): Asked {
  const known = new Map(measure.options.map((option) => [option.name, option]));
  const told: [string, Asked[string]][] = [...filtered(filter), ...Object.entries(settings)].flatMap(([name, values]) => {
    const option = known.get(name);
    const value = name === DRAWS ? Number(values[0]) : option === undefined ? undefined : valueOf(option, values);
    return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]];
  });
  return { limit, ...Object.fromEntries(told) };
}

function filtered({ territory, source, period }: Filter): readonly [string, readonly string[]][] {
  const [since, until] = bounds(period);
  const told = { territory: territory ?? "", source: source ?? "", since, until };
  return Object.entries(told).flatMap(([name, value]): [string, readonly string[]][] => (value === "" ? [] : [[name, [value]]]));
}

function valueOf({ kind }: Option, values: readonly string[]): Asked[string] | undefined {
  const [first] = values;
  if (kind === "texts") return values;
  if (first === undefined || first === "") return undefined;
  if (kind === "flag") return first === "true";
  return kind === "text" ? first : Number(first);
}

/** What stands in a field: nothing chosen is what the server takes by itself, for it is asked nothing then. */
export function standing(option: Option, settings: Settings): readonly string[] {
  const set = settings[option.name] ?? [];
  return set.length === 0 ? byItself(option) : set;
}

/** What is to be kept of a field: null where the server takes the same by itself. */
export function kept(option: Option, values: readonly string[]): readonly string[] | null {
  return values.length === 0 || values.join() === byItself(option).join() ? null : values;
}

/** What the server takes where nothing is set. */
export function byItself({ default: own }: Option): readonly string[] {
  if (Array.isArray(own)) return own.map(String);
  return typeof own === "string" || typeof own === "number" || typeof own === "boolean" ? [String(own)] : [];
}

/** The weight of each relation among texts such as `CONCERNS=2`; 1 where none is told. */
export function weightOf(relation: string, weights: readonly string[]): number {
  const told = weights.find((text) => text.startsWith(`${relation}=`));
  return told === undefined ? 1 : Number(told.slice(relation.length + 1));
}

/** The same weights with another one of this relation; a weight of 1 needs no telling. */
export function withWeight(relation: string, weight: number, weights: readonly string[]): readonly string[] {
  const others = weights.filter((text) => !text.startsWith(`${relation}=`));
  return weight === 1 ? others : [...others, `${relation}=${weight}`].sort();
}
