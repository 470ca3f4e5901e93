import { geoArea, geoCentroid, geoContains } from "d3-geo";
import { describe, expect, it } from "vitest";
import { model } from "../graph/model";
import { edge, node, vocabulary } from "../graph/sample";
import { areas, codes, departments, overseas, regions } from "./france";
import { departmentOf, type Known, ownSpot, placed, shade, spotOf, ties } from "./places";

const CITIES: readonly (readonly [string, string, string, number, number])[] = [
  ["Grenoble", "38", "84", 5.7245, 45.1885],
  ["Paris", "75", "11", 2.3488, 48.8534],
  ["Lille", "59", "32", 3.0586, 50.633],
  ["Sartène", "2A", "94", 8.9744, 41.6214],
  ["Saint-Denis", "974", "04", 55.4504, -20.8789],
];

describe("the outlines", () => {
  it("are all départements and all regions of the official code", () => {
    expect(departments).toHaveLength(101);
    expect(regions).toHaveLength(18);
    expect(new Set(departments.map(({ code }) => code)).size).toBe(101);
    expect(departments.filter(({ region }) => region === "84").map(({ name }) => name).sort()).toContain("Isère");
    expect(regions.filter(overseas).map(({ name }) => name).sort()).toEqual(["Guadeloupe", "Guyane", "La Réunion", "Martinique", "Mayotte"]);
  });

  it.each(CITIES)("%s lies in its département and its region", (_name, department, region, lon, lat) => {
    for (const key of [`departement-${department}`, `region-${region}`]) {
      const area = areas.get(key);
      expect(area !== undefined && geoContains(area.shape, [lon, lat]), key).toBe(true);
    }
    expect(codes.get(department)).toBe(region);
  });

  it("are wound so that each is a small part of the Earth, near France or far overseas", () => {
    const whole = departments.reduce((sum, { shape }) => sum + geoArea(shape), 0) * 6371 ** 2;
    // Mainland and the five overseas départements: about 640,000 km².
    expect(whole).toBeGreaterThan(600_000);
    expect(whole).toBeLessThan(680_000);
    const [lon, lat] = geoCentroid(areas.get("departement-18")?.shape ?? departments[0]?.shape as never);
    expect([lon > 1.5 && lon < 3.5, lat > 46 && lat < 48]).toEqual([true, true]);
  });
});

const known = (id: string, rest: Partial<Known>): Known => ({ id, level: null, code: null, insee: null, lat: null, lon: null, ...rest });

describe("the place of a territory", () => {
  it.each([["38185", "38"], ["2A004", "2A"], ["97411", "974"], ["2b033", "2B"]])("the municipality %s is in %s", (insee, department) => {
    expect(departmentOf(insee)).toBe(department);
  });

  it("is by INSEE code, by the code at its level, and never by a code whose level is not said", () => {
    expect(ownSpot(known("g", { insee: "38185", lat: 45.19, lon: 5.72 }), codes)).toEqual({ department: "38", region: "84", point: [5.72, 45.19], commune: "38185", epci: null });
    expect(ownSpot(known("r", { level: "région", code: "11" }), codes)).toEqual({ department: null, region: "11", point: null, commune: null, epci: null });
    expect(ownSpot(known("d", { level: "Département", code: "11" }), codes)?.region).toBe("76");
    expect(ownSpot(known("x", { code: "11" }), codes)).toBeNull();
    expect(ownSpot(known("q", { level: "région", code: "QC" }), codes)).toBeNull();
    expect(ownSpot(known("bad", { insee: "00000", lat: 400, lon: 0 }), codes)).toBeNull();
  });

  const GRAPH = model({
    nodes: ["grenoble", "epci", "paris", "moon", "a", "b", "c"].map((id) => node(id, id.length > 1 ? "Territory" : "Association")),
    edges: [edge("epci", "PART_OF", "grenoble"), edge("grenoble", "PART_OF", "epci"), edge("a", "LOCATED_IN", "epci"), edge("b", "LOCATED_IN", "paris"), edge("b", "LOCATED_IN", "moon"), edge("a", "COOPERATES_WITH", "b"), edge("a", "COOPERATES_WITH", "c")],
    total_nodes: 7,
    total_edges: 7,
    cut: null,
  });
  const facts = new Map([known("grenoble", { insee: "38185" }), known("epci", { level: "EPCI", code: "200040715", lat: 45.1, lon: 5.7 }), known("paris", { insee: "75056" })].map((one) => [one.id, one]));
  const shown = { nodes: new Set(GRAPH.nodes.keys()), edges: new Set(GRAPH.edges.keys()) };
  const spot = (id: string) => spotOf(id, facts, GRAPH, vocabulary, codes);

  it("is that of a larger one where it says none itself, through circles too", () => {
    expect(spot("epci")).toEqual({ department: "38", region: "84", point: [5.7, 45.1], commune: "38185", epci: "200040715" });
    expect(spot("moon")).toBeNull();
  });

  it("counts who is where, who is nowhere, and the links between places", () => {
    const found = placed(GRAPH, vocabulary, shown);
    expect([...found.within]).toEqual([["epci", ["a"]], ["moon", ["b"]], ["paris", ["b"]]]);
    expect(found.nowhere).toBe(1);
    const unit = (territory: string) => spot(territory)?.department ?? null;
    expect(ties(GRAPH, vocabulary, shown, found, unit)).toEqual([{ a: "38", b: "75", count: 1 }]);
    expect(ties(GRAPH, vocabulary, { ...shown, edges: new Set() }, found, unit)).toEqual([]);
  });

  it("is shaded from the first to the last, nothing for nothing", () => {
    expect([0, 1, 25, 100].map((count) => shade(count, 100, 5))).toEqual([0, 1, 3, 5]);
  });
});
