/** A question in Cypher: an editor that knows the ontology, examples to begin with, the answer as a table and as a map. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { typeset } from "../../core/facts/names";
import { ask } from "../../core/state/changes";
import { LONGEST_QUESTION } from "../../core/state/view";
import type words from "../../core/words/fr.json";
import gallery from "../../core/question/gallery.json";
import { curl, python } from "../../core/question/share";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { Failure } from "../../ui/states";
import { Answered } from "./Answered";
import { answerKey, useAnswer, useLimits } from "./data";
import { Editor } from "./Editor";
import "./question.css";

type Example = keyof typeof words.question.gallery;

export default function QuestionView() {
  const t = useWords();
  const { commit } = useChanges();
  const question = useView((view) => view.question);
  const [draft, setDraft] = useState(question);
  const [was, setWas] = useState(question);
  const [examples, setExamples] = useState(false);
  if (was !== question) {
    setWas(question);
    setDraft(question);
  }
  const put = (text: string) => {
    setExamples(false);
    setDraft(text);
    commit(ask(text));
  };
  const ready = draft.trim() !== "" && draft.length <= LONGEST_QUESTION;
  return (
    <section className="question-view" aria-label={t("question.label")}>
      {question === "" ? <Gallery onChoose={put} /> : null}
      <div className="question-ask">
        {question === "" ? <h2 className="question-own">{t("question.own")}</h2> : null}
        <Editor
          text={draft}
          onChange={setDraft}
          onAsk={() => {
            if (ready) put(draft);
          }}
        />
        <div className="question-bar">
          <button
            type="button"
            className="button primary"
            disabled={!ready}
            title={t("question.askKeys")}
            onClick={() => {
              put(draft);
            }}
          >
            {t("question.ask")}
          </button>
          {question === "" ? null : (
            <button
              type="button"
              className="button"
              aria-expanded={examples}
              onClick={() => {
                setExamples(!examples);
              }}
            >
              {examples ? t("question.hideExamples") : t("question.examples")}
            </button>
          )}
          <Copies draft={draft} ready={ready} />
          <Limits draft={draft} />
        </div>
      </div>
      {question === "" ? null : examples ? <Gallery onChoose={put} /> : <Outcome question={question} />}
    </section>
  );
}

function Limits({ draft }: { readonly draft: string }) {
  const t = useWords();
  const { lang } = useCommon();
  const limits = useLimits();
  if (draft.length > LONGEST_QUESTION) {
    return (
      <p className="warn-text small" role="alert">
        {t("question.tooLong", { count: LONGEST_QUESTION })}
      </p>
    );
  }
  if (limits.data === undefined) return null;
  return <p className="quiet small">{t("question.limits", { seconds: limits.data.query_seconds.toLocaleString(lang), rows: limits.data.query_rows.toLocaleString(lang) })}</p>;
}

/** The two copies; where the browser refuses, the text itself to take by hand. */
function Copies({ draft, ready }: { readonly draft: string; readonly ready: boolean }) {
  const t = useWords();
  const [told, setTold] = useState<{ readonly text: string; readonly copied: boolean } | null>(null);
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(
      () => {
        setTold({ text, copied: true });
        setTimeout(() => {
          setTold(null);
        }, 2500);
      },
      () => {
        setTold({ text, copied: false });
      },
    );
  };
  return (
    <>
      {([["curl", curl], ["python", python]] as const).map(([name, make]) => (
        <button
          key={name}
          type="button"
          className="button"
          disabled={!ready}
          onClick={() => {
            copy(make(window.location.origin, draft));
          }}
        >
          {t(`question.${name}`)}
        </button>
      ))}
      <span role="status" className="small">
        {told === null ? "" : t(told.copied ? "question.copied" : "question.notCopied")}
      </span>
      {told === null || told.copied ? null : <pre className="question-text">{told.text}</pre>}
    </>
  );
}

function Gallery({ onChoose }: { readonly onChoose: (cypher: string) => void }) {
  const t = useWords();
  return (
    <div className="question-below">
      <h2>{t("question.intro")}</h2>
      <p className="quiet">{t("question.introText")}</p>
      <ul className="gallery">
        {gallery.map(({ id, cypher }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                onChoose(cypher);
              }}
            >
              <strong>{typeset(t(`question.gallery.${id as Example}`))}</strong>
              <code>{cypher.split("\n")[0]}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ question }: { readonly question: string }) {
  const t = useWords();
  const { lang } = useCommon();
  const queries = useQueryClient();
  const answer = useAnswer(question);
  if (answer.isFetching) {
    return (
      <div className="question-below" role="status">
        <p>{t("question.asking")}</p>
        <span className="bone" />
        <button type="button" className="button" onClick={() => void queries.cancelQueries({ queryKey: answerKey(question, lang) })}>
          {t("question.stop")}
        </button>
      </div>
    );
  }
  if (answer.error !== null) {
    return (
      <div className="question-below">
        <Failure error={answer.error} retry={() => void answer.refetch()} />
      </div>
    );
  }
  if (answer.data === undefined) {
    return (
      <div className="question-below">
        <p role="status">{t("question.stopped")}</p>
        <button type="button" className="button" onClick={() => void answer.refetch()}>
          {t("state.retry")}
        </button>
      </div>
    );
  }
  return <Answered answer={answer.data} />;
}
