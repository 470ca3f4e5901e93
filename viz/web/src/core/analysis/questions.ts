/** The questions that people ask of the measures, in everyday words, and the settings that each begins with. */
import type { Settings } from "../state/view";

export interface Question {
  /** Its key in the words of the page. */
  readonly id: QuestionId;
  readonly measure: string;
  readonly settings: Settings;
}

const asking = <Id extends string>(id: Id, measure: string, settings: Settings = {}) => ({ id, measure, settings }) as const;

/** In three families: who acts together, what is alike, what is missing. */
export const QUESTIONS = {
  together: [
    asking("cooperation", "cooperation", { between: ["actors"] }),
    asking("brokers", "brokers"),
    asking("groups", "groups"),
    asking("crossing", "crossing"),
    asking("patterns", "patterns"),
  ],
  alike: [
    asking("missed_meetings", "missed_meetings"),
    asking("convergence", "convergence"),
    asking("quadrants", "quadrants"),
    asking("families", "convergence", { types: ["InstitutedBody"], against: ["CitizenInitiative"] }),
    asking("professions", "convergence", { types: ["Profession"] }),
  ],
  missing: [
    asking("territory", "territory"),
    asking("complementarity", "complementarity"),
    asking("coalition", "coalition"),
    asking("coverage", "coverage"),
  ],
} as const;

export type Family = keyof typeof QUESTIONS;
export type QuestionId = (typeof QUESTIONS)[Family][number]["id"];

export const FAMILIES = Object.keys(QUESTIONS) as readonly Family[];
const ALL: readonly Question[] = FAMILIES.flatMap((family): readonly Question[] => QUESTIONS[family]);
/** Where nothing was chosen yet. */
const FIRST: QuestionId = "missed_meetings";

const holds = (settings: Settings, wanted: Settings) => Object.entries(wanted).every(([name, values]) => values.join() === (settings[name] ?? []).join());

/** The question that a measure with its settings answers: the most particular one; none for a measure that the page does not know. */
export function questionOf(measure: string, settings: Settings): Question | undefined {
  if (measure === "") return ALL.find(({ id }) => id === FIRST);
  const fits = ALL.filter((one) => one.measure === measure && holds(settings, one.settings));
  return fits.sort((a, b) => Object.keys(b.settings).length - Object.keys(a.settings).length)[0] ?? ALL.find((one) => one.measure === measure);
}

/** Whether anything was set beside what the question begins with. */
export function isChanged(measure: string, settings: Settings): boolean {
  const own = questionOf(measure, settings)?.settings ?? {};
  return !holds(settings, own) || !holds(own, settings);
}
