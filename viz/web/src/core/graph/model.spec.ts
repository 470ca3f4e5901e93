import { describe, expect, it } from "vitest";
import { extended, model, neighbours, withOpened } from "./model";
import { edge, GRAPH, group, node } from "./sample";

describe("the model", () => {
  it("does not depend on the order of the answer, and drops links without both ends", () => {
    const backwards = { ...GRAPH, nodes: GRAPH.nodes.toReversed(), edges: [...GRAPH.edges, edge("a", "PARTNER_IN", "nobody")].toReversed() };
    expect([...model(backwards).nodes.keys()]).toEqual([...model(GRAPH).nodes.keys()]);
    expect([...model(backwards).edges.keys()]).toEqual([...model(GRAPH).edges.keys()]);
  });

  it("knows the neighbours, the best linked first", () => {
    expect(neighbours(model(GRAPH), "event")).toEqual(["a", "b", "theme", "town"]);
    expect(neighbours(model(GRAPH), "nobody")).toEqual([]);
  });

  it("takes opened neighbours in, as many as were asked, and leaves the rest as it was", () => {
    const base = model(GRAPH);
    const opened = withOpened(base, [{ id: "a", group: group("PARTNER_IN", true, "Event", ["e1", "e2", "event"]), count: 2 }]);
    expect([...opened.nodes.keys()].filter((id) => !base.nodes.has(id))).toEqual(["e1", "e2"]);
    expect(opened.edges.get("x-PARTNER_IN-e1")).toMatchObject({ source: "a", target: "e1" });
    expect(opened.nodes.get("a")).toBe(base.nodes.get("a"));
    expect(neighbours(opened, "a")).toContain("e2");
    expect(withOpened(base, [{ id: "nobody", group: group("PARTNER_IN", true, "Event", ["e1"]), count: 1 }]).nodes.size).toBe(base.nodes.size);
  });

  it("turns the line of a link that comes in", () => {
    const opened = withOpened(model(GRAPH), [{ id: "event", group: group("PARTNER_IN", false, "Association", ["c"]), count: 1 }]);
    expect(opened.edges.get("x-PARTNER_IN-c")).toMatchObject({ source: "c", target: "event" });
  });

  it("takes a second answer in, the first one's words standing", () => {
    const start = model(GRAPH);
    const more = { nodes: [{ ...node("a", "Association"), name: "autre" }, node("new", "Theme")], edges: [edge("a", "CONCERNS", "new"), edge("a", "PARTNER_IN", "nobody")] };
    const both = extended(start, more);
    expect(both.nodes.get("a")?.name).toBe("Fictif a");
    expect(neighbours(both, "new")).toEqual(["a"]);
    expect(both.edges.size).toBe(start.edges.size + 1);
    expect(start.nodes.has("new")).toBe(false);
    expect(neighbours(start, "a")).not.toContain("new");
    const whole = model({ ...GRAPH, nodes: [...GRAPH.nodes, node("new", "Theme")], edges: [...GRAPH.edges, edge("a", "CONCERNS", "new")] });
    for (const id of whole.nodes.keys()) expect(new Set(neighbours(both, id))).toEqual(new Set(neighbours(whole, id)));
  });

  it("opens a neighbour of an opened one", () => {
    const opened = withOpened(model(GRAPH), [
      { id: "a", group: group("PARTNER_IN", true, "Event", ["e1"]), count: 1 },
      { id: "e1", group: group("CONCERNS", true, "Theme", ["t1"]), count: 1 },
    ]);
    expect(neighbours(opened, "t1")).toEqual(["e1"]);
  });
});
