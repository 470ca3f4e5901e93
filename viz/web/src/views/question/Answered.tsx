/** An answer: its rows as a table, thousands of them, its entities and links as a map, and a file of exactly the rows. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type { Answer } from "../../core/api/types";
import { model } from "../../core/graph/model";
import { type Part, parts, plain } from "../../core/question/cells";
import { headingOf, worded } from "../../core/question/headings";
import { csvText } from "../../core/table/csv";
import { EntityName } from "../../panels/card/parts";
import { useCommon, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import { save } from "../../ui/save";
import { Skeleton } from "../../ui/states";

const MapView = lazy(() => import("../map/MapView"));

export function Answered({ answer }: { readonly answer: Answer }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const [asMap, setAsMap] = useState(false);
  const drawn = useMemo(() => model(answer.graph), [answer]);
  const mapped = drawn.nodes.size > 0;
  const download = () => {
    const lines = answer.rows.map((row) => row.map((value) => plain(value, vocabulary, lang)));
    // As the server writes it: the file, the command and the script say the same.
    save(new Blob([csvText([answer.columns, ...lines], "en")], { type: "text/csv;charset=utf-8" }), "maillage.csv");
  };
  const rows = [t("question.rows", { count: answer.rows.length }), t("question.took", { seconds: answer.seconds.toLocaleString(lang, { maximumFractionDigits: 2 }) })];
  return (
    <>
      <div className="question-told">
        <p className="status" role="status">
          {rows.join(" ")}
          {answer.cut ? <strong className="warn-text"> {answer.cut[lang]}</strong> : null}
        </p>
        {mapped ? <Switch asMap={asMap} onChange={setAsMap} /> : <p className="quiet small">{t("question.mapHint")}</p>}
        <button type="button" className="button" onClick={download}>
          {t("question.csv")}
        </button>
      </div>
      {answer.rows.length === 0 ? <p className="question-below">{t("question.none")}</p> : null}
      {asMap && mapped ? (
        <div className="question-map">
          <Suspense fallback={<Skeleton />}>
            <MapView model={drawn} />
          </Suspense>
        </div>
      ) : answer.rows.length > 0 ? (
        <Rows answer={answer} />
      ) : null}
    </>
  );
}

function Switch({ asMap, onChange }: { readonly asMap: boolean; readonly onChange: (asMap: boolean) => void }) {
  const t = useWords();
  return (
    <div className="question-switch" role="group">
      {([["table", false], ["map", true]] as const).map(([name, map]) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-pressed={asMap === map}
          onClick={() => {
            onChange(map);
          }}
        >
          {t(`question.${name}`)}
        </button>
      ))}
    </div>
  );
}

function Rows({ answer }: { readonly answer: Answer }) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  // The library keeps its own state: the compiler's memory is not needed here, and nothing is handed to a memoised child.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({ count: answer.rows.length, getScrollElement: () => box.current, estimateSize: () => 38, overscan: 12 });
  const columns = `repeat(${answer.columns.length}, minmax(${answer.columns.length > 3 ? 130 : 160}px, 1fr))`;
  return (
    // What scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="question-rows" tabIndex={0}>
      <div role="table" aria-label={t("question.table")} aria-rowcount={answer.rows.length + 1}>
        <div role="row" className="question-row question-head" aria-rowindex={1} style={{ gridTemplateColumns: columns }}>
          {answer.columns.map((column, i) => {
            const heading = headingOf(column);
            return (
              <div key={i} role="columnheader">
                {heading === null ? column : t(`question.column.${heading}`)}
              </div>
            );
          })}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              className="question-row"
              aria-rowindex={item.index + 2}
              style={{ gridTemplateColumns: columns, position: "absolute", transform: `translateY(${item.start}px)`, width: "100%" }}
            >
              {(answer.rows[item.index] ?? []).map((value, i) => (
                <Cell key={i} column={answer.columns[i] ?? ""} value={value} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Cell({ column, value }: { readonly column: string; readonly value: unknown }) {
  const { vocabulary, lang } = useCommon();
  const shown = parts(worded(column, value, vocabulary, lang), vocabulary, lang);
  return (
    <div role="cell" className={shown.length === 1 && shown[0]?.is === "number" ? "number" : undefined}>
      {shown.map((part, i) => (
        <Piece key={i} part={part} last={i === shown.length - 1} />
      ))}
    </div>
  );
}

function Piece({ part, last }: { readonly part: Part; readonly last: boolean }) {
  const rest = last ? "" : " · ";
  if (part.is === "entity") {
    return (
      <>
        <span className="question-entity">
          <Mark kind={part.kind} size={13} />
          <EntityName entity={{ id: part.id, name: part.text }} />
        </span>
        {rest}
      </>
    );
  }
  return <span>{part.text + rest}</span>;
}
