/** The graph that the page holds: what the server gave and what was opened since, indexed for look-ups. */
import type { LinkGroup, MapEdge, MapGraph, MapNode } from "../api/types";

export interface Model {
  readonly nodes: ReadonlyMap<string, MapNode>;
  readonly edges: ReadonlyMap<string, MapEdge>;
  /** The links of each entity. */
  readonly around: ReadonlyMap<string, readonly MapEdge[]>;
  /** How many there are on the server, and what was left out, in both languages. */
  readonly totalNodes: number;
  readonly totalEdges: number;
  readonly cut: Readonly<Record<string, string>> | null;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The model of an answer. Links without both ends are dropped; order never depends on the answer's. */
export function model(graph: MapGraph): Model {
  const nodes = new Map([...graph.nodes].sort(byId).map((node) => [node.id, node]));
  const edges = new Map<string, MapEdge>();
  for (const edge of [...graph.edges].sort(byId)) if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(edge.id, edge);
  return { nodes, edges, around: neighbourhoods(nodes, edges), totalNodes: graph.total_nodes, totalEdges: graph.total_edges, cut: graph.cut ?? null };
}

function neighbourhoods(nodes: ReadonlyMap<string, MapNode>, edges: ReadonlyMap<string, MapEdge>): ReadonlyMap<string, readonly MapEdge[]> {
  const around = new Map<string, MapEdge[]>([...nodes.keys()].map((id) => [id, []]));
  for (const edge of edges.values()) {
    around.get(edge.source)?.push(edge);
    if (edge.target !== edge.source) around.get(edge.target)?.push(edge);
  }
  return around;
}

/** What opening an entity brings: its neighbours of these groups, `count` of each, with the links to them. */
export interface Opened {
  readonly id: string;
  readonly group: LinkGroup;
  readonly count: number;
}

/** The model with opened neighbours in it. What was there stays as it was. */
export function withOpened(base: Model, opened: readonly Opened[]): Model {
  if (opened.length === 0) return base;
  const nodes = new Map(base.nodes);
  const edges = new Map(base.edges);
  for (const { id, group, count } of opened) {
    if (!nodes.has(id)) continue;
    for (const link of group.links.slice(0, count)) {
      const { other } = link;
      if (!nodes.has(other.id)) nodes.set(other.id, nodeOf(link.sources, other));
      if (!edges.has(link.id)) edges.set(link.id, edgeOf(id, link));
    }
  }
  return { ...base, nodes, edges, around: neighbourhoods(nodes, edges) };
}

function nodeOf(sources: string[], other: LinkGroup["links"][number]["other"]): MapNode {
  const { id, name, kind, name_en = null, acronym = null, start = null, end = null, degree } = other;
  return { id, name, kind, name_en, acronym, start, end, degree: degree ?? 1, sources, contested: false };
}

function edgeOf(id: string, link: LinkGroup["links"][number]): MapEdge {
  const [source, target] = link.outgoing ? [id, link.other.id] : [link.other.id, id];
  const { relation, confidence, since = null, until = null, roles, sources } = link;
  return { id: link.id, source, target, relation, confidence, since, until, roles, sources };
}

/** The other end of a link. */
export function across(edge: MapEdge, id: string): string {
  return edge.source === id ? edge.target : edge.source;
}

/** The entities one link away, each once, in the order of their names' importance: most linked first. */
export function neighbours(of: Model, id: string): readonly string[] {
  const ids = new Set((of.around.get(id) ?? []).map((edge) => across(edge, id)));
  ids.delete(id);
  return [...ids].sort((a, b) => (of.nodes.get(b)?.degree ?? 0) - (of.nodes.get(a)?.degree ?? 0) || (a < b ? -1 : 1));
}
