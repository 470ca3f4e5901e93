/** The period of all views: two handles on a histogram of what is dated. Dragging shows, letting go filters. */
import { useEffect, useMemo, useRef, useState } from "react";
import { shown } from "../core/filters/filters";
import type { Model } from "../core/graph/model";
import { inPeriod } from "../core/state/changes";
import { chronology, extent, histogram, type Steps, steps, stepOf, stepSpan } from "../core/time/chronology";
import { interval, type Span, span } from "../core/time/span";
import { caption } from "../core/words/dates";
import { useChanges, useCommon, useView, useWords } from "./context";
import { useCounted } from "./filtering";
import "./period.css";

export interface Timeline {
  readonly all: Span;
  readonly steps: Steps;
  readonly counts: readonly number[];
}

/** The dated part of what the other filters show; null when nothing is dated. */
export function useTimeline(model: Model): Timeline | null {
  const { vocabulary } = useCommon();
  const filter = useCounted();
  const all = useMemo(() => extent(chronology(model, model.nodes).map((one) => one.span)), [model]);
  return useMemo(() => {
    if (all === null) return null;
    const spans = chronology(model, shown(model, vocabulary, { ...filter, period: null }).nodes).map((one) => one.span);
    return { all, steps: steps(all), counts: histogram(spans, steps(all)) };
  }, [model, vocabulary, filter, all]);
}

/** The steps that the view's period names, the whole when it names none. */
function chosen(period: string | null, { unit, first, last }: Steps): readonly [number, number] {
  const found = period === null ? null : span(period);
  if (found === null) return [first, last];
  const step = (day: number, open: number) => (Number.isFinite(day) ? Math.min(last, Math.max(first, stepOf(unit, day))) : open);
  return [step(found.from, first), step(found.to, last)];
}

export function PeriodSlider({ timeline, wide = false }: { readonly timeline: Timeline; readonly wide?: boolean }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const period = useView((view) => view.period);
  const { steps: scale, counts } = timeline;
  const { unit, first, last } = scale;
  const [held, hold] = useState<readonly [number, number] | null>(null);
  const [low, high] = held ?? chosen(period, scale);
  const whole = low === first && high === last;
  const text = (a: number, b: number) => {
    const days = stepSpan(unit, a, b);
    return caption(interval(days.from, days.to), lang);
  };
  const settle = () => {
    if (held === null) return;
    const days = stepSpan(unit, low, high);
    commit(inPeriod(whole ? null : interval(days.from, days.to)));
    hold(null);
  };
  if (first === last) return null;
  return (
    <div className={wide ? "period wide" : "period"} role="group" aria-label={t("time.label")}>
      <p className="period-said">
        <span aria-live="polite">{held === null && period !== null ? caption(period, lang) : whole ? t("time.all") : text(low, high)}</span>
        {period === null ? null : (
          <button
            type="button"
            className="close"
            aria-label={t("time.clear")}
            title={t("time.clear")}
            onClick={() => {
              commit(inPeriod(null));
            }}
          >
            ×
          </button>
        )}
      </p>
      <Bars counts={counts} low={low - first} high={high - first} />
      <div className="period-track">
        <span className="period-part" style={{ left: `${(100 * (low - first)) / (last - first)}%`, right: `${(100 * (last - high)) / (last - first)}%` }} />
        <Handle label={t("time.from")} scale={scale} value={low} said={text(low, low)} onMove={(to) => { hold([Math.min(to, high), high]); }} onSettle={settle} />
        <Handle label={t("time.to")} scale={scale} value={high} said={text(high, high)} onMove={(to) => { hold([low, Math.max(to, low)]); }} onSettle={settle} />
      </div>
    </div>
  );
}

function Bars({ counts, low, high }: { readonly counts: readonly number[]; readonly low: number; readonly high: number }) {
  const most = Math.max(1, ...counts);
  return (
    <svg className="period-bars" viewBox={`0 0 ${counts.length} 20`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, i) =>
        count === 0 ? null : <rect key={i} className={i >= low && i <= high ? "in" : "out"} x={i + 0.08} width={0.84} y={20 - (19 * count) / most - 1} height={(19 * count) / most + 1} />,
      )}
    </svg>
  );
}

interface HandleProps {
  readonly label: string;
  readonly scale: Steps;
  readonly value: number;
  readonly said: string;
  readonly onMove: (to: number) => void;
  readonly onSettle: () => void;
}

function Handle({ label, scale, value, said, onMove, onSettle }: HandleProps) {
  const input = useRef<HTMLInputElement>(null);
  const settle = useRef(onSettle);
  useEffect(() => {
    settle.current = onSettle;
  });
  // React's onChange is the DOM's `input`; the DOM's `change` comes once, when the handle is let go.
  useEffect(() => {
    const element = input.current;
    const release = () => {
      settle.current();
    };
    element?.addEventListener("change", release);
    return () => element?.removeEventListener("change", release);
  }, []);
  return (
    <input
      ref={input}
      type="range"
      aria-label={label}
      aria-valuetext={said}
      min={scale.first}
      max={scale.last}
      step={1}
      value={value}
      onChange={(event) => {
        onMove(Number(event.target.value));
      }}
    />
  );
}
