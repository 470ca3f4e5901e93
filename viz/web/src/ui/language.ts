/** The language that was chosen last in this browser, for an address that says none. */
import type { Lang } from "../core/api/types";
import { LANGS } from "../core/words/words";
import { recall, remember } from "./remember";

const KEY = "maillage.language";

export function rememberLanguage(lang: Lang): void {
  remember(KEY, lang);
}

/** What the reader prefers, best first: the choice made here, then the browser's languages. */
export function preferredLanguages(): readonly string[] {
  const before = recall(KEY);
  const kept = LANGS.find((lang) => lang === before);
  return kept === undefined ? navigator.languages : [kept, ...navigator.languages];
}
