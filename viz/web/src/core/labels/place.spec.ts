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
