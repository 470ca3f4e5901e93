/** « Travaille avec » and « Converge avec »: the five that are nearest to the card's practice or actor, and why. */
import type { Analysis, Card, JobInfo } from "../../core/api/types";
import { nameOf, typeset } from "../../core/facts/names";
import { compareWith } from "../../core/state/changes";
import { isDone, useAnalysis } from "../../ui/analysis";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import { EntityName } from "./parts";

const MOST = 5;
const FAMILIES = ["Practice", "Actor"];

export function Converges({ card }: { readonly card: Card }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const family = FAMILIES.find((kind) => vocabulary.isA(card.kind, kind));
  const answer = useAnalysis("convergence", { around: card.id, types: [family ?? "Practice"], limit: MOST }, { enabled: family !== undefined, late: true });
  return <Nearest title={t("convergences.with")} card={card} answer={answer.data} />;
}

/** With whom an actor works: those who act in the same practices, most of them first. */
export function WorksWith({ card }: { readonly card: Card }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const answer = useAnalysis("cooperation", { around: card.id, between: "actors", limit: MOST }, { enabled: vocabulary.isA(card.kind, "Actor"), late: true });
  return <Nearest title={t("convergences.worksWith")} card={card} answer={answer.data} />;
}

function Nearest({ title, card, answer }: { readonly title: string; readonly card: Card; readonly answer: Analysis | JobInfo | undefined }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  // What one may compare is not always there: too few, or nothing told. That is no failure of the card.
  if (answer === undefined || !isDone(answer) || answer.findings.length === 0) return null;
  return (
    <section className="links">
      <h2>{title}</h2>
      <ul>
        {answer.findings.map(({ entities, sentence }) =>
          entities
            .filter(({ id }) => id !== card.id)
            .map((other) => (
              <li key={other.id} className="link-row">
                <span className="link-name">
                  <Mark kind={other.kind} size={13} />
                  <EntityName entity={other} strong />
                </span>
                <span className="quiet">{typeset(sentence[lang] ?? "")}</span>
                <button
                  type="button"
                  className="reveal"
                  aria-label={`${t("convergences.together")} ${nameOf(other, lang)}`}
                  onClick={() => {
                    commit(compareWith(other.id));
                  }}
                >
                  {t("convergences.together")}
                </button>
              </li>
            )),
        )}
      </ul>
    </section>
  );
}
