/** What may come next in a question, from the ontology: types after `(x:`, relations after `[:`, properties after `x.`. */
import type { Lang } from "../api/types";
import type { Vocabulary } from "../ontology/ontology";

export interface Suggestion {
  readonly label: string;
  readonly type: "class" | "interface" | "property" | "keyword" | "function" | "variable";
  /** What it is called in the reader's language. */
  readonly detail?: string;
}

export interface Completion {
  /** Where the word begins that a suggestion takes the place of. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

const KEYWORDS = "MATCH OPTIONAL WHERE RETURN WITH ORDER BY LIMIT SKIP DISTINCT AS AND OR NOT IN IS NULL CONTAINS STARTS ENDS UNION UNWIND CASE WHEN THEN ELSE END DESC".split(" ");
const FUNCTIONS = "count collect size toLower toUpper coalesce sum avg min max type labels id nodes relationships length substring".split(" ");
const VARIABLE = /[([]\s*([A-Za-z_]\w*)\s*[:)\]]/g;

/** Suggestions at `at`; null within a text or a comment, and where nothing was begun. */
export function complete(text: string, at: number, vocabulary: Vocabulary, lang: Lang): Completion | null {
  const before = text.slice(0, at);
  const place = placeOf(before);
  if (place === "text") return null;
  const named = /[:|]\s*(\w*)$/.exec(before);
  if (named !== null && place !== "map") return { from: at - (named[1] ?? "").length, options: place === "link" ? relations(vocabulary, lang) : types(vocabulary, lang) };
  const owned = /([A-Za-z_]\w*)\.(\w*)$/.exec(before);
  if (owned !== null) return { from: at - (owned[2] ?? "").length, options: properties(vocabulary, lang, typeOf(text, owned[1] ?? "")) };
  const word = /\w*$/.exec(before)?.[0] ?? "";
  if (place === "map") return /[{,]\s*\w*$/.test(before) ? { from: at - word.length, options: properties(vocabulary, lang, null) } : null;
  return word === "" ? null : { from: at - word.length, options: words(text) };
}

/** Where the end of `before` stands: in a text, in the map of a pattern, between `[` and `]`, or elsewhere. */
function placeOf(before: string): "text" | "map" | "link" | "other" {
  const open: string[] = [];
  let quote = "";
  for (let i = 0; i < before.length; i++) {
    const sign = before.charAt(i);
    if (quote !== "") {
      if (sign === "\\") i++;
      else if (sign === quote) quote = "";
    } else if (before.startsWith("//", i)) {
      const end = before.indexOf("\n", i);
      if (end === -1) return "text";
      i = end;
    } else if (`'"\``.includes(sign)) quote = sign;
    else if ("([{".includes(sign)) open.push(sign);
    else if (")]}".includes(sign)) open.pop();
  }
  if (quote !== "") return "text";
  const last = open.at(-1);
  return last === "{" ? "map" : last === "[" ? "link" : "other";
}

/** The type that a pattern gives to a variable, null where none does. */
function typeOf(text: string, variable: string): string | null {
  return new RegExp(`\\(\\s*${variable}\\s*:\\s*(\\w+)`).exec(text)?.[1] ?? null;
}

function types(vocabulary: Vocabulary, lang: Lang): readonly Suggestion[] {
  return vocabulary.kinds.map((label) => ({ label, type: "class", detail: vocabulary.label(label, lang) }));
}

function relations(vocabulary: Vocabulary, lang: Lang): readonly Suggestion[] {
  return vocabulary.relations.map((label) => ({ label, type: "interface", detail: vocabulary.relationLabel(label, true, lang) }));
}

function properties(vocabulary: Vocabulary, lang: Lang, kind: string | null): readonly Suggestion[] {
  const own = vocabulary.properties(kind).map(({ name, owner }): Suggestion => ({ label: name, type: "property", detail: vocabulary.propertyLabel(owner, name, lang) }));
  return [{ label: "id", type: "property" }, { label: "type", type: "property" }, ...own];
}

function words(text: string): readonly Suggestion[] {
  const variables = new Set([...text.matchAll(VARIABLE)].map(([, name = ""]) => name));
  return [
    ...[...variables].map((label): Suggestion => ({ label, type: "variable" })),
    ...KEYWORDS.map((label): Suggestion => ({ label, type: "keyword" })),
    ...FUNCTIONS.map((label): Suggestion => ({ label, type: "function" })),
  ];
}
