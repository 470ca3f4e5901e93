import { describe, expect, it } from "vitest";
import { apart } from "./apart";

const one = (id: string, kind: string, name: string, name_en: string | null = null) => ({ id, kind, name, name_en });
const said = (entities: Parameters<typeof apart>[0], lang: "fr" | "en" = "fr", label: Parameters<typeof apart>[2] = (kind) => kind.toLowerCase()) => Object.fromEntries(apart(entities, lang, label));

describe("two of one name side by side", () => {
  it("are told apart by their kind, else by their id, and nothing is said of the others", () => {
    expect(said([one("a:1", "Theme", "Plaidoyer"), one("a:2", "Method", "Plaidoyer"), one("a:3", "Theme", "Budget")])).toEqual({ "a:1": "theme", "a:2": "method" });
    expect(said([one("p:approaches-protest", "Theme", "Protestation"), one("p:method_types-protest", "Theme", "Protestation")])).toEqual({
      "p:approaches-protest": "approaches-protest",
      "p:method_types-protest": "method_types-protest",
    });
    expect(said([one("a:paris", "Territory", "Paris"), one("b:paris", "Territory", "Paris")])).toEqual({ "a:paris": "a:paris", "b:paris": "b:paris" });
  });

  it("go by the name that is shown", () => {
    const both = [one("a:1", "Theme", "Débat", "Debate"), one("a:2", "Theme", "Débat", "Discussion")];
    expect(said(both, "en")).toEqual({});
    expect(Object.keys(said(both, "fr"))).toHaveLength(2);
  });

  it("need no kind where it is shown beside", () => {
    expect(said([one("a:1", "Theme", "Plaidoyer"), one("a:2", "Method", "Plaidoyer")], "fr", null)).toEqual({});
  });

  it("need nothing when one entity stands there twice", () => {
    expect(said([one("a:1", "Theme", "Débat"), one("a:1", "Theme", "Débat")])).toEqual({});
  });
});
