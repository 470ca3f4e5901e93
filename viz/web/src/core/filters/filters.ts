/** What of the graph is shown: the legend, the readings of links, territory and source; and the counts beside each. */
import type { MapEdge } from "../api/types";
import type { Model } from "../graph/model";
import { across } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import type { View } from "../state/view";
import { during, spanOfLink } from "../time/chronology";
import { overlaps, span } from "../time/span";

export type Filter = Pick<View, "hidden" | "muted" | "territory" | "source" | "period" | "openings" | "selected" | "removed" | "kept" | "degrees">;

export interface Shown {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
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

/** What the filter lets through. What a person asked for by name (selected, opened) shows whatever the legend says. */
export function shown(model: Model, vocabulary: Vocabulary, filter: Filter): Shown {
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

function askedFor(model: Model, filter: Filter): ReadonlySet<string> {
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

function counted(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Entities by kind, each count under all filters but the legend's own: so a hidden kind still says how many it has. */
export function kindCounts(model: Model, vocabulary: Vocabulary, filter: Filter): ReadonlyMap<string, number> {
  const free = shown(model, vocabulary, { ...filter, hidden: [], openings: [] });
  const counts = counted([...free.nodes].map((id) => model.nodes.get(id)?.kind ?? ""));
  for (const node of model.nodes.values()) if (!counts.has(node.kind)) counts.set(node.kind, 0);
  return counts;
}

/** Links by reading, under all filters but their own. */
export function readingCounts(model: Model, vocabulary: Vocabulary, filter: Filter): ReadonlyMap<string, number> {
  const free = shown(model, vocabulary, { ...filter, muted: [] });
  const counts = counted([...free.edges].map((id) => vocabulary.reading(model.edges.get(id)?.relation ?? "")));
  for (const edge of model.edges.values()) {
    const reading = vocabulary.reading(edge.relation);
    if (!counts.has(reading)) counts.set(reading, 0);
  }
  return counts;
}

/** Territories by what is located there among what the other filters show, most first. */
export function territoryCounts(model: Model, vocabulary: Vocabulary, filter: Filter): readonly Count[] {
  const free = shown(model, vocabulary, { ...filter, territory: null });
  const places = [...model.edges.values()].filter((edge) => isPlacing(vocabulary, edge) && free.nodes.has(edge.source));
  return ranked(counted(places.map((edge) => edge.target)));
}

/** Sources by the links they support among what the other filters show, most first. */
export function sourceCounts(model: Model, vocabulary: Vocabulary, filter: Filter): readonly Count[] {
  const free = shown(model, vocabulary, { ...filter, source: null });
  return ranked(counted([...free.edges].flatMap((id) => model.edges.get(id)?.sources ?? [])));
}

function ranked(counts: ReadonlyMap<string, number>): readonly Count[] {
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
