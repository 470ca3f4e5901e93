import { describe, expect, it } from "vitest";
import { caption, day, period } from "./dates";
import en from "./en.json";
import fr from "./fr.json";
import { chosen, spoken, words } from "./words";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : Object.entries(leaves(value, `${prefix}${key}.`)),
    ),
  );
}

const bare = (key: string) => key.replace(/_(one|many|other)$/, "");
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe("the two languages", () => {
  const [french, english] = [leaves(fr), leaves(en)];

  it("have the same words to say", () => {
    expect([...new Set(Object.keys(english).map(bare))].sort()).toEqual([...new Set(Object.keys(french).map(bare))].sort());
  });

  it("fill the same holes", () => {
    for (const [key, text] of Object.entries(english)) expect(holes(text), key).toEqual(holes(french[key] ?? ""));
  });

  it("never speak of the database", () => {
    for (const text of Object.values(french)) expect(text).not.toMatch(/nœud|arête|étiquette|\bnode\b|\bedge\b/i);
    for (const text of Object.values(english)) expect(text).not.toMatch(/\bnodes?\b|\bedges?\b|\blabels?\b|\bvertex\b/i);
  });

  it("are looked up once where nothing is to be filled in, and filled in anew each time else", () => {
    const [french, english] = [spoken("fr"), spoken("en")];
    for (const key of ["map.in", "card.expand", "map.in"] as const) {
      expect(french(key)).toBe(words("fr").t(key));
      expect(english(key)).toBe(words("en").t(key));
    }
    expect([1, 14_000].map((count) => french("links", { count }))).toEqual([1, 14_000].map((count) => words("fr").t("links", { count })));
    expect(english("links", { count: 14_000 })).toBe("14,000 links");
  });

  it("count as each language does", () => {
    expect(words("fr").t("links", { count: 0 })).toBe("0 lien");
    expect(words("fr").t("links", { count: 14 })).toBe("14 liens");
    expect(words("en").t("links", { count: 0 })).toBe("0 links");
  });

  it("group long numbers", () => {
    expect(words("fr").t("links", { count: 21134 })).toBe("21\u202f134 liens");
    expect(words("en").t("links", { count: 21134 })).toBe("21,134 links");
  });

  it("leave a name as it is spelled", () => {
    expect(words("fr").t("expand.title", { name: "<b>L'Étang & fils</b>" })).toBe("Autour de <b>L'Étang & fils</b>");
  });
});

describe("the reader's language", () => {
  it.each([
    [null, ["en-US", "fr"], "en"],
    [null, ["de", "fr-CA"], "fr"],
    [null, ["de"], "fr"],
    [null, [], "fr"],
    ["en", ["fr"], "en"],
  ] as const)("asked %s, browser %j: %s", (asked, preferred, lang) => {
    expect(chosen(asked, preferred)).toBe(lang);
  });
});

describe("dates", () => {
  it.each([
    ["2018", "2018", "2018"],
    ["2018-10", "octobre 2018", "October 2018"],
    ["2018-03-19", "19 mars 2018", "19 March 2018"],
    ["2018-02-01", "1er février 2018", "1 February 2018"],
    ["2018/2020", "2018 – 2020", "2018 – 2020"],
    ["2018/..", "depuis 2018", "since 2018"],
    ["../2020", "jusqu'à 2020", "until 2020"],
    ["2018~", "vers 2018", "about 2018"],
    ["2018/2020-05", "2018 – mai 2020", "2018 – May 2020"],
    ["printemps", "printemps", "printemps"],
  ])("%s", (edtf, french, english) => {
    const plain = (text: string) => text.replace(/\s*–\s*/gu, " – ");
    expect(plain(caption(edtf, "fr"))).toBe(french);
    expect(plain(caption(edtf, "en"))).toBe(english);
  });

  it("says a span of days once", () => {
    expect(caption("2018-05-31/2018-06-01", "fr")).toMatch(/^31 mai\s?–\s?1er juin 2018$/u);
    expect(period("2018-11-07", "2018-11-08", "fr")).toMatch(/^7\s?–\s?8 novembre 2018$/u);
    expect(period("2018", null, "fr")).toBe("2018");
    expect(period(null, null, "fr")).toBe("");
  });

  it("says the day of an instant", () => {
    expect(day("2026-11-23T18:57:06Z", "fr")).toBe("23 novembre 2026");
    expect(day("nonsense", "fr")).toBe("nonsense");
  });
});
