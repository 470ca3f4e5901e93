/** Keeps the page's address and the view the same, both ways. */
import { format, parse } from "../core/state/address";
import type { Store } from "./context";

/** Starts to follow; gives back what stops it. */
export function followAddress(store: Store): () => void {
  const here = () => window.location.search.replace(/^\?/, "");
  const write = (query: string, step: boolean) => {
    const url = query === "" ? window.location.pathname : `?${query}`;
    if (step) window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  };
  const stop = store.subscribe((now, before) => {
    const query = format(now.history.present);
    if (query !== here()) write(query, now.history.past !== before.history.past);
  });
  const back = () => {
    store.getState().commit(() => parse(window.location.search));
  };
  window.addEventListener("popstate", back);
  return () => {
    stop();
    window.removeEventListener("popstate", back);
  };
}
