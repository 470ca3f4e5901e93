/** One row of the matrix and the head of one column. A row is drawn once and stays as it is while one scrolls. */
import { memo } from "react";
import type { MapNode } from "../../core/api/types";
import { nameOf } from "../../core/facts/names";
import { cellKey, type Matrix } from "../../core/matrix/matrix";
import { selectEntity } from "../../core/state/changes";
import { EntityName } from "../../panels/card/parts";
import { useChanges, useCommon, useView } from "../../ui/context";
import { Apart } from "../../ui/Apart";
import { Mark } from "../../ui/Mark";

export interface Column {
  readonly node: MapNode;
  /** Its name, with what tells it from another column of that name. */
  readonly name: string;
  /** The same, as long as the head has room for. */
  readonly short: string;
  readonly index: number;
  /** From the left end of the table, in pixels. */
  readonly left: number;
}

interface LineProps {
  readonly made: Matrix;
  readonly row: MapNode;
  readonly apart: string | undefined;
  readonly index: number;
  /** From the top of the table, in pixels. */
  readonly top: number;
  readonly columns: readonly Column[];
}

export const Line = memo(function Line({ made, row, apart, index, top, columns }: LineProps) {
  const { vocabulary, lang } = useCommon();
  const selected = useView((view) => view.selected?.id);
  return (
    <div role="row" aria-rowindex={index + 2} className="matrix-row" style={{ top }}>
      <div role="rowheader" aria-colindex={1} className="matrix-name" title={nameOf(row, lang)}>
        <Mark kind={row.kind} size={12} />
        <EntityName entity={row} />
        <Apart text={apart} />
      </div>
      {columns.map((column) => {
        const [first, ...more] = made.cells.get(cellKey(row.id, column.node.id)) ?? [];
        if (first === undefined) return null;
        const said = `${nameOf(row, lang)} ${vocabulary.relationLabel(first.relation, true, lang)} ${column.name}`;
        return (
          <div key={column.node.id} role="cell" aria-colindex={column.index + 2} className="matrix-cell" style={{ left: column.left }}>
            <button type="button" data-row={index} data-column={column.index} data-link={first.id} aria-label={said} title={said} className={first.id === selected ? "chosen" : undefined}>
              {more.length === 0 ? "" : more.length + 1}
            </button>
          </div>
        );
      })}
    </div>
  );
});

export const Heading = memo(function Heading({ column: { node, name, short, index, left } }: { readonly column: Column }) {
  const { commit } = useChanges();
  const chosen = useView((view) => view.selected?.id === node.id);
  return (
    <div role="columnheader" aria-colindex={index + 2} className="matrix-column" style={{ left }}>
      <button
        type="button"
        title={name}
        className={chosen ? "chosen" : undefined}
        onClick={() => {
          commit(selectEntity(node.id));
        }}
      >
        {short}
      </button>
    </div>
  );
});
