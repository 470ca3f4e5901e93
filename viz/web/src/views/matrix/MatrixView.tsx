/** The matrix: rows and columns in an order in which blocks appear; a cell opens its claims; thousands of rows virtualised. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef } from "react";
import type { MapNode } from "../../core/api/types";
import { cut, nameOf } from "../../core/facts/names";
import type { Model } from "../../core/graph/model";
import { capital } from "../../core/ontology/ontology";
import { type Matrix, matrix, type Subject, SUBJECTS } from "../../core/matrix/matrix";
import { next, type Place } from "../../core/matrix/moves";
import { columnsOf, selectLink } from "../../core/state/changes";
import { useApart } from "../../ui/Apart";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useShown } from "../../ui/filtering";
import { Nothing } from "../../ui/Nothing";
import { type Column, Heading, Line } from "./Line";
import "./matrix.css";

/** Sides of a cell, of the head and of the names, in pixels; on a wall they are read from the back of a room. */
const SIZES = { hand: { cell: 26, head: 168, name: 230 }, wall: { cell: 40, head: 256, name: 360 }, narrow: { cell: 26, head: 150, name: 156 } };

export default function MatrixView({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const columns = useView((view) => view.columns);
  const subject: Subject = SUBJECTS.find((known) => known === columns) ?? "Theme";
  const projector = useView((view) => view.projector);
  const size = useNarrow() ? "narrow" : projector ? "wall" : "hand";
  const shown = useShown(model);
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
      {shown.nodes.size === 0 ? <Nothing model={model} /> : made.rows.length === 0 ? <Unlinked /> : <Cells key={size} made={made} sizes={SIZES[size]} />}
    </section>
  );
}

/** There are entities, and no link that would fill a cell. */
function Unlinked() {
  const t = useWords();
  return (
    <div className="notice" role="status">
      <h2>{t("matrix.noneTitle")}</h2>
      <p>{t("matrix.noneText")}</p>
    </div>
  );
}

interface CellsProps {
  readonly made: Matrix;
  readonly sizes: (typeof SIZES)["hand"];
}

function Cells({ made, sizes: { cell, head, name } }: CellsProps) {
  const t = useWords();
  const { commit } = useChanges();
  const box = useRef<HTMLDivElement>(null);
  // The library keeps its own state: the compiler's memory is not needed here. Drawing waits for the frame, not the scroll for the drawing.
  const options = { getScrollElement: () => box.current, estimateSize: () => cell, overscan: 10, useFlushSync: false };
  // eslint-disable-next-line react-hooks/incompatible-library
  const down = useVirtualizer({ ...options, count: made.rows.length });
  const across = useVirtualizer({ ...options, horizontal: true, count: made.columns.length });
  const alike = useApart(made.rows);
  const columns = useColumns(made, across.range?.startIndex ?? 0, across.range?.endIndex ?? 0, cell, name);
  const move = (event: KeyboardEvent) => {
    const { row, column } = (event.target as HTMLElement).dataset;
    const to = row === undefined || column === undefined ? null : next(made, { row: Number(row), column: Number(column) }, event.key);
    if (to === null) return;
    event.preventDefault();
    down.scrollToIndex(to.row);
    across.scrollToIndex(to.column);
    focusWhenDrawn(box.current, to);
  };
  const open = ({ target }: MouseEvent) => {
    const { link } = (target as HTMLElement).dataset;
    if (link !== undefined) commit(selectLink(link));
  };
  // The column under the pointer, shown by the style sheet alone: nothing is drawn again.
  const point = ({ target }: PointerEvent) => {
    const { column } = (target as HTMLElement).dataset;
    box.current?.style.setProperty("--pointed", column === undefined ? "-100vw" : `${name + Number(column) * cell}px`);
  };
  return (
    // What scrolls is reached by the keyboard; the buttons of the cells are heard here, one for all.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions
    <div ref={box} className="matrix-scroll" tabIndex={0} onKeyDown={move} onClick={open} onPointerOver={point}>
      <div
        role="table"
        aria-label={t("nav.matrix")}
        aria-rowcount={made.rows.length + 1}
        aria-colcount={made.columns.length + 1}
        style={{ width: name + across.getTotalSize() + head / 2, height: head + down.getTotalSize(), "--cell": `${cell}px`, "--name": `${name}px` } as CSSProperties}
      >
        <div role="row" aria-rowindex={1} className="matrix-head" style={{ height: head }}>
          <div role="columnheader" className="matrix-corner" aria-colindex={1}>
            <span className="unseen">{t("table.name")}</span>
          </div>
          {columns.map((column) => (
            <Heading key={column.node.id} column={column} />
          ))}
        </div>
        {down.getVirtualItems().map(({ index, start }) => {
          const row = made.rows[index];
          return row === undefined ? null : <Line key={row.id} made={made} row={row} apart={alike.get(row.id)} index={index} top={head + start} columns={columns} />;
        })}
      </div>
    </div>
  );
}

/** Columns come and go so many at a time, and so many beyond those in sight are drawn: rows are drawn again once a block, not once a column. */
const BLOCK = 12;
/** Signs of a head. */
const LONGEST = 26;

function useColumns(made: Matrix, first: number, last: number, cell: number, name: number): readonly Column[] {
  const { lang } = useCommon();
  const alike = useApart(made.columns, true);
  const from = Math.max(0, (Math.floor(first / BLOCK) - 1) * BLOCK);
  const to = (Math.floor(last / BLOCK) + 2) * BLOCK;
  return useMemo(() => {
    const said = (node: MapNode) => {
      const [own, other] = [nameOf(node, lang), alike.get(node.id)];
      return other === undefined ? { name: own, short: cut(own, LONGEST) } : { name: `${own} · ${other}`, short: `${cut(own, LONGEST / 2)} · ${cut(other, LONGEST / 2)}` };
    };
    return made.columns.slice(from, to).map((node, i) => ({ node, ...said(node), index: from + i, left: name + (from + i) * cell }));
  }, [made, from, to, cell, name, alike, lang]);
}

/** A cell far away is drawn some frames after it was scrolled to. */
function focusWhenDrawn(box: HTMLElement | null, { row, column }: Place, frames = 20): void {
  const cell = box?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  if (cell) cell.focus();
  else if (frames > 0) requestAnimationFrame(() => { focusWhenDrawn(box, { row, column }, frames - 1); });
}
