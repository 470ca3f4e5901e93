/** Saved views by name, in their order: open, move, show as a story, keep as a file. */
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import "./story.css";
import { format, parse } from "../../core/state/address";
import { moved, read, standalone, type Step, written } from "../../core/story/story";
import { day } from "../../core/words/dates";
import { useChanges, useCommon, usePassing, useWords } from "../../ui/context";
import { pictureNow } from "../../ui/picture";
import { save } from "../../ui/save";
import { useSteps } from "./steps";

export function Saved() {
  const { saving } = usePassing();
  return saving ? <Dialog /> : null;
}

function Dialog() {
  const t = useWords();
  const { set } = usePassing();
  const dialog = useRef<HTMLDialogElement>(null);
  const { steps } = useSteps();
  const [said, say] = useState("");
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => {
    set({ saving: false });
  };
  return (
    <dialog ref={dialog} className="keys saved" aria-labelledby="saved-title" onClose={close}>
      <div className="twin-bar">
        <h2 id="saved-title">{t("story.title")}</h2>
        <button type="button" className="close" aria-label={t("story.close")} onClick={close}>
          ×
        </button>
      </div>
      <p className="quiet small">{t("story.hint")}</p>
      <Keep say={say} />
      <p role="status" className="small saved-said">
        {said}
      </p>
      {steps.length === 0 ? <p className="quiet">{t("story.empty")}</p> : null}
      <ol className="saved-list">
        {steps.map((step, i) => (
          <Line key={`${i} ${step.title}`} step={step} at={i} />
        ))}
      </ol>
      <Files say={say} />
    </dialog>
  );
}

type Say = (text: string) => void;

function Keep({ say }: { readonly say: Say }) {
  const t = useWords();
  const { store } = useCommon();
  const { steps, put } = useSteps();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const keep = () => {
    const name = title.trim() || t("story.untitled", { number: steps.length + 1 });
    const step: Step = { title: name, text: text.trim(), query: format(store.getState().history.present), picture: pictureNow() };
    const kept = put([...steps, step]);
    say(kept ? t("story.kept", { title: name }) : t("story.full"));
    if (!kept) put([...steps, { ...step, picture: null }]);
    setTitle("");
    setText("");
  };
  return (
    <form
      className="saved-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label>
        {t("story.name")}
        <input type="text" maxLength={200} value={title} onChange={(event) => { setTitle(event.target.value); }} />
      </label>
      <label>
        {t("story.text")}
        <textarea rows={2} maxLength={5000} value={text} onChange={(event) => { setText(event.target.value); }} />
      </label>
      <button type="submit" className="button">
        {t("story.keep")}
      </button>
    </form>
  );
}

function Line({ step, at }: { readonly step: Step; readonly at: number }) {
  const t = useWords();
  const { commit } = useChanges();
  const { set } = usePassing();
  const { steps, put } = useSteps();
  const { title } = step;
  return (
    <li>
      <button
        type="button"
        className="saved-open"
        onClick={() => {
          commit(() => parse(step.query));
          set({ saving: false });
        }}
      >
        <strong>{title}</strong>
        {step.text === "" ? null : <span className="quiet small">{step.text}</span>}
      </button>
      <button type="button" className="close" aria-label={t("story.up", { title })} disabled={at === 0} onClick={() => put(moved(steps, at, -1))}>
        ↑
      </button>
      <button type="button" className="close" aria-label={t("story.down", { title })} disabled={at === steps.length - 1} onClick={() => put(moved(steps, at, 1))}>
        ↓
      </button>
      <button type="button" className="close" aria-label={t("story.remove", { title })} onClick={() => put(steps.filter((_, i) => i !== at))}>
        ×
      </button>
    </li>
  );
}

function Files({ say }: { readonly say: Say }) {
  const t = useWords();
  const { lang } = useCommon();
  const { set } = usePassing();
  const { steps, put } = useSteps();
  const file = useRef<HTMLInputElement>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    const found = chosen === undefined ? null : read(await chosen.text());
    if (file.current !== null) file.current.value = "";
    if (found === null) say(t("story.bad"));
    else if (!put([...steps, ...found])) say(t("story.full"));
  };
  const story = () => {
    const made = t("story.made", { date: day(new Date().toISOString(), lang) });
    const words = { lang, title: steps[0]?.title ?? t("brand"), made, next: t("story.next"), previous: t("story.previous"), picture: (title: string) => t("story.picture", { title }) };
    save(new Blob([standalone(steps, words)], { type: "text/html;charset=utf-8" }), "maillage-recit.html");
  };
  return (
    <div className="saved-files">
      {steps.length === 0 ? null : (
        <>
          <button type="button" className="button slim" onClick={() => { set({ saving: false, playing: 0 }); }}>
            {t("story.play")}
          </button>
          <button type="button" className="button slim" onClick={story}>
            {t("story.html")}
          </button>
          <button type="button" className="button slim" onClick={() => { save(new Blob([written(steps)], { type: "application/json" }), "maillage-vues.json"); }}>
            {t("story.export")}
          </button>
        </>
      )}
      <label className="button slim">
        {t("story.import")}
        <input ref={file} className="unseen" type="file" accept="application/json,.json" onChange={(event) => void take(event)} />
      </label>
    </div>
  );
}
