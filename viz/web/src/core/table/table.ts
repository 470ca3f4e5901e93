/** What the filter shows, as rows: for the table on the page and for the file of exactly the same. */
import type { Lang, MapNode } from "../api/types";
import { nameOf } from "../facts/names";
import type { Shown } from "../filters/filters";
import { across, type Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import { period } from "../words/dates";
import { csvText } from "./csv";

export const COLUMNS = ["name", "kind", "when", "place", "links", "sources"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sort {
  readonly column: Column;
  readonly down: boolean;
}

export interface Row {
  readonly node: MapNode;
  readonly name: string;
  readonly kind: string;
  readonly when: string;
  readonly place: string;
  /** Links that are shown. */
  readonly links: number;
  readonly sources: number;
}

/** A row for each entity shown, in no order that matters. */
export function rows(model: Model, shown: Shown, vocabulary: Vocabulary, lang: Lang): readonly Row[] {
  const titled = (id: string) => {
    const node = model.nodes.get(id);
    return node === undefined ? id : nameOf(node, lang);
  };
  return [...shown.nodes].flatMap((id) => {
    const node = model.nodes.get(id);
    if (node === undefined) return [];
    const around = model.around.get(id) ?? [];
    const places = around.filter((edge) => edge.source === id && vocabulary.reading(edge.relation) === "territory").map((edge) => titled(across(edge, id)));
    return [
      {
        node,
        name: nameOf(node, lang),
        kind: vocabulary.label(node.kind, lang),
        when: period(node.start, node.end, lang),
        place: [...new Set(places)].sort().join(", "),
        links: around.filter((edge) => shown.edges.has(edge.id)).length,
        sources: (node.sources ?? []).length,
      },
    ];
  });
}

/** In order: numbers as numbers, names as the language orders them, dates in time; the empty last; ties by name. */
export function sorted(all: readonly Row[], { column, down }: Sort, lang: Lang): readonly Row[] {
  const { compare } = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  const key = (row: Row): string | number => (column === "when" ? (row.node.start ?? row.node.end ?? "") : row[column]);
  const order = (a: Row, b: Row): number => {
    const [x, y] = [key(a), key(b)];
    if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
    const rising = typeof x === "number" && typeof y === "number" ? x - y : column === "when" ? (x < y ? -1 : x > y ? 1 : 0) : compare(String(x), String(y));
    return down ? -rising : rising;
  };
  return [...all].sort((a, b) => order(a, b) || compare(a.name, b.name) || (a.node.id < b.node.id ? -1 : 1));
}

/** The rows as CSV, with the id as a last column. */
export function csv(all: readonly Row[], headings: Readonly<Record<Column, string>>, lang: Lang): string {
  const head = [...COLUMNS.map((column) => headings[column]), "id"];
  const lines = all.map((row) => [...COLUMNS.map((column) => row[column]), row.node.id]);
  return csvText([head, ...lines], lang);
}
