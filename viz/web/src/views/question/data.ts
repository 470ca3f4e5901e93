/** What the question view asks of the server: the answer, once for each question, and how far the server goes. */
import { useQuery } from "@tanstack/react-query";
import { asked, client } from "../../core/api/client";
import type { Answer } from "../../core/api/types";
import { useCommon } from "../../ui/context";

export function useLimits() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["limits"], staleTime: Infinity, queryFn: ({ signal }) => asked(client(lang).GET("/api/limits", { signal })) });
}

export const answerKey = (question: string, lang: string) => ["answer", question, lang] as const;

/** The answer to a question; none is asked where it is empty. Leaving or stopping ends it here. */
export function useAnswer(question: string) {
  const { lang } = useCommon();
  return useQuery({
    queryKey: answerKey(question, lang),
    enabled: question !== "",
    staleTime: Infinity,
    gcTime: 60_000,
    // The route answers CSV too, when that is what is asked for.
    queryFn: async ({ signal }) => (await asked(client(lang).POST("/api/query", { body: { cypher: question }, signal }))) as Answer,
  });
}
