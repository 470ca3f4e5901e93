/** A ranked answer as a table for a spreadsheet: one line a finding, in the order shown. */
import type { Finding, Lang } from "../api/types";
import { nameOf } from "../facts/names";
import { csvText } from "../table/csv";

export const RANKED = ["rank", "first", "second", "value", "chance", "reasons", "sentence"] as const;
export type Ranked = (typeof RANKED)[number];

/** Numbers stay numbers; names are text, whatever they begin with. */
export function rankedCsv(findings: readonly Finding[], lang: Lang, headings: Readonly<Record<Ranked, string>>): string {
  const lines = findings.map(({ entities: [first, ...others], value, p_value: p, reasons = [], sentence }, i) => [
    i + 1,
    first === undefined ? "" : nameOf(first, lang),
    others.map((one) => nameOf(one, lang)).join(" ; "),
    value,
    p ?? "",
    reasons.map(({ entity }) => nameOf(entity, lang)).join(" ; "),
    sentence[lang] ?? "",
    [first, ...others].map((one) => one?.id ?? "").join(" "),
  ]);
  return csvText([[...RANKED.map((column) => headings[column]), "id"], ...lines], lang);
}
