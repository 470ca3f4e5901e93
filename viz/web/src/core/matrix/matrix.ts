/** The matrix: practices by what they hold, or actors by practices; each cell the links that fill it. */
import type { MapEdge, MapNode } from "../api/types";
import type { Shown } from "../filters/filters";
import type { Model } from "../graph/model";
import type { Vocabulary } from "../ontology/ontology";
import { seriate } from "./seriate";

/** What may stand in the columns: kinds of what practices hold, or the practices themselves with actors in the rows. */
export const SUBJECTS = ["Theme", "Competence", "Method", "Profession", "Practice"] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Matrix {
  readonly rows: readonly MapNode[];
  readonly columns: readonly MapNode[];
  /** The links between a row and a column, by `row id` + space + `column id`. */
  readonly cells: ReadonlyMap<string, readonly MapEdge[]>;
}

export const cellKey = (row: string, column: string) => `${row} ${column}`;

/** The matrix of what is shown, seriated; rows and columns without any cell are left out. */
export function matrix(model: Model, shown: Shown, vocabulary: Vocabulary, subject: Subject): Matrix {
  const rowKind = subject === "Practice" ? "Actor" : "Practice";
  const reading = subject === "Practice" ? "cooperation" : "convergence";
  const cells = new Map<string, MapEdge[]>();
  const held = new Map<string, Set<string>>();
  for (const id of shown.edges) {
    const edge = model.edges.get(id);
    if (edge === undefined || vocabulary.reading(edge.relation) !== reading) continue;
    const [source, target] = [model.nodes.get(edge.source), model.nodes.get(edge.target)];
    if (source === undefined || target === undefined || !vocabulary.isA(source.kind, rowKind) || !vocabulary.isA(target.kind, subject)) continue;
    const key = cellKey(source.id, target.id);
    cells.set(key, [...(cells.get(key) ?? []), edge]);
    held.set(source.id, (held.get(source.id) ?? new Set()).add(target.id));
  }
  return { ...arranged(model, held), cells };
}

function arranged(model: Model, held: ReadonlyMap<string, ReadonlySet<string>>): Pick<Matrix, "rows" | "columns"> {
  const rowIds = [...held.keys()].sort();
  const columnIds = [...new Set([...held.values()].flatMap((ids) => [...ids]))].sort();
  const place = new Map(columnIds.map((id, at) => [id, at]));
  const incidence = rowIds.map((id) => [...(held.get(id) ?? [])].map((column) => place.get(column) ?? 0));
  const order = seriate(incidence, columnIds.length);
  const nodes = (ids: readonly string[], at: readonly number[]) => at.flatMap((i) => model.nodes.get(ids[i] ?? "") ?? []);
  return { rows: nodes(rowIds, order.rows), columns: nodes(columnIds, order.columns) };
}
