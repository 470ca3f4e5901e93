/** Time: what is dated, as bars and points of the precision that the sources give; what changed within the period. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import "./time.css";
import { shown as shownBy } from "../../core/filters/filters";
import type { Model } from "../../core/graph/model";
import { type Tick, ticks } from "../../core/time/axis";
import { chronology, type Dated, difference, extent } from "../../core/time/chronology";
import { type Span, span } from "../../core/time/span";
import { kindStyle } from "../../core/tokens/tokens";
import { caption, monthName, period as periodText } from "../../core/words/dates";
import { EntityName } from "../../panels/card/parts";
import { useNarrow } from "../../ui/appearance";
import { useCommon, useView, useWords } from "../../ui/context";
import { useShown } from "../../ui/filtering";
import { Mark } from "../../ui/Mark";
import { PeriodSlider, useTimeline } from "../../ui/Period";
import { PeriodDates } from "../../ui/PeriodDates";
import "./dates.css";

export default function TimeView({ model }: { readonly model: Model }) {
  const t = useWords();
  const shown = useShown(model);
  const dated = useMemo(() => chronology(model, shown.nodes), [model, shown]);
  const timeline = useTimeline(model);
  const undated = shown.nodes.size - dated.length;
  return (
    <div className="time-view">
      <div className="time-head">
        <div className="time-bar">
          <p className="status" role="status">
            {t("time.shown", { shown: dated.length, count: shown.nodes.size })}
          </p>
          {undated > 0 ? (
            <p className="quiet small" title={t("time.undatedHint")}>
              {t("time.undated", { count: undated })}
            </p>
          ) : null}
        </div>
        {timeline === null ? null : (
          <>
            <PeriodDates />
            <PeriodSlider timeline={timeline} wide />
          </>
        )}
      </div>
      {dated.length === 0 ? (
        <div className="time-scroll">
          <div className="notice" role="status">
            <h2>{t("time.none")}</h2>
            <p>{t("time.noneHint")}</p>
          </div>
        </div>
      ) : (
        <Chart dated={dated} />
      )}
      <Changes model={model} />
    </div>
  );
}

/** What the chart covers: the period where one is chosen, else all that is shown, with a little room. */
function useRange(dated: readonly Dated[]): Span {
  const period = useView((view) => view.period);
  return useMemo(() => {
    const asked = period === null ? null : span(period);
    const all = extent(dated.map((one) => one.span)) ?? { from: 0, to: 1, about: false };
    const finite = asked !== null && Number.isFinite(asked.from) && Number.isFinite(asked.to) ? asked : all;
    const room = Math.max(3, (finite.to - finite.from) * 0.02);
    return { from: finite.from - room, to: finite.to + 1 + room, about: false };
  }, [dated, period]);
}

function Chart({ dated }: { readonly dated: readonly Dated[] }) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const projector = useView((view) => view.projector);
  const narrow = useNarrow();
  const range = useRange(dated);
  const height = (projector ? 56 : 42) + (narrow ? 26 : 0);
  // eslint-disable-next-line react-hooks/incompatible-library -- it keeps its own state, nothing is handed to a memoised child
  const virtual = useVirtualizer({ count: dated.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 10 });
  const marks = ticks(range, narrow ? 4 : projector ? 6 : 9);
  const at = (day: number) => `${(100 * (day - range.from)) / (range.to - range.from)}%`;
  return (
    // A region that scrolls is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="time-scroll" tabIndex={0} role="region" aria-label={t("nav.time")}>
      <div className="time-chart">
        <div className="time-axis" aria-hidden="true">
          <span className="time-corner" />
          <div className="time-track">
            {marks.map((tick, i) => (
              <AxisLabel key={tick.day} tick={tick} range={range} first={i === 0} />
            ))}
          </div>
        </div>
        <ol style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const one = dated[item.index];
            if (one === undefined) return null;
            return (
              <Row key={one.node.id} one={one} range={range} top={item.start} height={item.size}>
                {marks.map(({ day }) => (
                  <span key={day} className="time-line" style={{ left: at(day) }} />
                ))}
              </Row>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

/** The year where it turns, the month in short between; the first mark says both. */
function AxisLabel({ tick: { day, date, major }, range, first }: { readonly tick: Tick; readonly range: Span; readonly first: boolean }) {
  const { lang } = useCommon();
  const share = (day - range.from) / (range.to - range.from);
  const [year = "", month] = date.split("-");
  const short = month === undefined ? "" : monthName(Number(month), lang);
  const text = major ? year : first ? `${short} ${year}` : short;
  return (
    <span className={`time-tick${major ? " major" : ""}${share > 0.94 ? " last" : share < 0.04 ? " first" : ""}`} style={{ left: `${100 * share}%` }}>
      {text}
    </span>
  );
}

interface RowProps {
  readonly one: Dated;
  readonly range: Span;
  readonly top: number;
  readonly height: number;
  readonly children: ReactNode;
}

function Row({ one: { node, span: own }, range, top, height, children }: RowProps) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const chosen = useView((view) => view.selected?.id === node.id || view.compared.includes(node.id));
  const style = kindStyle(vocabulary.lineage(node.kind));
  const share = (day: number) => (100 * (Math.min(range.to, Math.max(range.from, day)) - range.from)) / (range.to - range.from);
  const [left, right] = [share(own.from), share(own.to + 1)];
  const point = own.to - own.from < 2 && right - left < 2;
  const classes = ["time-mark", ...(point ? ["point"] : []), precision(node.start, node.end), ...(own.about ? ["about"] : []), ...(own.from < range.from ? ["open-start"] : []), ...(own.to > range.to ? ["open-end"] : [])];
  const words = periodText(node.start, node.end, lang);
  const side = right <= 68 ? "after" : left >= 32 ? "before" : "inside";
  const where = { after: `calc(${right}% + 12px)`, before: `calc(${left}% - 12px)`, inside: "50%" }[side];
  return (
    <li className={chosen ? "time-row chosen" : "time-row"} style={{ position: "absolute", top, height, width: "100%" }}>
      <span className="time-name">
        <Mark kind={node.kind} size={14} />
        <EntityName entity={node} />
      </span>
      <div className="time-track">
        {children}
        <span
          className={classes.join(" ")}
          style={
            {
              left: `${left}%`,
              ...(point ? {} : { width: `max(6px, ${right - left}%)` }),
              "--fill": `var(--fill-${style.name})`,
              "--line": `var(--line-${style.name})`,
            } as React.CSSProperties
          }
        />
        <span className={`time-when ${side}`} style={{ left: where }}>
          {words}
          {own.about ? <span className="unseen"> ({t("time.about")})</span> : null}
        </span>
      </div>
    </li>
  );
}

/** The precision of a date alone; a start with an end is as exact as it is drawn. */
function precision(start: string | null | undefined, end: string | null | undefined): string {
  const text = start ?? end ?? "";
  if (text.includes("/") || (start && end && start !== end)) return "exact";
  return /^-?[\dX]{4}\D?$/.test(text) ? "year" : /^-?\d{4}-\d\d\D?$/.test(text) ? "month" : "exact";
}

/** What appeared and disappeared between the two dates of the period, among what the other filters show. */
function Changes({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const view = useView((state) => state);
  const found = useMemo(() => {
    const asked = view.period === null ? null : span(view.period);
    if (asked === null) return null;
    const all = chronology(model, shownBy(model, vocabulary, view).nodes);
    return difference(all, (one) => one.span, asked);
  }, [model, vocabulary, view]);
  if (found === null || view.period === null) return <p className="time-changes quiet small">{t("time.changesHint")}</p>;
  const parts = (["began", "passed", "ended"] as const).filter((part) => found[part].length > 0);
  return (
    <section className="time-changes" aria-labelledby="time-changes">
      <h2 id="time-changes">{t("time.changes", { period: caption(view.period, lang) })}</h2>
      {parts.length === 0 ? <p className="quiet small">{t("time.nothing")}</p> : null}
      <div className="time-columns">
        {parts.map((part) => (
          <div key={part}>
            <h3>
              {t(`time.${part}`)} <span className="legend-count">{found[part].length}</span>
            </h3>
            <ul>
              {found[part].slice(0, MOST).map(({ node }) => (
                <li key={node.id}>
                  <Mark kind={node.kind} size={12} />
                  <span>
                    <EntityName entity={node} /> <span className="quiet small">{periodText(node.start, node.end, lang)}</span>
                  </span>
                </li>
              ))}
            </ul>
            {found[part].length > MOST ? <p className="quiet small">{t("legend.more", { count: found[part].length - MOST })}</p> : null}
          </div>
        ))}
      </div>
    </section>
  );
}

const MOST = 40;
