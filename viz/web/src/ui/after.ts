/** What is asked when: what a person waits for comes before what they may read later. */
import type { QueryClient } from "@tanstack/react-query";
import type { Stats } from "../core/api/types";

/** Milliseconds without another wish that are a rest; a large store answers the next wish sooner when it is left alone longer. */
const REST = { small: 350, large: 1500 };
const LARGE = 100_000;

const rest = (queries: QueryClient) => ((queries.getQueryData<Stats>(["stats"])?.entities ?? 0) > LARGE ? REST.large : REST.small);

/** Waits until none of the questions of these names is under way. */
export async function after(queries: QueryClient, names: readonly string[]): Promise<void> {
  const asking = () => queries.getQueryCache().findAll({ fetchStatus: "fetching", predicate: ({ queryKey }) => names.includes(String(queryKey[0])) });
  for (let waited = asking(); waited.length > 0; waited = asking()) await Promise.allSettled(waited.flatMap(({ promise }) => promise ?? []));
}

/** Waits until the page has nothing better to do and the server none of these to answer. */
export async function atRest(queries: QueryClient, names: readonly string[]): Promise<void> {
  await new Promise((over) => { setTimeout(over, rest(queries)); });
  await after(queries, names);
  // Not every browser tells when it is idle.
  if ("requestIdleCallback" in window) await new Promise((idle) => { window.requestIdleCallback(idle, { timeout: 2000 }); });
}
