/** What was just changed, with its undoing; or why it was refused; or that the server wants its token. */
import { type SyntheticEvent, useState } from "react";
import { useWords } from "./context";
import { isRefused, keepToken, SILENT, useTold } from "./writing";
import "../styles/told.css";

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
          <span>{isRefused(problem) ? t("edit.tokenNeeded") : problem.message}</span>
          {isRefused(problem) ? (
            <TokenField
              onKept={() => {
                set({ ...SILENT, text: t("edit.tokenKept") });
              }}
            />
          ) : null}
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

function TokenField({ onKept }: { readonly onKept: () => void }) {
  const t = useWords();
  const [typed, setTyped] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    keepToken(typed);
    onKept();
  };
  return (
    <form className="told-token" onSubmit={submit}>
      <input
        type="password"
        autoComplete="off"
        aria-label={t("edit.token")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <button type="submit" className="button slim" disabled={typed.trim() === ""}>
        {t("edit.tokenKeep")}
      </button>
    </form>
  );
}
