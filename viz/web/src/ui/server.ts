/** Notices when the server is away and when it is back, so that the page recovers without being told. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "../core/api/client";

const AGAIN = 2500;

function failing(queries: QueryClient): boolean {
  return queries.getQueryCache().getAll().some(({ state }) => state.fetchFailureReason instanceof Problem && state.fetchFailureReason.offline);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/api/ready", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** What failed is asked again. What is on the screen stays there meanwhile: nothing that was typed or opened is lost. */
function askAgain(queries: QueryClient): void {
  void queries.resetQueries({ predicate: (query) => query.state.status === "error" && (query.state.data === undefined || !query.isActive()) });
  void queries.invalidateQueries();
}

/** Whether the server is away. While it is, it is asked every few seconds; when it answers, all that failed is asked again. */
export function useServerAway(): boolean {
  const queries = useQueryClient();
  const [away, setAway] = useState(false);
  useEffect(
    () =>
      queries.getQueryCache().subscribe(() => {
        if (failing(queries)) setAway(true);
      }),
    [queries],
  );
  useEffect(() => {
    if (!away) return undefined;
    let timer = setTimeout(ask, AGAIN);
    // One question at a time: an answer that comes late must not start everything twice.
    let left = false;
    function ask() {
      void answers().then((back) => {
        if (left) return;
        // It may be away again before this page has noticed that it was back.
        timer = setTimeout(ask, AGAIN);
        if (!back) return;
        setAway(false);
        askAgain(queries);
      });
    }
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [away, queries]);
  return away;
}
