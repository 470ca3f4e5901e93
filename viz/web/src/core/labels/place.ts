/**
 * Which names are written on the map and where: the important first, none over another nor over a mark.
 * Pure geometry in pixels; whoever draws measures the texts.
 */

export interface Candidate {
  readonly id: string;
  /** Centre and radius of the mark. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Size of the written text. */
  readonly width: number;
  readonly height: number;
  /** Written whatever it covers: the selected, the hovered. */
  readonly must: boolean;
  /** May cover marks clearly smaller than its own: the best linked, where it is crowded. */
  readonly bold?: boolean;
  /** Written over marks where there is no other room, never over a name: where few marks stand, all are named. */
  readonly wanted?: boolean;
  /** As a mark: a bold name may cover it whatever its size. */
  readonly cover?: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed extends Box {
  readonly id: string;
}

const GAP = 4;
const CELL = 64;

/** Right, left, under, over, then the corners: where people look for a name, in this order. */
function spots(c: Candidate): readonly Box[] {
  const { x, y, radius, width, height } = c;
  const near = radius * 0.75;
  const at = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  return [
    at(x + radius + GAP, y - height / 2),
    at(x - radius - GAP - width, y - height / 2),
    at(x - width / 2, y + radius + GAP / 2),
    at(x - width / 2, y - radius - GAP / 2 - height),
    at(x + near, y - near - height),
    at(x + near, y + near),
    at(x - near - width, y - near - height),
    at(x - near - width, y + near),
  ];
}

export const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Boxes by the cells of a grid they touch: a question costs the few boxes nearby, however many there are. */
class Ground {
  readonly #cells = new Map<string, { box: Box; owner: string; size: number }[]>();

  *#keys(box: Box): Generator<string> {
    for (let i = Math.floor(box.x / CELL); i <= Math.floor((box.x + box.width) / CELL); i++) {
      for (let j = Math.floor(box.y / CELL); j <= Math.floor((box.y + box.height) / CELL); j++) yield `${i}/${j}`;
    }
  }

  take(box: Box, owner: string, size = Infinity): void {
    for (const key of this.#keys(box)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [{ box, owner, size }]);
      else cell.push({ box, owner, size });
    }
  }

  /** Whether nothing of another owner, larger than `least`, lies there. */
  free(box: Box, owner: string, least = -1): boolean {
    for (const key of this.#keys(box)) {
      if (this.#cells.get(key)?.some((taken) => taken.owner !== owner && taken.size > least && overlap(taken.box, box))) return false;
    }
    return true;
  }

  /** How much of a box lies over what others own, in square pixels. */
  covered(box: Box, owner: string): number {
    const met = new Set([...this.#keys(box)].flatMap((key) => this.#cells.get(key) ?? []));
    return [...met].reduce((sum, taken) => sum + (taken.owner === owner ? 0 : shared(taken.box, box)), 0);
  }
}

const along = (a: number, length: number, b: number, other: number) => Math.max(0, Math.min(a + length, b + other) - Math.max(a, b));
const shared = (a: Box, b: Box) => along(a.x, a.width, b.x, b.width) * along(a.y, a.height, b.y, b.height);

/**
 * The names that fit, best first as given. `marks` are the discs that no name may cover; a name that must be
 * written takes the spot that covers no other name and the least of the marks, else its first.
 */
export function place(candidates: readonly Candidate[], marks: readonly Candidate[], view: Box): readonly Placed[] {
  const names = new Ground();
  const discs = new Ground();
  for (const { id, x, y, radius, cover } of marks) {
    discs.take({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }, id, cover === true ? 0 : radius);
  }
  const inside = (box: Box) => box.x >= view.x && box.x + box.width <= view.x + view.width && box.y >= view.y && box.y + box.height <= view.y + view.height;
  const placed: Placed[] = [];
  for (const candidate of candidates) {
    const all = spots(candidate);
    const clear = all.find((box) => inside(box) && names.free(box, candidate.id) && discs.free(box, candidate.id));
    const free = () => all.filter((box) => inside(box) && names.free(box, candidate.id));
    const bold = () => (candidate.bold === true ? free().find((box) => discs.free(box, candidate.id, candidate.radius * 0.62)) : undefined);
    const least = () => (candidate.must || candidate.wanted === true ? free().sort((a, b) => discs.covered(a, candidate.id) - discs.covered(b, candidate.id))[0] : undefined);
    const box = clear ?? bold() ?? least() ?? (candidate.must ? all[0] : undefined);
    if (box === undefined) continue;
    names.take(box, candidate.id);
    placed.push({ id: candidate.id, ...box });
  }
  return placed;
}
