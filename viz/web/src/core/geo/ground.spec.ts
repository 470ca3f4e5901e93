import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ground, partOf, type Told } from "./ground";
import type { Spot } from "./places";
import { zones } from "./zones";

const commune = (code: string, epci: string | null, whole: string | null = null) => ({ code, name: code, department: "99", epci, whole, population: 10, point: [5, 45] });
const TOLD: Told = {
  key: "departement-99", code: "99", name: "Exemple", level: "department", region: "84", departments: ["99"], epci: null,
  intercommunalities: [{ code: "200000001", name: "CC d'Exemple", departments: ["99", "98"] }],
  municipalities: [commune("99001", "200000001"), commune("99002", null), commune("99101", "200000001", "99001")],
};
const spot = (rest: Partial<Spot>): Spot => ({ department: "99", region: "84", point: null, commune: null, epci: null, ...rest });

describe("below the département", () => {
  const known = ground(TOLD);

  it("a district counts in its city, a city in its intercommunality, one without any in none", () => {
    expect(["commune", "epci", "department", "region"].map((level) => partOf(spot({ commune: "99101" }), level as "epci", known))).toEqual(["commune-99001", "epci-200000001", "departement-99", "region-84"]);
    expect(partOf(spot({ commune: "99002" }), "epci", known)).toBeNull();
    expect(known.of(null).map(({ code }) => code)).toEqual(["99002"]);
    expect(known.communes).toHaveLength(2);
  });

  it("what is in an intercommunality as a whole counts there, and in no municipality", () => {
    expect(partOf(spot({ epci: "200000001" }), "epci", known)).toBe("epci-200000001");
    expect(partOf(spot({ epci: "200000001" }), "commune", known)).toBeNull();
    expect(partOf(spot({ commune: "99001" }), "commune", null)).toBeNull();
  });
});

const centre = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }), group: fc.constantFrom("a", "b", "c") });

/** Whether a point is in one of the polygons of a path: rays crossed an odd number of times. */
function within(path: string, x: number, y: number): boolean {
  return path.split("Z").filter(Boolean).some((polygon) => {
    const ends = polygon.slice(1).split("L").map((pair) => pair.split(" ").map(Number));
    return ends.filter(([ax = 0, ay = 0], i) => { const [bx = 0, by = 0] = ends[(i + 1) % ends.length] ?? []; return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax; }).length % 2 === 1;
  });
}

describe("zones", () => {
  it("hold what is clearly nearer to a centre of their group than to any of another", () => {
    fc.assert(fc.property(fc.uniqueArray(centre, { minLength: 2, maxLength: 30, selector: ({ x, y }) => `${x} ${y}` }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (centres, x, y) => {
      const far = centres.map((one) => ({ group: one.group, d: Math.hypot(one.x - x, one.y - y) })).sort((a, b) => a.d - b.d);
      const [best] = far;
      const other = far.find(({ group }) => group !== best?.group);
      fc.pre(best !== undefined && (other === undefined || other.d - best.d > 1));
      const { shapes } = zones(centres, 400);
      expect([...shapes].filter(([, path]) => within(path, x + 0.013, y + 0.017)).map(([group]) => group)).toEqual([best.group]);
    }), { numRuns: 50 });
  });

  it("one group has no border, two have one between them", () => {
    expect(zones([{ x: 10, y: 10, group: "a" }, { x: 90, y: 12, group: "a" }], 100).borders).toBe("");
    expect(zones([{ x: 10, y: 50, group: "a" }, { x: 90, y: 50, group: "b" }], 100).borders).toMatch(/^M50\.0 -?\d+\.\dL50\.0 -?\d+\.\d$/);
    expect(zones([], 100).shapes.size).toBe(0);
  });
});
