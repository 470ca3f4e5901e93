/** An analysis under way: how far it is, and the button that ends it. */
import { asked, client } from "../../core/api/client";
import type { JobInfo } from "../../core/api/types";
import { useCommon, useWords } from "../../ui/context";
import { authority } from "../../ui/authority";

interface Props {
  readonly job: JobInfo;
  readonly onStop: () => void;
}

export function Waiting({ job, onStop }: Props) {
  const t = useWords();
  const { lang } = useCommon();
  const step = (["snapshot", "resampling"] as const).find((known) => known === job.step) ?? "measure";
  const stop = () => {
    onStop();
    // Nobody asks for it any more: the server stops it by itself too, a little later, where the token is not known.
    asked(client(lang).DELETE("/api/analysis/jobs/{id}", { params: { path: { id: job.id } }, headers: authority() })).catch(() => undefined);
  };
  return (
    <div className="waiting" role="status">
      <p>{t(`convergences.step.${step}`)}</p>
      <progress max={1} value={job.share} aria-label={t("convergences.computing")} />
      <span className="quiet small">{t("convergences.seconds", { count: Math.round(job.seconds) })}</span>
      <button type="button" className="button" onClick={stop}>
        {t("convergences.stop")}
      </button>
    </div>
  );
}
