import { describe, expect, it } from "vitest";
import { model } from "../graph/model";
import { edge, GRAPH, vocabulary } from "../graph/sample";
import { START, type View } from "../state/view";
import { filterOf, impersonal, kindCounts, readingCounts, shown, sourceCounts, steady, territoryCounts } from "./filters";

const held = model(GRAPH);
const view = (change: Partial<View>): View => ({ ...START, ...change });
const nodes = (change: Partial<View>) => [...shown(held, vocabulary, view(change)).nodes].sort();
const edges = (change: Partial<View>) => [...shown(held, vocabulary, view(change)).edges].sort();

describe("the filter", () => {
  it("shows everything at the start", () => {
    expect(nodes({})).toHaveLength(GRAPH.nodes.length);
    expect(edges({})).toHaveLength(GRAPH.edges.length);
  });

  it("hides a kind with its links", () => {
    expect(nodes({ hidden: ["Event"] })).toEqual(["a", "b", "far", "region", "theme", "town"]);
    expect(edges({ hidden: ["Event"] })).toEqual(["far-MEMBER_OF-b", "town-PART_OF-region"]);
  });

  it("hides a reading and leaves its ends", () => {
    expect(edges({ muted: ["cooperation"] })).toEqual(["event-CONCERNS-theme", "event-LOCATED_IN-town", "town-PART_OF-region"]);
    expect(nodes({ muted: ["cooperation"] })).toHaveLength(GRAPH.nodes.length);
  });

  it("a territory keeps what is located there or in a part of it, and what that is linked to", () => {
    expect(nodes({ territory: "town" })).toEqual(["a", "b", "event", "theme", "town"]);
    expect(nodes({ territory: "region" })).toEqual(["a", "b", "event", "region", "theme"]);
  });

  it("a period keeps what is dated in it and what is linked to that, and the links of that time", () => {
    const nodes_ = GRAPH.nodes.map((one) => (one.id === "event" ? { ...one, start: "2018-05" } : one));
    const edges_ = [...GRAPH.edges, { ...edge("a", "COOPERATES_WITH", "b"), since: "2015", until: "2016" }];
    const dated = model({ ...GRAPH, nodes: nodes_, edges: edges_ });
    const seen = (period: string) => shown(dated, vocabulary, view({ period }));
    expect([...seen("2018").nodes].sort()).toEqual(["a", "b", "event", "theme", "town"]);
    expect([...seen("2018").edges]).not.toContain("a-COOPERATES_WITH-b");
    expect([...seen("2016").nodes].sort()).toEqual(["a", "b"]);
    expect([...seen("2016").edges]).toEqual(["a-COOPERATES_WITH-b"]);
    expect(seen("1999").nodes.size).toBe(0);
  });

  it("a source keeps what it says", () => {
    expect(nodes({ source: "s2" })).toEqual(["far"]);
    expect(edges({ source: "s1" })).not.toContain("far-MEMBER_OF-b");
  });

  it("around the selected entity, so many links far", () => {
    const selected = { type: "entity", id: "a" } as const;
    expect(nodes({ selected, degrees: 1 })).toEqual(["a", "event"]);
    expect(nodes({ selected, degrees: 2 })).toEqual(["a", "b", "event", "theme", "town"]);
    expect(nodes({ selected, degrees: 1, muted: ["cooperation"] })).toEqual(["a"]);
    expect(nodes({ degrees: 1 })).toHaveLength(GRAPH.nodes.length);
  });

  it("what was taken off stays off", () => {
    expect(nodes({ removed: ["event"] })).not.toContain("event");
    expect(edges({ removed: ["event"] })).toEqual(["far-MEMBER_OF-b", "town-PART_OF-region"]);
  });

  it("what was asked for by name shows whatever the legend hides", () => {
    expect(nodes({ hidden: ["Person"], selected: { type: "entity", id: "far" } })).toContain("far");
    const opening = { id: "event", relation: "CONCERNS", outgoing: true, kind: "Theme", count: 5 };
    expect(nodes({ hidden: ["Theme"], openings: [opening] })).toContain("theme");
  });
});

describe("counts", () => {
  it("of a hidden kind still say how many it has", () => {
    expect(kindCounts(held, vocabulary, view({ hidden: ["Association"] })).get("Association")).toBe(2);
  });

  it("follow the other filters, down to none", () => {
    const counts = kindCounts(held, vocabulary, view({ territory: "town" }));
    expect(counts.get("Person")).toBe(0);
    expect(counts.get("Association")).toBe(2);
    expect(readingCounts(held, vocabulary, view({ hidden: ["Theme"] })).get("convergence")).toBe(0);
    expect(readingCounts(held, vocabulary, view({ muted: ["cooperation"] })).get("cooperation")).toBe(3);
  });

  it("of territories and sources are ranked", () => {
    expect(territoryCounts(held, vocabulary, view({}))).toEqual([{ key: "town", count: 1 }]);
    expect(sourceCounts(held, vocabulary, view({}))).toEqual([
      { key: "s1", count: 5 },
      { key: "s2", count: 1 },
    ]);
  });
});

describe("what is shown again", () => {
  const show = (change: Partial<View>) => steady(held, shown(held, vocabulary, view(change)));

  it("is the same object while it is the same, whatever was chosen among it", () => {
    const all = show({});
    expect(show({ selected: { type: "entity", id: "a" }, camera: { x: 0, y: 0, ratio: 2 } })).toBe(all);
    const less = show({ hidden: ["Theme"] });
    expect(less).not.toBe(all);
    expect(less.nodes.has("theme")).toBe(false);
    expect(show({ hidden: ["Theme"] })).toBe(less);
    expect([...show({}).nodes]).toEqual([...all.nodes]);
  });

  it("a choice counts only where it is the middle of what is shown", () => {
    const selected = { type: "entity", id: "a" } as const;
    expect(impersonal(filterOf(view({ selected })))).toEqual(impersonal(filterOf(view({}))));
    expect(impersonal(filterOf(view({ selected, degrees: 1 }))).selected).toEqual(selected);
  });
});
