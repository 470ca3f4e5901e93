/** Examples to click: taken from what is there, the best linked first. */
import type { MapNode } from "../api/types";
import { by } from "../graph/by";
import { fact } from "../graph/fact";
import type { Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";

/** Nobody asks for more examples of a kind. */
const MOST = 8;

const first = (nodes: readonly MapNode[], count: number) => [...nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).slice(0, count);

/** The best linked of each kind. */
const best = fact<ReadonlyMap<string, readonly MapNode[]>>(new Map(), (before, { nodes }) => {
  const come = by([...nodes.values()].filter((node) => node.degree > 0), (node) => node.kind);
  return new Map([...before, ...[...come].map(([kind, those]) => [kind, first([...(before.get(kind) ?? []), ...those], MOST)] as const)]);
});

/** At most `count` entities (not more than eight) of a kind, or of one under it, that have a link. */
export function examples(model: Model, vocabulary: Vocabulary, kind: string, count: number): readonly MapNode[] {
  return first([...best(model)].filter(([own]) => vocabulary.isA(own, kind)).flatMap(([, nodes]) => nodes), Math.min(count, MOST));
}
