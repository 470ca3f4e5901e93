/** What the graph shows when it is measured: pairs and groups with their reasons, the four quadrants, what is not known. */
import { useId, useState } from "react";
import type { Analysis, MeasureInfo } from "../../core/api/types";
import { questionOf } from "../../core/analysis/questions";
import { parameters } from "../../core/analysis/settings";
import { isDone, useAnalysis, useMeasures } from "../../ui/analysis";
import { useCommon, useView, useWords } from "../../ui/context";
import { Failure, Skeleton } from "../../ui/states";
import { Findings } from "./Findings";
import { Grids } from "./Grids";
import { Quadrants } from "./Quadrants";
import { Questions } from "./Questions";
import { Settings } from "./Settings";
import { Waiting } from "./Waiting";
import { Where } from "./Where";
import "../../panels/card/edit/edit.css";
import "./convergences.css";

const MOST = 50;

export default function ConvergencesView() {
  const t = useWords();
  const asked = useView((view) => view.measure);
  const settings = useView((view) => view.settings);
  const measures = useMeasures();
  if (measures.error !== null) return <Failure error={measures.error} retry={() => void measures.refetch()} />;
  if (measures.data === undefined) return <Skeleton />;
  const question = questionOf(asked, settings);
  const chosen = measures.data.find(({ name }) => name === (question?.measure ?? asked)) ?? measures.data[0];
  return (
    <section className="convergences-view" aria-label={t("nav.convergences")}>
      <Questions measures={measures.data} chosen={question?.id ?? chosen?.name ?? ""} />
      {chosen === undefined ? null : <Measured key={chosen.name} measure={chosen} />}
    </section>
  );
}

/** The question in full, what it is asked with, and the answer. */
function Measured({ measure }: { readonly measure: MeasureInfo }) {
  const t = useWords();
  const { lang } = useCommon();
  const [territory, source, period] = [useView((view) => view.territory), useView((view) => view.source), useView((view) => view.period)];
  const settings = useView((view) => view.settings);
  const options = parameters(measure, settings, { territory, source, period }, MOST);
  const nowhere = measure.name === "territory" && territory === null;
  return (
    <>
      <div>
        <h2>{measure.question[lang]}</h2>
        <p className="quiet small">{t("convergences.called", { title: measure.title[lang] })}</p>
      </div>
      {nowhere ? <Where /> : null}
      <Settings measure={measure} />
      {nowhere ? null : <Asked measure={measure} options={options} />}
    </>
  );
}

function Asked({ measure, options }: { readonly measure: MeasureInfo; readonly options: ReturnType<typeof parameters> }) {
  const t = useWords();
  const key = JSON.stringify(options);
  const [stopped, stop] = useState<string | null>(null);
  const answer = useAnalysis(measure.name, options, { enabled: stopped !== key });
  if (stopped === key) {
    return (
      <div className="waiting" role="status">
        <p>{t("convergences.stopped")}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            stop(null);
            void answer.refetch();
          }}
        >
          {t("convergences.again")}
        </button>
      </div>
    );
  }
  // Asked again after a refusal: no longer refused, not answered yet.
  if (answer.error !== null && !answer.isFetching) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.data === undefined || answer.error !== null) return <Skeleton lines={6} />;
  if (isDone(answer.data)) return <Told analysis={answer.data} />;
  return (
    <Waiting
      job={answer.data}
      onStop={() => {
        stop(key);
      }}
    />
  );
}

function Told({ analysis }: { readonly analysis: Analysis }) {
  const t = useWords();
  const { lang } = useCommon();
  const id = useId();
  const { findings, grids = [], warnings = [], sentence, measure } = analysis;
  return (
    <>
      <p role="status">{sentence[lang]}</p>
      {warnings.length === 0 ? null : (
        <div className="warnings" role="note" aria-labelledby={id}>
          <h3 id={id}>{t("convergences.warnings")}</h3>
          <ul>
            {warnings.map((warning, i) => (
              <li key={i}>{warning[lang]}</li>
            ))}
          </ul>
        </div>
      )}
      {measure === "quadrants" ? <Quadrants analysis={analysis} /> : null}
      {findings.length === 0 ? <p className="quiet">{t("convergences.none")}</p> : <Findings findings={findings} />}
      <Grids grids={grids} />
    </>
  );
}
