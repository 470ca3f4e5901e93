/** The answers to questions about two entities, read from the rows of a question in Cypher. */
import type { Named } from "../facts/names";
import type { Vocabulary } from "../ontology/ontology";

type Rows = readonly (readonly unknown[])[];
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

interface Known extends Named {
  readonly id: string;
}

/** Of two, the actor and what it is asked about: « avec qui agit-il sur ce thème ? »; undefined where two are only compared. */
export function about<T extends { readonly kind: string }>(pair: readonly T[], vocabulary: Vocabulary): { readonly actor: T; readonly subject: T } | undefined {
  const actor = pair.find(({ kind }) => vocabulary.isA(kind, "Actor"));
  const subject = pair.find(({ kind }) => !vocabulary.isA(kind, "Actor") && !vocabulary.isA(kind, "Practice"));
  return actor === undefined || subject === undefined ? undefined : { actor, subject };
}

export interface Companion<P> {
  readonly entity: Known & { readonly kind: string };
  readonly practices: readonly P[];
}

/** Who acts in these practices, those in most of them first: rows of id, name, name in English, kind, ids of practices. */
export function companions<P extends Known>(rows: Rows, practices: readonly P[]): readonly Companion<P>[] {
  const found = rows.map(([id, name, english, kind, among]) => ({
    entity: { id: text(id), name: text(name), name_en: text(english) || null, kind: text(kind) },
    practices: practices.filter((practice) => texts(among).includes(practice.id)),
  }));
  return found.sort((a, b) => b.practices.length - a.practices.length || a.entity.name.localeCompare(b.entity.name));
}

export interface Occasion {
  readonly theme: Known;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

const FEW = 2;
const MOST = 6;

/** Themes on which each acts without the other, those with most practices first: rows of id, name, name in English, practices of the one, of the other. */
export function occasions(rows: Rows): readonly Occasion[] {
  const found = rows.map(([id, name, english, mine, theirs]) => ({ theme: { id: text(id), name: text(name), name_en: text(english) || null }, mine: texts(mine), theirs: texts(theirs) }));
  const size = (one: Occasion) => Math.min(one.mine.length, one.theirs.length);
  const best = found.sort((a, b) => size(b) - size(a) || a.theme.name.localeCompare(b.theme.name)).slice(0, MOST);
  return best.map((one) => ({ ...one, mine: [...one.mine].sort().slice(0, FEW), theirs: [...one.theirs].sort().slice(0, FEW) }));
}
