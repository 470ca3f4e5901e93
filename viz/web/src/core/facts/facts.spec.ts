import { describe, expect, it } from "vitest";
import type { Card } from "../api/types";
import { group, vocabulary } from "../graph/sample";
import { sections } from "./groups";
import { cut, nameOf, quoted, shortName, typeset } from "./names";
import { unknowns } from "./unknowns";

const READINGS = ["cooperation", "convergence", "hierarchy"];

const card = (kind: string, rest: Partial<Card> = {}): Card => ({
  id: "x", name: "Fictif", kind, types: [kind], labels: [], properties: {}, groups: [], degree: 0, sources: [], recorded_at: "2026-01-01T00:00:00Z", ...rest,
});

describe("sections of a card", () => {
  it("join the kinds of one relation under what they have in common, cooperation first", () => {
    const found = sections(
      [group("CONCERNS", true, "Theme", ["t"]), group("PARTNER_IN", true, "Event", ["e1", "e2"], 6), group("PARTNER_IN", true, "Programme", ["p"], 3)],
      vocabulary,
      READINGS,
    );
    expect(found.map(({ relation, count, kind, links }) => [relation, count, kind, links.length])).toEqual([
      ["PARTNER_IN", 9, "Practice", 3],
      ["CONCERNS", 1, "Theme", 1],
    ]);
  });

  it("keep both directions apart, but for relations that have none", () => {
    const both = (relation: string) => sections([group(relation, true, "Association", ["a"]), group(relation, false, "Association", ["b"])], vocabulary, READINGS).length;
    expect(both("PART_OF")).toBe(2);
    expect(both("COOPERATES_WITH")).toBe(1);
  });
});

describe("what is not known", () => {
  it("of an association without anything", () => {
    expect(unknowns(card("Association"), vocabulary)).toEqual(["description", "practices", "competence"]);
  });

  it("is less, the more is said", () => {
    const event = card("Event", {
      properties: { description: [{ value: "…", contested: false, sources: [] }], start: [{ value: "2018", contested: false, sources: [] }] },
      groups: [group("PARTNER_IN", false, "Company", ["c"]), group("LOCATED_IN", true, "Territory", ["t"])],
    });
    expect(unknowns(event, vocabulary)).toEqual(["theme", "competence", "method"]);
  });
});

describe("names", () => {
  it("come in the reader's language, short on the map", () => {
    const entity = { name: "Union nationale des acteurs fictifs", name_en: "National union of fictitious actors", acronym: "UNAF" };
    expect(nameOf(entity, "en")).toBe("National union of fictitious actors");
    expect(nameOf({ name: "Fictif", name_en: null }, "en")).toBe("Fictif");
    expect(shortName(entity, "fr")).toBe("UNAF");
    expect(shortName({ name: "Court", acronym: "C" }, "fr")).toBe("Court");
  });

  it.each([
    ["court", 10, "court"],
    ["Collectif d'habitants d'un quartier", 20, "Collectif d'habitan…"],
    ["Collectif des habitants", 18, "Collectif des…"],
    ["x".repeat(10_000), 10, `${"x".repeat(9)}…`],
    ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, "👩‍👩‍👧‍👦…"],
  ])("are cut as people count: %#", (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  it("keep French quotation marks with their words", () => {
    expect(typeset("Axe « Favoriser » : oui")).toBe("Axe «\u00a0Favoriser\u00a0»\u00a0: oui");
  });
});

describe("titles in a row", () => {
  it("stand each between quotation marks, those within them of the second kind", () => {
    expect(quoted(["Un, deux", "Journées « test »"], "fr")).toBe("« Un, deux », « Journées “test” »");
    expect(quoted(["One, two", "Three"], "en")).toBe("“One, two”, “Three”");
  });
});
