/** Whole numbers as each language groups them: 21 134 in French, 21,134 in English. */
import type { Lang } from "../api/types";

const WRITERS: Readonly<Record<Lang, Intl.NumberFormat>> = { fr: new Intl.NumberFormat("fr-FR"), en: new Intl.NumberFormat("en-GB") };

export function number(value: number, lang: Lang): string {
  return WRITERS[lang].format(value);
}
