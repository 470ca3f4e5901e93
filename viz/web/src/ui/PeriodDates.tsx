/** The period in two fields, for who knows the dates: each a year, a month or a day, or empty for no bound. */
import { useId, useState } from "react";
import { inPeriod } from "../core/state/changes";
import { between, bounds } from "../core/time/bounds";
import { useChanges, useView, useWords } from "./context";

export function PeriodDates() {
  const t = useWords();
  const { commit } = useChanges();
  const period = useView((view) => view.period);
  const [since, until] = bounds(period);
  const [wrong, tell] = useState(false);
  const put = (from: string, to: string) => {
    const asked = between(from, to);
    tell(asked === undefined);
    if (asked !== undefined && asked !== period) commit(inPeriod(asked));
    return asked !== undefined;
  };
  return (
    <div className="period-dates" role="group" aria-label={t("time.label")}>
      <DateField label={t("time.since")} value={since} onSettle={(text) => put(text, until)} />
      <DateField label={t("time.until")} value={until} onSettle={(text) => put(since, text)} />
      <span className={wrong ? "warn-text small" : "quiet small"} role={wrong ? "alert" : undefined}>
        {t(wrong ? "time.wrongDate" : "time.dateHint")}
      </span>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** Whether what was typed is a date that fits: what is none stays, to be put right. */
  readonly onSettle: (text: string) => boolean;
}

function DateField({ label, value, onSettle }: FieldProps) {
  const id = useId();
  const [typed, type] = useState<{ readonly text: string; readonly over: string } | null>(null);
  // What was typed over another period is gone with it.
  const text = typed?.over === value ? typed.text : value;
  const settle = () => {
    if (text.trim() === value || onSettle(text.trim())) type(null);
  };
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        size={11}
        maxLength={20}
        value={text}
        onChange={(event) => { type({ text: event.target.value, over: value }); }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle();
        }}
      />
    </span>
  );
}
