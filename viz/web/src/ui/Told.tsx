/** What was just changed, with its undoing; or why it was refused; or that the server wants its token. */
import { useWords } from "./context";
import { TokenWanted } from "./Token";
import { isRefused, SILENT, useTold } from "./writing";
import "./told.css";

export function Told() {
  const t = useWords();
  const { text, problem, undo, busy, set } = useTold();
  return (
    <div className="told-place">
      <div role="status" className={text === "" && !busy ? "unseen" : "told"}>
        <span>{busy ? t("edit.busy") : text}</span>
        {text !== "" && undo !== null ? (
          <button type="button" className="button slim" onClick={() => void undo()}>
            {t("edit.undo")}
          </button>
        ) : null}
        {text === "" ? null : <Close />}
      </div>
      {problem === null ? null : (
        <div role="alert" className="told wrong">
          {isRefused(problem) ? (
            <TokenWanted
              onKept={() => {
                set({ ...SILENT, text: t("edit.tokenKept") });
              }}
            />
          ) : (
            <span>{problem.message}</span>
          )}
          <Close />
        </div>
      )}
    </div>
  );
}

function Close() {
  const t = useWords();
  const { set } = useTold();
  return (
    <button
      type="button"
      className="close"
      aria-label={t("keys.close")}
      onClick={() => {
        set(SILENT);
      }}
    >
      ×
    </button>
  );
}
