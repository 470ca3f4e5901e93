/** What tells entities of one name apart where they stand in one list. */
import { useMemo } from "react";
import { apart } from "../core/facts/apart";
import { useCommon } from "./context";

/** What is written beside each name of the list that is not the only one, by id; `kinds` where no kind is shown beside. */
export function useApart(entities: Parameters<typeof apart>[0], kinds = false): ReadonlyMap<string, string> {
  const { vocabulary, lang } = useCommon();
  return useMemo(() => apart(entities, lang, kinds ? (kind) => vocabulary.label(kind, lang) : null), [entities, lang, kinds, vocabulary]);
}

export function Apart({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <span className="apart quiet small">{text}</span>;
}
