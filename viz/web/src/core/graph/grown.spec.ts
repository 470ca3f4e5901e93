import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapEdge, MapNode } from "../api/types";
import { examples } from "../facts/examples";
import { type Filter, filterOf, kindCounts, readingCounts, shown, sourceCounts, territoryCounts } from "../filters/filters";
import { fold, groups } from "../groups/groups";
import { START } from "../state/view";
import { chronology } from "../time/chronology";
import { extended, model, type Model } from "./model";
import { edge, node, vocabulary } from "./sample";

const IDS = Array.from({ length: 14 }, (_, i) => `n${String(i).padStart(2, "0")}`);
const KINDS = ["Association", "Event", "Theme", "Territory"];
const RELATIONS = ["PARTNER_IN", "CONCERNS", "LOCATED_IN", "MEMBER_OF"];
const NODES = IDS.map((id, i): MapNode => ({ ...node(id, KINDS[i % 4] ?? "", (i * 7) % 5), start: i % 3 === 0 ? `20${10 + i}` : null }));
const place = fc.nat(IDS.length - 1);
const drawn = fc.array(fc.tuple(place, fc.nat(3), place), { maxLength: 40 });
const links = (made: readonly (readonly [number, number, number])[]): MapEdge[] => made.map(([a, relation, b]) => edge(IDS[a] ?? "", RELATIONS[relation] ?? "", IDS[b] ?? "", [`s${a % 2}`]));
const whole = (nodes: MapNode[], edges: MapEdge[]) => model({ nodes, edges, total_nodes: 14, total_edges: edges.length, cut: null });

/** The same graph twice: known from the start, and grown in two steps out of its first part. */
function both(made: readonly (readonly [number, number, number])[], cut: number): readonly [Model, Model] {
  const edges = links(made);
  const [first, second] = [Math.ceil(cut / 2), cut];
  const known = (count: number) => ({ nodes: NODES.slice(0, count), edges: edges.filter(({ source, target }) => [source, target].every((id) => IDS.indexOf(id) < count)) });
  const root = whole(known(first).nodes, known(first).edges);
  return [whole(NODES, edges), extended(extended(root, known(second)), { nodes: NODES, edges })];
}

const sorted = (ids: Iterable<string>) => [...ids].sort();
const byKey = (counts: ReadonlyMap<string, number>) => [...counts].sort();

describe("a model that grew", () => {
  it("says of everything the same as one that held it from the start", () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 14 }), fc.subarray(KINDS, { maxLength: 2 }), (made, cut, hidden) => {
        const [known, grown] = both(made, cut);
        const filter: Filter = filterOf({ ...START, hidden });
        for (const part of ["nodes", "edges"] as const) expect(sorted(shown(grown, vocabulary, filter)[part])).toEqual(sorted(shown(known, vocabulary, filter)[part]));
        for (const counts of [kindCounts, readingCounts]) expect(byKey(counts(grown, vocabulary, filter))).toEqual(byKey(counts(known, vocabulary, filter)));
        for (const counts of [territoryCounts, sourceCounts]) expect(counts(grown, vocabulary, filter)).toEqual(counts(known, vocabulary, filter));
        expect(examples(grown, vocabulary, "Actor", 3)).toEqual(examples(known, vocabulary, "Actor", 3));
        expect(chronology(grown, grown.nodes)).toEqual(chronology(known, known.nodes));
      }),
    );
  });

  it("is folded the same, whoever is chosen, opened or gathered", () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 14 }), place, fc.subarray(IDS), fc.subarray(KINDS.map((kind) => `kind:${kind}`)), (made, cut, chosen, gathered, unfolded) => {
        const view = { ...START, selected: { type: "entity", id: IDS[chosen] ?? "" } as const, folds: [{ name: "mine", ids: gathered }], unfolded };
        const [one, other] = both(made, cut).map((of) => {
          const seen = shown(of, vocabulary, filterOf(view));
          const all = groups(of, vocabulary, seen, "kind");
          const folded = fold(of, vocabulary, seen, all, view, ({ key }) => key);
          return {
            all: all.map(({ key, ids }) => [key, sorted(ids)]),
            marks: sorted(folded.model.nodes.keys()),
            lines: sorted(folded.model.edges.keys()),
            nodes: sorted(folded.shown.nodes),
            edges: sorted(folded.shown.edges),
          };
        });
        expect(other).toEqual(one);
      }),
    );
  });

  it("does not look at what was there when a neighbour comes", () => {
    const root = whole(NODES.slice(0, 10), links([[0, 0, 1], [2, 1, 3]]));
    const filter = filterOf(START);
    const ask = (of: Model) => {
      const seen = shown(of, vocabulary, filter);
      return [kindCounts(of, vocabulary, filter), readingCounts(of, vocabulary, filter), territoryCounts(of, vocabulary, filter), sourceCounts(of, vocabulary, filter), examples(of, vocabulary, "Actor", 3), chronology(of, of.nodes), seen.nodes.size];
    };
    ask(root);
    const grown = extended(root, { nodes: NODES.slice(10, 11), edges: links([[0, 0, 10]]) });
    let touched = 0;
    const watched = <V>(map: ReadonlyMap<string, V>) => new Proxy(map, { get: (of, name) => {
      if (name === "values" || name === "entries" || name === "keys" || name === Symbol.iterator) touched += 1;
      const found: unknown = Reflect.get(of, name, of);
      return typeof found === "function" ? found.bind(of) as unknown : found;
    } });
    ask({ ...grown, nodes: watched(grown.nodes), edges: watched(grown.edges) });
    expect(touched).toBe(0);
  });
});
