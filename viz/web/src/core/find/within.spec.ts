import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, known, namesWithin } from "./within";

const named = (name: string, acronym: string | null = null, name_en: string | null = null) => ({ name, acronym, name_en });
const nodes = [named("UNADEL"), named("Démocratie participative", null, "Participatory democracy"), named("Démocratie"), named("Centre national de la fonction publique territoriale", "CNFPT"), named("Or")];
const all = known(nodes);

describe("the names in a sentence", () => {
  it("are found whatever the case, the accents and the signs, in the order of the sentence", () => {
    const found = namesWithin("Avec qui l'Unadel travaille-t-elle sur la DEMOCRATIE participative ?", all);
    expect(found.map(({ name }) => name)).toEqual(["UNADEL", "Démocratie participative"]);
  });

  it("are found by their acronym and in English; a part of a word is no name", () => {
    expect(namesWithin("what could cnfpt do on participatory democracy", all).map(({ name }) => name)).toEqual(["Centre national de la fonction publique territoriale", "Démocratie participative"]);
    expect(namesWithin("les démocraties unadelistes, or", all)).toEqual([]);
  });

  it("are all found where each stands apart", () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (words) => {
        const apart = words.map((one) => named(one.toUpperCase()));
        expect(namesWithin(words.join(" ? "), known(apart))).toEqual(apart);
      }),
    );
  });

  it("any text folds to words and single spaces, and folding again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
        expect(folded(text)).not.toMatch(/ {2}|^ | $/);
      }),
    );
  });
});
