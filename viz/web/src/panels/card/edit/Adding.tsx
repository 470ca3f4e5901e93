/** The three things that are added to a card, one form at a time; and a card of its own. */
import { useState } from "react";
import type { Card } from "../../../core/api/types";
import { useCommon, useWords } from "../../../ui/context";
import { useWriting } from "../../../ui/writing";
import { Pick } from "./fields";
import { EntityForm, LinkForm, ValueForm } from "./forms";
import "./edit.css";

const FORMS = ["value", "link", "same"] as const;

export function AddTo({ card }: { readonly card: Card }) {
  const t = useWords();
  const [form, setForm] = useState<(typeof FORMS)[number] | null>(null);
  const done = () => {
    setForm(null);
  };
  return (
    <>
      <div className="actions edit-actions" role="group" aria-label={t("edit.complete")}>
        {FORMS.map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-expanded={form === name}
            onClick={() => {
              setForm(form === name ? null : name);
            }}
          >
            {t(`edit.add.${name}`)}
          </button>
        ))}
      </div>
      {form === "value" ? <ValueForm id={card.id} kind={card.kind} onDone={done} /> : null}
      {form === "link" ? <LinkForm id={card.id} kind={card.kind} onDone={done} /> : null}
      {form === "same" ? <SameForm card={card} onDone={done} /> : null}
    </>
  );
}

export function AddEntity() {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const turn = () => {
    setOpen(!open);
  };
  if (open) return <EntityForm onDone={turn} />;
  return (
    <div className="actions">
      <button type="button" className="button" onClick={turn}>
        {t("edit.addEntity")}
      </button>
    </div>
  );
}

function SameForm({ card, onDone }: { readonly card: Card; readonly onDone: () => void }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const { decide, busy } = useWriting();
  // What is one thing is of one family: a person is no association.
  const family = vocabulary.lineage(card.kind).at(-2) ?? card.kind;
  return (
    <div className="edit-form">
      <h2>{t("edit.sameAs")}</h2>
      <Pick
        label={t("edit.with")}
        picked={null}
        kinds={[family]}
        except={card.id}
        onPick={(picked) => {
          if (picked === null || busy) return;
          void decide({ kind: "same", target: card.id, other: picked.id }, t("edit.told.same")).then((kept) => {
            if (kept !== null) onDone();
          });
        }}
      />
    </div>
  );
}
