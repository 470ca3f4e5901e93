/** The graph that the page holds: what the server gave and what was opened since, indexed for look-ups. */
import type { LinkGroup, MapEdge, MapGraph, MapNode } from "../api/types";
import { Over } from "./over";

export interface Model {
  readonly nodes: ReadonlyMap<string, MapNode>;
  readonly edges: ReadonlyMap<string, MapEdge>;
  /** The links of each entity. */
  readonly around: ReadonlyMap<string, readonly MapEdge[]>;
  /** How many there are on the server, and what was left out, in both languages. */
  readonly totalNodes: number;
  readonly totalEdges: number;
  readonly cut: Readonly<Record<string, string>> | null;
  /** Of a model that extends another: that one, and what came. */
  readonly grown?: { readonly from: Model; readonly nodes: ReadonlyMap<string, MapNode>; readonly edges: ReadonlyMap<string, MapEdge> };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The model of an answer. Links without both ends are dropped; order never depends on the answer's. */
export function model(graph: MapGraph): Model {
  const steps = pieces(graph);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, `breath` taken after each piece of work: tens of thousands of links hold nobody up. */
export async function modelled(graph: MapGraph, breath: () => Promise<void>): Promise<Model> {
  const steps = pieces(graph);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breath();
  }
}

function* pieces(graph: MapGraph): Generator<undefined, Model> {
  const nodes = new Map([...graph.nodes].sort(byId).map((node) => [node.id, node]));
  yield;
  const sorted = [...graph.edges].sort(byId);
  yield;
  const edges = new Map<string, MapEdge>();
  for (const edge of sorted) if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(edge.id, edge);
  yield;
  return { nodes, edges, around: neighbourhoods(nodes, edges), totalNodes: graph.total_nodes, totalEdges: graph.total_edges, cut: graph.cut ?? null };
}

function neighbourhoods(nodes: ReadonlyMap<string, MapNode>, edges: ReadonlyMap<string, MapEdge>): ReadonlyMap<string, readonly MapEdge[]> {
  const around = new Map<string, MapEdge[]>();
  for (const id of nodes.keys()) around.set(id, []);
  for (const edge of edges.values()) {
    around.get(edge.source)?.push(edge);
    if (edge.target !== edge.source) around.get(edge.target)?.push(edge);
  }
  return around;
}

/** The model with more in it. What was there stays as it was, and costs nothing again. */
export function extended(base: Model, more: { readonly nodes: readonly MapNode[]; readonly edges: readonly MapEdge[] }): Model {
  const nodes = new Map<string, MapNode>();
  for (const node of more.nodes) if (!base.nodes.has(node.id) && !nodes.has(node.id)) nodes.set(node.id, node);
  const known = (id: string) => nodes.has(id) || base.nodes.has(id);
  const edges = new Map<string, MapEdge>();
  const around = new Map<string, MapEdge[]>([...nodes.keys()].map((id) => [id, []]));
  const at = (id: string) => around.get(id) ?? [...(base.around.get(id) ?? [])];
  for (const edge of more.edges) {
    if (edges.has(edge.id) || base.edges.has(edge.id) || !known(edge.source) || !known(edge.target)) continue;
    edges.set(edge.id, edge);
    for (const end of new Set([edge.source, edge.target])) {
      const links = at(end);
      links.push(edge);
      around.set(end, links);
    }
  }
  if (nodes.size === 0 && edges.size === 0) return base;
  return { ...base, nodes: new Over(base.nodes, nodes), edges: new Over(base.edges, edges), around: new Over<readonly MapEdge[]>(base.around, around), grown: { from: base, nodes, edges } };
}

/** The model that all growth began with, and the links that came since, the first first. */
export function rootOf(grown: Model): { readonly root: Model; readonly late: readonly MapEdge[] } {
  let [root, late] = [grown, [] as readonly MapEdge[]];
  for (; root.grown !== undefined; root = root.grown.from) late = [...root.grown.edges.values(), ...late];
  return { root, late };
}

/** What opening an entity brings: its neighbours of these groups, `count` of each, with the links to them. */
export interface Opened {
  readonly id: string;
  readonly group: LinkGroup;
  readonly count: number;
}

/** The model with opened neighbours in it. */
export function withOpened(base: Model, opened: readonly Opened[]): Model {
  const [nodes, edges, come] = [[] as MapNode[], [] as MapEdge[], new Set<string>()];
  for (const { id, group, count } of opened) {
    if (!base.nodes.has(id) && !come.has(id)) continue;
    for (const link of group.links.slice(0, count)) {
      come.add(link.other.id);
      nodes.push(nodeOf(link.sources, link.other));
      edges.push(edgeOf(id, link));
    }
  }
  return extended(base, { nodes, edges });
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
