import { expect, it } from "vitest";
import { model } from "../graph/model";
import { GRAPH, vocabulary } from "../graph/sample";
import { START, type View } from "../state/view";
import { shown } from "./filters";
import { ways } from "./loosen";

const held = model(GRAPH);
const told = (change: Partial<View>) => ways(held, vocabulary, { ...START, ...change }).map(({ part, kind, count }) => [part, kind, count]);

it("only what is set may be let go of", () => {
  expect(told({})).toEqual([]);
  expect(told({ muted: ["cooperation", "convergence"] })).toEqual([]);
});

it("each way says what it brings back, and does, the fullest first", () => {
  const view: View = { ...START, source: "s2", hidden: ["Person", "Event"] };
  expect(shown(held, vocabulary, view).nodes.size).toBe(0);
  expect(told(view)).toEqual([["source", null, 5], ["hidden", "Person", 1]]);
  for (const { change, count } of ways(held, vocabulary, view)) expect(shown(held, vocabulary, change(view)).nodes.size).toBe(count);
});

it("a period, a place, a choice and what was taken off are let go of too", () => {
  expect(told({ period: "1850", source: "s2" })).toEqual([["period", null, 1]]);
  expect(told({ territory: "town", source: "s2" })).toEqual([["source", null, 5], ["territory", null, 1]]);
  expect(told({ kept: ["a"], removed: ["a"] })).toEqual([["kept", null, 6], ["removed", null, 1]]);
  const selected = { type: "entity", id: "a" } as const;
  expect(told({ selected, degrees: 1, removed: ["a", "event"] })).toEqual([["degrees", null, 5], ["removed", null, 2]]);
});
