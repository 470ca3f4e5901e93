import { describe, expect, it } from "vitest";
import { model } from "../graph/model";
import { GRAPH, node, vocabulary } from "../graph/sample";
import { shown } from "../filters/filters";
import { START } from "../state/view";
import { type Column, csv, rows, sorted } from "./table";

const HEADINGS: Record<Column, string> = { name: "Nom", kind: "Famille", when: "Quand", place: "Lieu", links: "Liens", sources: "Sources" };

function table(change: Partial<typeof START> = {}, extra: Partial<ReturnType<typeof node>>[] = []) {
  const graph = { ...GRAPH, nodes: [...GRAPH.nodes, ...extra.map((more, i) => ({ ...node(`x${i}`, "Event"), ...more }))] };
  const held = model(graph);
  return rows(held, shown(held, vocabulary, { ...START, ...change }), vocabulary, "fr");
}

describe("the table", () => {
  it("has a row for what is shown, with its kind, its place and its shown links", () => {
    const event = table().find(({ node: { id } }) => id === "event");
    expect(event).toMatchObject({ name: "Fictif event", kind: "rencontre", place: "Fictif town", links: 4, sources: 1 });
    expect(table({ hidden: ["Event"] }).map(({ node: { id } }) => id)).not.toContain("event");
    expect(table({ muted: ["cooperation"] }).find(({ node: { id } }) => id === "event")?.links).toBe(2);
  });

  it("sorts numbers, names and dates each in their way, the empty last both ways", () => {
    const all = table({}, [{ name: "Élan", start: "2018-10" }, { name: "Zèbre", start: "2018" }, { name: "école 10", start: null }, { name: "école 9", start: null }]);
    const ids = (column: Column, down: boolean) => sorted(all, { column, down }, "fr").map(({ name }) => name);
    expect(ids("name", false).slice(0, 3)).toEqual(["école 9", "école 10", "Élan"]);
    expect(ids("when", false).slice(0, 2)).toEqual(["Zèbre", "Élan"]);
    expect(ids("when", true).slice(0, 2)).toEqual(["Élan", "Zèbre"]);
    expect(ids("links", true)[0]).toBe("Fictif event");
  });

  it("is written for spreadsheets: quoted, and no formula runs", () => {
    const text = csv(table({}, [{ name: '=HYPERLINK("x";"y")' }, { name: 'Dit "Fictif", ici\nlà' }]), HEADINGS, "fr");
    expect(text.startsWith("\ufeffNom;Famille;Quand;Lieu;Liens;Sources;id\r\n")).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""x"";""y"")";rencontre;;;0;1;x0\r\n`);
    expect(text).toContain(`"Dit ""Fictif"", ici\nlà";rencontre`);
  });
});
