/** The frame of every form that adds: its title, who says it and where, what is still missing. */
import { type ReactNode, type SyntheticEvent, useEffect, useRef } from "react";
import type { Edit } from "../../../core/api/types";
import { missing } from "../../../core/edit/edit";
import { useWords } from "../../../ui/context";
import { useWriting } from "../../../ui/writing";
import { SayingFields, useSaying } from "./fields";

interface FormProps {
  readonly title: string;
  readonly ready: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

export function Form({ title, ready, onSave, onCancel, children }: FormProps) {
  const t = useWords();
  const { busy } = useWriting();
  const [saying, set] = useSaying();
  const lacks = missing(saying);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
    // The button that opened it may be gone with its focus.
    if (document.activeElement === document.body) box.current?.querySelector<HTMLElement>("input, select, textarea")?.focus({ preventScroll: true });
  }, []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready || lacks.length > 0) return;
    onSave();
    set({ ...saying, quote: "" });
  };
  return (
    <form ref={box} className="edit-form" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      {children}
      <SayingFields />
      <div className="actions">
        <button type="submit" className="button primary" disabled={!ready || lacks.length > 0 || busy}>
          {t("edit.save")}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t("card.cancel")}
        </button>
      </div>
      {lacks.length > 0 ? <p className="quiet small">{t("edit.lacks", { what: lacks.map((name) => t(`edit.lack.${name}`)).join(", ") })}</p> : null}
    </form>
  );
}

/** Sends an edit; `onKept` when it was kept. */
export function useSend(onKept: (entity: string | null) => void) {
  const { say } = useWriting();
  return (edit: Edit, text: string) => {
    void say(edit, text).then((kept) => {
      if (kept !== null) onKept(kept.entity ?? null);
    });
  };
}
