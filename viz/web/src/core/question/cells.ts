/** The values of an answer as people read them: an entity by its name, a link by its relation, a list one by one. */
import { type Lang } from "../api/types";
import { nameOf } from "../facts/names";
import type { Vocabulary } from "../ontology/ontology";

export type Part =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "number"; readonly text: string }
  | { readonly is: "entity"; readonly id: string; readonly kind: string; readonly text: string };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What a value shows, in order. */
export function parts(value: unknown, vocabulary: Vocabulary, lang: Lang): readonly Part[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "number") return [{ is: "number", text: value.toLocaleString(lang, { maximumFractionDigits: 6 }) }];
  if (Array.isArray(value)) return value.flatMap((item) => parts(item, vocabulary, lang));
  if (!isFields(value)) return [{ is: "text", text: typeof value === "string" ? value : JSON.stringify(value) }];
  if (Array.isArray(value.nodes) && Array.isArray(value.links)) return parts(value.nodes, vocabulary, lang);
  return [fieldsPart(value, vocabulary, lang)];
}

function fieldsPart(value: Fields, vocabulary: Vocabulary, lang: Lang): Part {
  if (text(value.relation)) return { is: "text", text: vocabulary.relationLabel(value.relation, true, lang) };
  if (text(value.id) && text(value.name)) {
    const named = { name: value.name, name_en: text(value.name_en) ? value.name_en : null };
    return { is: "entity", id: value.id, kind: text(value.type) ? value.type : "Entity", text: nameOf(named, lang) };
  }
  return { is: "text", text: JSON.stringify(value) };
}

/** The same as one text, for a file: numbers stay numbers. */
export function plain(value: unknown, vocabulary: Vocabulary, lang: Lang): string | number {
  if (typeof value === "number") return value;
  return parts(value, vocabulary, lang)
    .map((part) => part.text)
    .join(" ; ");
}
