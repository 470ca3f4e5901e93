/** The field in which a question is written. */
import type { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { useCommon, useWords } from "../../ui/context";
import { editor, replace } from "./editor";

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onAsk: () => void;
}

export function Editor({ text, onChange, onAsk }: Props) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const now = useRef({ text, onChange, onAsk });
  useEffect(() => {
    now.current = { text, onChange, onAsk };
  });
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = editor(box.current, now.current.text, {
      vocabulary,
      lang,
      label: t("question.editor"),
      proposals: t("question.proposals"),
      hint: "MATCH (a)-[r]-(b) RETURN a, r, b",
      onChange: (written) => {
        now.current.onChange(written);
      },
      onAsk: () => {
        now.current.onAsk();
      },
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [vocabulary, lang, t]);
  useEffect(() => {
    if (view.current !== null) replace(view.current, text);
  }, [text]);
  return <div ref={box} className="question-editor" />;
}
