/** Two answers of the server as one graph: what was seen first stays as it is. */
import type { MapGraph } from "../api/types";

export function merged(base: MapGraph, more: MapGraph | undefined): MapGraph {
  if (more === undefined) return base;
  const [nodes, edges] = [new Set(base.nodes.map((node) => node.id)), new Set(base.edges.map((edge) => edge.id))];
  return {
    ...base,
    nodes: [...base.nodes, ...more.nodes.filter((node) => !nodes.has(node.id))],
    edges: [...base.edges, ...more.edges.filter((edge) => !edges.has(edge.id))],
  };
}
