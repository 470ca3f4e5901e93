/** Bringing data in: drop files, see what they would bring, map the columns, load, and take it back. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { proposed } from "../../core/import/choice";
import { AddEntity } from "../../panels/card/edit/Adding";
import { TextField } from "../../panels/card/edit/fields";
import { useCommon, useWords } from "../../ui/context";
import { TokenWanted } from "../../ui/Token";
import { isRefused, useWriting } from "../../ui/writing";
import { useLimits } from "../question/data";
import { AS_IT_IS, type Arrangement, useArrival } from "./data";
import { History } from "./History";
import { Mapping } from "./Mapping";
import { Seen } from "./Seen";
import "./import.css";

export default function ImportView() {
  const t = useWords();
  const arrival = useArrival();
  const { upload, progress, busy, problem } = arrival.state;
  /** The refusal after which the token was typed. */
  const [kept, keep] = useState<Error | null>(null);
  return (
    <section className="import-view" aria-label={t("nav.import")}>
      <h2>{t("import.title")}</h2>
      {upload === null ? <Drop busy={busy} onFiles={(files) => void arrival.send(files)} /> : null}
      {problem === null ? null : (
        <div className="warn-text" role="alert">
          {!isRefused(problem) ? problem.message : kept === problem ? t("edit.tokenKept") : <TokenWanted onKept={() => { keep(problem); }} />}
        </div>
      )}
      {busy && progress === null ? (
        <p role="status" className="quiet">
          {t("import.reading")}
        </p>
      ) : null}
      {upload !== null && progress === null ? <Prepare key={upload.id} arrival={arrival} /> : null}
      {progress === null ? null : <Progress progress={progress} onAgain={arrival.leave} />}
      <History />
      <section>
        <h2>{t("import.byHand")}</h2>
        <AddEntity />
      </section>
    </section>
  );
}

/** Files that were sent: what they would bring, how their one table is read, then to load or to let go. */
function Prepare({ arrival }: { readonly arrival: ReturnType<typeof useArrival> }) {
  const t = useWords();
  const { lang } = useCommon();
  const { upload, preview, busy } = arrival.state;
  const [how, setHow] = useState<Arrangement>(AS_IT_IS);
  const readable = preview !== null && preview.problem == null;
  return (
    <div className="import-box">
      <p>
        <strong>{Object.keys(upload?.files ?? {}).join(", ")}</strong>
      </p>
      {preview !== null && !readable ? <p className="warn-text">{t("import.unread")}</p> : null}
      {preview === null ? null : <Ways headings={preview.headings} title={preview.title} how={how} onChange={setHow} />}
      {how.table === null ? null : (
        <button type="button" className="button" disabled={busy} onClick={() => void arrival.look(how)}>
          {t("import.look")}
        </button>
      )}
      {readable ? <Seen preview={preview} /> : <p className="quiet small">{preview?.problem?.[lang]}</p>}
      <div className="actions">
        <button type="button" className="button primary" disabled={busy || !readable || preview.claims === 0} onClick={() => void arrival.load(how)}>
          {t("import.load")}
        </button>
        <button type="button" className="button" onClick={arrival.leave}>
          {t("card.cancel")}
        </button>
      </div>
    </div>
  );
}

interface WaysProps {
  readonly headings: readonly string[];
  readonly title: string;
  readonly how: Arrangement;
  readonly onChange: (how: Arrangement) => void;
}

function Ways({ headings, title: guessed, how, onChange }: WaysProps) {
  const t = useWords();
  const { vocabulary } = useCommon();
  return (
    <>
      <div className="import-fields">
        <TextField
          label={t("import.source")}
          value={how.title}
          hint={guessed}
          onChange={(title) => {
            onChange({ ...how, title });
          }}
        />
        <TextField
          label={t("edit.author")}
          value={how.author}
          onChange={(author) => {
            onChange({ ...how, author });
          }}
        />
      </div>
      {how.table !== null ? (
        <Mapping
          headings={headings}
          table={how.table}
          onChange={(table) => {
            onChange({ ...how, table });
          }}
        />
      ) : headings.length > 0 ? (
        <button
          type="button"
          className="button"
          onClick={() => {
            onChange({ ...how, table: { type: "Event", columns: proposed(vocabulary, "Event", headings) } });
          }}
        >
          {t("import.map")}
        </button>
      ) : null}
    </>
  );
}

/** Files dropped on an element: of use to who has a mouse; the button beside does the same. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = () => {
      setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    element.addEventListener("dragover", onOver);
    element.addEventListener("dragleave", onLeave);
    element.addEventListener("drop", onDrop);
    return () => {
      element.removeEventListener("dragover", onOver);
      element.removeEventListener("dragleave", onLeave);
      element.removeEventListener("drop", onDrop);
    };
  }, []);
  return { box, over };
}

/** Where files are dropped, or chosen by who has no mouse. */
function Drop({ busy, onFiles }: { readonly busy: boolean; readonly onFiles: (files: readonly File[]) => void }) {
  const t = useWords();
  const { lang } = useCommon();
  const limits = useLimits();
  const input = useRef<HTMLInputElement>(null);
  const { box, over } = useDrop(onFiles);
  return (
    <div ref={box} className={`drop ${over ? "over" : ""}`}>
      <p>{t("import.drop")}</p>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t("import.choose")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
        }}
      />
      <button type="button" className="button primary" disabled={busy} onClick={() => input.current?.click()}>
        {t("import.choose")}
      </button>
      <p className="quiet small">{t("import.formats")}</p>
      {limits.data === undefined ? null : (
        <p className="quiet small">{t("import.limits", { count: limits.data.upload_files, size: Math.round(limits.data.upload_bytes / 1e6).toLocaleString(lang) })}</p>
      )}
    </div>
  );
}

type Shown = NonNullable<ReturnType<typeof useArrival>["state"]["progress"]>;

function Progress({ progress, onAgain }: { readonly progress: Shown; readonly onAgain: () => void }) {
  const t = useWords();
  const { lang } = useCommon();
  const { undoImport, busy } = useWriting();
  // Where it was refused, the reason is told, and what came in stays here.
  const takeBack = async () => {
    if ((await undoImport(progress.id)) !== null) onAgain();
  };
  const { state, share, known, refused, refusals = [], title } = progress;
  const counts = { count: progress.new, known: known.toLocaleString(lang), refused: refused.toLocaleString(lang) };
  return (
    <div className="import-box">
      <p>
        <strong>{title}</strong>
      </p>
      <progress max={1} value={share} aria-label={t("import.loading")} />
      <p role="status">{state === "loading" ? t("import.loading") : state === "done" ? t("import.done", counts) : t("import.failed")}</p>
      {progress.problem == null ? null : <p className="warn-text">{progress.problem[lang]}</p>}
      {refusals.length === 0 ? null : (
        <ul className="plain quiet small">
          {refusals.map((each, i) => (
            <li key={i}>{`${each.place} : ${each[lang]}`}</li>
          ))}
        </ul>
      )}
      {state === "loading" ? null : (
        <div className="actions">
          <button type="button" className="button" onClick={onAgain}>
            {t("import.again")}
          </button>
          <button type="button" className="button" disabled={busy} onClick={() => void takeBack()}>
            {t("import.undo")}
          </button>
        </div>
      )}
    </div>
  );
}
