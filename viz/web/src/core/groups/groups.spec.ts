import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model } from "../graph/model";
import { edge, GRAPH, node, vocabulary } from "../graph/sample";
import { arrangement } from "../layout/arrangements";
import { holds, type Spot } from "../lasso/lasso";
import { START, type View } from "../state/view";
import { fold, groupId, groupingOf, groups } from "./groups";
import type { Grouping } from "./names";

const held = model(GRAPH);
const everything = { nodes: new Set(held.nodes.keys()), edges: new Set(held.edges.keys()) };
const folded = (grouping: Grouping, change: Partial<View> = {}) => fold(held, vocabulary, everything, groups(held, vocabulary, everything, grouping), { ...START, ...change }, ({ key, ids }) => `${key} (${ids.length})`);

describe("groups", () => {
  it("by family: each family of several is one mark, and one link a reading stands between two marks", () => {
    const { shown, groups: made, model: small } = folded("kind");
    expect([...made.keys()].sort()).toEqual([groupId("kind:Association"), groupId("kind:Territory")]);
    expect([...shown.nodes].sort()).toEqual(["event", "far", groupId("kind:Association"), groupId("kind:Territory"), "theme"]);
    // Two associations are partners in one event: one link.
    expect(small.around.get(groupId("kind:Association"))).toHaveLength(2);
    expect(small.nodes.get(groupId("kind:Association"))?.degree).toBe(2);
  });

  it("opens on demand, and what is selected stands for itself", () => {
    expect([...folded("kind", { unfolded: ["kind:Association"] }).shown.nodes]).toEqual(expect.arrayContaining(["a", "b"]));
    expect([...folded("kind", { selected: { type: "entity", id: "a" } }).shown.nodes]).toContain("a");
    const opening = { id: "event", relation: "PARTNER_IN", outgoing: false, kind: "Association", count: 1 };
    expect([...folded("kind", { openings: [opening] }).shown.nodes]).toContain("a");
  });

  it("gathers what people choose, whatever the grouping", () => {
    const { shown, model: small } = folded("none", { folds: [{ name: "Fictif", ids: ["a", "b", "nobody"] }] });
    expect(small.nodes.get(groupId("own:Fictif"))).toMatchObject({ degree: 2, kind: "Association" });
    expect(shown.nodes.size).toBe(6);
  });

  it("by territory and by community: everybody is in one group at most", () => {
    for (const grouping of ["territory", "community"] as const) {
      const all = groups(held, vocabulary, everything, grouping).flatMap(({ ids }) => ids);
      expect(new Set(all).size).toBe(all.length);
    }
    const two = ["x", "y"].flatMap((island) => [0, 1, 2, 3].map((i) => node(`${island}${i}`, "Person")));
    const links = ["x", "y"].flatMap((island) => [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j > i).map((j) => edge(`${island}${i}`, "COOPERATES_WITH", `${island}${j}`))));
    const cliques = model({ nodes: two, edges: [...links, edge("x0", "COOPERATES_WITH", "y0")], total_nodes: 8, total_edges: 13, cut: null });
    const found = groups(cliques, vocabulary, { nodes: new Set(cliques.nodes.keys()), edges: new Set(cliques.edges.keys()) }, "community");
    expect(found.map(({ ids }) => ids.join(""))).toEqual(["x0x1x2x3", "y0y1y2y3"]);
  });

  it("come first only for a crowd, and only when nothing else is asked", () => {
    const many = { nodes: new Set(Array.from({ length: 3001 }, (_, i) => String(i))), edges: new Set<string>() };
    expect(groupingOf(null, many)).toBe("kind");
    expect(groupingOf("none", many)).toBe("none");
    expect(groupingOf(null, everything)).toBe("none");
  });
});

describe("arrangements", () => {
  it.each(["families", "columns", "territories"] as const)("%s: everybody has a place of their own, the same each time", (asked) => {
    const { places, captions } = arrangement(asked, held, vocabulary);
    expect(Object.keys(places).sort()).toEqual([...held.nodes.keys()].sort());
    expect(new Set(Object.values(places).map(String)).size).toBe(held.nodes.size);
    expect(captions.length).toBeGreaterThan(1);
    expect(arrangement(asked, held, vocabulary)).toEqual({ places, captions });
  });

  it("columns go from actors to practices to themes to territories", () => {
    const { places } = arrangement("columns", held, vocabulary);
    const x = (id: string) => places[id]?.[0] ?? NaN;
    expect(x("a")).toBeLessThan(x("event"));
    expect(x("event")).toBeLessThan(x("theme"));
    expect(x("theme")).toBeLessThan(x("town"));
    expect(x("a")).toBe(x("far"));
  });
});

describe("a lasso", () => {
  const square: readonly Spot[] = [[0, 0], [10, 0], [10, 10], [0, 10]];

  it("holds what is within, whichever way it was drawn", () => {
    const within = fc.tuple(fc.double({ min: 0.01, max: 9.99, noNaN: true }), fc.double({ min: 0.01, max: 9.99, noNaN: true }));
    fc.assert(fc.property(within, (spot) => holds(square, spot) && holds(square.toReversed(), spot)));
    const without = fc.tuple(fc.double({ min: 10.01, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(fc.property(without, (spot) => !holds(square, spot)));
    expect(holds([], [1, 1])).toBe(false);
  });
});
