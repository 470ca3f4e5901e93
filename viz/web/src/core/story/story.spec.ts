import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moved, read, standalone, type Step, written } from "./story";

const one = (title: string, picture: string | null = null): Step => ({ title, text: `Texte de ${title}`, query: "fiche=x:a", picture });
const SAID = { lang: "fr", title: "Récit fictif", made: "Fait le 1er mai", next: "Suivant", previous: "Précédent", picture: (title: string) => `Image : ${title}` };

describe("saved views", () => {
  it("come back from a file as they were", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ title: fc.string({ maxLength: 50 }), text: fc.string({ maxLength: 50 }), query: fc.constantFrom("", "vue=time&periode=2018", "fiche=a:b"), picture: fc.option(fc.string()) }), { maxLength: 5 }), (steps) => {
        expect(read(written(steps))).toEqual(steps);
      }),
    );
  });

  it.each(["", "null", "[]", '{"form":"maillage-views-1"}', '{"form":"other","steps":[]}', '{"form":"maillage-views-1","steps":[{"title":1}]}', `{"form":"maillage-views-1","steps":[{"title":"${"x".repeat(301)}","text":"","query":""}]}`])("another file is refused: %#", (json) => {
    expect(read(json)).toBeNull();
  });

  it("move, and stay when there is no further", () => {
    const three = [one("a"), one("b"), one("c")];
    expect(moved(three, 2, -1).map(({ title }) => title)).toEqual(["a", "c", "b"]);
    expect(moved(three, 0, 1).map(({ title }) => title)).toEqual(["b", "a", "c"]);
    expect(moved(three, 0, -1)).toEqual(three);
  });
});

describe("the story as one file", () => {
  it("holds every step, its picture within, and nothing that runs or fetches", () => {
    const html = standalone([one("Début <script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg'/>"), one("Fin & suite")], SAID);
    expect(html).toContain("Début &lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("Fin &amp; suite");
    expect(html).not.toMatch(/<script|<iframe|href="http|src="http|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<section /g)).toHaveLength(2);
    const picture = /base64,([^"]+)"/.exec(html)?.[1] ?? "";
    expect(atob(picture)).toContain("<svg");
  });
});
