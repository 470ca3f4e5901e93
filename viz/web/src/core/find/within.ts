/** The names that stand in a question written as a sentence: « avec qui UNADEL travaille sur la gouvernance ». */
import type { Named } from "../facts/names";

/** Shorter names stand in too many words by chance. */
const SHORTEST = 3;

/** Words alone, without case, accents, or signs: what two spellings of a name have in common. */
export function folded(text: string): string {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** A node and its names, folded. */
export interface Known<T> {
  readonly node: T;
  readonly names: readonly string[];
}

export function known<T extends Named>(nodes: Iterable<T>): readonly Known<T>[] {
  const names = ({ name, name_en, acronym }: T) => [name, name_en, acronym].flatMap((one) => (one ? [folded(one)] : [])).filter((one) => one.length >= SHORTEST);
  return [...nodes].map((node) => ({ node, names: names(node) }));
}

interface Place<T> {
  readonly node: T;
  readonly at: number;
  readonly length: number;
}

function places<T>(sentence: string, { node, names }: Known<T>): readonly Place<T>[] {
  return names.flatMap((name) => {
    const at = ` ${sentence} `.indexOf(` ${name} `);
    return at < 0 ? [] : [{ node, at, length: name.length }];
  });
}

/** Of these, those whose name stands in the sentence, in its order: of names one within the other, the longer. */
export function namesWithin<T>(sentence: string, nodes: readonly Known<T>[]): readonly T[] {
  const words = folded(sentence);
  if (words === "") return [];
  const found = nodes.flatMap((one) => places(words, one)).sort((a, b) => b.length - a.length);
  const kept: Place<T>[] = [];
  for (const place of found) {
    const free = kept.every((other) => place.node !== other.node && (place.at + place.length <= other.at || other.at + other.length <= place.at));
    if (free) kept.push(place);
  }
  return kept.sort((a, b) => a.at - b.at).map(({ node }) => node);
}
