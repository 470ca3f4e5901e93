/** The tour: offered on a first visit of the page itself, once, and again from the list of keys. */
import { lazy, Suspense, useEffect } from "react";
import type { Model } from "../../core/graph/model";
import { usePassing } from "../../ui/context";
import { recall } from "../../ui/remember";
import { SEEN } from "./seen";

const Steps = lazy(() => import("./Steps"));

/** Who comes by a link of somebody comes to see that, not to be shown around. */
const BARE = window.location.search === "";

function useFirstVisit(ready: boolean): void {
  const { set } = usePassing();
  useEffect(() => {
    // Who has begun to type is not interrupted.
    const idle = document.activeElement === document.body;
    if (ready && BARE && idle && recall(SEEN, "never") === null) set({ touring: true });
  }, [ready, set]);
}

export function Tour({ model }: { readonly model: Model | null }) {
  const { touring } = usePassing();
  const ready = model !== null && model.nodes.size > 0;
  useFirstVisit(ready);
  if (!touring || !ready) return null;
  return (
    <Suspense fallback={null}>
      <Steps model={model} />
    </Suspense>
  );
}
