/**
 * EDTF dates as stretches of days, so that they can be drawn and compared. A date keeps its precision: `2018` is the
 * whole year, `2018-05` the whole month. (EDTF, ISO 8601-2:2019: levels 0 and 1, without sets.)
 */

/** Days since 1970-01-01, both ends included; an end that is not known is infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Said with a doubt: `2018~`, `2018?`, `201X`. */
  readonly about: boolean;
}

const DAY = 86_400_000;
/** First months of EDTF's seasons: 21 spring, 22 summer, 23 autumn, 24 winter. */
const SEASONS: Readonly<Record<number, number>> = { 21: 3, 22: 6, 23: 9, 24: 12 };

/** The day of a calendar date, months from 1; a month or a day beyond the last counts on into the next. */
export function dayOf(year: number, month = 1, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY);
}

export function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function months(year: number, month: number, count: number, about: boolean): Span {
  return { from: dayOf(year, month), to: dayOf(year, month + count) - 1, about };
}

function single(text: string): Span | null {
  const found = /^(-?[0-9X]{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(text);
  if (found === null) return null;
  const [, years = "", month, day, doubt] = found;
  const [first, last] = [Number(years.replaceAll("X", "0")), Number(years.replaceAll("X", "9"))];
  const about = doubt !== "" || years.includes("X");
  if (month === undefined || years.includes("X")) return { from: dayOf(first), to: dayOf(last + 1) - 1, about };
  const at = Number(month);
  const season = SEASONS[at];
  if (season !== undefined) return months(first, season, 3, true);
  if (at < 1 || at > 12) return null;
  if (day === undefined) return months(first, at, 1, about);
  const exact = dayOf(first, at, Number(day));
  return dateOf(exact).day === Number(day) ? { from: exact, to: exact, about } : null;
}

/** The stretch of an EDTF date or interval; null for what is no date. */
export function span(edtf: string): Span | null {
  const [start = "", end, more] = edtf.trim().split("/");
  if (more !== undefined) return null;
  if (end === undefined) return single(start);
  const open = (part: string) => part === "" || part === "..";
  const [a, b] = [open(start) ? null : single(start), open(end) ? null : single(end)];
  if ((a === null && !open(start)) || (b === null && !open(end)) || (a === null && b === null)) return null;
  const [from, to] = [a?.from ?? -Infinity, b?.to ?? Infinity];
  return from <= to ? { from, to, about: (a?.about ?? false) || (b?.about ?? false) } : null;
}

/** From a start and an end, each a date or an interval; null when neither is known. */
export function spanBetween(start: string | null | undefined, end: string | null | undefined): Span | null {
  const [a, b] = [start ? span(start) : null, end ? span(end) : null];
  if (a === null) return b === null ? null : { ...b, from: end?.includes("/") ? b.from : -Infinity };
  if (b === null) return a;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to), about: a.about || b.about };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** The shortest EDTF for whole months or years from the day `from` to the day `to`. */
export function interval(from: number, to: number): string {
  const [a, b] = [dateOf(from), dateOf(to)];
  const pad = (value: number, width = 2) => String(value).padStart(width, "0");
  if (a.month === 1 && a.day === 1 && b.month === 12 && b.day === 31) return a.year === b.year ? pad(a.year, 4) : `${pad(a.year, 4)}/${pad(b.year, 4)}`;
  const [start, end] = [a, b].map(({ year, month }) => `${pad(year, 4)}-${pad(month)}`) as [string, string];
  return start === end ? start : `${start}/${end}`;
}
