import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vocabulary } from "../graph/sample";
import en from "../words/en.json";
import fr from "../words/fr.json";
import { parts, plain } from "./cells";
import { complete } from "./complete";
import gallery from "./gallery.json";
import { headingOf, worded } from "./headings";
import { curl, python } from "./share";

/** The labels suggested where `¦` stands. */
function at(marked: string): string[] | null {
  const place = marked.indexOf("¦");
  return complete(marked.replace("¦", ""), place, vocabulary, "fr")?.options.map(({ label }) => label) ?? null;
}

describe("completion", () => {
  it("offers types in a pattern, relations in a link, in the reader's words beside", () => {
    expect(at("MATCH (p:¦")).toContain("Practice");
    expect(at("MATCH (p:¦")).not.toContain("PARTNER_IN");
    expect(at("MATCH (p)-[:PARTNER_IN|¦")).toContain("ORGANISES");
    expect(at("MATCH (p)-[r:¦]->(q)")).not.toContain("Practice");
    expect(complete("MATCH (p:", 9, vocabulary, "fr")?.options.find(({ label }) => label === "Event")?.detail).toBe("rencontre");
  });

  it("offers the properties that the variable's type has", () => {
    expect(at("MATCH (p:Event) WHERE p.¦")).toEqual(expect.arrayContaining(["id", "name", "start", "format"]));
    expect(at("MATCH (p:Event) WHERE p.¦")).not.toContain("siren");
    expect(at("MATCH (p) WHERE p.¦")).toContain("siren");
    expect(at("MATCH (p:Event {¦")).toContain("name");
  });

  it("replaces the word begun, and knows the question's own variables", () => {
    expect(complete("MATCH (prat:Practice) RETURN pr", 31, vocabulary, "fr")?.from).toBe(29);
    expect(at("MATCH (prat:Practice) RETURN pr¦")).toEqual(expect.arrayContaining(["prat", "RETURN", "count"]));
  });

  it("is silent in texts, comments, and where nothing was begun", () => {
    expect(at("MATCH (p) WHERE p.name = 'a:¦")).toBeNull();
    expect(at("MATCH (p) // note: x¦")).toBeNull();
    expect(at("MATCH (p) ¦")).toBeNull();
    expect(at("MATCH (p) WHERE p.name = 'it\\'s' AND p.¦")).toContain("name");
  });

  it("never fails, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("(", ")", "{", "}", "[", "]", ":", "|", ".", ",", "'", '"', "`", "\\", "/", "a", "p", "_", "\n") }), (text) => {
        for (let i = 0; i <= text.length; i++) {
          const found = complete(text, i, vocabulary, "en");
          if (found !== null) expect(text.slice(found.from, i)).toMatch(/^\w*$/);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("a question for others", () => {
  const nasty = `MATCH (p) WHERE p.name = 'L''été \\ "x" $HOME \`id\` !' // é\nRETURN p.name`;

  it("as a command: the shell hands on exactly the question", () => {
    const printed = curl("http://127.0.0.1:1", nasty).replace(/^curl/, "printf '%s\\n'");
    const said = spawnSync("sh", ["-c", printed], { encoding: "utf8" }).stdout.trimEnd().split("\n");
    expect(JSON.parse(said.slice(said.indexOf("--data-binary") + 1).join("\n"))).toEqual({ cypher: nasty });
    expect(said).toContain("http://127.0.0.1:1/api/query");
  });

  it("as a script: one text literal, whatever it holds", () => {
    const line = python("http://127.0.0.1:1", nasty).split("\n").find((one) => one.startsWith("cypher = ")) ?? "";
    expect(JSON.parse(line.slice("cypher = ".length))).toBe(nasty);
  });
});

describe("the cells of an answer", () => {
  it("name entities, say relations, spell lists, leave nothing empty", () => {
    const entity = { id: "x:a", name: "Réseau Exemple", name_en: "Example Network", type: "Association" };
    expect(parts(entity, vocabulary, "en")).toEqual([{ is: "entity", id: "x:a", kind: "Association", text: "Example Network" }]);
    expect(plain([entity, 3, null, true], vocabulary, "fr")).toBe("Réseau Exemple ; 3 ; true");
    expect(plain({ relation: "PARTNER_IN", id: "y" }, vocabulary, "fr")).toBe("est partenaire de");
    expect(plain({ nodes: [entity, entity], links: [] }, vocabulary, "fr")).toBe("Réseau Exemple ; Réseau Exemple");
    expect(plain({ a: 1 }, vocabulary, "fr")).toBe('{"a":1}');
    expect(plain(2.5, vocabulary, "fr")).toBe(2.5);
    expect(parts(null, vocabulary, "fr")).toEqual([]);
  });
});

describe("the gallery", () => {
  it("has a dozen questions, each with words in both languages", () => {
    const ids = gallery.map(({ id }) => id);
    expect(new Set(ids).size).toBeGreaterThanOrEqual(12);
    expect(Object.keys(fr.question.gallery).sort()).toEqual([...ids].sort());
    expect(Object.keys(en.question.gallery).sort()).toEqual([...ids].sort());
  });
});

describe("headings", () => {
  it("say every column of the gallery in words, in both languages", () => {
    const columns = gallery.flatMap(({ cypher }) => {
      const [, returned = ""] = /\nRETURN (.*)/.exec(cypher) ?? [];
      return returned.split(/,(?![^(]*\))/).map((item) => / AS (\w+)$/.exec(item)?.[1] ?? item.trim());
    });
    expect(columns.length).toBeGreaterThan(30);
    const told = [...new Set(columns)].map((column) => headingOf(column) ?? column);
    expect(told.filter((heading) => !(heading in fr.question.column) || !(heading in en.question.column))).toEqual([]);
    expect(headingOf("mine")).toBeNull();
  });

  it("types are told by their labels under a heading that says so, and nowhere else", () => {
    expect(worded("kind", "InstitutedBody", vocabulary, "fr")).toBe("Forme instituée de participation");
    expect(worded("kinds", ["Event", "Exemple"], vocabulary, "en")).toEqual(["Event", "Exemple"]);
    expect(worded("name", "InstitutedBody", vocabulary, "fr")).toBe("InstitutedBody");
  });
});
