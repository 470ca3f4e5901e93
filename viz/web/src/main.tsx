/** Starts the page: words, address, server, then the ontology, without which nothing has a name. */
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { StrictMode, useEffect, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { useStore } from "zustand";
import "virtual:tokens.css";
import "./styles/base.css";
import "./styles/page.css";
import { App } from "./App";
import { asked, client } from "./core/api/client";
import { type OntologyJson, Vocabulary } from "./core/ontology/ontology";
import { parse } from "./core/state/address";
import { createViewStore } from "./core/state/store";
import { chosen, spoken } from "./core/words/words";
import { followAddress } from "./ui/address";
import { useAppearance } from "./ui/appearance";
import { CommonContext, WordsContext } from "./ui/context";
import { retry } from "./ui/data";
import { preferredLanguages } from "./ui/language";
import { Failure, Skeleton } from "./ui/states";
import "./styles/print.css";

// "always": without a network the server of this machine still answers.
const queries = new QueryClient({ defaultOptions: { queries: { retry, retryDelay: 800, networkMode: "always", refetchOnWindowFocus: false } } });
const store = createViewStore(parse(window.location.search));
followAddress(store);

function Root() {
  const view = useStore(store, (state) => state.history.present);
  const lang = chosen(view.lang, preferredLanguages());
  const mode = useAppearance(view.theme, view.projector);
  const t = useMemo(() => spoken(lang), [lang]);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const ontology = useQuery<OntologyJson>({
    queryKey: ["ontology"],
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === "error" ? 2500 : false),
    queryFn: ({ signal }): Promise<OntologyJson> => asked(client(lang).GET("/api/ontology", { signal })),
  });
  const vocabulary = useMemo(() => (ontology.data === undefined ? null : new Vocabulary(ontology.data)), [ontology.data]);
  const common = useMemo(() => (vocabulary === null ? null : { store, vocabulary, lang, mode }), [vocabulary, lang, mode]);
  return (
    <WordsContext value={t}>
      {common === null ? (
        <main className="starting">
          <h1 className="brand">maillage</h1>
          {ontology.error === null ? <Skeleton /> : <Failure error={ontology.error} retry={() => void ontology.refetch()} />}
        </main>
      ) : (
        <CommonContext value={common}>
          <App />
        </CommonContext>
      )}
    </WordsContext>
  );
}

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Root />
      </QueryClientProvider>
    </StrictMode>,
  );
}
