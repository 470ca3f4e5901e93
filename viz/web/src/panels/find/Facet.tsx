/** A facet: values with a bar and a count that follows the filter; one of them may be chosen. */
import { useId, useState } from "react";
import type { Count } from "../../core/filters/filters";
import { number } from "../../core/words/numbers";
import { useCommon, useWords } from "../../ui/context";

const FEW = 5;

interface Props {
  readonly title: string;
  readonly counts: readonly Count[];
  readonly chosen: string | null;
  readonly name: (key: string) => string;
  readonly onChoose: (key: string) => void;
}

export function Facet({ title, counts, chosen, name, onChoose }: Props) {
  const t = useWords();
  const { lang } = useCommon();
  const id = useId();
  const [all, setAll] = useState(false);
  const most = counts[0]?.count ?? 1;
  const listed = counts.filter(({ key }, i) => all || i < FEW || key === chosen);
  if (counts.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="facet">
        {listed.map(({ key, count }) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={key === chosen}
              title={name(key)}
              onClick={() => {
                onChoose(key);
              }}
            >
              <span className="facet-name">{name(key)}</span>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${Math.max(6, (100 * count) / most)}%` }} />
              </span>
              <span className="legend-count">{number(count, lang)}</span>
            </button>
          </li>
        ))}
      </ul>
      {counts.length > FEW ? (
        <button
          type="button"
          className="more"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t("legend.less") : t("legend.more", { count: counts.length - FEW })}
        </button>
      ) : null}
    </section>
  );
}
