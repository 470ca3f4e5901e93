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
    const timer = setInterval(() => {
      void answers().then((back) => {
        if (!back) return;
        setAway(false);
        void queries.resetQueries({ predicate: ({ state }) => state.status === "error" });
        void queries.invalidateQueries();
      });
    }, AGAIN);
    return () => {
      clearInterval(timer);
    };
  }, [away, queries]);
  return away;
}
