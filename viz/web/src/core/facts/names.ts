/** How an entity is called: in the reader's language, and short where space is short. */
import type { Card, Lang } from "../api/types";

export interface Named {
  readonly name: string;
  readonly name_en?: string | null;
  readonly acronym?: string | null;
}

const LONG = 22;
const LONGEST = 32;
const SEGMENTER = new Intl.Segmenter();

export function nameOf(entity: Named, lang: Lang): string {
  return (lang === "en" && entity.name_en) || entity.name;
}

/** Spaces that may not break a line, as French typography wants them; for showing, never for comparing. */
export function typeset(text: string): string {
  return text.replace(/« /g, "«\u00a0").replace(/ (?=[»;:?!])/g, "\u00a0");
}

/** Titles one after the other, each between quotation marks: there are commas in some. */
export function quoted(names: readonly string[], lang: Lang): string {
  return names.map((name) => (lang === "en" ? `“${name}”` : `« ${name.replace(/« ?/g, "“").replace(/ ?»/g, "”")} »`)).join(", ");
}

/** The name on the map: the acronym where the name is long. */
export function shortName(entity: Named, lang: Lang): string {
  const name = nameOf(entity, lang);
  return entity.acronym && name.length > LONG ? entity.acronym : name;
}

/** At most `most` characters, cut at a word where one ends near. Counts what people see as characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // What looks like one character may be a dozen; beyond that nobody reads on.
  const characters = [...SEGMENTER.segment(text.slice(0, most * LONGEST))].map((part) => part.segment);
  if (characters.length <= most) return text.length > most * LONGEST ? `${characters.join("")}…` : text;
  const head = characters.slice(0, most - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${(space > most * 0.6 ? head.slice(0, space) : head).trimEnd()}…`;
}

/** The name of a card, in English where the graph has one. */
export function cardName({ name, properties }: Pick<Card, "name" | "properties">, lang: Lang): string {
  const english = properties.name_en?.[0]?.value;
  return nameOf({ name, name_en: english === undefined ? null : String(english) }, lang);
}
