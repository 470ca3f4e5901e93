/** What of the graph has dates, when it all begins and ends, and what began, ended or took place between two dates. */
import type { MapEdge, MapNode } from "../api/types";
import { fact } from "../graph/fact";
import type { Ids } from "../graph/ids";
import type { Model } from "../graph/model";
import { dateOf, dayOf, overlaps, type Span, spanBetween } from "./span";

const known = new WeakMap<object, Span | null>();

function remembered(of: object, find: () => Span | null): Span | null {
  const before = known.get(of);
  if (before !== undefined) return before;
  const found = find();
  known.set(of, found);
  return found;
}

export const spanOfNode = (node: MapNode): Span | null => remembered(node, () => spanBetween(node.start, node.end));
export const spanOfLink = (edge: MapEdge): Span | null => remembered(edge, () => spanBetween(edge.since, edge.until));

/** What is dated within a period, and what a link of that time joins to it. A thing without a date is shown by its company. */
export function during(model: Model, period: Span): ReadonlySet<string> {
  const found = new Set<string>();
  const dated = (id: string) => {
    const node = model.nodes.get(id);
    return node === undefined ? null : spanOfNode(node);
  };
  for (const node of model.nodes.values()) {
    const own = spanOfNode(node);
    if (own !== null && overlaps(own, period)) found.add(node.id);
  }
  for (const edge of model.edges.values()) {
    const [own, a, b] = [spanOfLink(edge), dated(edge.source), dated(edge.target)];
    if (own !== null && !overlaps(own, period)) continue;
    const joins = own !== null || [a, b].some((end) => end !== null && overlaps(end, period));
    if (!joins) continue;
    if (a === null) found.add(edge.source);
    if (b === null) found.add(edge.target);
  }
  return found;
}

export interface Dated {
  readonly node: MapNode;
  readonly span: Span;
}

const dated = fact<readonly Dated[]>([], (before, { nodes }) => {
  const found = [...before];
  for (const node of nodes.values()) {
    const span = spanOfNode(node);
    if (span !== null) found.push({ node, span });
  }
  return found.sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to || (a.node.id < b.node.id ? -1 : 1));
});

/** The dated entities among these, the earliest first. */
export function chronology(model: Model, ids: Pick<Ids, "has">): readonly Dated[] {
  return dated(model).filter(({ node }) => ids.has(node.id));
}

/** The first and the last day that any of these names; open ends name none. */
export function extent(spans: Iterable<Span>): Span | null {
  let [from, to] = [Infinity, -Infinity];
  for (const one of spans) {
    for (const day of [one.from, one.to]) {
      if (!Number.isFinite(day)) continue;
      from = Math.min(from, day);
      to = Math.max(to, day);
    }
  }
  return from <= to ? { from, to, about: false } : null;
}

export interface Difference<T> {
  /** Began after the first date and goes on at the second. */
  readonly began: readonly T[];
  /** Was there at the first date, and is over at the second. */
  readonly ended: readonly T[];
  /** Began and ended between the two. */
  readonly passed: readonly T[];
}

/** What changed from the first day of a period to its last. What lasts through, or is undated, is no change. */
export function difference<T>(of: Iterable<T>, span: (one: T) => Span | null, period: Span): Difference<T> {
  const [began, ended, passed]: [T[], T[], T[]] = [[], [], []];
  for (const one of of) {
    const own = span(one);
    if (own === null || !overlaps(own, period)) continue;
    const [starts, stops] = [own.from >= period.from && Number.isFinite(own.from), own.to <= period.to && Number.isFinite(own.to)];
    if (starts && stops) passed.push(one);
    else if (starts) began.push(one);
    else if (stops) ended.push(one);
  }
  return { began, ended, passed };
}

/** A month or a year as the slider counts them: whole steps from the first to the last, both included. */
export interface Steps {
  readonly unit: "month" | "year";
  readonly first: number;
  readonly last: number;
}

/** Beyond this the slider counts years. */
const LONG = 366 * 25;

export function steps(all: Span): Steps {
  const [a, b] = [dateOf(all.from), dateOf(all.to)];
  if (all.to - all.from > LONG) return { unit: "year", first: a.year, last: b.year };
  return { unit: "month", first: a.year * 12 + a.month - 1, last: b.year * 12 + b.month - 1 };
}

/** The days of the steps from `low` to `high`. */
export function stepSpan(unit: Steps["unit"], low: number, high: number): Span {
  const start = (step: number) => (unit === "year" ? dayOf(step) : dayOf(Math.floor(step / 12), (step % 12) + 1));
  return { from: start(low), to: start(high + 1) - 1, about: false };
}

/** The step that a day falls in. */
export function stepOf(unit: Steps["unit"], day: number): number {
  const { year, month } = dateOf(day);
  return unit === "year" ? year : year * 12 + month - 1;
}

/** How many of the spans touch each step. */
export function histogram(spans: readonly Span[], { unit, first, last }: Steps): readonly number[] {
  const counts = Array.from({ length: last - first + 1 }, () => 0);
  for (const one of spans) {
    const [low, high] = [Number.isFinite(one.from) ? stepOf(unit, one.from) : first, Number.isFinite(one.to) ? stepOf(unit, one.to) : last];
    for (let step = Math.max(low, first); step <= Math.min(high, last); step++) counts[step - first] = (counts[step - first] ?? 0) + 1;
  }
  return counts;
}
