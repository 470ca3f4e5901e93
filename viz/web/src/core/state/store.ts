/** The one place where the view lives. It tells whoever listens; the page's address follows it from outside. */
import { createStore } from "zustand/vanilla";
import type { Change } from "./changes";
import { format } from "./address";
import { begin, type History, push, redo, replace, undo } from "./history";
import type { View } from "./view";

export interface ViewStore {
  readonly history: History<View>;
  /** A step that can be undone; a change that changes nothing is no step. */
  readonly commit: (change: Change) => void;
  /** A change without a step. */
  readonly adjust: (change: Change) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

const same = (a: View, b: View) => format(a) === format(b);

export function createViewStore(start: View) {
  return createStore<ViewStore>()((set) => {
    const by = (step: (history: History<View>) => History<View>) => () => {
      set(({ history }) => ({ history: step(history) }));
    };
    return {
      history: begin(start),
      commit: (change) => {
        by((history) => {
          const next = change(history.present);
          return same(next, history.present) ? history : push(history, next);
        })();
      },
      adjust: (change) => {
        by((history) => replace(history, change(history.present)))();
      },
      undo: by(undo),
      redo: by(redo),
    };
  });
}
