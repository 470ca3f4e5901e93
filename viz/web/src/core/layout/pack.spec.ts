import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack, parts } from "./pack";

describe("packing", () => {
  it("no circle covers another, the largest in the middle", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 1, maxLength: 40 }), (radii) => {
        const rounds = radii.sort((a, b) => b - a).map((radius) => ({ radius }));
        const places = pack(rounds, 10);
        expect(places[0]).toEqual([0, 0]);
        for (const [i, a] of places.entries()) {
          for (const [j, b] of places.entries()) {
            if (j > i) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThanOrEqual((rounds[i]?.radius ?? 0) + (rounds[j]?.radius ?? 0) + 9.99);
          }
        }
      }),
    );
  });

  it("finds what hangs together, largest first", () => {
    const links: Record<string, string[]> = { a: [], b: ["c"], c: ["b", "d"], d: ["c"], e: ["f"], f: ["e"] };
    expect(parts(Object.keys(links), (id) => links[id] ?? [])).toEqual([["b", "c", "d"], ["e", "f"], ["a"]]);
  });
});
