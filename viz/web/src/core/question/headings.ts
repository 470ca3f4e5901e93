/** The columns of the gallery's questions in the reader's words; a column of one's own keeps the name that one gave it. */
import type { Lang } from "../api/types";
import { capital, type Vocabulary } from "../ontology/ontology";

const KNOWN = [
  "actor",
  "other",
  "link",
  "together",
  "theme",
  "themes",
  "practice",
  "practices",
  "competence",
  "actors",
  "kind",
  "kinds",
  "territory",
  "located",
  "names",
  "person",
  "day",
  "event",
] as const;

export type Heading = (typeof KNOWN)[number];

/** The word for a column, null where there is none. */
export const headingOf = (column: string): Heading | null => KNOWN.find((known) => known === column) ?? null;

/** A value of the column, types under their labels. */
export function worded(column: string, value: unknown, vocabulary: Vocabulary, lang: Lang): unknown {
  if (column !== "kind" && column !== "kinds") return value;
  if (Array.isArray(value)) return value.map((one: unknown) => worded(column, one, vocabulary, lang));
  return typeof value === "string" && vocabulary.kinds.includes(value) ? capital(vocabulary.label(value, lang)) : value;
}
