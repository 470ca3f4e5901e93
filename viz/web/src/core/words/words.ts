/** The words of the page in both languages, French first. No text for people stands elsewhere. */
import i18next, { type FormatterModule, type i18n, type TFunction } from "i18next";
import type { Lang } from "../api/types";
import en from "./en.json";
import fr from "./fr.json";
import { number } from "./numbers";

export const LANGS: readonly Lang[] = ["fr", "en"];

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "words";
    resources: { words: typeof fr };
    returnNull: false;
  }
}

/** The reader's language: what the view says, else what the browser prefers among ours, else French. */
export function chosen(asked: Lang | null, preferred: readonly string[]): Lang {
  if (asked !== null) return asked;
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "fr" || tag === "en");
  return known === "en" ? "en" : "fr";
}

/** What writes the values into the texts: numbers as the language groups them, all else as it is. */
function grouping(lang: Lang): FormatterModule {
  const nothing = () => undefined;
  return { type: "formatter", init: nothing, add: nothing, addCached: nothing, format: (value: unknown) => (typeof value === "number" ? number(value, lang) : (value as string)) };
}

/** Texts are escaped by React, once; escaping them here too would show `&amp;`. Numbers are grouped as the language does. */
export function words(lang: Lang): i18n {
  const instance = i18next.createInstance().use(grouping(lang));
  void instance.init({
    lng: lang,
    fallbackLng: "fr",
    defaultNS: "words",
    resources: { fr: { words: fr }, en: { words: en } },
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<i18n["init"]>[0]);
  return instance;
}

/** The words of a language; those without anything to fill in are looked up once, which takes i18next longer than the page to write them. */
export function spoken(lang: Lang): TFunction {
  const known = new Map<unknown, unknown>();
  return new Proxy(words(lang).getFixedT(lang, "words"), {
    apply: (of, self, given: readonly unknown[]): unknown => {
      const [key, ...values] = given;
      if (values.length > 0) return Reflect.apply(of, self, given);
      if (!known.has(key)) known.set(key, Reflect.apply(of, self, given));
      return known.get(key);
    },
  });
}
