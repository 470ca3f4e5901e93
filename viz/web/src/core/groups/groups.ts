/** Many marks as one: by family, by territory, by community, or as a person gathered them. Opened groups show their members. */
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import type { MapNode } from "../api/types";
import { askedFor, type Shown } from "../filters/filters";
import { by } from "../graph/by";
import { model as modelOf, type Model, rootOf } from "../graph/model";
import { keysOf } from "../graph/ids";
import { chance } from "../layout/seed";
import type { Vocabulary } from "../ontology/ontology";
import type { Fold, View } from "../state/view";
import { lines } from "./lines";
import type { Grouping } from "./names";

/** Over so many marks the map begins with groups. */
export const CROWD = 3000;
/** An opened group shows so many of its members at once, the most linked; the others stay one mark. */
const OPENED = 1500;
const PREFIX = "groupe:";

export interface Group {
  readonly key: string;
  readonly ids: readonly string[];
}

export interface Folded {
  readonly model: Model;
  readonly shown: Shown;
  /** The groups that stand as one mark, by the id of the mark. */
  readonly groups: ReadonlyMap<string, Group>;
}

export const groupId = (key: string): string => PREFIX + key;

/** Whether an id is that of a group, or of a link to one. */
export const isGroup = (id: string): boolean => id.startsWith(PREFIX);

/** How the map is grouped: as asked, else by family when it would be a crowd. */
export function groupingOf(asked: Grouping | null, shown: Shown): Grouping {
  return asked ?? (shown.nodes.size > CROWD ? "kind" : "none");
}

/** The first territory that each is said to be in, by its links; territories stand for themselves. */
function territoryOf(model: Model, vocabulary: Vocabulary, id: string): string {
  if (vocabulary.isA(model.nodes.get(id)?.kind ?? "", "Territory")) return id;
  const places = (model.around.get(id) ?? []).filter((edge) => edge.source === id && vocabulary.reading(edge.relation) === "territory").map((edge) => edge.target);
  return places.sort()[0] ?? "";
}

/** Communities by Louvain's method over what is shown, its chances drawn from a fixed seed: the same graph gives the same. */
function communities(shown: Shown, model: Model): (id: string) => string {
  const graph = new Graph({ type: "undirected", multi: false });
  const ids = [...shown.nodes].sort();
  for (const id of ids) graph.addNode(id);
  for (const id of [...shown.edges].sort()) {
    const edge = model.edges.get(id);
    if (edge !== undefined && edge.source !== edge.target) graph.mergeEdge(edge.source, edge.target);
  }
  let draw = 0;
  const found = graph.size === 0 ? {} : louvain(graph, { getEdgeWeight: null, rng: () => chance(String(draw++)) });
  // A community is named after its most linked member, so that an opened one stays open when others come and go.
  const heads = new Map<number, string>();
  for (const id of ids) {
    const own = found[id] ?? -1;
    const head = heads.get(own);
    if (head === undefined || graph.degree(id) > graph.degree(head)) heads.set(own, id);
  }
  return (id) => heads.get(found[id] ?? -1) ?? id;
}

type Gathered = ReadonlyMap<string, readonly string[]>;

function gathered(model: Model, vocabulary: Vocabulary, shown: Shown, grouping: Exclude<Grouping, "none">): Gathered {
  const keyOf = {
    kind: (id: string) => model.nodes.get(id)?.kind ?? "",
    territory: (id: string) => territoryOf(model, vocabulary, id),
    community: grouping === "community" ? communities(shown, model) : (id: string) => id,
  }[grouping];
  return by([...shown.nodes].sort(), keyOf);
}

const first = new WeakMap<Model, Map<Grouping, Gathered>>();

/** The groups of all that the page began with; who comes later finds them as they are, and joins that of its family or its territory. */
function joined(model: Model, vocabulary: Vocabulary, root: Model, grouping: Exclude<Grouping, "none">): Gathered {
  const known = first.get(root) ?? new Map<Grouping, Gathered>();
  first.set(root, known);
  const begun = known.get(grouping) ?? gathered(root, vocabulary, { nodes: keysOf(root.nodes), edges: keysOf(root.edges) }, grouping);
  known.set(grouping, begun);
  const late = [...model.nodes.keys()].slice(root.nodes.size);
  const come = by(late, (id) => (grouping === "kind" ? (model.nodes.get(id)?.kind ?? "") : grouping === "territory" ? territoryOf(model, vocabulary, id) : id));
  return new Map([...begun, ...[...come].map(([key, ids]) => [key, [...(begun.get(key) ?? []), ...ids]] as const)]);
}

/** The groups of a grouping, among what is shown; those of one member are none. */
export function groups(model: Model, vocabulary: Vocabulary, shown: Shown, grouping: Grouping): readonly Group[] {
  if (grouping === "none") return [];
  const { root } = rootOf(model);
  const found = root !== model && shown.nodes.size === model.nodes.size && shown.edges.size === model.edges.size ? joined(model, vocabulary, root, grouping) : gathered(model, vocabulary, shown, grouping);
  return [...found].filter(([, ids]) => ids.length > 1).map(([key, ids]) => ({ key: `${grouping}:${key}`, ids })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

type Asked = Pick<View, "folds" | "unfolded" | "selected" | "compared" | "openings">;

/** What stands as one mark: the groups of the grouping that are not open, then what people gathered. */
function standing(all: readonly Group[], asked: Asked, model: Model): readonly Group[] {
  const open = new Set(asked.unfolded);
  const free = new Set([...askedFor(model, asked), ...asked.compared, ...asked.openings.map(({ id }) => id)]);
  const byDegree = (ids: readonly string[]) => [...ids].sort((a, b) => (model.nodes.get(b)?.degree ?? 0) - (model.nodes.get(a)?.degree ?? 0) || (a < b ? -1 : 1));
  const closed = all.map(({ key, ids }) => ({ key, ids: open.has(key) ? byDegree(ids).slice(OPENED) : ids }));
  const own = asked.folds.map((fold: Fold) => ({ key: `own:${fold.name}`, ids: fold.ids }));
  const taken = new Set(free);
  return [...own, ...closed].flatMap(({ key, ids }) => {
    const members = ids.filter((id) => !taken.has(id));
    for (const id of members) taken.add(id);
    return members.length > 1 ? [{ key, ids: members }] : [];
  });
}

function markOf(group: Group, name: string, model: Model, vocabulary: Vocabulary): MapNode {
  const kind = vocabulary.common([...new Set(group.ids.map((id) => model.nodes.get(id)?.kind ?? ""))]);
  return { id: groupId(group.key), name, kind, degree: group.ids.length, name_en: null, acronym: null, start: null, end: null, sources: [], contested: false };
}

/** The graph with groups in the place of their members, and one link a reading between two marks. */
export function fold(model: Model, vocabulary: Vocabulary, shown: Shown, known: readonly Group[], asked: Asked, nameOf: (group: Group) => string): Folded {
  const all = shown.nodes.size === model.nodes.size;
  const inside = (group: Group) => (all ? group : { ...group, ids: group.ids.filter((id) => shown.nodes.has(id)) });
  const groups = standing(known.map(inside), { ...asked, folds: asked.folds.map((one) => ({ ...one, ids: one.ids.filter((id) => shown.nodes.has(id)) })) }, model);
  if (groups.length === 0) return { model, shown, groups: new Map() };
  const marks = groups.map(({ key }) => groupId(key));
  const of = new Map<string, number>();
  for (const [i, { ids }] of groups.entries()) for (const id of ids) of.set(id, i);
  const alone = [...model.nodes.values()].filter((node) => !of.has(node.id));
  const nodes = alone.concat(groups.map((group) => markOf(group, nameOf(group), model, vocabulary)));
  const families = new Map(groups.flatMap(({ key }, i) => (key.startsWith("kind:") ? [[key.slice("kind:".length), i] as const] : [])));
  const { edges, shown: seen } = lines(model, vocabulary, shown, { marks, of, families }, PREFIX);
  const apart = alone.map(({ id }) => id).filter((id) => shown.nodes.has(id));
  const made = modelOf({ nodes, edges: [...edges], total_nodes: model.totalNodes, total_edges: model.totalEdges, cut: model.cut });
  return { model: made, shown: { nodes: new Set([...apart, ...marks]), edges: seen }, groups: new Map(groups.map((group) => [groupId(group.key), group])) };
}
