import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model, modelled } from "./model";
import { Over } from "./over";
import { GRAPH } from "./sample";

const pairs = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.integer()));

describe("a map over another", () => {
  it("is what one map of both would be, in its order", () => {
    fc.assert(
      fc.property(pairs, pairs, pairs, (one, other, third) => {
        const plain = new Map<string, number>([...one, ...other, ...third]);
        const laid = new Over(new Over(new Map<string, number>(one), new Map<string, number>(other)), new Map<string, number>(third));
        const heard: [string, number][] = [];
        laid.forEach((value, key) => heard.push([key, value]));
        expect([...laid]).toEqual([...plain]);
        expect([...laid.keys()]).toEqual([...plain.keys()]);
        expect([...laid.values()]).toEqual([...plain.values()]);
        expect(heard).toEqual([...plain]);
        expect(laid.size).toBe(plain.size);
        for (const key of "abcdefg") expect([laid.get(key), laid.has(key)]).toEqual([plain.get(key), plain.has(key)]);
      }),
    );
  });

  it("leaves the one below as it was", () => {
    const below = new Map([["a", 1]]);
    expect([...new Over(below, new Map([["a", 2], ["b", 3]]))]).toEqual([["a", 2], ["b", 3]]);
    expect([...below]).toEqual([["a", 1]]);
  });
});

describe("the model made in pieces", () => {
  it("is the same, with a breath between them", async () => {
    let breaths = 0;
    const found = await modelled(GRAPH, () => {
      breaths += 1;
      return Promise.resolve();
    });
    expect(found).toEqual(model(GRAPH));
    expect(breaths).toBeGreaterThan(1);
  });
});
