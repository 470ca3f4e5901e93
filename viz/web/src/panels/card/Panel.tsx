/** The right column (on a phone, a sheet from below): the card of what is selected, or where to begin. */
import { useEffect, useRef, useState } from "react";
import type { Model } from "../../core/graph/model";
import { compareWith, select } from "../../core/state/changes";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useView, useWords } from "../../ui/context";
import { EntityCard } from "./EntityCard";
import { Intro } from "./Intro";
import { LinkCard } from "./LinkCard";
import { SharedCard } from "./SharedCard";
import "./card.css";

/** How high the sheet of a phone stands; the grip takes it a step further. */
type Height = "low" | "half" | "tall";
const HIGHER: Readonly<Record<Height, Height>> = { low: "half", half: "tall", tall: "half" };

export function Panel({ model }: { readonly model: Model | null }) {
  const t = useWords();
  const { commit } = useChanges();
  const selected = useView((view) => view.selected);
  const second = useView((view) => view.compared[0]);
  const narrow = useNarrow();
  const wide = useView((view) => view.wide);
  const at = useView((view) => view.at);
  const [height, setHeight] = useState<Height>("half");
  const box = useRef<HTMLElement>(null);
  const shown = `${selected?.type ?? ""}/${selected?.id ?? ""}/${second ?? ""}`;
  const [was, setWas] = useState({ at, shown });
  if (was.at !== at || was.shown !== shown) {
    setWas({ at, shown });
    // Another view is what is wanted then: the card makes room for it, its name stays in sight.
    setHeight(was.shown === shown ? "low" : height === "low" ? "half" : height);
  }
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [shown, at]);
  const close = () => {
    commit(second === undefined ? select(null) : compareWith(second));
  };
  if ((narrow || wide) && selected === null) return null;
  return (
    <aside ref={box} id="card" className={`card ${height}`} aria-label={t("card.label")} tabIndex={-1}>
      {selected === null ? (
        <Intro model={model} />
      ) : (
        <>
          <div className="card-bar">
            {narrow ? (
              <button
                type="button"
                className="grip"
                aria-expanded={height === "tall"}
                aria-label={t("card.label")}
                onClick={() => {
                  setHeight(HIGHER[height]);
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
