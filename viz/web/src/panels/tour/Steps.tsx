/** One step of the tour at a time: a thing of the page is lit, a panel beside it says in two sentences what it is for. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { examples } from "../../core/facts/examples";
import { cut, nameOf, typeset } from "../../core/facts/names";
import { CROWD } from "../../core/groups/groups";
import type { Model } from "../../core/graph/model";
import { type Box, beside } from "../../core/place/beside";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useCommon, usePassing, useWords } from "../../ui/context";
import { remember } from "../../ui/remember";
import { usePlaces } from "./measure";
import { SEEN } from "./seen";
import { type Step, STEPS } from "./steps";
import "./tour.css";

const LONGEST = 60;

/** Two of the best linked, to be named and ringed as examples; their ids and their names as text. */
function useExamples(model: Model) {
  const { vocabulary, lang } = useCommon();
  return useMemo(() => {
    const actors = examples(model, vocabulary, "Actor", 2);
    const all = actors.length > 0 ? actors : examples(model, vocabulary, "Entity", 2);
    return all.map((node) => ({ id: node.id, name: cut(nameOf(node, lang), LONGEST) }));
  }, [model, vocabulary, lang]);
}

/** The page stands as the step needs it, and at the end as it stood before. */
function useStanding(step: Step, example: string | null): void {
  const { store } = useCommon();
  const { adjust } = useChanges();
  const { set } = usePassing();
  const narrow = useNarrow();
  const [before] = useState(() => store.getState().history.present);
  useEffect(() => {
    const { at, selected, compared } = step.view(before, example);
    adjust((view) => ({ ...view, at, selected, compared }));
    set({ finding: narrow && step.finding });
    document.querySelector(step.at[0])?.scrollIntoView({ block: "nearest" });
  }, [step, example, before, narrow, adjust, set]);
  useEffect(
    () => () => {
      const { at, selected, compared } = before;
      adjust((view) => ({ ...view, at, selected, compared }));
      set({ finding: false });
    },
    [before, adjust, set],
  );
}

export default function Steps({ model }: { readonly model: Model }) {
  const t = useWords();
  const id = useId();
  const { set } = usePassing();
  const narrow = useNarrow();
  const [number, setNumber] = useState(0);
  const step = STEPS[number] ?? STEPS[0];
  const named = useExamples(model);
  useStanding(step, named[0]?.id ?? null);
  const places = usePlaces(step, useMemo(() => named.map((one) => one.id), [named]));
  const dialog = useRef<HTMLDialogElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
    next.current?.focus();
  }, []);
  const leave = () => {
    remember(SEEN, "seen");
    set({ touring: false });
  };
  const go = (to: number) => {
    if (to >= STEPS.length) dialog.current?.close();
    else if (to >= 0) setNumber(to);
    // The button that led back to the first step is gone with it.
    if (to <= 0) next.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (way === undefined || number + way >= STEPS.length) return;
    event.preventDefault();
    go(number + way);
  };
  return (
    // The arrows are a second way: its buttons do the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={dialog} className="tour" aria-labelledby={`${id}title`} aria-describedby={`${id}text`} onClose={leave} onKeyDown={onKeyDown}>
      <Light spot={places.spot} rings={places.rings} />
      <section className="tour-panel" style={standing(places.spot, places.panel)} aria-label={t("tour.label")}>
        <div aria-live="polite">
          <p className="quiet small">{t("tour.at", { number: number + 1, count: STEPS.length })}</p>
          <h2 id={`${id}title`}>{t(`tour.${step.id}.title`)}</h2>
          <div id={`${id}text`}>
            <p>{typeset(t(`tour.${step.id}.${narrow ? "touch" : "text"}`))}</p>
            <Example step={step} names={named.map((one) => one.name)} crowd={model.nodes.size > CROWD} />
          </div>
        </div>
        <div className="tour-buttons">
          <button ref={next} type="button" className="button primary" onClick={() => { go(number + 1); }}>
            {number + 1 < STEPS.length ? t("tour.next") : t("tour.end")}
          </button>
          {number === 0 ? null : (
            <button type="button" className="button" onClick={() => { go(number - 1); }}>
              {t("tour.previous")}
            </button>
          )}
          {number + 1 < STEPS.length ? (
            <button type="button" className="quiet-button" onClick={() => dialog.current?.close()}>
              {t("tour.skip")}
            </button>
          ) : null}
        </div>
      </section>
    </dialog>
  );
}

/** What is in the store gives the examples; among thousands the marks themselves are not all drawn. */
function Example({ step, names: [one, other], crowd }: { readonly step: Step; readonly names: readonly string[]; readonly crowd: boolean }) {
  const t = useWords();
  if (step.id === "search" && one !== undefined) return <p>{t("tour.search.example", { name: one })}</p>;
  if (step.id === "map" && one !== undefined && other !== undefined && !crowd) return <p>{t("tour.map.example", { one, other })}</p>;
  return null;
}

function Light({ spot, rings }: { readonly spot: Box | null; readonly rings: readonly Box[] }) {
  return (
    <div aria-hidden="true">
      <div className="tour-spot" style={spot ?? { left: "50%", top: "50%", width: 0, height: 0 }} />
      {rings.map((ring, i) => (
        <div key={i} className="tour-ring" style={{ ...ring }} />
      ))}
    </div>
  );
}

function standing(spot: Box | null, panel: Box | null) {
  if (panel === null) return { left: 0, top: 0, opacity: 0 };
  const whole = { width: window.innerWidth, height: window.innerHeight };
  return beside(spot ?? { left: whole.width / 2, top: whole.height / 2, width: 0, height: 0 }, panel, whole);
}
