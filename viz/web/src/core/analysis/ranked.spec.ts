import { describe, expect, it } from "vitest";
import type { Finding } from "../api/types";
import { rankedCsv } from "./ranked";

const HEADINGS = { rank: "Rang", first: "Nom", second: "Avec", value: "Valeur", chance: "p", reasons: "Raisons", sentence: "Phrase" };
const one = (id: string, name: string) => ({ id, name, names: {}, kind: "Event", labels: [] });
const finding = (names: readonly string[], more: object = {}) =>
  ({ entities: names.map((name) => one(`x:${name.slice(-1)}`, name)), value: 0.5, sentence: { fr: "A, B.", en: "" }, ...more }) as unknown as Finding;

describe("the ranked list as a table", () => {
  it("has a line a finding, in its order; numbers stay numbers, what lacks is empty", () => {
    const found = [finding(["A", "B"], { p_value: 0.01, value: -0.5 }), finding(["C", "D", "E"])];
    const french = ["\ufeffRang;Nom;Avec;Valeur;p;Raisons;Phrase;id", '1;A;B;-0,5;0,01;;A, B.;x:A x:B', '2;C;"D ; E";0,5;;;A, B.;x:C x:D x:E', ""];
    expect(rankedCsv(found, "fr", HEADINGS).split("\r\n")).toEqual(french);
    const english = ["\ufeffRang,Nom,Avec,Valeur,p,Raisons,Phrase,id", "1,A,B,-0.5,0.01,,,x:A x:B", "2,C,D ; E,0.5,,,,x:C x:D x:E", ""];
    expect(rankedCsv(found, "en", HEADINGS).split("\r\n")).toEqual(english);
  });

  it("never hands a formula to a spreadsheet", () => {
    const reasons = [{ entity: one("x:r", "@SUM(1)"), contribution: 1, links: [] }];
    const text = rankedCsv([finding(['=HYPERLINK("x";"y")', "+1"], { reasons, sentence: { fr: "-2", en: "" } })], "fr", HEADINGS);
    expect(text).toContain(`1;"'=HYPERLINK(""x"";""y"")";'+1;0,5;;'@SUM(1);'-2;`);
  });
});
