import { describe, expect, it } from "vitest";
import { vocabulary } from "../graph/sample";
import { entityEdit, linkEdit, missing, offered, others, type Saying, UNSAID, valueEdit } from "./edit";

const SAYING: Saying = { author: " Personne Fictive ", method: "workshop", source: "", title: " Atelier ", date: "2026-11", locator: "table 2", quote: "" };
const DRAFT = { relation: "PARTNER_IN", outgoing: true, role: " pilote ", since: "", until: "" };

describe("an edit", () => {
  it("needs who says it and where", () => {
    expect(missing(UNSAID)).toEqual(["author", "source", "locator"]);
    expect(missing(SAYING)).toEqual([]);
    expect(missing({ ...SAYING, title: " ", source: "doc:x" })).toEqual([]);
  });

  it("sends what was written and nothing that was left empty", () => {
    expect(valueEdit(SAYING, "x:a", "description", " Fictif ")).toEqual({
      author: "Personne Fictive",
      method: "workshop",
      source: { title: "Atelier", date: "2026-11" },
      locator: "table 2",
      claims: [{ subject: "x:a", predicate: "description", value: "Fictif" }],
    });
    expect(valueEdit({ ...SAYING, source: "doc:x" }, "x:a", "url", "https://x.invalid").source).toEqual({ id: "doc:x" });
    expect(entityEdit(SAYING, "Theme", " Eau ", "").claims).toEqual([]);
  });

  it("takes dates as people write them", () => {
    expect(valueEdit({ ...SAYING, date: " 10/2018 " }, "x:a", "description", "Fictif").source).toEqual({ title: "Atelier", date: "2018-10" });
    const link = linkEdit(SAYING, "x:a", { ...DRAFT, since: "6.2018", until: "15/06/2019", other: { id: "x:p", name: "P", kind: "Event" } });
    expect(link.claims?.[0]).toMatchObject({ since: "2018-06", until: "2019-06-15" });
  });

  it("joins in the direction that was chosen, to what is there or to what comes with it", () => {
    const known = linkEdit(SAYING, "x:a", { ...DRAFT, other: { id: "x:p", name: "P", kind: "Event" } });
    expect(known.claims).toEqual([{ subject: "x:a", predicate: "PARTNER_IN", object: "x:p", role: "pilote" }]);
    expect(known.entity).toBeUndefined();
    const made = linkEdit(SAYING, "x:p", { ...DRAFT, outgoing: false, other: { type: "Association", name: " Amicale Fictive " } });
    expect(made.claims?.[0]).toMatchObject({ subject: "_:new", object: "x:p" });
    expect(made.entity).toEqual({ type: "Association", name: "Amicale Fictive" });
  });
});

describe("what the forms offer", () => {
  it("is what the ontology allows, from either end, the symmetric once", () => {
    const association = offered(vocabulary, "Association");
    expect(association).toContainEqual({ relation: "PARTNER_IN", outgoing: true });
    expect(association).not.toContainEqual({ relation: "PARTNER_IN", outgoing: false });
    expect(association.filter(({ relation }) => relation === "COOPERATES_WITH")).toEqual([{ relation: "COOPERATES_WITH", outgoing: true }]);
    expect(offered(vocabulary, "Event")).toContainEqual({ relation: "PARTNER_IN", outgoing: false });
  });

  it("has no kind that only groups others", () => {
    expect(others(vocabulary, "PARTNER_IN", false)).toContain("Person");
    expect(others(vocabulary, "PARTNER_IN", false)).not.toContain("Actor");
    expect(others(vocabulary, "CONCERNS", true)).toEqual(["Theme"]);
  });
});
