/** Dates as people say them. The world's dates are EDTF and keep their precision; the base's are instants. */
import type { Lang } from "../api/types";

const LOCALE: Readonly<Record<Lang, string>> = { fr: "fr-FR", en: "en-GB" };
const OPEN: Readonly<Record<Lang, readonly [from: string, to: string]>> = { fr: ["depuis ", "jusqu'à "], en: ["since ", "until "] };
const ABOUT: Readonly<Record<Lang, string>> = { fr: "vers ", en: "about " };

interface Moment {
  readonly date: Date;
  readonly precision: "year" | "month" | "day";
}

function moment(text: string): Moment | null {
  const found = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (found === null) return null;
  const [, year = "", month, day] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return { date, precision: day !== undefined ? "day" : month !== undefined ? "month" : "year" };
}

function writer(lang: Lang, precision: Moment["precision"]): Intl.DateTimeFormat {
  const month = precision === "year" ? undefined : "long";
  const day = precision === "day" ? "numeric" : undefined;
  return new Intl.DateTimeFormat(LOCALE[lang], { timeZone: "UTC", year: "numeric", ...(month && { month }), ...(day && { day }) });
}

/** In French the first of a month is « 1er ». */
const first = (text: string, lang: Lang) => (lang === "fr" ? text.replace(/(^|[^\d])1 (?=\p{L})/gu, "$11er ") : text);

function single(text: string, lang: Lang): string {
  const bare = text.replace(/[~?%]$/, "");
  const at = moment(bare);
  if (at === null) return text;
  return (bare === text ? "" : ABOUT[lang]) + first(writer(lang, at.precision).format(at.date), lang);
}

/** An EDTF date or interval in words: `2018-05-31/2018-06-01` is « 31 mai – 1er juin 2018 ». Unknown forms stay as they are. */
export function caption(edtf: string, lang: Lang): string {
  const [start = "", end] = edtf.split("/");
  if (end === undefined) return single(start, lang);
  const none = (part: string) => part === "" || part === "..";
  if (none(start)) return OPEN[lang][1] + single(end, lang);
  if (none(end)) return OPEN[lang][0] + single(start, lang);
  const [a, b] = [moment(start), moment(end)];
  if (a?.precision !== b?.precision || a === null || b === null) return `${single(start, lang)} – ${single(end, lang)}`;
  return first(writer(lang, a.precision).formatRange(a.date, b.date), lang);
}

/** When something happens, of a start and an end: the one, the other, or the span. */
export function period(start: string | null | undefined, end: string | null | undefined, lang: Lang): string {
  if (start && end && start !== end && !start.includes("/") && !end.includes("/")) return caption(`${start}/${end}`, lang);
  return start ? caption(start, lang) : end ? caption(`../${end}`, lang) : "";
}

/** A month's name in short, 1 for January. */
export function monthName(month: number, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeZone: "UTC", month: "short" }).format(new Date(Date.UTC(2018, month - 1, 15)));
}

/** The day of an instant of the base. */
export function day(instant: string, lang: Lang): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : first(new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: "long", timeZone: "UTC" }).format(date), lang);
}
