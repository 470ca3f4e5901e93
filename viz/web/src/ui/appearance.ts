/** Light or dark, ordinary or projector: what the view asks, else what the system prefers. */
import { useEffect, useSyncExternalStore } from "react";
import type { Theme } from "../core/state/view";
import type { Mode } from "../core/tokens/tokens";

const DARK = "(prefers-color-scheme: dark)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(DARK);
  query.addEventListener("change", changed);
  return () => {
    query.removeEventListener("change", changed);
  };
}

/** The colours to draw with; the page's root is told as well. */
export function useAppearance(theme: Theme, projector: boolean): Mode {
  const dark = useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches);
  const mode: Mode = theme === "system" ? (dark ? "dark" : "light") : theme;
  useEffect(() => {
    document.documentElement.dataset.theme = mode;
    document.documentElement.toggleAttribute("data-projector", projector);
  }, [mode, projector]);
  return mode;
}

/** Whether the window is as narrow as a phone. */
export function useNarrow(): boolean {
  const query = "(max-width: 820px)";
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => {
        media.removeEventListener("change", changed);
      };
    },
    () => window.matchMedia(query).matches,
  );
}
