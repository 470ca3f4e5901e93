/** Facts of a model that are worked out once for each model; of one that grew, from those of what it grew from and from what came. */
import type { Vocabulary } from "../ontology/ontology";
import type { Model } from "./model";

/** What a fact is made of: all that a model holds, or all that came. */
export type Came = Pick<Model, "nodes" | "edges">;

/** `add` gives the fact with what came in it and leaves the one before as it is. */
export function fact<T extends object>(nothing: T, add: (before: T, came: Came) => T): (model: Model) => T {
  const known = new WeakMap<Model, T>();
  const of = (model: Model): T => {
    const before = known.get(model);
    if (before !== undefined) return before;
    const found = model.grown === undefined ? add(nothing, model) : add(of(model.grown.from), model.grown);
    known.set(model, found);
    return found;
  };
  return of;
}

/** The same for facts that need the ontology. */
export function told<T>(make: (vocabulary: Vocabulary) => (model: Model) => T): (model: Model, vocabulary: Vocabulary) => T {
  const known = new WeakMap<Vocabulary, (model: Model) => T>();
  return (model, vocabulary) => {
    const of = known.get(vocabulary) ?? make(vocabulary);
    known.set(vocabulary, of);
    return of(model);
  };
}
