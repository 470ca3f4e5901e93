/** Where the territories of the graph lie on the outlines: by official code, by centre point, else by what they are part of. */
import type { Shown } from "../filters/filters";
import { across, type Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";

/** What the store knows of a territory's place; numbers in degrees (WGS 84). */
export interface Known {
  readonly id: string;
  readonly level: string | null;
  readonly code: string | null;
  readonly insee: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** A place on the outlines: in a département, else in a region only; a point where one is known. */
export interface Spot {
  readonly department: string | null;
  readonly region: string | null;
  readonly point: readonly [lon: number, lat: number] | null;
  /** INSEE code of the municipality (or district of a city) that it is or lies in. */
  readonly commune: string | null;
  /** SIREN of the intercommunality that it is or is said to lie in. */
  readonly epci: string | null;
}

/** The département of an INSEE code: its first two characters, three overseas. */
export function departmentOf(insee: string): string {
  return /^9[78]/.test(insee) ? insee.slice(0, 3) : insee.slice(0, 2).toUpperCase();
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The official codes: which region a département is in. */
export type Codes = ReadonlyMap<string, string>;

const INSEE = /^[0-9][0-9AB][0-9]{3}$/i;

const communeCode = ({ insee }: Known) => (insee !== null && INSEE.test(insee) ? insee.toUpperCase() : null);
const epciCode = ({ level, code }: Known) => (code !== null && plain(level ?? "") === "epci" && /^[0-9]{9}$/.test(code) ? code : null);

/** By the territory's own words; null where they do not say. */
export function ownSpot(known: Known, codes: Codes): Spot | null {
  const own = { commune: communeCode(known), epci: epciCode(known) };
  const point = known.lat !== null && known.lon !== null && Math.abs(known.lat) <= 90 && Math.abs(known.lon) <= 180 ? ([known.lon, known.lat] as const) : null;
  const department = departmentCode(known);
  if (department !== null && codes.has(department)) return { department, region: codes.get(department) ?? null, point, ...own };
  const regions = new Set(codes.values());
  if (known.code !== null && plain(known.level ?? "") === "region" && regions.has(known.code)) return { department: null, region: known.code, point: null, ...own };
  return null;
}

function departmentCode(known: Known): string | null {
  const { level, code } = known;
  const commune = communeCode(known);
  if (commune !== null) return departmentOf(commune);
  return code !== null && plain(level ?? "") === "departement" ? code.toUpperCase() : null;
}

/** What each territory is directly part of. */
function wholes(model: Model, vocabulary: Vocabulary, id: string): readonly string[] {
  return (model.around.get(id) ?? []).filter((edge) => edge.source === id && vocabulary.reading(edge.relation) === "hierarchy").map((edge) => across(edge, id));
}

/** The place of a territory: its own, else that of the nearest larger one that has one. */
export function spotOf(id: string, known: ReadonlyMap<string, Known>, model: Model, vocabulary: Vocabulary, codes: Codes): Spot | null {
  const seen = new Set([id]);
  const own = known.get(id);
  let epci: string | null = null;
  const point = own !== undefined && own.lat !== null && own.lon !== null ? ([own.lon, own.lat] as const) : null;
  for (const at of seen) {
    const here = known.get(at);
    const found = here === undefined ? null : ownSpot(here, codes);
    epci ??= here === undefined ? null : epciCode(here);
    if (found !== null) return at === id ? found : { ...found, point, epci };
    for (const whole of wholes(model, vocabulary, at)) seen.add(whole);
  }
  return null;
}

export interface Placed {
  /** Entities that are shown by the territory where they are said to be. */
  readonly within: ReadonlyMap<string, readonly string[]>;
  /** The same, by entity. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  /** How many that are shown and could be somewhere are said to be nowhere. */
  readonly nowhere: number;
}

/** Who is where, among what the filter shows. */
export function placed(model: Model, vocabulary: Vocabulary, shown: Shown): Placed {
  const within = new Map<string, string[]>();
  const of = new Map<string, string[]>();
  for (const edge of model.edges.values()) {
    if (vocabulary.reading(edge.relation) !== "territory" || !shown.nodes.has(edge.source)) continue;
    within.set(edge.target, [...(within.get(edge.target) ?? []), edge.source]);
    of.set(edge.source, [...(of.get(edge.source) ?? []), edge.target]);
  }
  let nowhere = 0;
  for (const id of shown.nodes) {
    const kind = model.nodes.get(id)?.kind ?? "";
    if (!of.has(id) && vocabulary.possible("territory", kind).some(([, outgoing]) => outgoing)) nowhere += 1;
  }
  return { within, of, nowhere };
}

export interface Tie {
  readonly a: string;
  readonly b: string;
  /** Links between what is in the one and what is in the other; an entity that is in both counts as one. */
  readonly count: number;
}

/** Links between places: `unit` names the place of a territory at the level that is looked at, null when it has none. */
export function ties(model: Model, vocabulary: Vocabulary, shown: Shown, { of }: Placed, unit: (territory: string) => string | null): readonly Tie[] {
  const counts = new Map<string, number>();
  const units = (id: string) => [...new Set((of.get(id) ?? []).map(unit).filter((one) => one !== null))];
  const add = (a: string, b: string) => {
    if (a === b) return;
    const key = [a, b].sort().join("\u0000");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const id of of.keys()) {
    const own = units(id);
    for (const [i, a] of own.entries()) for (const b of own.slice(i + 1)) add(a, b);
  }
  for (const id of shown.edges) {
    const edge = model.edges.get(id);
    if (edge === undefined || vocabulary.reading(edge.relation) === "territory") continue;
    for (const a of units(edge.source)) for (const b of units(edge.target)) add(a, b);
  }
  return [...counts].map(([key, count]) => { const [a = "", b = ""] = key.split("\u0000"); return { a, b, count }; }).sort((x, y) => y.count - x.count || (x.a + x.b < y.a + y.b ? -1 : 1));
}

/** A shade from 1 to `most` for a count, by square root so that one giant does not make all others pale; 0 for none. */
export function shade(count: number, greatest: number, most: number): number {
  return count <= 0 ? 0 : Math.max(1, Math.ceil(most * Math.sqrt(count / greatest)));
}
