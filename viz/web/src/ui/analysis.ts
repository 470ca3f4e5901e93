/** The measures of the server: asked once, looked at again while one is under way. */
import { useQuery } from "@tanstack/react-query";
import { asked, client } from "../core/api/client";
import type { Asked } from "../core/analysis/settings";
import type { Analysis, JobInfo } from "../core/api/types";
import { atRest } from "./after";
import { useCommon } from "./context";

const LOOK = 900;
/** Seconds that the server may take before it says how far it is. */
const WAIT = 3;
/** What goes before a measure that nobody asked for by name. */
const BEFORE = ["card", "around", "neighbours", "search", "graph"];

export const isDone = (answer: Analysis | JobInfo): answer is Analysis => "findings" in answer;

export function useMeasures() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["measures"], staleTime: Infinity, queryFn: ({ signal }) => asked(client(lang).GET("/api/analysis", { signal })) });
}

interface When {
  readonly enabled?: boolean;
  /** Asked last, when all else has come. */
  readonly late?: boolean;
}

export function useAnalysis(measure: string, options: Asked, { enabled = true, late = false }: When = {}) {
  const { lang } = useCommon();
  return useQuery<Analysis | JobInfo>({
    queryKey: ["analysis", measure, options, lang],
    enabled,
    staleTime: 5 * 60_000,
    // What was refused or stopped is not asked again by itself.
    refetchInterval: ({ state }) => (state.status === "success" && state.data !== undefined && !isDone(state.data) ? LOOK : false),
    // The measures are routes of one form: that of the first stands for all.
    queryFn: async ({ signal, client: queries }) => {
      if (late) await atRest(queries, BEFORE);
      const route = `/api/analysis/${encodeURIComponent(measure)}` as "/api/analysis/convergence";
      return (await asked(client(lang).GET(route, { params: { query: { wait: WAIT, ...options } }, signal })));
    },
  });
}
