/** What stands in the place of something that is not there yet, not there at all, or went wrong. */
import { Problem } from "../core/api/client";
import { useWords } from "./context";

export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  const t = useWords();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t("state.loading")}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="bone" style={{ width: `${92 - ((i * 37) % 45)}%` }} />
      ))}
    </div>
  );
}

export function Failure({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const t = useWords();
  const problem = error instanceof Problem ? error : null;
  const text = problem?.offline ? t("state.offline") : problem?.status === 404 ? t("state.missing") : t("state.error");
  return (
    <div className="failure" role="alert">
      <p>{text}</p>
      {problem !== null && !problem.offline && problem.status !== 404 ? <p className="quiet">{problem.message}</p> : null}
      {retry !== undefined && problem?.status !== 404 ? (
        <button type="button" className="button" onClick={retry}>
          {t("state.retry")}
        </button>
      ) : null}
    </div>
  );
}
