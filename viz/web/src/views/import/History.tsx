/** What came in and what was decided, the latest first, each to be taken back. */
import { DecisionRow } from "../../panels/card/edit/Judging";
import { day } from "../../core/words/dates";
import { useCommon, useWords } from "../../ui/context";
import { useWriting } from "../../ui/writing";
import { useDecisions, useImports } from "./data";

export function History() {
  const t = useWords();
  const { lang } = useCommon();
  const imports = useImports();
  const decisions = useDecisions();
  const { undoImport, busy } = useWriting();
  const people = (decisions.data?.items ?? []).filter(({ kind, author }) => kind !== "maybe_same" && !author.startsWith("rule:"));
  return (
    <>
      <section>
        <h2>{t("import.history")}</h2>
        {imports.data?.items.length === 0 ? <p className="quiet">{t("import.nothing")}</p> : null}
        <ul className="plain history">
          {(imports.data?.items ?? []).map((each) => (
            <li key={each.id}>
              <strong>{each.title}</strong>
              <span className="quiet small">
                {[day(each.started_at, lang), each.author, t("import.brought", { count: each.new }), ...(each.finished_at == null ? [t("import.cut")] : [])].join(" · ")}
              </span>
              <button type="button" className="reveal" disabled={busy} aria-label={`${t("import.undo")} : ${each.title}`} onClick={() => void undoImport(each.id)}>
                {t("import.undo")}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {people.length === 0 ? null : (
        <section>
          <h2>{t("edit.history")}</h2>
          <ol className="plain history">
            {people.map((decision) => (
              <DecisionRow key={decision.id} decision={decision} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
