/** The sheet that the outlines are drawn on: one projection for the mainland, a small one for each overseas region. */
import { geoCentroid, geoConicConformal, geoMercator, geoPath, type GeoProjection } from "d3-geo";
import type { FeatureCollection, MultiPoint, MultiPolygon, Polygon } from "geojson";
import { type Area, departments, overseas, regions } from "../../core/geo/france";

export interface Sheet {
  readonly outline: (area: Area) => string;
  /** The middle of an area, in pixels. */
  readonly middle: (area: Area) => readonly [number, number];
  /** Where a point of an area is, in pixels; null outside of the sheet. */
  readonly at: (point: readonly [number, number], area: Area) => readonly [number, number] | null;
}

type Box = readonly [readonly [number, number], readonly [number, number]];

const together = (all: readonly Area[]): FeatureCollection<Polygon | MultiPolygon> => ({ type: "FeatureCollection", features: all.map(({ shape }) => shape) });

function fitted(projection: GeoProjection, [low, high]: Box, all: readonly Area[]): GeoProjection {
  return projection.fitExtent([[...low], [...high]], together(all));
}

/** The conic projection that French maps have (Lambert-93's parallels). */
const lambert = () => geoConicConformal().rotate([-3, 0]).parallels([44, 49]);

function sheetOf(projectionOf: (area: Area) => GeoProjection): Sheet {
  const paths = new Map<GeoProjection, ReturnType<typeof geoPath>>();
  const path = (area: Area) => {
    const projection = projectionOf(area);
    const found = paths.get(projection) ?? geoPath(projection).digits(1);
    paths.set(projection, found);
    return found;
  };
  return {
    outline: (area) => path(area)(area.shape) ?? "",
    middle: (area) => projectionOf(area)(geoCentroid(area.shape)) ?? [0, 0],
    at: (point, area) => projectionOf(area)([...point]),
  };
}

/** The whole country in a box of this size, overseas regions in a row under the mainland. */
export function country(width: number, height: number): Sheet {
  const inset = Math.min(64, width / 7);
  const far = regions.filter(overseas);
  const main = fitted(lambert(), [[12, 12], [width - 12, height - inset - 34]], departments.filter((area) => !overseas(area)));
  const boxes = new Map(
    far.map((region, i) => {
      const left = 12 + i * (inset + 14);
      return [region.code, fitted(geoMercator(), [[left, height - inset - 20], [left + inset, height - 22]], [region])];
    }),
  );
  return sheetOf((area) => boxes.get(area.region) ?? main);
}

/** One area large, with what is around it. */
export function near(area: Area, width: number, height: number): Sheet {
  const edge = Math.min(width, height) * 0.09;
  const projection = fitted(overseas(area) ? geoMercator() : lambert(), [[edge, edge], [width - edge, height - edge]], [area]);
  return sheetOf(() => projection);
}

/** These points large, with what is around them; the whole of `area` where they are fewer than two. */
export function close(points: readonly (readonly [number, number])[], area: Area, width: number, height: number): Sheet {
  if (new Set(points.map(String)).size < 2) return near(area, width, height);
  const edge = Math.min(width, height) * 0.14;
  const spread: MultiPoint = { type: "MultiPoint", coordinates: points.map((point) => [...point]) };
  const projection = (overseas(area) ? geoMercator() : lambert()).fitExtent([[edge, edge], [width - edge, height - edge]], spread);
  return sheetOf(() => projection);
}
