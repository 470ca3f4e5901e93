import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shown } from "../filters/filters";
import { model } from "../graph/model";
import { GRAPH, vocabulary } from "../graph/sample";
import { START } from "../state/view";
import { cellKey, matrix } from "./matrix";
import { type Incidence, seriate, spread } from "./seriate";

const incidence = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 8 }), { maxLength: 12 });

describe("seriation", () => {
  it("brings blocks that were mixed side by side", () => {
    const blocks: Incidence = [[0, 2, 4], [1, 3, 5], [0, 2], [3, 5], [2, 4], [1, 3]];
    const { rows, columns } = seriate(blocks, 6);
    const sides = rows.map((row) => row % 2);
    expect(sides.slice(0, 3).every((side) => side === sides[0])).toBe(true);
    expect(new Set(columns.slice(0, 3).map((column) => column % 2)).size).toBe(1);
    expect(spread(blocks, columns)).toBeLessThan(spread(blocks, [0, 1, 2, 3, 4, 5]));
  });

  it("finds again a band whose order was lost", () => {
    const band: Incidence = [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]];
    const mixed = [3, 0, 4, 1, 2].map((row) => band[row] ?? []);
    const { columns } = seriate(mixed, 6);
    expect([columns, [...columns].reverse()]).toContainEqual([0, 1, 2, 3, 4, 5]);
  });

  it("keeps every row and column once, the empty last, and is the same each time", () => {
    fc.assert(
      fc.property(incidence, (rows) => {
        const found = seriate(rows, 8);
        expect([...found.rows].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
        expect([...found.columns].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        const empties = found.rows.map((row) => rows[row]?.length === 0);
        expect(empties).toEqual([...empties].sort());
        expect(seriate(rows, 8)).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });

  it("of thousands of practices by a thousand themes keeps every row and column once", () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => Array.from({ length: 8 }, (__, j) => (i * 7 + j * j * 131) % 1_000));
    const order = seriate(rows, 1_000);
    expect([...order.rows].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
    expect([...order.columns].sort((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
  });
});

describe("the matrix", () => {
  const held = model(GRAPH);
  const all = shown(held, vocabulary, START);

  it("has practices by theme, and actors by practice", () => {
    const themes = matrix(held, all, vocabulary, "Theme");
    expect([themes.rows.map(({ id }) => id), themes.columns.map(({ id }) => id)]).toEqual([["event"], ["theme"]]);
    const practices = matrix(held, all, vocabulary, "Practice");
    expect(practices.rows.map(({ id }) => id).sort()).toEqual(["a", "b"]);
    expect(practices.cells.get(cellKey("a", "event"))?.map(({ relation }) => relation)).toEqual(["PARTNER_IN"]);
  });

  it("follows the filter", () => {
    const filtered = shown(held, vocabulary, { ...START, muted: ["cooperation"] });
    expect(matrix(held, filtered, vocabulary, "Practice").rows).toEqual([]);
  });
});
