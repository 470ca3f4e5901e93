/**
 * Where each mark stands: ForceAtlas2 from seeded places, then overlap taken away. The same graph gives the same
 * map; what already has a place keeps it when others come.
 */
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";
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

/** Scales the whole so that each mark has about the same room on paper, whatever forces made of it. */
function spread(graph: Graph): void {
  const far = graph.mapNodes((_id, at) => Math.hypot(at.x as number, at.y as number)).sort((a, b) => a - b);
  // The ninth tenth of the distances, so that a few strays do not squeeze all others.
  const reach = far[Math.floor(far.length * 0.9)] ?? 0;
  if (reach === 0) return;
  const wanted = (ROOM * Math.sqrt(graph.order)) / 2;
  graph.updateEachNodeAttributes((_id, at) => ({ ...at, x: ((at.x as number) * wanted) / reach, y: ((at.y as number) * wanted) / reach }));
}

function centred(graph: Graph): void {
  const middle = (axis: "x" | "y") => graph.reduceNodes((sum, _id, at) => sum + (at[axis] as number), 0) / graph.order;
  const [x, y] = [middle("x"), middle("y")];
  graph.updateEachNodeAttributes((_id, at) => ({ ...at, x: (at.x as number) - x, y: (at.y as number) - y }));
}

/** The whole from nothing. */
function arrangeAll(graph: Graph): void {
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
  centred(graph);
  spread(graph);
  noverlap.assign(graph, { maxIterations: 400, settings: { margin: 7, ratio: 1.15, expansion: 1.1, gridSize: 20, speed: 3 } });
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
  return Object.fromEntries(graph.mapNodes((id, at) => [id, [rounded(at.x as number), rounded(at.y as number)] as const]));
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}
