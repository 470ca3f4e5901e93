/** The columns of a table by hand: what a row is, what each column becomes. */
import { choices, type Columns, proposed } from "../../core/import/choice";
import { capital } from "../../core/ontology/ontology";
import { Choice } from "../../panels/card/edit/fields";
import { useCommon, useWords } from "../../ui/context";

interface Table {
  readonly type: string;
  readonly columns: Columns;
}

interface Props {
  readonly headings: readonly string[];
  readonly table: Table;
  readonly onChange: (table: Table) => void;
}

export function Mapping({ headings, table, onChange }: Props) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { compare } = new Intl.Collator(lang);
  const kinds = vocabulary.kinds.filter((kind) => !vocabulary.isAbstract(kind)).map((kind) => [kind, capital(vocabulary.label(kind, lang))] as const);
  const { properties, links } = choices(vocabulary, table.type, lang);
  return (
    <div className="import-mapping">
      <Choice
        label={t("import.rowIs")}
        value={table.type}
        onChange={(type) => {
          onChange({ type, columns: proposed(vocabulary, type, headings) });
        }}
        options={kinds.sort(([, a], [, b]) => compare(a, b))}
      />
      {headings.map((heading) => (
        <Choice
          key={heading}
          label={heading}
          value={table.columns[heading] ?? ""}
          onChange={(becomes) => {
            onChange({ ...table, columns: { ...table.columns, [heading]: becomes } });
          }}
          options={[["", t("import.ignored")], ...[...properties, ...links].map(({ value, label }) => [value, label] as const)]}
        />
      ))}
    </div>
  );
}
