/** The measures of the server: asked once, looked at again while one is under way. */
import { useQuery } from "@tanstack/react-query";
import { asked, client } from "../core/api/client";
import type { Analysis, JobInfo } from "../core/api/types";
import { useCommon } from "./context";

const LOOK = 900;
/** Seconds that the server may take before it says how far it is. */
const WAIT = 3;

export type Asked = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export const isDone = (answer: Analysis | JobInfo): answer is Analysis => "findings" in answer;

export function useMeasures() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["measures"], staleTime: Infinity, queryFn: ({ signal }) => asked(client(lang).GET("/api/analysis", { signal })) });
}

export function useAnalysis(measure: string, options: Asked, enabled = true) {
  const { lang } = useCommon();
  return useQuery<Analysis | JobInfo>({
    queryKey: ["analysis", measure, options, lang],
    enabled,
    staleTime: 5 * 60_000,
    refetchInterval: (query) => (query.state.data !== undefined && !isDone(query.state.data) ? LOOK : false),
    // The measures are routes of one form: that of the first stands for all.
    queryFn: async ({ signal }) => {
      const route = `/api/analysis/${encodeURIComponent(measure)}` as "/api/analysis/convergence";
      return (await asked(client(lang).GET(route, { params: { query: { wait: WAIT, ...options } }, signal })));
    },
  });
}
