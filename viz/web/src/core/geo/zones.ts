/** Around each centre point what is nearer to it than to any other, joined by group: where no outline is known, the best guess. */
import { Delaunay } from "d3-delaunay";

export interface Centre {
  readonly x: number;
  readonly y: number;
  readonly group: string;
}

export interface Zones {
  /** One path a group, in the units of the centres. */
  readonly shapes: ReadonlyMap<string, string>;
  /** The borders between groups. */
  readonly borders: string;
}

/** So far outside that no border between real centres ends within sight. */
const FAR = 50;

/**
 * The Voronoi cells of `centres`, one shape a group. `reach` is the size of the sheet: beyond it stand four centres of no
 * group, so that every cell ends.
 */
export function zones(centres: readonly Centre[], reach: number): Zones {
  const far = FAR * reach;
  const points = [...centres, ...[[-far, -far], [far, -far], [far, far], [-far, far]].map(([x = 0, y = 0]) => ({ x, y, group: "" }))];
  const delaunay = Delaunay.from(points, ({ x }) => x, ({ y }) => y);
  const voronoi = delaunay.voronoi([-reach, -reach, 2 * reach, 2 * reach]);
  const shapes = new Map<string, string>();
  for (const [i, { group }] of centres.entries()) shapes.set(group, (shapes.get(group) ?? "") + rounded(voronoi.cellPolygon(i)));
  return { shapes, borders: borders(delaunay, voronoi.circumcenters, points) };
}

type Point = readonly [number, number];

const digits = (value: number) => value.toFixed(1);

/** A path of a polygon; nothing for a centre that stands on another. */
function rounded(polygon: readonly Point[] | null): string {
  return polygon === null ? "" : `M${polygon.map(([x, y]) => `${digits(x)} ${digits(y)}`).join("L")}Z`;
}

/** Each edge between the cells of two groups: it joins the centres of two circles. */
function borders({ halfedges, triangles }: Delaunay<unknown>, circles: ArrayLike<number>, points: readonly Centre[]): string {
  let path = "";
  for (const [here, there] of [...halfedges].entries()) {
    if (there < here) continue;
    const groups = [points[triangles[here] ?? 0]?.group, points[triangles[there] ?? 0]?.group];
    if (groups[0] === groups[1] || groups.includes("")) continue;
    const ends = [here, there].map((edge) => { const at = 2 * Math.floor(edge / 3); return `${digits(circles[at] ?? 0)} ${digits(circles[at + 1] ?? 0)}`; });
    path += `M${ends.join("L")}`;
  }
  return path;
}
