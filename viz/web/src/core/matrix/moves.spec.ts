import { describe, expect, it } from "vitest";
import type { MapEdge, MapNode } from "../api/types";
import { cellKey, type Matrix } from "./matrix";
import { next } from "./moves";

const node = (id: string) => ({ id }) as MapNode;
const filled = (...keys: (readonly [string, string])[]): Matrix["cells"] => new Map(keys.map(([row, column]) => [cellKey(row, column), [] as MapEdge[]]));
const made: Matrix = { rows: ["a", "b", "c"].map(node), columns: ["x", "y", "z"].map(node), cells: filled(["a", "x"], ["a", "z"], ["c", "x"], ["b", "y"]) };

describe("the arrow keys", () => {
  it("go to the next filled cell of the row or the column, over empty ones", () => {
    expect(next(made, { row: 0, column: 0 }, "ArrowRight")).toEqual({ row: 0, column: 2 });
    expect(next(made, { row: 0, column: 0 }, "ArrowDown")).toEqual({ row: 2, column: 0 });
    expect(next(made, { row: 2, column: 0 }, "ArrowUp")).toEqual({ row: 0, column: 0 });
  });

  it("stay at the edge, and leave other keys alone", () => {
    expect(next(made, { row: 0, column: 2 }, "ArrowRight")).toBeNull();
    expect(next(made, { row: 1, column: 1 }, "ArrowDown")).toBeNull();
    expect(next(made, { row: 0, column: 0 }, "Enter")).toBeNull();
  });
});
