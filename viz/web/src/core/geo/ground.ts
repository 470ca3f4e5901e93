/** Below the département: which intercommunality and municipality a place is in, by the official code that the server tells. */
import type { components } from "../api/schema";
import { by } from "../graph/by";
import type { Spot } from "./places";

type Of<T, Point> = Omit<T, "point"> & { readonly point: Point | null };
type Municipalities<Point> = Omit<components["schemas"]["Area"], "municipalities"> & { readonly municipalities: readonly Of<components["schemas"]["Municipality"], Point>[] };

export type Told = Municipalities<readonly number[]>;
/** Its centre in longitude and latitude, where known. */
export type Municipality = Of<components["schemas"]["Municipality"], readonly [number, number]>;
export type Level = "region" | "department" | "epci" | "commune";

/** An intercommunality or a municipality as the view opens it; it has no outline of its own. */
export interface Narrow {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly level: "epci" | "commune";
  /** Codes of the départements it has a part in. */
  readonly departments: readonly string[];
}

export interface Ground {
  readonly told: Told;
  readonly groups: readonly Narrow[];
  /** Municipalities without the districts of cities, the most populous first. */
  readonly communes: readonly Municipality[];
  /** The municipality of a code, of a district's code too. */
  readonly communeOf: (code: string | null) => Municipality | null;
  /** Municipalities of an intercommunality; null: of those that are in none. */
  readonly of: (epci: string | null) => readonly Municipality[];
}

export const isNarrow = (area: { readonly level: Level } | null): area is Narrow => area?.level === "epci" || area?.level === "commune";

export const keyOf = (level: Level, code: string) => `${level === "department" ? "departement" : level}-${code}`;

export const epciArea = ({ code, name, departments }: { readonly code: string; readonly name: string; readonly departments: readonly string[] }): Narrow => ({ key: keyOf("epci", code), code, name, level: "epci", departments });

export const communeArea = ({ code, name, department }: Municipality): Narrow => ({ key: keyOf("commune", code), code, name, level: "commune", departments: [department] });

/** What the server told, ready to be asked. */
export function ground(told: Told): Ground {
  const all = told.municipalities.map((one): Municipality => ({ ...one, point: one.point === null ? null : [one.point[0] ?? 0, one.point[1] ?? 0] }));
  const byCode = new Map(all.map((one) => [one.code, one]));
  const communes = all.filter((one) => one.whole === null);
  const members = by(communes, (one) => one.epci);
  const communeOf = (code: string | null): Municipality | null => {
    const found = code === null ? undefined : byCode.get(code);
    return found === undefined ? null : found.whole === null ? found : (byCode.get(found.whole) ?? null);
  };
  return { told, groups: told.intercommunalities.map(epciArea), communes, communeOf, of: (epci) => members.get(epci) ?? [] };
}

/** The key of the area of this level that a place is in; null where that is not known. */
export function partOf(spot: Spot, level: Level, known: Ground | null): string | null {
  const code = codeAt(spot, level, known);
  return code === null ? null : keyOf(level, code);
}

function codeAt(spot: Spot, level: Level, known: Ground | null): string | null {
  if (level === "region") return spot.region;
  if (level === "department") return spot.department;
  const commune = known?.communeOf(spot.commune) ?? null;
  return level === "commune" ? (commune?.code ?? null) : (commune?.epci ?? spot.epci);
}
