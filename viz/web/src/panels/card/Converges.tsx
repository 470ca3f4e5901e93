/** « Converge avec »: the five that share most with the card's practice or actor, and why. */
import type { Card } from "../../core/api/types";
import { typeset } from "../../core/facts/names";
import { isDone, useAnalysis } from "../../ui/analysis";
import { useCommon, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import { EntityName } from "./parts";

const MOST = 5;
const FAMILIES = ["Practice", "Actor"];

export function Converges({ card }: { readonly card: Card }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const family = FAMILIES.find((kind) => vocabulary.isA(card.kind, kind));
  const answer = useAnalysis("convergence", { around: card.id, types: [family ?? "Practice"], limit: MOST }, family !== undefined);
  // What one may compare is not always there: too few, or nothing told. That is no failure of the card.
  if (answer.data === undefined || !isDone(answer.data) || answer.data.findings.length === 0) return null;
  return (
    <section className="links">
      <h2>{t("convergences.with")}</h2>
      <ul>
        {answer.data.findings.map(({ entities, sentence }) =>
          entities
            .filter(({ id }) => id !== card.id)
            .map((other) => (
              <li key={other.id} className="link-row">
                <span className="link-name">
                  <Mark kind={other.kind} size={13} />
                  <EntityName entity={other} strong />
                </span>
                <span className="quiet">{typeset(sentence[lang] ?? "")}</span>
              </li>
            )),
        )}
      </ul>
    </section>
  );
}
