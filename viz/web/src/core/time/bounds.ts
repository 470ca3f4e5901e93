/** A period as the two dates that people write, and back. */
import { span } from "./span";

/** The first and the last date of a period; empty where it has no such bound. */
export function bounds(period: string | null): readonly [since: string, until: string] {
  if (period === null) return ["", ""];
  const [since = "", until = since] = period.split("/");
  return [since === ".." ? "" : since, until === ".." ? "" : until];
}

/** Dates as they are often written (`06/2018`, `6.2018`, `15/06/2018`) in the order of the standard; others as they are. */
export function ordered(text: string): string {
  const found = /^(?:(\d\d?)[/.-])?(\d\d?)[/.-](\d{4})$/.exec(text.trim());
  if (found === null) return text.trim();
  const [, day, month = "", year = ""] = found;
  return [year, month.padStart(2, "0"), ...(day === undefined ? [] : [day.padStart(2, "0")])].join("-");
}

/** The period between two dates, null for all times; undefined where one is no date or they are the wrong way round. */
export function between(since: string, until: string): string | null | undefined {
  const [from, to] = [ordered(since), ordered(until)];
  if (from === "" && to === "") return null;
  if (from.includes("/") || to.includes("/")) return undefined;
  const period = from === to ? from : `${from === "" ? ".." : from}/${to === "" ? ".." : to}`;
  return span(period) === null ? undefined : period;
}
