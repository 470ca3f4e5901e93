/** The table: what the filter shows as rows that sort, thousands of them, and a file of exactly that. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { narrowed } from "../../core/filters/filters";
import type { Model } from "../../core/graph/model";
import { showAll, sortBy } from "../../core/state/changes";
import { type Column, COLUMNS, csv, type Row, rows, sorted } from "../../core/table/table";
import { number } from "../../core/words/numbers";
import { EntityName } from "../../panels/card/parts";
import { Apart, useApart } from "../../ui/Apart";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useFilter, useShown } from "../../ui/filtering";
import { Mark } from "../../ui/Mark";
import { Nothing } from "../../ui/Nothing";
import { save } from "../../ui/save";
import "./table.css";

const NUMBERS: ReadonlySet<Column> = new Set(["links", "sources"]);

export default function TableView({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const sort = useView((state) => state.sort);
  const filter = useFilter();
  const shown = useShown(model);
  // Lines of another height are counted anew.
  const narrow = useNarrow();
  const all = useMemo(() => rows(model, shown, vocabulary, lang), [model, shown, vocabulary, lang]);
  const ordered = useMemo(() => sorted(all, sort, lang), [all, sort, lang]);
  const download = () => {
    const headings = Object.fromEntries(COLUMNS.map((column) => [column, t(`table.${column}`)])) as Record<Column, string>;
    save(new Blob([csv(ordered, headings, lang)], { type: "text/csv;charset=utf-8" }), "maillage.csv");
  };
  return (
    <div className="table-view">
      <div className="table-bar">
        <p className="status" role="status">
          {t("map.shown", { shown: ordered.length, count: Math.max(model.totalNodes, model.nodes.size) })}
        </p>
        {narrowed(filter) && ordered.length > 0 ? (
          <button
            type="button"
            className="reveal"
            onClick={() => {
              commit(showAll);
            }}
          >
            {t("legend.all")}
          </button>
        ) : null}
        <button type="button" className="button" onClick={download}>
          {t("table.csv")}
        </button>
      </div>
      {ordered.length === 0 ? <Nothing model={model} /> : <Rows key={String(narrow)} ordered={ordered} narrow={narrow} />}
    </div>
  );
}

function Rows({ ordered, narrow }: { readonly ordered: readonly Row[]; readonly narrow: boolean }) {
  const t = useWords();
  const alike = useApart(useMemo(() => ordered.map(({ node }) => node), [ordered]));
  const box = useRef<HTMLDivElement>(null);
  const projector = useView((view) => view.projector);
  // The library keeps its own state: the compiler's memory is not needed here, and nothing is handed to a memoised child.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({ count: ordered.length, getScrollElement: () => box.current, estimateSize: () => (narrow ? 66 : projector ? 58 : 46), overscan: 12 });
  return (
    // A region that scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="table-scroll" tabIndex={0} role="region" aria-label={t("nav.table")}>
      <div role="table" aria-label={t("nav.table")} aria-rowcount={ordered.length + 1}>
        <div role="row" className="table-row table-head" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <Heading key={column} column={column} />
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const row = ordered[item.index];
            return row === undefined ? null : <Line key={row.node.id} row={row} apart={alike.get(row.node.id)} index={item.index} top={item.start} height={item.size} />;
          })}
        </div>
      </div>
    </div>
  );
}

function Heading({ column }: { readonly column: Column }) {
  const t = useWords();
  const { commit } = useChanges();
  const sort = useView((view) => view.sort);
  const own = sort.column === column;
  return (
    <div role="columnheader" aria-sort={own ? (sort.down ? "descending" : "ascending") : "none"} className={NUMBERS.has(column) ? "number" : undefined}>
      <button
        type="button"
        onClick={() => {
          commit(sortBy(column, NUMBERS.has(column)));
        }}
      >
        {t(`table.${column}`)}
        <span aria-hidden="true">{own ? (sort.down ? " ↓" : " ↑") : ""}</span>
      </button>
    </div>
  );
}

function Line({ row, apart, index, top, height }: { readonly row: Row; readonly apart: string | undefined; readonly index: number; readonly top: number; readonly height: number }) {
  const { lang } = useCommon();
  const chosen = useView((view) => view.selected?.id === row.node.id || view.compared.includes(row.node.id));
  return (
    <div role="row" aria-rowindex={index + 2} className={`table-row ${chosen ? "chosen" : ""}`} style={{ position: "absolute", top, height, width: "100%" }}>
      <div role="cell" className="table-name" title={row.name}>
        <Mark kind={row.node.kind} size={14} />
        <EntityName entity={row.node} strong />
        <Apart text={apart} />
      </div>
      <div role="cell">{row.kind}</div>
      <div role="cell">{row.when}</div>
      <div role="cell">{row.place}</div>
      <div role="cell" className="number">
        {number(row.links, lang)}
      </div>
      <div role="cell" className="number">
        {number(row.sources, lang)}
      </div>
    </div>
  );
}
