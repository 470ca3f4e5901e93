/** Where an arrow key leads from a mark: the neighbour that lies most in its direction. */

export interface Point {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const AHEAD: Readonly<Record<Arrow, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Beyond this angle a mark does not lie in the direction of the arrow. */
const WIDEST = 0.35;

export function isArrow(key: string): key is Arrow {
  return key in AHEAD;
}

/** The best of `points` from `from`, in pixels (y down): near, and straight ahead; null when none lies that way. */
export function ahead(from: Point, points: readonly Point[], arrow: Arrow): Point | null {
  const [ax, ay] = AHEAD[arrow];
  let best: Point | null = null;
  let least = Infinity;
  for (const point of points) {
    const [dx, dy] = [point.x - from.x, point.y - from.y];
    const far = Math.hypot(dx, dy);
    if (point.id === from.id || far === 0) continue;
    const straight = (dx * ax + dy * ay) / far;
    const cost = far * (2 - straight);
    if (straight > WIDEST && cost < least) [best, least] = [point, cost];
  }
  return best;
}
