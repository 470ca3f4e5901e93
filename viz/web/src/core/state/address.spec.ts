import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format, parse } from "./address";
import { START, type View } from "./view";

const id = fc.string({ minLength: 1, unit: "binary" }).filter((text) => text.isWellFormed());
const number = fc.integer({ min: -50_000, max: 50_000 }).map((n) => n / 100);
const kinds = fc.uniqueArray(id, { maxLength: 4 });

const anyView: fc.Arbitrary<View> = fc
  .record({
    at: fc.constantFrom("map", "table", "question", "import"),
    selected: fc.oneof(fc.constant(null), fc.record({ type: fc.constantFrom("entity" as const, "link" as const), id })),
    compared: kinds,
    hidden: kinds,
    muted: kinds,
    removed: kinds,
    degrees: fc.integer({ min: 0, max: 3 }),
    territory: fc.option(id),
    source: fc.option(id),
    kept: kinds,
    arrangement: fc.constantFrom("force" as const, "families" as const, "columns" as const, "territories" as const),
    grouping: fc.constantFrom(null, "none" as const, "kind" as const, "territory" as const, "community" as const),
    unfolded: kinds,
    folds: fc.array(fc.record({ name: id, ids: fc.array(id, { minLength: 1, maxLength: 3 }) }), { maxLength: 2 }),
    area: fc.option(id),
    period: fc.constantFrom(null, "2018", "2018-03/2018-10", "1990/2001"),
    openings: fc.array(
      fc.record({ id, relation: id, outgoing: fc.boolean(), kind: id, count: fc.integer({ min: 1, max: 500 }) }),
      { maxLength: 3 },
    ),
    pins: fc.dictionary(id.filter((text) => text !== "__proto__"), fc.tuple(number, number), { maxKeys: 3, noNullPrototype: true }),
    camera: fc.option(fc.record({ x: number, y: number, ratio: fc.integer({ min: 1, max: 5000 }).map((n) => n / 1000) })),
    sort: fc.record({ column: fc.constantFrom("name" as const, "when" as const, "links" as const), down: fc.boolean() }),
    columns: fc.oneof(fc.constant(""), id),
    measure: fc.oneof(fc.constant(""), id),
    settings: fc.dictionary(id, fc.array(id, { maxLength: 3 }), { maxKeys: 3, noNullPrototype: true }),
    question: fc.oneof(fc.constant(""), id),
    lang: fc.constantFrom("fr" as const, "en" as const, null),
    theme: fc.constantFrom("system" as const, "light" as const, "dark" as const),
    projector: fc.boolean(),
    wide: fc.boolean(),
  })
  .map((view) => ({ ...view, compared: view.selected?.type === "entity" ? view.compared.filter((other) => other !== view.selected?.id) : [] }));

describe("the address", () => {
  it("says nothing at the start", () => {
    expect(format(START)).toBe("");
    expect(parse("")).toEqual(START);
  });

  it("can be read", () => {
    const view: View = { ...START, selected: { type: "entity", id: "programme-2018:unadel" }, compared: ["programme-2018:cnfpt"], hidden: ["Territory"] };
    expect(format(view)).toBe("fiche=programme-2018:unadel&avec=programme-2018:cnfpt&sans=Territory");
  });

  it("gives back any view, whatever its ids hold", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(parse(`?${format(view)}`)).toEqual(view);
      }),
    );
  });

  it("survives any text that someone types there", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const view = parse(text);
        expect(parse(format(view))).toEqual(view);
      }),
    );
    expect(parse("fiche=%E0%A4%A&cadre=a,b,c&ouvert=x*y&langue=de&places=a*b*c")).toEqual({ ...START, selected: { type: "entity", id: "%E0%A4%A" } });
  });
});
