/** What the graph shows when it is measured: pairs and groups with their reasons, the four quadrants, what is not known. */
import { useId } from "react";
import type { Analysis, MeasureInfo } from "../../core/api/types";
import { measureBy } from "../../core/state/changes";
import { isDone, useAnalysis, useMeasures } from "../../ui/analysis";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { Failure, Skeleton } from "../../ui/states";
import { Findings } from "./Findings";
import { Grids } from "./Grids";
import { Quadrants } from "./Quadrants";
import "./convergences.css";

/** Asked most first; the others follow as the server lists them. A territory's view needs a territory: it is asked from the filter. */
const FIRST = ["missed_meetings", "convergence", "quadrants", "cooperation"];
const MOST = 50;

function ordered(measures: readonly MeasureInfo[], territory: string | null): readonly MeasureInfo[] {
  const place = ({ name }: MeasureInfo) => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);
  return measures.filter(({ name }) => territory !== null || name !== "territory").sort((a, b) => place(a) - place(b));
}

export default function ConvergencesView() {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const territory = useView((view) => view.territory);
  const asked = useView((view) => view.measure);
  const measures = useMeasures();
  if (measures.error !== null) return <Failure error={measures.error} retry={() => void measures.refetch()} />;
  if (measures.data === undefined) return <Skeleton />;
  const all = ordered(measures.data, territory);
  const chosen = all.find(({ name }) => name === asked) ?? all[0];
  return (
    <section className="convergences-view" aria-label={t("nav.convergences")}>
      <div className="measures" role="group" aria-label={t("convergences.measures")}>
        {all.map(({ name, title, question }) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={name === chosen?.name}
            title={question[lang]}
            onClick={() => {
              commit(measureBy(name));
            }}
          >
            {title[lang]}
          </button>
        ))}
      </div>
      {chosen === undefined ? null : <Measured key={chosen.name} measure={chosen} territory={territory} />}
    </section>
  );
}

function Measured({ measure, territory }: { readonly measure: MeasureInfo; readonly territory: string | null }) {
  const t = useWords();
  const { lang } = useCommon();
  const answer = useAnalysis(measure.name, { limit: MOST, ...(territory === null ? {} : { territory }) });
  return (
    <>
      <h2>{measure.question[lang]}</h2>
      {answer.error !== null ? (
        <Failure error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data === undefined ? (
        <Skeleton lines={6} />
      ) : !isDone(answer.data) ? (
        <p role="status">
          {t("convergences.computing")} <progress max={1} value={answer.data.share} aria-label={t("convergences.computing")} />
        </p>
      ) : (
        <Told analysis={answer.data} />
      )}
    </>
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
