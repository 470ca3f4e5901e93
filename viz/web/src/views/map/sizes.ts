/** Sizes of marks and places of parallel lines. */
import type { MapEdge } from "../../core/api/types";

/** Radius of a mark in pixels: its area grows with the number of links, within what can be seen and clicked. */
export function radius(degree: number): number {
  return Math.min(14, 3.8 + 1.55 * Math.sqrt(Math.max(0, degree)));
}

const APART = 5;

/** How far beside the straight line each link goes: links between the same two stand side by side. */
export function shifts(edges: Iterable<MapEdge>): ReadonlyMap<string, number> {
  const between = new Map<string, MapEdge[]>();
  for (const edge of edges) {
    const pair = [edge.source, edge.target].sort().join("\u0000");
    between.set(pair, [...(between.get(pair) ?? []), edge]);
  }
  const found = new Map<string, number>();
  for (const parallel of between.values()) {
    if (parallel.length < 2) continue;
    parallel.forEach((edge, i) => {
      const beside = (i - (parallel.length - 1) / 2) * APART;
      found.set(edge.id, edge.source < edge.target ? beside : -beside);
    });
  }
  return found;
}
