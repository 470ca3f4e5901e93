import { describe, expect, it } from "vitest";
import { vocabulary } from "../graph/sample";
import { readings } from "../tokens/tokens";
import { capital, say, Vocabulary } from "./ontology";
import ontology from "../ontology.json";

describe("the vocabulary", () => {
  it("says kinds and relations in both languages", () => {
    expect(vocabulary.label("Event", "fr")).toBe("rencontre");
    expect(vocabulary.plural("Event", "en")).toBe("events");
    expect(vocabulary.relationLabel("PARTNER_IN", true, "fr")).toBe("est partenaire de");
    expect(vocabulary.relationLabel("PARTNER_IN", false, "en")).toBe("has as partner");
    expect(vocabulary.sentence("PARTNER_IN", "fr").join("|")).toBe("| est partenaire de |");
    expect(vocabulary.propertyLabel("Association", "acronym", "fr")).toBe("sigle");
    expect(vocabulary.propertyKind("Event", "start")).toBe("date");
  });

  it("knows kinship, and the nearest kind that several are", () => {
    expect(vocabulary.isA("Association", "Actor")).toBe(true);
    expect(vocabulary.common(["Event", "Programme"])).toBe("Practice");
    expect(vocabulary.common(["Association", "Person"])).toBe("Actor");
    expect(vocabulary.common(["Event", "Theme"])).toBe("Entity");
    expect(vocabulary.common([])).toBe("Entity");
  });

  it("knows what may be said", () => {
    expect(vocabulary.allows("PARTNER_IN", "Association", true)).toBe(true);
    expect(vocabulary.allows("PARTNER_IN", "Theme", true)).toBe(false);
    expect(vocabulary.allows("COOPERATES_WITH", "Person", false)).toBe(true);
    expect(vocabulary.possible("territory", "Event").map(([relation]) => relation)).toContain("LOCATED_IN");
  });

  it("has a colour of line for each of the ontology's readings", () => {
    for (const reading of Object.keys(ontology.readings)) expect(readings).toContain(reading);
  });

  it("shows what it does not know under its own name", () => {
    const empty = new Vocabulary({ prefixes: {}, readings: {}, relations: {}, types: {} });
    expect(empty.label("Zebra", "fr")).toBe("Zebra");
    expect(empty.lineage("Zebra")).toEqual(["Zebra", "Entity"]);
    expect(empty.relationLabel("EATS", true, "en")).toBe("EATS");
    expect(empty.sentence("EATS", "fr")).toEqual(["", " — EATS — ", ""]);
    expect(empty.reading("EATS")).toBe("other");
    expect(empty.allows("EATS", "Zebra", true)).toBe(false);
  });

  it("falls back to French, and opens a line with a capital", () => {
    expect(say({ fr: "lien" }, "en")).toBe("lien");
    expect(say(null, "fr")).toBe("");
    expect(capital("école")).toBe("École");
  });
});
