/** The right column (on a phone, a sheet from below): the card of what is selected, or where to begin. */
import { useEffect, useRef, useState } from "react";
import type { Model } from "../../core/graph/model";
import { compareWith, select } from "../../core/state/changes";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useStats } from "../../ui/data";
import { Mark } from "../../ui/Mark";
import { AddEntity } from "./edit/Adding";
import { EntityCard } from "./EntityCard";
import { LinkCard } from "./LinkCard";
import { EntityName } from "./parts";
import { SharedCard } from "./SharedCard";

export function Panel({ model }: { readonly model: Model | null }) {
  const t = useWords();
  const { commit } = useChanges();
  const selected = useView((view) => view.selected);
  const second = useView((view) => view.compared[0]);
  const narrow = useNarrow();
  const [tall, setTall] = useState(false);
  const box = useRef<HTMLElement>(null);
  const shown = `${selected?.type ?? ""}/${selected?.id ?? ""}/${second ?? ""}`;
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [shown]);
  const close = () => {
    commit(second === undefined ? select(null) : compareWith(second));
  };
  if (narrow && selected === null) return null;
  return (
    <aside ref={box} id="card" className={`card ${tall ? "tall" : ""}`} aria-label={t("card.label")} tabIndex={-1}>
      {selected === null ? (
        <Intro model={model} />
      ) : (
        <>
          <div className="card-bar">
            {narrow ? (
              <button
                type="button"
                className="grip"
                aria-expanded={tall}
                aria-label={t("card.label")}
                onClick={() => {
                  setTall(!tall);
                }}
              />
            ) : null}
            <button type="button" className="close" aria-label={second === undefined ? t("card.close") : t("shared.close")} onClick={close}>
              ×
            </button>
          </div>
          {selected.type === "link" ? (
            <LinkCard key={shown} id={selected.id} />
          ) : second === undefined ? (
            <EntityCard key={shown} id={selected.id} />
          ) : (
            <SharedCard key={shown} ids={[selected.id, second]} />
          )}
        </>
      )}
    </aside>
  );
}

const EXAMPLES = 5;

/** Before anything is chosen: what this is, how much there is, a few ways in. */
function Intro({ model }: { readonly model: Model | null }) {
  const t = useWords();
  const { lang, vocabulary } = useCommon();
  const stats = useStats();
  const actors = [...(model?.nodes.values() ?? [])].filter((node) => vocabulary.isA(node.kind, "Actor"));
  const examples = actors.sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).slice(0, EXAMPLES);
  return (
    <article>
      <p className="kind">{t("tagline")}</p>
      <h1 tabIndex={-1}>{t("intro.title")}</h1>
      <p className="description">{t("intro.text")}</p>
      {stats.data === undefined ? null : (
        <p className="pills">
          <span className="pill">
            {t("intro.counts", {
              entities: t("entities", { count: stats.data.entities }),
              links: t("links", { count: stats.data.relations }),
              sources: t("sources", { count: stats.data.by_source.length }),
            })}
          </span>
        </p>
      )}
      {examples.length === 0 ? null : (
        <section className="links">
          <h2>{t("intro.examples")}</h2>
          <ul>
            {examples.map((node) => (
              <li key={node.id} className="link-row">
                <span className="link-name">
                  <Mark kind={node.kind} size={13} />
<EntityName entity={node} strong />
                </span>
                <span className="quiet">
                  {vocabulary.label(node.kind, lang)} · {t("links", { count: node.degree })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AddEntity />
    </article>
  );
}
