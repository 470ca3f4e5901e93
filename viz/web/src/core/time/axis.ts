/** The marks of a time axis: the finest calendar unit of which the room takes a readable number. */
import { dateOf, dayOf, type Span } from "./span";

export interface Tick {
  readonly day: number;
  /** EDTF of the tick, as precise as its unit. */
  readonly date: string;
  /** The first of its year, to be written with the year. */
  readonly major: boolean;
}

const MONTHS = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200] as const;

/** At most about `most` ticks over the span, at round months or years. */
export function ticks({ from, to }: Span, most: number): readonly Tick[] {
  const length = (to - from) / 30.44;
  const every = MONTHS.find((months) => length / months <= most) ?? 1200;
  const start = dateOf(from);
  const found: Tick[] = [];
  for (let month = Math.ceil((start.year * 12 + start.month - 1) / every) * every; ; month += every) {
    const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
    const day = dayOf(year, of);
    if (day > to) return found;
    if (day >= from) found.push({ day, date: every >= 12 ? String(year).padStart(4, "0") : `${String(year).padStart(4, "0")}-${String(of).padStart(2, "0")}`, major: of === 1 || every >= 12 });
  }
}
