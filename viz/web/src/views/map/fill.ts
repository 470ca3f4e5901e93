/** Puts content into the graph that is drawn: marks and lines with their looks; what went away leaves it. */
import type Graph from "graphology";
import type { MapEdge, MapNode } from "../../core/api/types";
import type { Place } from "../../core/layout/arrange";
import { colours } from "../../core/tokens/tokens";
import type { MarkData, ThreadData } from "./attributes";
import { radiusOf, shifts } from "./sizes";
import type { Content, Look } from "./told";

/** `scale` for a larger picture, `unit` for smaller marks on a small screen. */
export interface Size {
  readonly scale: number;
  readonly unit: number;
}

export function fill(graph: Graph<MarkData, ThreadData>, content: Content, look: Look, size: Size): void {
  const { nodes, edges, places, shownNodes, shownEdges } = content;
  sweep(graph, content);
  for (const node of nodes.values()) {
    const place = places[node.id];
    if (place !== undefined) graph.mergeNode(node.id, markOf(node, place, !shownNodes.has(node.id), look, size));
  }
  const beside = shifts(edges.values());
  for (const edge of edges.values()) {
    if (!graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue;
    graph.mergeEdgeWithKey(edge.id, edge.source, edge.target, threadOf(edge, beside.get(edge.id) ?? 0, !shownEdges.has(edge.id), look, size));
  }
}

function sweep(graph: Graph<MarkData, ThreadData>, { nodes, edges, places }: Content): void {
  graph.forEachNode((id) => {
    if (!nodes.has(id) || places[id] === undefined) graph.dropNode(id);
  });
  graph.forEachEdge((id) => {
    if (!edges.has(id)) graph.dropEdge(id);
  });
}

function markOf(node: MapNode, [x, y]: Place, hidden: boolean, look: Look, { scale, unit }: Size): MarkData {
  const style = look.kind(node.kind);
  const paint = style[look.mode];
  const fill = style.hollow ? colours[look.mode].page : paint.fill;
  const stroke = (style.hollow ? 2 : 1) * scale;
  return { x, y, size: radiusOf(node) * scale * unit, color: fill, line: paint.line, stroke, shape: style.shape, hidden, zIndex: 1, type: "mark", name: look.name(node) };
}

function threadOf(edge: MapEdge, shift: number, hidden: boolean, look: Look, { scale }: Size): ThreadData {
  const { width, dash, arrow } = look.link(edge.relation);
  return { size: width * scale, color: colours[look.mode].thread, dash: dash * scale, arrow, shift: shift * scale, hidden, zIndex: 0, type: "thread" };
}

type Extent = [low: number, high: number];

/** The least box around all marks, not thinner than a mark's surroundings. */
export function extents(graph: Graph<MarkData, ThreadData>): { x: Extent; y: Extent } {
  const extent = (axis: "x" | "y"): Extent => {
    const all = graph.mapNodes((_id, data) => data[axis]);
    const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
    return low === high ? [low - 50, high + 50] : [low, high];
  };
  return { x: extent("x"), y: extent("y") };
}
