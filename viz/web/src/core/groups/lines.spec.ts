import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model } from "../graph/model";
import { edge, node, vocabulary } from "../graph/sample";
import { lines } from "./lines";

const IDS = ["a", "b", "c", "d", "e", "f"];
const ends = fc.constantFrom(...IDS);
const drawn = fc.array(fc.tuple(ends, fc.constantFrom("PARTNER_IN", "ORGANISES", "CONCERNS", "LOCATED_IN"), ends), { maxLength: 25 });

describe("the lines between groups", () => {
  it("one a reading between two marks, none within a group, shown where one of its links is", () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.option(fc.nat(1), { nil: undefined }), { minLength: 6, maxLength: 6 }), fc.nat(), (made, homes, seed) => {
        const held = model({ nodes: IDS.map((id) => node(id, "Association")), edges: made.map(([a, relation, b]) => edge(a, relation, b)), total_nodes: 6, total_edges: made.length, cut: null });
        const home = new Map(IDS.flatMap((id, i) => (homes[i] === undefined ? [] : [[id, homes[i]] as const])));
        const seen = new Set([...held.edges.keys()].filter((_, i) => (seed >> i % 20) % 2 === 0));
        const found = lines(held, vocabulary, { nodes: new Set(IDS), edges: seen }, { marks: ["g0", "g1"], of: home, families: new Map() }, "p");
        // The same, written down link by link.
        const at = (id: string) => (home.has(id) ? `g${home.get(id) ?? ""}` : id);
        const name = ({ id, source, target, relation }: ReturnType<typeof edge>) => {
          const folded = at(source) !== source || at(target) !== target;
          if (!folded) return id;
          return at(source) === at(target) ? null : `${[at(source), at(target)].sort().join("|")}|${vocabulary.reading(relation)}`;
        };
        const names = (links: readonly ReturnType<typeof edge>[]) => [...new Set(links.map(name).filter((one) => one !== null))].sort();
        expect(found.edges.map(({ id }) => id.replace(/^p\|/, "")).sort()).toEqual(names([...held.edges.values()]));
        expect([...found.shown].map((id) => id.replace(/^p\|/, "")).sort()).toEqual(names([...held.edges.values()].filter(({ id }) => seen.has(id))));
      }),
    );
  });
});
