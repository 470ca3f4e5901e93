/** Parts of a map that no link joins, put side by side: the largest in the middle, the others around it. */

export interface Round {
  readonly radius: number;
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const STEP = 8;

/** A centre for each circle, given largest first, so that none overlaps; the first at the origin. */
export function pack(rounds: readonly Round[], gap: number): readonly (readonly [number, number])[] {
  const placed: { x: number; y: number; radius: number }[] = [];
  for (const [i, { radius }] of rounds.entries()) placed.push({ ...spot(placed, radius, gap, i), radius });
  return placed.map(({ x, y }) => [x, y] as const);
}

/** The first free place on a spiral from the middle outwards, each circle beginning in another direction. */
function spot(placed: readonly { x: number; y: number; radius: number }[], radius: number, gap: number, turn: number): { x: number; y: number } {
  const [middle] = placed;
  if (middle === undefined) return { x: 0, y: 0 };
  for (let k = 0; ; k++) {
    const far = middle.radius + radius + gap + (Math.floor(k / 24) * STEP * Math.max(1, radius / 20));
    const angle = turn * GOLDEN + ((k % 24) * 2 * Math.PI) / 24;
    const at = { x: far * Math.cos(angle), y: far * Math.sin(angle) };
    if (placed.every((other) => Math.hypot(other.x - at.x, other.y - at.y) >= other.radius + radius + gap)) return at;
  }
}

/** The parts of a graph that hang together, largest first; equal ones in the order of their first member. */
export function parts(ids: readonly string[], neighbours: (id: string) => readonly string[]): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const id of ids) {
    if (seen.has(id)) continue;
    seen.add(id);
    const part = [id];
    for (const member of part) {
      for (const other of neighbours(member)) {
        if (seen.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    found.push(part);
  }
  return found.sort((a, b) => b.length - a.length);
}
