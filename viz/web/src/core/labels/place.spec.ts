import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, type Candidate, place } from "./place";

const VIEW: Box = { x: 0, y: 0, width: 800, height: 600 };
const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const candidate = (id: string, x: number, y: number, rest: Partial<Candidate> = {}): Candidate => ({ id, x, y, radius: 6, width: 60, height: 15, must: false, ...rest });

const crowd = fc.array(fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }), width: fc.integer({ min: 10, max: 200 }), bold: fc.boolean() }), { maxLength: 60 });

describe("names on the map", () => {
  it("never lie over another, and stay within the view", () => {
    fc.assert(
      fc.property(crowd, (marks) => {
        const all = marks.map(({ x, y, width, bold }, i) => candidate(`n${i}`, x, y, { width, bold }));
        const placed = place(all, all, VIEW);
        for (const [i, a] of placed.entries()) {
          expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 800 && a.y + a.height <= 600).toBe(true);
          for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
        }
      }),
    );
  });

  it("cover no mark, unless bold and the mark clearly smaller", () => {
    const [big, small] = [candidate("big", 100, 100, { radius: 14 }), candidate("small", 140, 100, { radius: 5, width: 1 })];
    // Marks as large as itself close every spot but the one to the right.
    const around = [candidate("left", 60, 100, { radius: 14 }), candidate("under", 100, 128, { radius: 14 }), candidate("over", 100, 72, { radius: 14 })].concat(
      [candidate("a", 150, 78, { radius: 12 }), candidate("b", 150, 122, { radius: 12 }), candidate("c", 50, 78, { radius: 12 }), candidate("d", 50, 122, { radius: 12 })],
    );
    expect(place([big], [big, small, ...around], VIEW)).toEqual([]);
    expect(place([{ ...big, bold: true }], [{ ...big, bold: true }, small, ...around], VIEW)).toHaveLength(1);
  });

  it("that are wanted are written over marks where no spot is free, over the least of them, and never over a name", () => {
    const walls = [candidate("left", 30, 100, { radius: 40 }), candidate("right", 180, 100, { radius: 60 }), candidate("over", 100, 40, { radius: 30 }), candidate("under", 100, 150, { radius: 36 })];
    const wanted = candidate("wanted", 100, 100, { width: 100, wanted: true });
    const covered = (box: Box) => walls.reduce((sum, { x, y, radius: r }) => sum + Math.max(0, Math.min(box.x + box.width, x + r) - Math.max(box.x, x - r)) * Math.max(0, Math.min(box.y + box.height, y + r) - Math.max(box.y, y - r)), 0);
    expect(place([{ ...wanted, wanted: false }], [wanted, ...walls], VIEW)).toEqual([]);
    const [spot] = place([wanted], [wanted, ...walls], VIEW);
    expect(spot).toBeDefined();
    // Above and below it would lie on one mark; to the right it lies on another almost whole.
    expect(covered(spot ?? VIEW)).toBeLessThan(covered({ x: 110, y: 92.5, width: 100, height: 15 }));
    const names = Array.from({ length: 60 }, (_, i) => candidate(`n${i}`, 40 + (i % 6) * 24, 40 + Math.floor(i / 6) * 12, { wanted: true }));
    const placed = place(names, names, VIEW);
    for (const [i, a] of placed.entries()) for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
  });

  it("give the spot to the more important, the next one another spot", () => {
    const [first, second] = [candidate("first", 100, 100), candidate("second", 150, 100)];
    const placed = place([first, second], [], VIEW);
    expect(placed.map(({ id }) => id)).toEqual(["first", "second"]);
    expect(placed[0]?.x).toBeGreaterThan(100);
    expect(placed[1]?.y).toBeGreaterThan(100);
  });

  it("of what must be written are written, even in a crowd", () => {
    const crowded = Array.from({ length: 200 }, (_, i) => candidate(`n${i}`, 390 + (i % 20), 290 + Math.floor(i / 20)));
    const placed = place([candidate("chosen", 400, 300, { must: true }), ...crowded], crowded, VIEW);
    expect(placed[0]?.id).toBe("chosen");
  });
});
