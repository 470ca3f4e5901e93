/** Arrangements other than forces: circles by family, columns from actors to themes, discs by territory. All deterministic. */
import { by } from "../graph/by";
import type { Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import type { Place } from "./arrange";
import type { Arrangement } from "./names";
import { pack } from "./pack";

/** A word beside a part of the map: a family, a column, a territory (its key, for who knows its name). */
export interface Caption {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

export interface Arranged {
  readonly places: Readonly<Record<string, Place>>;
  readonly captions: readonly Caption[];
}

const ROOM = 46;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const COLUMNS: readonly string[] = ["Actor", "Practice", "Concept", "Territory"];

type Part = readonly [key: string, ids: readonly string[]];

function parts(model: Model, keyOf: (id: string) => string): readonly Part[] {
  const ids = [...model.nodes.values()].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).map((node) => node.id);
  return [...by(ids, keyOf)].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

/** Each part a sunflower, the most linked in its middle; the parts side by side. */
function discs(all: readonly Part[]): Arranged {
  const rounds = all.map(([key, ids]) => ({ key, ids, radius: ROOM * 0.62 * Math.sqrt(ids.length) + ROOM * 0.5 }));
  const places: Record<string, Place> = {};
  const captions: Caption[] = [];
  for (const [i, [x, y]] of pack(rounds, ROOM).entries()) {
    const { key, ids, radius } = rounds[i] as (typeof rounds)[number];
    captions.push({ key, x, y: y + radius + ROOM * 0.15 });
    for (const [k, id] of ids.entries()) {
      const far = ROOM * 0.62 * Math.sqrt(k);
      places[id] = [x + far * Math.cos(k * GOLDEN), y + far * Math.sin(k * GOLDEN)];
    }
  }
  return { places, captions };
}

/** Each part one circle, its members around it in the order of their links; the circles side by side. */
function circles(all: readonly Part[]): Arranged {
  const rounds = all.map(([key, ids]) => ({ key, ids, radius: ids.length === 1 ? ROOM * 0.5 : Math.max(ROOM * 0.7, (ids.length * ROOM * 0.75) / (2 * Math.PI)) }));
  const places: Record<string, Place> = {};
  const captions: Caption[] = [];
  for (const [i, [x, y]] of pack(rounds, ROOM * 1.4).entries()) {
    const { key, ids, radius } = rounds[i] as (typeof rounds)[number];
    captions.push({ key, x, y });
    for (const [k, id] of ids.entries()) {
      const angle = Math.PI / 2 - (2 * Math.PI * k) / ids.length;
      places[id] = ids.length === 1 ? [x, y - ROOM * 0.5] : [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }
  }
  return { places, captions };
}

/** The longest column: beyond it a column has two rows side by side, and so on. */
const TALL = 34;

function columns(model: Model, vocabulary: Vocabulary): Arranged {
  const columnOf = (id: string) => COLUMNS.find((type) => vocabulary.isA(model.nodes.get(id)?.kind ?? "", type)) ?? "Entity";
  const found = new Map(parts(model, columnOf));
  const places: Record<string, Place> = {};
  const captions: Caption[] = [];
  let x = 0;
  for (const key of [...COLUMNS, "Entity"]) {
    const ids = ordered(found.get(key) ?? [], model, places);
    if (ids.length === 0) continue;
    const rows = Math.ceil(ids.length / Math.ceil(ids.length / TALL));
    const lanes = Math.ceil(ids.length / rows);
    for (const [k, id] of ids.entries()) places[id] = [x + Math.floor(k / rows) * ROOM * 3.4, ((rows - 1) / 2 - (k % rows)) * ROOM * 0.8];
    captions.push({ key, x: x + ((lanes - 1) * ROOM * 3.4) / 2, y: (rows / 2) * ROOM * 0.8 + ROOM * 0.7 });
    x += (lanes - 1) * ROOM * 3.4 + ROOM * 8;
  }
  return { places, captions };
}

/** By the mean height of what already stands and is linked, so that fewer lines cross (barycentres). */
function ordered(ids: readonly string[], model: Model, places: Readonly<Record<string, Place>>): readonly string[] {
  const height = new Map(
    ids.map((id, i) => {
      const ys = (model.around.get(id) ?? []).map((edge) => places[edge.source === id ? edge.target : edge.source]?.[1]).filter((y) => y !== undefined);
      return [id, ys.length === 0 ? -i * 1e-6 : ys.reduce((a, b) => a + b) / ys.length];
    }),
  );
  return [...ids].sort((a, b) => (height.get(b) ?? 0) - (height.get(a) ?? 0) || (a < b ? -1 : 1));
}

function territory(model: Model, vocabulary: Vocabulary, id: string): string {
  if (vocabulary.isA(model.nodes.get(id)?.kind ?? "", "Territory")) return id;
  const own = (model.around.get(id) ?? []).filter((edge) => edge.source === id && vocabulary.reading(edge.relation) === "territory").map((edge) => edge.target);
  return own.sort()[0] ?? "";
}

/** Places for every entity, and captions; the caption's key is a kind, a type or a territory's id (empty for no territory). */
export function arrangement(asked: Exclude<Arrangement, "force">, model: Model, vocabulary: Vocabulary): Arranged {
  if (asked === "columns") return columns(model, vocabulary);
  if (asked === "families") return circles(parts(model, (id) => model.nodes.get(id)?.kind ?? ""));
  return discs(parts(model, (id) => territory(model, vocabulary, id)));
}
