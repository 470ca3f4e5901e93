/** The outlines of France: départements, regions, and which of them is where on the sheet. Loaded with the view that draws them. */
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { feature, merge } from "topojson-client";
import data from "virtual:france";

export interface Area {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly level: "region" | "department";
  readonly region: string;
  readonly shape: Feature<Polygon | MultiPolygon>;
}

const all = data.topology.objects.departements;

const said = ({ properties }: (typeof all.geometries)[number]) => properties as { readonly name: string; readonly region: string };

export const departments: readonly Area[] = all.geometries.map((geometry) => {
  const code = String(geometry.id);
  const { name, region } = said(geometry);
  const shape = feature(data.topology, geometry) as Feature<Polygon | MultiPolygon>;
  return { key: `departement-${code}`, code, name, level: "department", region, shape };
});

/** Which region each département is in. */
export const codes: ReadonlyMap<string, string> = new Map(departments.map(({ code, region }) => [code, region]));

export const regions: readonly Area[] = [...new Set(codes.values())].sort().map((code) => {
  const parts = all.geometries.filter((geometry) => said(geometry).region === code);
  const geometry = merge(data.topology, parts as Parameters<typeof merge>[1]);
  return { key: `region-${code}`, code, name: data.regions[code] ?? code, level: "region", region: code, shape: { type: "Feature", properties: {}, geometry } };
});

export const areas: ReadonlyMap<string, Area> = new Map([...regions, ...departments].map((area) => [area.key, area]));

/** The département of a code, where there is one. */
export const departmentArea = (code: string | null | undefined): Area | undefined => areas.get(`departement-${code ?? ""}`);

/** Regions overseas, which are drawn beside: their codes are below those of the mainland. */
export function overseas(area: Area): boolean {
  return Number(area.region) < 10;
}
