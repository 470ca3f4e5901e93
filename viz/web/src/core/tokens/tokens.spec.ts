import { describe, expect, it } from "vitest";
import { type Blindness, contrast, distance, seenBy } from "../colour/colour";
import { colours, kinds, kindStyle, legendOrder, linkStyle, type Mode, readings, type } from "./tokens";

const MODES: readonly Mode[] = ["light", "dark"];
const SIGHTS: readonly (Blindness | "all")[] = ["all", "protan", "deutan", "tritan"];

describe.each(MODES)("contrast, %s (WCAG 2.2 AA)", (mode) => {
  const c = colours[mode];
  it.each([
    ["ink on page", c.ink, c.page],
    ["ink on panel", c.ink, c.panel],
    ["soft ink on page", c.soft, c.page],
    ["soft ink on panel", c.soft, c.panel],
    ["soft ink on wash", c.soft, c.wash],
    ["accent on page", c.accent, c.page],
    ["accent on panel", c.accent, c.panel],
    ["accent on wash", c.accent, c.wash],
    ["text on accent", c.onAccent, c.accent],
    ["ink on wash", c.ink, c.wash],
    ["warning", c.warn, c.warnWash],
    ["warning on panel", c.warn, c.panel],
  ])("text: %s is at least 4.5", (_what, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it("the border of a control is at least 3 on both grounds", () => {
    expect(contrast(c.control, c.panel)).toBeGreaterThanOrEqual(3);
    expect(contrast(c.control, c.page)).toBeGreaterThanOrEqual(3);
  });

  it.each(kinds.map((kind) => [kind.name, kind[mode].line] as const))("the outline of %s is at least 3 on both grounds", (_name, line) => {
    expect(contrast(line, c.page)).toBeGreaterThanOrEqual(3);
    expect(contrast(line, c.panel)).toBeGreaterThanOrEqual(3);
  });
});

describe.each(MODES)("colours told apart, %s", (mode) => {
  const see = (sight: Blindness | "all", colour: string) => (sight === "all" ? colour : seenBy(sight, colour));
  const seen = (kind: (typeof kinds)[number]) => (kind.hollow ? kind[mode].line : kind[mode].fill);
  const pairs = kinds.flatMap((a, i) =>
    kinds
      .slice(i + 1)
      .filter((b) => a.shape === b.shape && a.hollow === b.hollow)
      .map((b) => [a.name, b.name, seen(a), seen(b)] as const),
  );

  it.each(pairs)("%s and %s have one shape, so their colours differ for everyone", (_a, _b, one, other) => {
    for (const sight of SIGHTS) {
      expect(distance(see(sight, one), see(sight, other)), sight).toBeGreaterThanOrEqual(10);
    }
  });

  it("instituted bodies and citizen initiatives are told apart clearly, whatever one's sight", () => {
    const [body, initiative] = [kindStyle(["InstitutedBody"]), kindStyle(["CitizenInitiative"])];
    for (const sight of SIGHTS) expect(distance(see(sight, seen(body)), see(sight, seen(initiative))), sight).toBeGreaterThanOrEqual(25);
  });
});

describe("look-up", () => {
  it("gives a kind of an extended ontology the look of its nearest ancestor", () => {
    expect(kindStyle(["Cooperative", "Company", "Organization", "Actor", "Entity"]).name).toBe("Company");
    expect(kindStyle(["Unheard"]).name).toBe("Entity");
  });

  it("orders the legend from actors to territories, strangers last", () => {
    expect(["Zebra", "Territory", "Institution", "Event"].sort(legendOrder)).toEqual(["Institution", "Event", "Territory", "Zebra"]);
  });

  it("has a line for each reading, dashed for convergence, solid for cooperation", () => {
    for (const reading of readings) expect(linkStyle(reading).width).toBeGreaterThan(0);
    expect(linkStyle("convergence").dash).toBeGreaterThan(0);
    expect(linkStyle("cooperation").dash).toBe(0);
    expect(linkStyle("unheard")).toEqual(linkStyle("other"));
  });

  it("never asks for text below 11 pixels", () => {
    expect(type.least).toBeGreaterThanOrEqual(11);
    expect(type.projector).toBeGreaterThanOrEqual(18);
  });
});
