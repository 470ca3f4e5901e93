import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrange, type Order } from "./arrange";
import { chance, scattered } from "./seed";

function ring(size: number, name = "n"): Order {
  const ids = Array.from({ length: size }, (_, i) => `${name}${i}`);
  return { nodes: ids.map((id) => [id, 6]), edges: ids.map((id, i) => [id, ids[(i + 1) % size] ?? id, 1]), placed: {} };
}

describe("arranging", () => {
  it("the same graph gives the same map", () => {
    expect(arrange(ring(40))).toEqual(arrange(ring(40)));
  });

  it("no mark covers another", () => {
    const places = Object.values(arrange(ring(60)));
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(12);
    }
  });

  it("what has a place keeps it when others come, and they come near their neighbours without covering", () => {
    const before = ring(30);
    const placed = arrange(before);
    const after = arrange({ nodes: [...before.nodes, ["new1", 6], ["new2", 6]], edges: [...before.edges, ["new1", "n3", 1], ["new2", "n3", 1]], placed });
    for (const [id] of before.nodes) expect(after[id]).toEqual(placed[id]);
    const [home, one, two] = [placed.n3, after.new1, after.new2].map((place) => place ?? [0, 0]) as [[number, number], [number, number], [number, number]];
    expect(Math.hypot(one[0] - home[0], one[1] - home[1])).toBeLessThan(250);
    expect(Math.hypot(one[0] - two[0], one[1] - two[1])).toBeGreaterThan(12);
  });

  it("parts that no link joins lie side by side, neither far away nor mixed", () => {
    const islands = ["a", "b", "c"].map((name) => ring(12, name));
    const places = arrange({ nodes: islands.flatMap((island) => island.nodes), edges: islands.flatMap((island) => island.edges), placed: {} });
    const middles = ["a", "b", "c"].map((name) => {
      const own = Object.entries(places).filter(([id]) => id.startsWith(name)).map(([, place]) => place);
      return [0, 1].map((axis) => own.reduce((sum, place) => sum + (place[axis] ?? 0), 0) / own.length) as [number, number];
    });
    for (const [i, one] of middles.entries()) {
      for (const other of middles.slice(i + 1)) {
        const far = Math.hypot(one[0] - other[0], one[1] - other[1]);
        expect(far).toBeGreaterThan(150);
        expect(far).toBeLessThan(900);
      }
    }
  });

  it("takes any graph: empty, alone, apart, loops, links to nobody", () => {
    expect(arrange({ nodes: [], edges: [], placed: {} })).toEqual({});
    const odd = arrange({ nodes: [["a", 5], ["b", 5]], edges: [["a", "a", 1], ["a", "nobody", 1]], placed: {} });
    expect(Object.keys(odd)).toEqual(["a", "b"]);
    for (const place of Object.values(odd)) expect(place.every(Number.isFinite)).toBe(true);
  });
});

describe("the seed", () => {
  it("is even enough: ids of one kind do not fall on one side", () => {
    const many = Array.from({ length: 2000 }, (_, i) => chance(`programme-2018:${i}`));
    expect(many.reduce((a, b) => a + b) / many.length).toBeCloseTo(0.5, 1);
  });

  it("stays in its disc whatever the id", () => {
    fc.assert(fc.property(fc.string(), (id) => Math.hypot(...scattered(id, 10)) <= 10.000001 && chance(id) >= 0 && chance(id) < 1));
  });
});
