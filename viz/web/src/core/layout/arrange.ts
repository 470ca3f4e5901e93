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
    const [dx, dy] = scattered(id, RADIUS / 5);
    const middle = (axis: 0 | 1) => known.reduce((sum, place) => sum + place[axis], 0) / known.length;
    graph.mergeNodeAttributes(id, { x: middle(0) + dx, y: middle(1) + dy });
  }
}

function push(graph: Graph, newcomersOnly: boolean): void {
  if (newcomersOnly) return;
  noverlap.assign(graph, { maxIterations: 150, settings: { margin: 3, ratio: 1, expansion: 1.05, gridSize: 20, speed: 3 } });
}

/** The place of every node of the order. Deterministic: no clock, no chance. */
export function arrange(order: Order): Record<string, Place> {
  const graph = graphOf(order);
  const known = order.nodes.filter(([id]) => order.placed[id] !== undefined).length;
  if (known > 0) settle(graph, order);
  if (known < order.nodes.length && graph.order > 1) {
    forceAtlas2.assign(graph, {
      iterations: known > 0 ? Math.min(120, rounds(graph.order)) : rounds(graph.order),
      getEdgeWeight: "weight",
      settings: {
        barnesHutOptimize: graph.order > 800,
        barnesHutTheta: 0.7,
        edgeWeightInfluence: 1,
        gravity: 0.6,
        linLogMode: false,
        outboundAttractionDistribution: false,
        scalingRatio: 24,
        slowDown: 2 + Math.log(graph.order),
        strongGravityMode: false,
        adjustSizes: false,
      },
    });
    push(graph, known > 0);
  }
  return Object.fromEntries(graph.mapNodes((id, at) => [id, [rounded(at.x as number), rounded(at.y as number)] as const]));
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}
