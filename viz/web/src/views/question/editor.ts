/** CodeMirror, set for questions: Cypher's colours, completion from the ontology, Tab left to the page. */
import { autocompletion, type CompletionContext, completionKeymap, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { complete } from "../../core/question/complete";
import type { Vocabulary } from "../../core/ontology/ontology";
import type { Lang } from "../../core/api/types";

export interface Means {
  readonly vocabulary: Vocabulary;
  readonly lang: Lang;
  readonly label: string;
  readonly hint: string;
  readonly proposals: string;
  readonly onChange: (text: string) => void;
  readonly onAsk: () => void;
}

function suggest({ vocabulary, lang }: Means) {
  return (context: CompletionContext): CompletionResult | null => {
    const found = complete(context.state.doc.toString(), context.pos, vocabulary, lang);
    return found === null ? null : { from: found.from, options: [...found.options], validFor: /^\w*$/ };
  };
}

function extensions(means: Means): Extension[] {
  const asks = { key: "Mod-Enter", run: () => (means.onAsk(), true) };
  return [
    history(),
    bracketMatching(),
    StreamLanguage.define(cypher),
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [suggest(means)], icons: false, activateOnTypingDelay: 60, maxRenderedOptions: 9 }),
    Prec.highest(keymap.of([asks])),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    placeholder(means.hint),
    EditorState.phrases.of({ Completions: means.proposals }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": means.label, spellcheck: "false" }),
    // The page's own keys (undo of the view, search) are not meant while somebody writes.
    EditorView.domEventHandlers({ keydown: (event) => (event.stopPropagation(), false) }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) means.onChange(update.state.doc.toString());
    }),
  ];
}

export function editor(parent: HTMLElement, text: string, means: Means): EditorView {
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions: extensions(means) }) });
}

/** Puts a text in the place of what stands there, where it differs. */
export function replace(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: text.length } });
}
