/** Adding from the page: an entity, a link, a value; each with its source. */
import { useState } from "react";
import { entityEdit, linkEdit, offered, type Other, others, valueEdit } from "../../../core/edit/edit";
import { capital } from "../../../core/ontology/ontology";
import { ordered } from "../../../core/time/bounds";
import { selectEntity } from "../../../core/state/changes";
import { useChanges, useCommon, useWords } from "../../../ui/context";
import { Choice, Pick, TextField, useSaying } from "./fields";
import { Form, useSend } from "./Form";

interface OnCard {
  readonly id: string;
  readonly kind: string;
  readonly onDone: () => void;
}

const HINTS: Readonly<Record<string, string>> = { url: "https://…", integer: "1200", number: "45.5" };

export function ValueForm({ id, kind, onDone }: OnCard) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const [saying] = useSaying();
  const send = useSend(onDone);
  const [name, setName] = useState("description");
  const [value, setValue] = useState("");
  const form = vocabulary.propertyKind(kind, name);
  const hint = form === "date" ? t("edit.dateForms") : HINTS[form];
  return (
    <Form
      title={t("edit.addValue")}
      ready={value.trim() !== ""}
      onCancel={onDone}
      onSave={() => {
        send(valueEdit(saying, id, name, form === "date" ? ordered(value) : value), t("edit.valueAdded"));
      }}
    >
      <Choice
        label={t("edit.property")}
        value={name}
        onChange={setName}
        options={vocabulary.properties(kind).map(({ name: key, owner }) => [key, capital(vocabulary.propertyLabel(owner, key, lang))] as const)}
      />
      <TextField label={t("edit.value")} value={value} needed long={form === "text"} onChange={setValue} {...(hint === undefined ? {} : { hint })} />
    </Form>
  );
}

export function LinkForm({ id, kind, onDone }: OnCard) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const [saying] = useSaying();
  const send = useSend(onDone);
  const relations = offered(vocabulary, kind);
  const [at, setAt] = useState(0);
  const [other, setOther] = useState<Other | null>(null);
  const [more, setMore] = useState({ role: "", since: "", until: "" });
  const chosen = relations[at];
  if (chosen === undefined) return <p className="quiet">{t("edit.noLink")}</p>;
  const text = (key: keyof typeof more, hint?: string) => (
    <TextField
      label={t(`edit.${key}`)}
      value={more[key]}
      onChange={(written) => {
        setMore({ ...more, [key]: written });
      }}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <Form
      title={t("edit.addLink")}
      ready={other !== null && other.name.trim() !== ""}
      onCancel={onDone}
      onSave={() => {
        if (other !== null) send(linkEdit(saying, id, { ...chosen, other, ...more }), t("edit.linkAdded"));
      }}
    >
      <Choice
        label={t("edit.relation")}
        value={String(at)}
        onChange={(index) => {
          setAt(Number(index));
          setOther(null);
        }}
        options={relations.map((each, i) => [String(i), capital(vocabulary.relationLabel(each.relation, each.outgoing, lang))] as const)}
      />
      <OtherEnd key={at} relation={chosen.relation} outgoing={chosen.outgoing} except={id} other={other} onChange={setOther} />
      {text("role")}
      <div className="fields-row">
        {text("since", t("edit.dateHint"))}
        {text("until")}
      </div>
    </Form>
  );
}

interface OtherProps {
  readonly relation: string;
  readonly outgoing: boolean;
  readonly except: string;
  readonly other: Other | null;
  readonly onChange: (other: Other | null) => void;
}

/** The other end of a link: an entity that is there, or a new one. */
function OtherEnd({ relation, outgoing, except, other, onChange }: OtherProps) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const kinds = others(vocabulary, relation, outgoing);
  if (other !== null && "type" in other) {
    return (
      <div className="fields-row">
        <TextField
          label={t("edit.newName")}
          value={other.name}
          needed
          onChange={(name) => {
            onChange({ ...other, name });
          }}
        />
        <KindChoice
          kinds={kinds}
          value={other.type}
          onChange={(type) => {
            onChange({ ...other, type });
          }}
        />
      </div>
    );
  }
  return (
    <>
      <Pick label={t("edit.with")} picked={other} onPick={onChange} kinds={kinds} except={except} />
      {other === null ? (
        <button
          type="button"
          className="reveal"
          onClick={() => {
            onChange({ type: kinds[0] ?? "Entity", name: "" });
          }}
        >
          {t("edit.makeOther")}
        </button>
      ) : null}
    </>
  );
}

function KindChoice({ kinds, value, onChange }: { readonly kinds: readonly string[]; readonly value: string; readonly onChange: (kind: string) => void }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { compare } = new Intl.Collator(lang);
  const options = kinds.map((kind) => [kind, capital(vocabulary.label(kind, lang))] as const).sort(([, a], [, b]) => compare(a, b));
  return <Choice label={t("edit.kind")} value={value} onChange={onChange} options={options} />;
}

export function EntityForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const { commit } = useChanges();
  const [saying] = useSaying();
  const [fields, setFields] = useState({ type: "Association", name: "", description: "" });
  const send = useSend((entity) => {
    onDone();
    if (entity !== null) commit(selectEntity(entity));
  });
  return (
    <Form
      title={t("edit.addEntity")}
      ready={fields.name.trim() !== ""}
      onCancel={onDone}
      onSave={() => {
        send(entityEdit(saying, fields.type, fields.name, fields.description), t("edit.entityAdded"));
      }}
    >
      <TextField
        label={t("edit.name")}
        value={fields.name}
        needed
        onChange={(name) => {
          setFields({ ...fields, name });
        }}
      />
      <KindChoice
        kinds={vocabulary.kinds.filter((kind) => !vocabulary.isAbstract(kind))}
        value={fields.type}
        onChange={(type) => {
          setFields({ ...fields, type });
        }}
      />
      <TextField
        label={t("edit.description")}
        value={fields.description}
        long
        onChange={(description) => {
          setFields({ ...fields, description });
        }}
      />
    </Form>
  );
}
