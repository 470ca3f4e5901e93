/** What stands as a point on the sheet: territories of the graph, and below the département the municipalities. */
import { nameOf } from "../../core/facts/names";
import { departmentArea } from "../../core/geo/france";
import { communeArea, isNarrow, type Ground, type Municipality } from "../../core/geo/ground";
import type { Spot } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import type { Lang } from "../../core/api/types";
import type { Drill } from "./area";
import type { Places } from "./places";
import type { Sheet } from "./sheet";

type Point = readonly [number, number];

export interface Mark {
  /** Of the territory, or of the area that it opens. */
  readonly id: string;
  readonly opens: "card" | "area";
  readonly name: string;
  readonly count: number;
  readonly at: Point;
  /** It stands where something larger has its middle. */
  readonly guessed: boolean;
}

/** Room between territories that share one middle, in pixels. */
const APART = 16;

export const radiusOf = ({ count, opens }: Mark) => (count === 0 ? 2.5 : (opens === "area" ? 4 : 3) + 1.6 * Math.sqrt(count));

/** The points of the sheet, the fullest first. */
export function marksOf(model: Model, places: Places, drill: Drill, sheet: Sheet, lang: Lang): readonly Mark[] {
  const { area, ground } = drill;
  const found = isNarrow(area) ? communes(places, ground, sheet) : territories(model, places, drill, sheet, lang);
  return apart(found).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** Municipalities of the intercommunality, those without a known centre only where something is in them. */
function communes(places: Places, ground: Ground | null, sheet: Sheet): readonly Mark[] {
  if (ground === null) return [];
  const { epci, code } = ground.told;
  const members = epci === null ? ground.communes.filter((one) => one.code === code) : ground.of(epci);
  return members.flatMap((one): Mark | [] => {
    const area = communeArea(one);
    const count = places.count(area);
    const at = one.point === null && count === 0 ? null : pixels({ department: one.department, region: null, point: null, commune: one.code, epci }, ground, sheet);
    return at === null ? [] : { id: area.key, opens: "area", name: one.name, count, ...at };
  });
}

function territories(model: Model, places: Places, { area, ground }: Drill, sheet: Sheet, lang: Lang): readonly Mark[] {
  return places.all.flatMap((here): Mark | [] => {
    const node = model.nodes.get(here.id);
    if (node === undefined || here.spot?.department == null || here.entities.length === 0 || !places.inside(here, area)) return [];
    const at = pixels(here.spot, ground, sheet);
    return at === null ? [] : { id: here.id, opens: "card", name: nameOf(node, lang), count: here.entities.length, ...at };
  });
}

/** Where a place is drawn: its own point, its municipality's, else the middle of its intercommunality, else of its département. */
function pixels(spot: Spot, ground: Ground | null, sheet: Sheet): Pick<Mark, "at" | "guessed"> | null {
  const area = departmentArea(spot.department);
  if (area === undefined) return null;
  const commune = ground?.communeOf(spot.commune) ?? null;
  const sure = spot.point ?? commune?.point ?? null;
  const point = sure ?? middle(ground?.of(commune?.epci ?? spot.epci ?? "") ?? []);
  const at = point === null ? sheet.middle(area) : sheet.at(point, area);
  return at === null ? null : { at, guessed: sure === null };
}

/** The middle of the municipalities, each as heavy as its people; null where no centre is known. */
export function middle(all: readonly Municipality[]): Point | null {
  const known = all.flatMap(({ point, population }) => (point === null ? [] : { lon: point[0], lat: point[1], people: population + 1 }));
  const people = known.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) return null;
  return [known.reduce((sum, one) => sum + one.lon * one.people, 0) / people, known.reduce((sum, one) => sum + one.lat * one.people, 0) / people];
}

/** Those that know no better than the same middle would hide one another: they stand under one another. */
function apart(marks: readonly Mark[]): Mark[] {
  const taken = new Map<string, number>();
  return marks.map((mark) => {
    if (!mark.guessed) return mark;
    const key = mark.at.map(Math.round).join(" ");
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    return { ...mark, at: [mark.at[0], mark.at[1] + before * APART] };
  });
}
