/** That the server wants its token to change anything, or refuses the one it was given; and where to type it. */
import { type SyntheticEvent, useState } from "react";
import { hasToken, keepToken } from "./authority";
import { useWords } from "./context";

export function TokenWanted({ onKept }: { readonly onKept: () => void }) {
  const t = useWords();
  const [wrong] = useState(hasToken);
  const [typed, setTyped] = useState("");
  const [always, setAlways] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    keepToken(typed, always);
    onKept();
  };
  return (
    <>
      <span>{t(wrong ? "edit.tokenWrong" : "edit.tokenNeeded")}</span>
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
        <label className="small">
          <input
            type="checkbox"
            checked={always}
            onChange={(event) => {
              setAlways(event.target.checked);
            }}
          />{" "}
          {t("edit.tokenAlways")}
        </label>
      </form>
    </>
  );
}
