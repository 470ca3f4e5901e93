/** What the ontology says of kinds and relations, in the words of the reader's language. */
import type { components } from "../api/schema";
import type { Lang } from "../api/types";

export type OntologyJson = components["schemas"]["OntologyInfo"];
type TypeInfo = components["schemas"]["TypeInfo"];
type RelationInfo = components["schemas"]["RelationInfo"];

export const OTHER = "other";
const ROOT = "Entity";

/** A pair of texts in the reader's language, French where the other is missing. */
export function say(said: Readonly<Record<string, string>> | null | undefined, lang: Lang): string {
  return said?.[lang] ?? said?.fr ?? "";
}

/** The first letter as a capital, for a word that opens a line. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}

export class Vocabulary {
  readonly #types: Readonly<Record<string, TypeInfo>>;
  readonly #relations: Readonly<Record<string, RelationInfo>>;

  constructor(json: OntologyJson) {
    this.#types = json.types;
    this.#relations = json.relations;
  }

  /** The kind itself and its ancestors, nearest first; an unknown kind stands alone under `Entity`. */
  lineage(kind: string): readonly string[] {
    return this.#types[kind]?.ancestors ?? [kind, ROOT];
  }

  isA(kind: string, ancestor: string): boolean {
    return this.lineage(kind).includes(ancestor);
  }

  /** The nearest type that all these kinds are: what to call a mixed group. */
  common(kinds: readonly string[]): string {
    const [first, ...rest] = kinds;
    if (first === undefined) return ROOT;
    return this.lineage(first).find((type) => rest.every((kind) => this.isA(kind, type))) ?? ROOT;
  }

  label(kind: string, lang: Lang): string {
    return say(this.#types[kind]?.label, lang) || kind;
  }

  plural(kind: string, lang: Lang): string {
    return say(this.#types[kind]?.plural, lang) || kind;
  }

  definition(kind: string, lang: Lang): string {
    return say(this.#types[kind]?.definition, lang);
  }

  /** What the analysis reads a relation as (`cooperation` …), `other` for none. */
  reading(relation: string): string {
    return this.#relations[relation]?.reading ?? OTHER;
  }

  relationLabel(relation: string, outgoing: boolean, lang: Lang): string {
    const info = this.#relations[relation];
    return say(outgoing ? info?.label : info?.inverse, lang) || relation;
  }

  relationDefinition(relation: string, lang: Lang): string {
    return say(this.#relations[relation]?.definition, lang);
  }

  symmetric(relation: string): boolean {
    return this.#relations[relation]?.symmetric ?? false;
  }

  /** The link as a sentence of three parts, so that the names can be written as names. */
  sentence(relation: string, lang: Lang): readonly [before: string, between: string, after: string] {
    const template = say(this.#relations[relation]?.sentence, lang) || `{subject} — ${relation} — {object}`;
    const [before = "", rest = ""] = template.split("{subject}");
    const [between = "", after = ""] = rest.split("{object}");
    return [before, between, after];
  }

  /** Whether an entity of this kind may stand at this end of the relation. */
  allows(relation: string, kind: string, outgoing: boolean): boolean {
    const info = this.#relations[relation];
    if (info === undefined) return false;
    return info.pairs.some((pair) => {
      const ends = info.symmetric ? pair : [pair[outgoing ? 0 : 1]];
      return ends.some((end) => end !== undefined && this.isA(kind, end));
    });
  }

  /** Whether the relation may lead from one of this kind to one of that. */
  joins(relation: string, from: string, to: string): boolean {
    const info = this.#relations[relation];
    const fits = (pair: readonly string[], a: string, b: string) => this.isA(a, pair[0] ?? "") && this.isA(b, pair[1] ?? "");
    return info?.pairs.some((pair) => fits(pair, from, to) || (info.symmetric && fits(pair, to, from))) ?? false;
  }

  /** The relations of a reading that an entity of this kind may have, each with the end it stands at. */
  possible(reading: string, kind: string): readonly (readonly [relation: string, outgoing: boolean])[] {
    return Object.keys(this.#relations)
      .filter((relation) => this.reading(relation) === reading)
      .flatMap((relation) => ([true, false] as const).filter((out) => this.allows(relation, kind, out)).map((out) => [relation, out] as const));
  }

  get kinds(): readonly string[] {
    return Object.keys(this.#types);
  }

  get relations(): readonly string[] {
    return Object.keys(this.#relations);
  }

  isAbstract(kind: string): boolean {
    return this.#types[kind]?.abstract ?? false;
  }

  /** The properties of this kind, its own first, each with the type that brings it; of all kinds where none is named. */
  properties(kind: string | null): readonly { readonly name: string; readonly owner: string }[] {
    const lineage = kind === null || !(kind in this.#types) ? this.kinds : this.lineage(kind);
    const found = lineage.flatMap((owner) => Object.keys(this.#types[owner]?.properties ?? {}).map((name) => ({ name, owner })));
    return found.filter(({ name }, i) => found.findIndex((other) => other.name === name) === i);
  }

  /** The label of a property of this kind, its own name when the ontology does not know it. */
  propertyLabel(kind: string, name: string, lang: Lang): string {
    return say(this.#property(kind, name)?.label, lang) || name;
  }

  propertyKind(kind: string, name: string): string {
    return this.#property(kind, name)?.kind ?? "string";
  }

  #property(kind: string, name: string) {
    for (const type of this.lineage(kind)) {
      const found = this.#types[type]?.properties[name];
      if (found !== undefined) return found;
    }
    return undefined;
  }

}
