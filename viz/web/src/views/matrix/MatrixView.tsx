/** The matrix: rows and columns in an order in which blocks appear; a cell opens its claims; thousands of rows virtualised. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { MapNode } from "../../core/api/types";
import { cut, nameOf } from "../../core/facts/names";
import { shown as shownBy } from "../../core/filters/filters";
import type { Model } from "../../core/graph/model";
import { capital } from "../../core/ontology/ontology";
import { cellKey, type Matrix, matrix, type Subject, SUBJECTS } from "../../core/matrix/matrix";
import { columnsOf, selectEntity, selectLink } from "../../core/state/changes";
import { EntityName } from "../../panels/card/parts";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import "./matrix.css";

const [CELL, HEAD, NAME] = [26, 168, 230];

export default function MatrixView({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const view = useView((state) => state);
  const subject: Subject = SUBJECTS.find((known) => known === view.columns) ?? "Theme";
  const shown = useMemo(() => shownBy(model, vocabulary, view), [model, vocabulary, view]);
  const made = useMemo(() => matrix(model, shown, vocabulary, subject), [model, shown, vocabulary, subject]);
  return (
    <section className="matrix-view" aria-label={t("nav.matrix")}>
      <div className="matrix-bar">
        <div role="group" aria-label={t("matrix.columns")} className="measures">
          {SUBJECTS.map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              aria-pressed={kind === subject}
              onClick={() => {
                commit(columnsOf(kind));
              }}
            >
              {kind === "Practice" ? t("matrix.actors") : capital(vocabulary.plural(kind, lang))}
            </button>
          ))}
        </div>
        <p className="status" role="status">
          {t("matrix.size", { rows: made.rows.length, columns: made.columns.length, count: made.cells.size })}
        </p>
      </div>
      {made.rows.length === 0 ? <p className="notice">{t("state.filteredTitle")}</p> : <Cells made={made} />}
    </section>
  );
}

function Cells({ made }: { readonly made: Matrix }) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  // The library keeps its own state: the compiler's memory is not needed here, and nothing is handed to a memoised child.
  // eslint-disable-next-line react-hooks/incompatible-library
  const down = useVirtualizer({ count: made.rows.length, getScrollElement: () => box.current, estimateSize: () => CELL, overscan: 10 });
  const across = useVirtualizer({ horizontal: true, count: made.columns.length, getScrollElement: () => box.current, estimateSize: () => CELL, overscan: 10 });
  const columns = across.getVirtualItems().flatMap((item) => ({ item, node: made.columns[item.index] }));
  return (
    // What scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="matrix-scroll" tabIndex={0}>
      <div
        role="table"
        aria-label={t("nav.matrix")}
        aria-rowcount={made.rows.length + 1}
        aria-colcount={made.columns.length + 1}
        style={{ width: NAME + across.getTotalSize() + HEAD / 2, height: HEAD + down.getTotalSize() }}
      >
        <div role="row" aria-rowindex={1} className="matrix-head" style={{ height: HEAD }}>
          <div role="columnheader" className="matrix-corner" style={{ width: NAME }} aria-colindex={1}>
            <span className="unseen">{t("table.name")}</span>
          </div>
          {columns.map(({ item, node }) => (node === undefined ? null : <Heading key={node.id} node={node} index={item.index} left={NAME + item.start} />))}
        </div>
        {down.getVirtualItems().map((line) => {
          const row = made.rows[line.index];
          if (row === undefined) return null;
          return (
            <div key={row.id} role="row" aria-rowindex={line.index + 2} className="matrix-row" style={{ top: HEAD + line.start, height: CELL }}>
              <div role="rowheader" aria-colindex={1} className="matrix-name" style={{ width: NAME }} title={row.name}>
                <Mark kind={row.kind} size={12} />
                <EntityName entity={row} />
              </div>
              {columns.map(({ item, node }) => (node === undefined ? null : <Cell key={node.id} made={made} row={row} column={node} index={item.index} left={NAME + item.start} />))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Heading({ node, index, left }: { readonly node: MapNode; readonly index: number; readonly left: number }) {
  const { lang } = useCommon();
  const { commit } = useChanges();
  const chosen = useView((view) => view.selected?.id === node.id);
  return (
    <div role="columnheader" aria-colindex={index + 2} className="matrix-column" style={{ left }}>
      <button
        type="button"
        title={nameOf(node, lang)}
        className={chosen ? "chosen" : undefined}
        onClick={() => {
          commit(selectEntity(node.id));
        }}
      >
        {cut(nameOf(node, lang), 26)}
      </button>
    </div>
  );
}

interface CellProps {
  readonly made: Matrix;
  readonly row: MapNode;
  readonly column: MapNode;
  readonly index: number;
  readonly left: number;
}

function Cell({ made, row, column, index, left }: CellProps) {
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const [first, ...more] = made.cells.get(cellKey(row.id, column.id)) ?? [];
  const chosen = useView((view) => first !== undefined && view.selected?.id === first.id);
  if (first === undefined) return null;
  const said = `${nameOf(row, lang)} ${vocabulary.relationLabel(first.relation, true, lang)} ${nameOf(column, lang)}`;
  return (
    <div role="cell" aria-colindex={index + 2} className="matrix-cell" style={{ left }}>
      <button
        type="button"
        aria-label={said}
        title={said}
        className={chosen ? "chosen" : undefined}
        onClick={() => {
          commit(selectLink(first.id));
        }}
      >
        {more.length === 0 ? "" : more.length + 1}
      </button>
    </div>
  );
}
