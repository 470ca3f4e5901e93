/** The saved views of this browser. */
import { create } from "zustand";
import { read, type Step, written } from "../../core/story/story";

const KEY = "maillage.views";

interface Steps {
  readonly steps: readonly Step[];
  /** False when the browser has no room: nothing is changed then. */
  readonly put: (steps: readonly Step[]) => boolean;
}

function begin(): readonly Step[] {
  try {
    return read(localStorage.getItem(KEY) ?? "") ?? [];
  } catch {
    return [];
  }
}

export const useSteps = create<Steps>()((set) => ({
  steps: begin(),
  put: (steps) => {
    try {
      localStorage.setItem(KEY, written(steps));
    } catch {
      return false;
    }
    set({ steps });
    return true;
  },
}));
