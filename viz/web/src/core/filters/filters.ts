/** What of the graph is shown: the legend, the readings of links, territory and source; and the counts beside each. */
import type { MapEdge } from "../api/types";
import { type Came, fact, told } from "../graph/fact";
import { type Ids, keysOf } from "../graph/ids";
import type { Model } from "../graph/model";
import { across } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import type { View } from "../state/view";
import { during, spanOfLink } from "../time/chronology";
import { overlaps, span } from "../time/span";

export type Filter = Pick<View, "hidden" | "muted" | "territory" | "source" | "period" | "openings" | "selected" | "removed" | "kept" | "degrees">;

const NONE: readonly never[] = [];

/** The part of a view that decides what is shown. */
export const filterOf = ({ hidden, muted, territory, source, period, openings, selected, removed, kept, degrees }: Filter): Filter => ({ hidden, muted, territory, source, period, openings, selected, removed, kept, degrees });

/** Whether anything is left out: « Tout montrer » would bring something back. */
export const narrowed = ({ hidden, muted, removed, kept, degrees, territory, source, period }: Filter): boolean =>
  hidden.length + muted.length + removed.length + kept.length + degrees > 0 || territory !== null || source !== null || period !== null;

/** The filter without what was asked for by name: a choice counts only where it is the middle of what is shown. */
export const impersonal = (filter: Filter): Filter => ({ ...filter, openings: NONE, selected: filter.degrees > 0 ? filter.selected : null });

export interface Shown {
  readonly nodes: Ids;
  readonly edges: Ids;
}

const last = new WeakMap<Model, Shown>();

/** The last that was shown of the model where `found` is the same, so that nobody works on it again. */
export function steady(model: Model, found: Shown): Shown {
  const before = last.get(model);
  if (before !== undefined && same(before.nodes, found.nodes) && same(before.edges, found.edges)) return before;
  last.set(model, found);
  return found;
}

function same(one: Ids, other: Ids): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const id of one) if (!other.has(id)) return false;
  return true;
}

/** The relations that put something in its place, and places in larger ones: from the ontology, not from names. */
function isPlacing(vocabulary: Vocabulary, edge: MapEdge): boolean {
  return vocabulary.reading(edge.relation) === "territory";
}

/** The territory and all that is part of it, however deep. */
export function within(model: Model, vocabulary: Vocabulary, territory: string): ReadonlySet<string> {
  const found = new Set([territory]);
  for (const id of found) {
    for (const edge of model.around.get(id) ?? []) {
      if (edge.target === id && vocabulary.reading(edge.relation) === "hierarchy") found.add(edge.source);
    }
  }
  return found;
}

/** What is located in a territory or in a part of it, with the territory itself. */
export function located(model: Model, vocabulary: Vocabulary, territory: string): ReadonlySet<string> {
  const places = within(model, vocabulary, territory);
  const found = new Set([territory]);
  for (const edge of model.edges.values()) if (isPlacing(vocabulary, edge) && places.has(edge.target)) found.add(edge.source);
  return found;
}

/** What is located there and what is linked to it directly: a place is understood by who acts there, with whom. */
function inPlace(model: Model, vocabulary: Vocabulary, territory: string): ReadonlySet<string> {
  const core = located(model, vocabulary, territory);
  const found = new Set(core);
  for (const id of core) {
    if (id === territory) continue;
    for (const edge of model.around.get(id) ?? []) if (!isPlacing(vocabulary, edge)) found.add(across(edge, id));
  }
  return found;
}

/** Whether the filter lets everything through, whoever was asked for by name. */
function open({ hidden, muted, territory, source, period, removed, kept, degrees, selected }: Filter): boolean {
  const free = degrees === 0 || selected?.type !== "entity";
  return free && hidden.length + muted.length + removed.length + kept.length === 0 && territory === null && source === null && period === null;
}

/** So many answers of one model are kept: the counts of a legend ask for five of one filter, most of them the same. */
const KEPT = 6;
const answers = new WeakMap<Model, Map<string, Shown>>();

/** What the filter lets through. What a person asked for by name (selected, opened) shows whatever the legend says. */
export function shown(model: Model, vocabulary: Vocabulary, filter: Filter): Shown {
  const known = answers.get(model) ?? new Map<string, Shown>();
  answers.set(model, known);
  const key = open(filter) ? "" : JSON.stringify(filterOf(filter));
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = key === "" ? { nodes: keysOf(model.nodes), edges: keysOf(model.edges) } : through(model, vocabulary, filter);
  const [oldest] = known.keys();
  if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
  known.set(key, found);
  return found;
}

function through(model: Model, vocabulary: Vocabulary, filter: Filter): Shown {
  const hidden = new Set(filter.hidden);
  const place = filter.territory === null ? null : inPlace(model, vocabulary, filter.territory);
  const asked = askedFor(model, filter);
  const removed = new Set(filter.removed);
  const near = nearby(model, vocabulary, filter);
  const when = filter.period === null ? null : span(filter.period);
  const timely = when === null ? null : during(model, when);
  const kept = filter.kept.length === 0 ? null : new Set(filter.kept);
  const nodes = new Set<string>();
  for (const node of model.nodes.values()) {
    const passes =
      !hidden.has(node.kind) && (place?.has(node.id) ?? true) && (timely?.has(node.id) ?? true) && (filter.source === null || (node.sources ?? []).includes(filter.source));
    if ((passes || asked.has(node.id)) && (kept?.has(node.id) ?? true) && !removed.has(node.id) && (near?.has(node.id) ?? true)) nodes.add(node.id);
  }
  return { nodes, edges: linksShown(model, vocabulary, filter, nodes) };
}

/** What is within the asked number of links of the selected entity, over links that are shown; null for no limit. */
function nearby(model: Model, vocabulary: Vocabulary, filter: Filter): ReadonlySet<string> | null {
  const { selected, degrees } = filter;
  if (degrees === 0 || selected?.type !== "entity" || !model.nodes.has(selected.id)) return null;
  const muted = new Set(filter.muted);
  const found = new Set([selected.id]);
  let edge: readonly string[] = [selected.id];
  for (let step = 0; step < degrees; step++) {
    const next = edge.flatMap((id) => (model.around.get(id) ?? []).filter((link) => !muted.has(vocabulary.reading(link.relation))).map((link) => across(link, id)));
    edge = next.filter((id) => !found.has(id) && found.add(id));
  }
  return found;
}

function linksShown(model: Model, vocabulary: Vocabulary, filter: Filter, nodes: ReadonlySet<string>): ReadonlySet<string> {
  const muted = new Set(filter.muted);
  const period = filter.period === null ? null : span(filter.period);
  const timely = (edge: MapEdge) => {
    const own = period === null ? null : spanOfLink(edge);
    return own === null || period === null || overlaps(own, period);
  };
  const edges = new Set<string>();
  for (const edge of model.edges.values()) {
    const passes =
      nodes.has(edge.source) &&
      nodes.has(edge.target) &&
      !muted.has(vocabulary.reading(edge.relation)) &&
      (filter.source === null || (edge.sources ?? []).includes(filter.source)) &&
      timely(edge);
    if (passes) edges.add(edge.id);
  }
  return edges;
}

/** The entities that somebody asked for by name: the selected one, and opened neighbours. */
export function askedFor(model: Model, filter: Pick<Filter, "selected" | "openings">): ReadonlySet<string> {
  const asked = new Set<string>();
  if (filter.selected?.type === "entity") asked.add(filter.selected.id);
  for (const opening of filter.openings) {
    const links = (model.around.get(opening.id) ?? []).filter(
      (edge) => edge.relation === opening.relation && (edge.source === opening.id) === opening.outgoing,
    );
    const others = links.map((edge) => across(edge, opening.id)).filter((id) => model.nodes.get(id)?.kind === opening.kind);
    for (const id of others.slice(0, opening.count)) asked.add(id);
  }
  return asked;
}

export interface Count {
  readonly key: string;
  readonly count: number;
}

type Counts = ReadonlyMap<string, number>;

function counted(keys: Iterable<string>, before: Counts = new Map()): Map<string, number> {
  const counts = new Map(before);
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The counts of all that a model holds: a choice that brings a few neighbours counts those alone. */
interface Tally {
  readonly kinds: Counts;
  readonly readings: Counts;
  readonly territories: Counts;
  readonly sources: Counts;
}

const EMPTY: Tally = { kinds: new Map(), readings: new Map(), territories: new Map(), sources: new Map() };

const tally = told((vocabulary) => {
  const added = (before: Tally, { nodes, edges }: Came): Tally => {
    const links = [...edges.values()];
    return {
      kinds: counted([...nodes.values()].map((node) => node.kind), before.kinds),
      readings: counted(links.map((edge) => vocabulary.reading(edge.relation)), before.readings),
      territories: counted(links.filter((edge) => isPlacing(vocabulary, edge)).map((edge) => edge.target), before.territories),
      sources: counted(links.flatMap((edge) => edge.sources ?? []), before.sources),
    };
  };
  return fact(EMPTY, added);
});

/** Entities by kind, each count under all filters but the legend's own: so a hidden kind still says how many it has. */
export function kindCounts(model: Model, vocabulary: Vocabulary, filter: Filter): ReadonlyMap<string, number> {
  const own: Filter = { ...filter, hidden: [], openings: [] };
  if (open(own)) return tally(model, vocabulary).kinds;
  const free = shown(model, vocabulary, own);
  const counts = counted([...free.nodes].map((id) => model.nodes.get(id)?.kind ?? ""));
  for (const node of model.nodes.values()) if (!counts.has(node.kind)) counts.set(node.kind, 0);
  return counts;
}

/** Links by reading, under all filters but their own. */
export function readingCounts(model: Model, vocabulary: Vocabulary, filter: Filter): ReadonlyMap<string, number> {
  const own: Filter = { ...filter, muted: [] };
  if (open(own)) return tally(model, vocabulary).readings;
  const free = shown(model, vocabulary, own);
  const counts = counted([...free.edges].map((id) => vocabulary.reading(model.edges.get(id)?.relation ?? "")));
  for (const edge of model.edges.values()) {
    const reading = vocabulary.reading(edge.relation);
    if (!counts.has(reading)) counts.set(reading, 0);
  }
  return counts;
}

/** Territories by what is located there among what the other filters show, most first. */
export function territoryCounts(model: Model, vocabulary: Vocabulary, filter: Filter): readonly Count[] {
  const own: Filter = { ...filter, territory: null };
  if (open(own)) return ranked(tally(model, vocabulary).territories);
  const free = shown(model, vocabulary, own);
  const places = [...model.edges.values()].filter((edge) => isPlacing(vocabulary, edge) && free.nodes.has(edge.source));
  return ranked(counted(places.map((edge) => edge.target)));
}

/** Sources by the links they support among what the other filters show, most first. */
export function sourceCounts(model: Model, vocabulary: Vocabulary, filter: Filter): readonly Count[] {
  const own: Filter = { ...filter, source: null };
  if (open(own)) return ranked(tally(model, vocabulary).sources);
  const free = shown(model, vocabulary, own);
  return ranked(counted([...free.edges].flatMap((id) => model.edges.get(id)?.sources ?? [])));
}

function ranked(counts: ReadonlyMap<string, number>): readonly Count[] {
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
