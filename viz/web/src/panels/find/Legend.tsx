/** The legend, which is the filter: families of marks and readings of links, each with its count. */
import type { MouseEvent, ReactNode } from "react";
import { capital } from "../../core/ontology/ontology";
import { isolateKind, isolateReading, toggleKind, toggleReading } from "../../core/state/changes";
import { legendOrder, linkStyle, readings } from "../../core/tokens/tokens";
import { number } from "../../core/words/numbers";
import { useChanges, useCommon, useView, useWords, type Words } from "../../ui/context";
import { Help } from "../../ui/Help";
import { Mark, Thread } from "../../ui/Mark";

interface RowProps {
  readonly sign: ReactNode;
  readonly name: string;
  readonly count: number;
  readonly on: boolean;
  readonly title?: string;
  readonly onToggle: () => void;
  readonly onOnly: () => void;
}

function Row({ sign, name, count, on, title, onToggle, onOnly }: RowProps) {
  const t = useWords();
  const { lang } = useCommon();
  const click = (event: MouseEvent) => {
    if (event.altKey) onOnly();
    else onToggle();
  };
  return (
    <li className="legend-row">
      <button type="button" className="legend-toggle" aria-pressed={on} title={title} onClick={click}>
        {sign}
        <span className="legend-name">{name}</span>
        <span className="legend-count">{number(count, lang)}</span>
      </button>
      <button type="button" className="legend-only" aria-label={t("legend.onlyLabel", { name })} onClick={onOnly}>
        {t("legend.only")}
      </button>
    </li>
  );
}

export function Kinds({ counts }: { readonly counts: ReadonlyMap<string, number> }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const hidden = useView((view) => view.hidden);
  const kinds = [...counts.keys()].sort(legendOrder);
  return (
    <section aria-labelledby="legend-kinds">
      <div className="with-help">
        <h2 id="legend-kinds" title={t("legend.hint")}>
          {t("legend.title")}
        </h2>
        <Help of="legend" />
      </div>
      <ul className="legend">
        {kinds.map((kind) => (
          <Row
            key={kind}
            sign={<Mark kind={kind} />}
            name={capital(vocabulary.plural(kind, lang))}
            count={counts.get(kind) ?? 0}
            on={!hidden.includes(kind)}
            title={vocabulary.definition(kind, lang)}
            onToggle={() => {
              commit(toggleKind(kind));
            }}
            onOnly={() => {
              commit(isolateKind(kind, kinds));
            }}
          />
        ))}
      </ul>
    </section>
  );
}

/** The words for a reading, its own name where an extended ontology brings a new one. */
export function readingName(reading: string, t: Words): string {
  const known = ["cooperation", "convergence", "complementarity", "carries", "hierarchy", "territory", "other"] as const;
  const found = known.find((one) => one === reading);
  return found === undefined ? reading : t(`reading.${found}`);
}

export function Readings({ counts }: { readonly counts: ReadonlyMap<string, number> }) {
  const t = useWords();
  const { commit } = useChanges();
  const muted = useView((view) => view.muted);
  const place = (reading: string) => (readings.includes(reading) ? readings.indexOf(reading) : readings.length);
  const all = [...counts.keys()].sort((a, b) => place(a) - place(b));
  return (
    <section aria-labelledby="legend-links">
      <div className="with-help">
        <h2 id="legend-links">{t("legend.links")}</h2>
        <Help of="links" />
      </div>
      <ul className="legend">
        {all.map((reading) => (
          <Row
            key={reading}
            sign={<Thread {...linkStyle(reading)} />}
            name={readingName(reading, t)}
            count={counts.get(reading) ?? 0}
            on={!muted.includes(reading)}
            onToggle={() => {
              commit(toggleReading(reading));
            }}
            onOnly={() => {
              commit(isolateReading(reading, all));
            }}
          />
        ))}
      </ul>
    </section>
  );
}
