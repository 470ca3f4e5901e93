/**
 * Where each mark stands: ForceAtlas2 from seeded places, then overlap taken away. The same graph gives the same
 * map; what already has a place keeps it when others come.
 */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
import { pack, parts } from "./pack";
import { scattered } from "./seed";

export type Place = readonly [x: number, y: number];

export interface Order {
  /** Ids with the radius of their marks in pixels, in a stable order. */
  readonly nodes: readonly (readonly [id: string, radius: number])[];
  /** Both ends and how strongly the link draws. */
  readonly edges: readonly (readonly [source: string, target: string, weight: number])[];
  /** Places that stand. */
  readonly placed: Readonly<Record<string, Place>>;
}

const RADIUS = 100;
/** Side of the square that each mark has for itself, in pixels. */
const ROOM = 62;

/** Fewer rounds for more marks: about a second of work on a laptop whatever the size. */
function rounds(count: number): number {
  return Math.round(Math.min(700, Math.max(60, 240_000 / Math.max(count, 1))));
}

function graphOf(order: Order): Graph {
  const graph = new Graph({ multi: true, type: "undirected" });
  for (const [id, radius] of order.nodes) {
    const place = order.placed[id];
    const [x, y] = place ?? scattered(id, RADIUS);
    graph.addNode(id, { x, y, size: radius, fixed: place !== undefined });
  }
  for (const [source, target, weight] of order.edges) {
    if (source !== target && graph.hasNode(source) && graph.hasNode(target)) graph.addEdge(source, target, { weight });
  }
  return graph;
}

/** A newcomer starts beside the middle of its neighbours that have a place. */
function settle(graph: Graph, order: Order): void {
  for (const [id] of order.nodes) {
    if (order.placed[id] !== undefined) continue;
    const known = graph.neighbors(id).map((other) => order.placed[other]).filter((place) => place !== undefined);
    if (known.length === 0) continue;
    const [dx, dy] = scattered(id, ROOM * 1.5);
    const middle = (axis: 0 | 1) => known.reduce((sum, place) => sum + place[axis], 0) / known.length;
    graph.mergeNodeAttributes(id, { x: middle(0) + dx, y: middle(1) + dy });
  }
}

type At = Readonly<Record<"x" | "y", number>>;

const at = (graph: Graph, id: string) => graph.getNodeAttributes(id) as At;

/** One part by itself: forces, then the same room for each mark whatever the forces made of it, around the origin. */
function arrangePart(graph: Graph): void {
  if (graph.order > 2) {
    forceAtlas2.assign(graph, {
      iterations: rounds(graph.order),
      getEdgeWeight: "weight",
      settings: {
        barnesHutOptimize: graph.order > 800,
        barnesHutTheta: 0.7,
        edgeWeightInfluence: 1,
        gravity: 0.9,
        scalingRatio: 12,
        slowDown: 2 + Math.log(graph.order),
      },
    });
  }
  const middle = (axis: "x" | "y") => graph.reduceNodes((sum, id) => sum + at(graph, id)[axis], 0) / graph.order;
  const [x, y] = [middle("x"), middle("y")];
  const far = graph.mapNodes((id) => Math.hypot(at(graph, id).x - x, at(graph, id).y - y)).sort((p, q) => p - q);
  // The ninth tenth of the distances, so that a few strays do not squeeze all others.
  const reach = far[Math.floor((far.length - 1) * 0.9)] ?? 0;
  const scale = reach === 0 ? 1 : (ROOM * Math.sqrt(graph.order)) / 2 / reach;
  graph.updateEachNodeAttributes((id) => ({ ...graph.getNodeAttributes(id), x: (at(graph, id).x - x) * scale, y: (at(graph, id).y - y) * scale }));
}

/** The whole from nothing: each part by itself, the parts side by side, overlap taken away. */
function arrangeAll(graph: Graph): void {
  const islands = parts(graph.nodes(), (id) => graph.neighbors(id)).map((ids) => subgraph(graph, ids));
  for (const island of islands) arrangePart(island);
  const rounds = islands.map((island) => ({ island, radius: Math.max(...island.mapNodes((id) => Math.hypot(at(island, id).x, at(island, id).y) + 14)) }));
  rounds.sort((a, b) => b.radius - a.radius);
  for (const [i, [dx, dy]] of pack(rounds, ROOM / 2).entries()) {
    rounds[i]?.island.forEachNode((id, { x, y }) => {
      graph.mergeNodeAttributes(id, { x: (x as number) + dx, y: (y as number) + dy });
    });
  }
  noverlap.assign(graph, { maxIterations: Math.round(Math.min(400, Math.max(40, 120_000 / graph.order))), settings: { margin: 7, ratio: 1.15, expansion: 1.1, gridSize: Math.max(20, Math.round(Math.sqrt(graph.order))), speed: 3 } });
}

function subgraph(graph: Graph, ids: readonly string[]): Graph {
  const part = new Graph({ multi: true, type: "undirected" });
  // In the order of the whole: the forces depend on it.
  const members = new Set(ids);
  graph.forEachNode((id, attributes) => {
    if (members.has(id)) part.addNode(id, { ...attributes });
  });
  graph.forEachEdge((_edge, attributes, source, target) => {
    if (members.has(source)) part.addEdge(source, target, attributes);
  });
  return part;
}

/** Newcomers step aside until they cover nothing; what stands stays. */
function makeRoom(graph: Graph, order: Order): void {
  const comers = order.nodes.filter(([id]) => order.placed[id] === undefined).map(([id]) => id);
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (const id of comers) moved = stepAside(graph, id) || moved;
    if (!moved) return;
  }
}

function stepAside(graph: Graph, id: string): boolean {
  const me = graph.getNodeAttributes(id) as Mark;
  let [dx, dy] = [0, 0];
  graph.forEachNode((other, attributes) => {
    if (other === id) return;
    const at = attributes as Mark;
    const [ax, ay] = [me.x - at.x, me.y - at.y];
    const far = Math.hypot(ax, ay);
    const room = me.size + at.size + 10;
    if (far >= room) return;
    const [ux, uy] = far > 0.01 ? [ax / far, ay / far] : scattered(`${id}/${other}`, 1);
    dx += (ux * (room - far)) / 2;
    dy += (uy * (room - far)) / 2;
  });
  if (Math.abs(dx) + Math.abs(dy) < 0.5) return false;
  graph.mergeNodeAttributes(id, { x: me.x + dx, y: me.y + dy });
  return true;
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** The place of every node of the order. Deterministic: no clock, no chance. */
export function arrange(order: Order): Record<string, Place> {
  const graph = graphOf(order);
  if (order.nodes.some(([id]) => order.placed[id] !== undefined)) {
    settle(graph, order);
    makeRoom(graph, order);
  } else if (graph.order > 1) arrangeAll(graph);
  return Object.fromEntries(graph.mapNodes((id) => [id, [rounded(at(graph, id).x), rounded(at(graph, id).y)] as const]));
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}
