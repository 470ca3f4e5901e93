/** What every part of the page may ask for: the view, its changes, the passing state, the words and the ontology. */
import type { TFunction } from "i18next";
import { createContext, use } from "react";
import { create, useStore } from "zustand";
import type { Vocabulary } from "../core/ontology/ontology";
import type { Lang } from "../core/api/types";
import type { createViewStore, ViewStore } from "../core/state/store";
import type { View } from "../core/state/view";
import type { Mode } from "../core/tokens/tokens";

export type Store = ReturnType<typeof createViewStore>;

interface Common {
  readonly store: Store;
  readonly vocabulary: Vocabulary;
  readonly lang: Lang;
  readonly mode: Mode;
}

export const CommonContext = createContext<Common | null>(null);

export function useCommon(): Common {
  const common = use(CommonContext);
  if (common === null) throw new Error("outside of the page");
  return common;
}

export function useView<T>(pick: (view: View) => T): T {
  return useStore(useCommon().store, (state) => pick(state.history.present));
}

/** The changes: `commit` makes a step that can be undone, `adjust` does not. */
export function useChanges(): Pick<ViewStore, "commit" | "adjust" | "undo" | "redo"> {
  return useCommon().store.getState();
}

export function useSteps(): { canUndo: boolean; canRedo: boolean } {
  const canUndo = useStore(useCommon().store, (state) => state.history.past.length > 0);
  const canRedo = useStore(useCommon().store, (state) => state.history.future.length > 0);
  return { canUndo, canRedo };
}

export type Words = TFunction;

/** The words of the language that is spoken, the same function for the whole page. */
export const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = use(WordsContext);
  if (words === null) throw new Error("outside of the page");
  return words;
}

/** What is forgotten when the page is left: open panels, the keyboard's cursor on the map, what is being compared. */
export interface Passing {
  readonly finding: boolean;
  readonly text: boolean;
  readonly keys: boolean;
  readonly comparing: boolean;
  /** A lasso is being drawn. */
  readonly lassoing: boolean;
  /** The saved views are open; a story is being shown, at this step. */
  readonly saving: boolean;
  readonly playing: number | null;
  /** The tour is being taken. */
  readonly touring: boolean;
  readonly expanding: string | null;
  readonly cursor: string | null;
  readonly set: (change: Partial<Omit<Passing, "set">>) => void;
}

export const usePassing = create<Passing>()((set) => ({
  finding: false,
  text: false,
  keys: false,
  comparing: false,
  lassoing: false,
  saving: false,
  playing: null,
  touring: false,
  expanding: null,
  cursor: null,
  set: (change) => {
    set(change);
  },
}));
