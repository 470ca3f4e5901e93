/** Which points lie within a line that somebody drew around them. */

export type Spot = readonly [x: number, y: number];

/** By the even-odd rule: whether the polygon, closed from its last corner to its first, holds the point. */
export function holds(polygon: readonly Spot[], [x, y]: Spot): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of polygon.entries()) {
    const [x2, y2] = polygon[(i + polygon.length - 1) % polygon.length] as Spot;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
