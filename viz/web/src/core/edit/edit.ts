/** What a person adds from the page, from the fields of the forms to what the server takes. */
import type { Edit } from "../api/types";
import type { Vocabulary } from "../ontology/ontology";
import { ordered } from "../time/bounds";
import { readings } from "../tokens/tokens";

/** Stands for the new entity in the claims that come with it. */
export const NEW = "_:new";

/** Who says it, and where it is said: asked once, kept for the next edit of a workshop. */
export interface Saying {
  readonly author: string;
  readonly method: "workshop" | "curated";
  /** Id of a known source; empty for the new one that `title` and `date` describe. */
  readonly source: string;
  readonly title: string;
  readonly date: string;
  readonly locator: string;
  readonly quote: string;
}

export const UNSAID: Saying = { author: "", method: "curated", source: "", title: "", date: "", locator: "", quote: "" };

/** An entity that is chosen, or one to be made. */
export type Other = { readonly id: string; readonly name: string; readonly kind: string } | { readonly type: string; readonly name: string };

export interface LinkDraft {
  readonly relation: string;
  readonly outgoing: boolean;
  readonly other: Other;
  readonly role: string;
  readonly since: string;
  readonly until: string;
}

type Claims = NonNullable<Edit["claims"]>;
type Head = Omit<Edit, "entity" | "claims">;

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> => (text.trim() === "" ? {} : ({ [key]: text.trim() } as Record<K, string>));

/** What is still missing before an edit may be sent. */
export function missing(saying: Saying): readonly ("author" | "source" | "locator")[] {
  return [
    ...(saying.author.trim() === "" ? (["author"] as const) : []),
    ...(saying.source === "" && saying.title.trim() === "" ? (["source"] as const) : []),
    ...(saying.locator.trim() === "" ? (["locator"] as const) : []),
  ];
}

function head(saying: Saying): Head {
  const source = saying.source === "" ? { title: saying.title.trim(), ...given("date", ordered(saying.date)) } : { id: saying.source };
  return { author: saying.author.trim(), method: saying.method, source, locator: saying.locator.trim(), ...given("quote", saying.quote) };
}

export function valueEdit(saying: Saying, subject: string, predicate: string, value: string): Edit {
  return { ...head(saying), claims: [{ subject, predicate, value: value.trim() }] };
}

export function entityEdit(saying: Saying, type: string, name: string, description: string): Edit {
  const claims: Claims = description.trim() === "" ? [] : [{ subject: NEW, predicate: "description", value: description.trim() }];
  return { ...head(saying), entity: { type, name: name.trim() }, claims };
}

export function linkEdit(saying: Saying, id: string, { relation, outgoing, other, role, since, until }: LinkDraft): Edit {
  const far = "id" in other ? other.id : NEW;
  const [subject, object] = outgoing ? [id, far] : [far, id];
  const claims: Claims = [{ subject, predicate: relation, object, ...given("role", role), ...given("since", ordered(since)), ...given("until", ordered(until)) }];
  return { ...head(saying), ...("id" in other ? {} : { entity: { type: other.type, name: other.name.trim() } }), claims };
}

/** The relations that an entity of this kind may have, each in the direction it reads from there; cooperation first. */
export function offered(vocabulary: Vocabulary, kind: string): readonly { readonly relation: string; readonly outgoing: boolean }[] {
  const place = (relation: string) => (readings.indexOf(vocabulary.reading(relation)) + readings.length + 1) % (readings.length + 1);
  return vocabulary.relations
    .flatMap((relation) =>
      ([true, false] as const)
        .filter((outgoing) => (outgoing || !vocabulary.symmetric(relation)) && vocabulary.allows(relation, kind, outgoing))
        .map((outgoing) => ({ relation, outgoing })),
    )
    .sort((a, b) => place(a.relation) - place(b.relation) || Number(b.outgoing) - Number(a.outgoing));
}

/** The kinds that may stand at the other end of a relation, those that only group others left out. */
export function others(vocabulary: Vocabulary, relation: string, outgoing: boolean): readonly string[] {
  return vocabulary.kinds.filter((kind) => !vocabulary.isAbstract(kind) && vocabulary.allows(relation, kind, !outgoing));
}
