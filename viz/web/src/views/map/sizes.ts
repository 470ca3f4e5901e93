/** Sizes of marks and places of parallel lines. */
import type { MapEdge, MapNode } from "../../core/api/types";
import { by } from "../../core/graph/by";
import { isGroup } from "../../core/groups/groups";

/** Radius of a mark in pixels: its area grows with the number of links, within what can be seen and clicked. */
export function radius(degree: number): number {
  return Math.min(14, 3.8 + 1.55 * Math.sqrt(Math.max(0, degree)));
}

/** That of a group in pixels: two members or thousands are told apart, and the largest leaves room for the others. */
export function groupRadius(members: number): number {
  return Math.min(34, 8 + 2 * Math.log2(Math.max(1, members)));
}

export function radiusOf({ id, degree }: Pick<MapNode, "id" | "degree">): number {
  return isGroup(id) ? groupRadius(degree) : radius(degree);
}

const APART = 5;

/** How far beside the straight line each link goes: links between the same two stand side by side. */
export function shifts(edges: Iterable<MapEdge>): ReadonlyMap<string, number> {
  const between = by(edges, ({ source, target }) => (source < target ? `${source}\u0000${target}` : `${target}\u0000${source}`));
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
