/** A story shown on the whole screen: the view of each step, its title and text under it; arrows go on and back. */
import { useEffect, useRef } from "react";
import { parse } from "../../core/state/address";
import type { View } from "../../core/state/view";
import { useChanges, useCommon, usePassing, useWords } from "../../ui/context";
import { useSteps } from "./steps";

export function Player() {
  const { playing } = usePassing();
  return playing === null ? null : <Stage at={playing} />;
}

function Stage({ at }: { readonly at: number }) {
  const t = useWords();
  const { store } = useCommon();
  const { adjust } = useChanges();
  const { set } = usePassing();
  const { steps } = useSteps();
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef<View | null>(null);
  const step = steps[at];
  useEffect(() => {
    before.current ??= store.getState().history.present;
    const { lang, theme } = before.current;
    if (step !== undefined) adjust(() => ({ ...parse(step.query), projector: true, lang, theme }));
  }, [step, adjust, store]);
  useEffect(() => {
    const left = before;
    bar.current?.focus();
    if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => undefined);
    return () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen();
      const view = left.current;
      if (view !== null) adjust(() => view);
    };
  }, [adjust]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = ["ArrowRight", "ArrowDown", "PageDown", " "].includes(event.key) ? 1 : ["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key) ? -1 : 0;
      if (event.key === "Escape") set({ playing: null });
      else if (by !== 0) set({ playing: Math.min(steps.length - 1, Math.max(0, at + by)) });
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
    };
  }, [at, steps.length, set]);
  if (step === undefined) return null;
  return (
    <div ref={bar} className="player" role="region" aria-label={t("story.title")} tabIndex={-1}>
      <div aria-live="polite">
        <h2>{step.title}</h2>
        <p>{step.text}</p>
      </div>
      <div className="player-do">
        <span className="quiet">{t("story.at", { number: at + 1, count: steps.length })}</span>
        <button type="button" className="button" disabled={at === 0} onClick={() => { set({ playing: at - 1 }); }}>
          {t("story.previous")}
        </button>
        <button type="button" className="button" disabled={at === steps.length - 1} onClick={() => { set({ playing: at + 1 }); }}>
          {t("story.next")}
        </button>
        <button type="button" className="button" onClick={() => { set({ playing: null }); }}>
          {t("story.leave")}
        </button>
      </div>
    </div>
  );
}
