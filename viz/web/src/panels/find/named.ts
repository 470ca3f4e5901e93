/** Where nothing is called like what was typed: the names that stand in it, before them the question what the first two share. */
import { useMemo } from "react";
import type { MapNode } from "../../core/api/types";
import { type Known, known, namesWithin } from "../../core/find/within";
import type { Model } from "../../core/graph/model";
import type { Choice } from "./ChoiceRow";

const MOST = 4;

/** The names of a model are folded once, when a sentence is first looked through for them. */
const folded = new WeakMap<Model, readonly Known<MapNode>[]>();

function knownOf(model: Model): readonly Known<MapNode>[] {
  const found = folded.get(model) ?? known(model.nodes.values());
  folded.set(model, found);
  return found;
}

export function useNamed(text: string, model: Model | null): readonly Choice[] {
  return useMemo(() => {
    const found = text === "" || model === null ? [] : namesWithin(text, knownOf(model)).slice(0, MOST);
    const [one, second] = found;
    const pair = one === undefined || second === undefined ? [] : [{ entity: one, why: null, second }];
    return [...pair, ...found.map((entity) => ({ entity, why: null }))];
  }, [text, model]);
}
