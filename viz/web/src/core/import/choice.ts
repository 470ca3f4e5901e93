/** What the columns of a table become, chosen by hand: a property of the row's thing, a link to another, or nothing. */
import type { Lang } from "../api/types";
import { capital, type Vocabulary } from "../ontology/ontology";

/** `name`, another property, `RELATION:Type`, or nothing. */
export type Columns = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const NAMES = /^(nom|name|titre|title|intitule|libelle|denomination|quoi)$/;

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

/** What a column may become for rows of this kind: properties first, then links to each kind that the relation allows. */
export function choices(vocabulary: Vocabulary, kind: string, lang: Lang): { readonly properties: readonly Choice[]; readonly links: readonly Choice[] } {
  const properties = vocabulary.properties(kind).map(({ name, owner }) => ({ value: name, label: capital(vocabulary.propertyLabel(owner, name, lang)) }));
  const links = vocabulary.relations
    .filter((relation) => vocabulary.allows(relation, kind, true))
    .flatMap((relation) => {
      const kinds = vocabulary.kinds.filter((other) => !vocabulary.isAbstract(other) && vocabulary.joins(relation, kind, other));
      return kinds.map((other) => ({ value: `${relation}:${other}`, label: `${capital(vocabulary.relationLabel(relation, true, lang))} : ${vocabulary.label(other, lang)}` }));
    });
  return { properties, links };
}

/** A first proposal: headings that name a property, in either language, become it; each property once. */
export function proposed(vocabulary: Vocabulary, kind: string, headings: readonly string[]): Columns {
  const taken = new Set<string>();
  const known = vocabulary.properties(kind);
  const found = headings.map((heading) => {
    const text = folded(heading);
    const named = known.find(({ name, owner }) => !taken.has(name) && [name, vocabulary.propertyLabel(owner, name, "fr"), vocabulary.propertyLabel(owner, name, "en")].some((word) => folded(word) === text));
    const property = NAMES.test(text) && !taken.has("name") ? "name" : (named?.name ?? "");
    taken.add(property);
    return [heading, property] as const;
  });
  const [first] = found;
  const columns = Object.fromEntries(found);
  return taken.has("name") || first === undefined ? columns : { ...columns, [first[0]]: "name" };
}

/** Whether something is still missing: the rows need a name. */
export const named = (columns: Columns): boolean => Object.values(columns).includes("name");
