/** What files would bring, before anything is kept. */
import type { ImportPreview } from "../../core/api/types";
import { capital } from "../../core/ontology/ontology";
import { useCommon, useWords } from "../../ui/context";

export function Seen({ preview }: { readonly preview: ImportPreview }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { entities = [], links = [], columns = [], refusals = [], notes = [], types = {}, relations = {} } = preview;
  const counted = (counts: Readonly<Record<string, number>>, say: (key: string) => string) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => `${say(key)} ${count.toLocaleString(lang)}`)
      .join(", ");
  const shown = [
    { key: "entities", items: entities, counts: counted(types, (kind) => vocabulary.plural(kind, lang)) },
    { key: "links", items: links, counts: counted(relations, (relation) => vocabulary.relationLabel(relation, true, lang)) },
  ] as const;
  return (
    <div className="seen">
      <p role="status">
        {t("import.would", { count: preview.claims, refused: preview.refused.toLocaleString(lang) })} {preview.whole ? "" : t("import.partly")}
      </p>
      {columns.length === 0 ? null : (
        <section>
          <h3>{t("import.columns")}</h3>
          <ul className="plain columns">
            {columns.map((column, i) => (
              <li key={i} className={column.kept ? undefined : "warn-text"}>
                <code>{column.column}</code> → {column[lang]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown.map(({ key, items, counts }) =>
        items.length === 0 ? null : (
          <section key={key}>
            <h3>{t(`import.${key}`)}</h3>
            <p className="quiet small">{capital(counts)}</p>
            <ul className="plain">
              {items.slice(0, 8).map((item, i) => (
                <li key={i}>
                  {item[lang]} <span className="quiet small">{item.place}</span>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      {notes.length === 0 ? null : (
        <section>
          <h3>{t("import.howRead")}</h3>
          <ul className="plain quiet">
            {notes.map((note, i) => (
              <li key={i}>{`${note.table} : ${note[lang]}`}</li>
            ))}
          </ul>
        </section>
      )}
      {refusals.length === 0 ? null : (
        <section>
          <h3>{t("import.leftOut")}</h3>
          <ul className="plain">
            {refusals.map((each, i) => (
              <li key={i}>{`${each.place} : ${each[lang]}`}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
