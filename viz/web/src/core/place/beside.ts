/** Where a small panel goes beside what it speaks of. All in pixels of the window. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Size = Pick<Box, "width" | "height">;
export type Spot = Pick<Box, "left" | "top">;

const [GAP, EDGE] = [12, 10];
/** What is so many times wider than high has its panel under it rather than at its side. */
const FLAT = 3;

function kept(at: number, size: number, most: number): number {
  return Math.max(EDGE, Math.min(at, most - size - EDGE));
}

/** The first side with room; without any, over the target at the foot of the window. */
export function beside(target: Box, panel: Size, window: Size): Spot {
  const [right, bottom] = [target.left + target.width + GAP, target.top + target.height + GAP];
  const [left, top] = [target.left - GAP - panel.width, target.top - GAP - panel.height];
  const [x, y] = [kept(target.left, panel.width, window.width), kept(target.top, panel.height, window.height)];
  const sides: Spot[] = [
    { left: right, top: y },
    { left, top: y },
  ];
  const ends: Spot[] = [
    { left: x, top: bottom },
    { left: x, top },
  ];
  const fits = (spot: Spot) => spot.left >= EDGE && spot.top >= EDGE && spot.left + panel.width + EDGE <= window.width && spot.top + panel.height + EDGE <= window.height;
  const asked = target.width > FLAT * target.height ? [...ends, ...sides] : [...sides, ...ends];
  return asked.find(fits) ?? { left: kept(target.left + (target.width - panel.width) / 2, panel.width, window.width), top: kept(window.height, panel.height, window.height) };
}
