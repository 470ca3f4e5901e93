import { describe, expect, it } from "vitest";
import { vocabulary } from "../graph/sample";
import { choices, named, proposed } from "./choice";

describe("columns by hand", () => {
  it("offers the properties of the kind and the links it may have, to kinds that exist", () => {
    const { properties, links } = choices(vocabulary, "Event", "fr");
    expect(properties.map(({ value }) => value)).toEqual(expect.arrayContaining(["name", "start", "format"]));
    expect(properties.map(({ value }) => value)).not.toContain("siren");
    expect(links.map(({ value }) => value)).toContain("CONCERNS:Theme");
    expect(links.map(({ value }) => value)).not.toContain("PARTNER_IN:Association");
    expect(links.every(({ value }) => !value.endsWith(":Actor") && !value.endsWith(":Entity"))).toBe(true);
  });

  it("joins only kinds that belong together", () => {
    const { links } = choices(vocabulary, "Association", "en");
    expect(links.map(({ value }) => value)).toContain("PARTNER_IN:Event");
    expect(links.map(({ value }) => value)).not.toContain("PART_OF:Theme");
  });

  it("proposes what the headings say, each once, and always a name", () => {
    expect(proposed(vocabulary, "Event", ["Intitulé", "Début", "description", "Remarque libre"])).toEqual({ Intitulé: "name", Début: "start", description: "description", "Remarque libre": "" });
    expect(proposed(vocabulary, "Event", ["Nom", "Name"])).toEqual({ Nom: "name", Name: "" });
    expect(proposed(vocabulary, "Event", ["A", "B"])).toEqual({ A: "name", B: "" });
    expect(named(proposed(vocabulary, "Event", []))).toBe(false);
  });
});
