import { describe, expect, it } from "vitest";
import { compareWith, fromSource, inTerritory, isolateKind, look, open, pin, remove, selectEntity, selectLink, showAll, sortBy, toggleKind, within } from "./changes";
import { createViewStore } from "./store";
import { START } from "./view";

const store = () => createViewStore(START);
const view = (of: ReturnType<typeof store>) => of.getState().history.present;

describe("undo and redo", () => {
  it("go back and forth over every step, and a new step forgets what was undone", () => {
    const s = store();
    const { commit, undo, redo } = s.getState();
    commit(selectEntity("a"));
    commit(toggleKind("Territory"));
    undo();
    expect(view(s)).toMatchObject({ selected: { id: "a" }, hidden: [] });
    redo();
    expect(view(s).hidden).toEqual(["Territory"]);
    undo();
    undo();
    undo();
    expect(view(s)).toEqual(START);
    commit(selectEntity("b"));
    redo();
    expect(view(s).selected?.id).toBe("b");
  });

  it("do not count the camera, nor a change that changes nothing", () => {
    const s = store();
    s.getState().commit(selectEntity("a"));
    s.getState().adjust(look({ x: 0.5, y: 0.5, ratio: 0.3 }));
    s.getState().commit(selectEntity("a"));
    s.getState().undo();
    expect(view(s).selected).toBeNull();
  });
});

describe("gestures", () => {
  const kinds = ["Person", "Theme", "Territory"];

  it("the legend hides, shows again, and isolates", () => {
    const hidden = toggleKind("Theme")(START);
    expect(hidden.hidden).toEqual(["Theme"]);
    expect(toggleKind("Theme")(hidden).hidden).toEqual([]);
    const alone = isolateKind("Theme", kinds)(START);
    expect(alone.hidden).toEqual(["Person", "Territory"]);
    expect(isolateKind("Theme", kinds)(alone).hidden).toEqual([]);
    expect(isolateKind("Person", kinds)(alone).hidden).toEqual(["Territory", "Theme"]);
  });

  it("a second entity is compared with the selected one, and let go when asked again", () => {
    const two = compareWith("b")(selectEntity("a")(START));
    expect(two).toMatchObject({ selected: { id: "a" }, compared: ["b"] });
    expect(compareWith("b")(two).compared).toEqual([]);
    expect(compareWith("a")(two)).toEqual(two);
    expect(compareWith("c")(START).selected?.id).toBe("c");
    expect(selectLink("l")(two)).toMatchObject({ selected: { type: "link" }, compared: [] });
  });

  it("facets are chosen and let go; showing all lets all go", () => {
    const narrowed = fromSource("s")(inTerritory("t")(toggleKind("Theme")(START)));
    expect(narrowed).toMatchObject({ source: "s", territory: "t" });
    expect(inTerritory("t")(narrowed).territory).toBeNull();
    expect(showAll(narrowed)).toEqual(START);
  });

  it("neighbours opened again take the new number, and none closes them", () => {
    const group = { id: "a", relation: "PARTNER_IN", outgoing: true, kind: "Event", count: 5 };
    const more = open({ ...group, count: 32 })(open(group)(START));
    expect(more.openings).toEqual([{ ...group, count: 32 }]);
    expect(open({ ...group, count: 0 })(more).openings).toEqual([]);
  });

  it("an entity is taken off the map, and is no longer selected", () => {
    expect(remove("a")(selectEntity("a")(START))).toMatchObject({ selected: null, removed: ["a"] });
    expect(remove("b")(compareWith("b")(selectEntity("a")(START)))).toMatchObject({ selected: { id: "a" }, compared: [], removed: ["b"] });
  });

  it("the neighbourhood is asked for, and let go when asked again", () => {
    const near = within(2)(START);
    expect(near.degrees).toBe(2);
    expect(within(1)(near).degrees).toBe(1);
    expect(within(2)(near).degrees).toBe(0);
  });

  it("the table turns its order when asked again", () => {
    const by = sortBy("name", false)(START);
    expect(by.sort).toEqual({ column: "name", down: false });
    expect(sortBy("name", false)(by).sort).toEqual({ column: "name", down: true });
  });

  it("a dragged mark stays where it was put", () => {
    expect(pin("a", 1, 2)(START).pins).toEqual({ a: [1, 2] });
  });
});
