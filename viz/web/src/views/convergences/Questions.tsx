/** What may be asked, in everyday words: a list on a screen, one field on a phone. */
import type { MeasureInfo } from "../../core/api/types";
import { FAMILIES, type Question, QUESTIONS } from "../../core/analysis/questions";
import { typeset } from "../../core/facts/names";
import { measureBy } from "../../core/state/changes";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useWords } from "../../ui/context";

interface Props {
  readonly measures: readonly MeasureInfo[];
  readonly chosen: string;
}

export function Questions({ measures, chosen }: Props) {
  const t = useWords();
  const { commit } = useChanges();
  const narrow = useNarrow();
  const known = new Set(measures.map(({ name }) => name));
  const families = FAMILIES.map((family) => ({ family, asked: (QUESTIONS[family] as readonly Question[]).filter(({ measure }) => known.has(measure)) }));
  const put = (question: Question | undefined) => {
    if (question !== undefined) commit(measureBy(question.measure, question.settings));
  };
  if (narrow) {
    return (
      <div className="field">
        <label htmlFor="question-chosen">{t("convergences.measures")}</label>
        <select
          id="question-chosen"
          value={chosen}
          onChange={(event) => {
            put(families.flatMap(({ asked }) => asked).find(({ id }) => id === event.target.value));
          }}
        >
          {families.map(({ family, asked }) => (
            <optgroup key={family} label={t(`convergences.family.${family}`)}>
              {asked.map(({ id }) => (
                <option key={id} value={id}>
                  {t(`convergences.ask.${id}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    );
  }
  return (
    <nav className="questions" aria-label={t("convergences.measures")}>
      {families.map(({ family, asked }) => (
        <div key={family}>
          <h3>{t(`convergences.family.${family}`)}</h3>
          <ul>
            {asked.map((question) => (
              <li key={question.id}>
                <button
                  type="button"
                  aria-pressed={question.id === chosen}
                  onClick={() => {
                    put(question);
                  }}
                >
                  {typeset(t(`convergences.ask.${question.id}`))}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
