/** What the page asks of the server, each question once, kept while it is fresh. */
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asked, client, Problem } from "../core/api/client";
import type { LinkGroup } from "../core/api/types";
import { merged } from "../core/graph/merge";
import { type Model, model, withOpened } from "../core/graph/model";
import type { Opening, View } from "../core/state/view";
import { useCommon, useView } from "./context";

const FRESH = 5 * 60_000;
/** How many marks the map takes at once; the server says what it left out. */
const MOST = 10_000;
const MOST_LINKS = 50_000;

export function retry(count: number, error: Error): boolean {
  return error instanceof Problem && error.offline && count < 2;
}

function useClient() {
  const { lang } = useCommon();
  return useMemo(() => ({ api: client(lang), lang }), [lang]);
}

export function useStats() {
  const { api } = useClient();
  return useQuery({ queryKey: ["stats"], staleTime: FRESH, queryFn: ({ signal }) => asked(api.GET("/api/stats", { signal })) });
}

export function useSearch(q: string) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["search", q, lang],
    enabled: q !== "",
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => asked(api.GET("/api/search", { params: { query: { q, limit: 12 } }, signal })),
  });
}

export function useCard(id: string | null, evidence = false) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["card", id, evidence, lang],
    enabled: id !== null,
    staleTime: FRESH,
    queryFn: ({ signal }) => asked(api.GET("/api/entities/{id}", { params: { path: { id: id ?? "" }, query: { evidence } }, signal })),
  });
}

export function useNeighbours(id: string | null, of: { relation?: string; kind?: string; limit: number }) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["neighbours", id, of, lang],
    enabled: id !== null,
    staleTime: FRESH,
    queryFn: ({ signal }) => asked(api.GET("/api/entities/{id}/neighbours", { params: { path: { id: id ?? "" }, query: neighbourQuery(of) }, signal })),
  });
}

function neighbourQuery({ relation, kind, limit }: { relation?: string | undefined; kind?: string | undefined; limit: number }) {
  return { limit, relation: relation ?? null, type: kind ?? null };
}

export function useLink(id: string | null) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["link", id, lang],
    enabled: id !== null,
    staleTime: FRESH,
    queryFn: ({ signal }) => asked(api.GET("/api/relations/{id}", { params: { path: { id: id ?? "" } }, signal })),
  });
}

export function useShared(ids: readonly string[]) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["shared", ids, lang],
    enabled: ids.length > 1,
    staleTime: FRESH,
    queryFn: ({ signal }) => asked(api.GET("/api/shared", { params: { query: { ids: [...ids] } }, signal })),
  });
}

export function usePaths(from: string, to: string, enabled: boolean) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: ["paths", from, to, lang],
    enabled,
    staleTime: FRESH,
    queryFn: ({ signal }) => asked(api.GET("/api/paths", { params: { query: { from, to, k: 1 } }, signal })),
  });
}

type Wanted = Pick<View, "territory" | "source">;

function useGraph(wanted: Wanted, enabled: boolean) {
  const { api } = useClient();
  const { territory, source } = wanted;
  return useQuery({
    queryKey: ["graph", territory, source],
    enabled,
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      asked(api.GET("/api/graph", { params: { query: { limit: MOST, limit_links: MOST_LINKS, territory, source } }, signal })),
  });
}

/** What a selection or an opening names and the whole does not hold: brought with its neighbourhood. */
function useAround(ids: readonly string[]) {
  const { api } = useClient();
  return useQuery({
    queryKey: ["around", ids],
    enabled: ids.length > 0,
    staleTime: FRESH,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => asked(api.GET("/api/graph", { params: { query: { seeds: [...ids], depth: 1, limit: 60 } }, signal })),
  });
}

function useOpened(openings: readonly Opening[]) {
  const { api, lang } = useClient();
  return useQueries({
    queries: openings.map(({ id, relation, kind, count }) => ({
      queryKey: ["neighbours", id, { relation, kind, limit: count }, lang],
      staleTime: FRESH,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        asked(api.GET("/api/entities/{id}/neighbours", { params: { path: { id }, query: neighbourQuery({ relation, kind, limit: count }) }, signal })),
    })),
    combine: (answers) => answers.map((answer): readonly LinkGroup[] => answer.data ?? []),
  });
}

export interface Loaded {
  readonly model: Model | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

const EMPTY: readonly string[] = [];

/** The graph of the page: the whole (or, where the whole is cut, the part that the facets ask for) with what was opened. */
export function useModel(): Loaded {
  const [territory, source] = [useView((view) => view.territory), useView((view) => view.source)];
  const openings = useView((view) => view.openings);
  const selected = useView((view) => view.selected);
  const compared = useView((view) => view.compared);
  const whole = useGraph({ territory: null, source: null }, true);
  const narrow = (territory !== null || source !== null) && whole.data?.cut != null;
  const part = useGraph({ territory, source }, narrow);
  const base = narrow && part.data !== undefined ? part.data : whole.data;

  const missing = useMemo(() => {
    if (base === undefined) return EMPTY;
    const known = new Set(base.nodes.map((node) => node.id));
    const named = [...(selected?.type === "entity" ? [selected.id] : []), ...compared, ...openings.map((opening) => opening.id)];
    return [...new Set(named)].filter((id) => !known.has(id)).sort();
  }, [base, selected, compared, openings]);
  const around = useAround(missing);
  const opened = useOpened(openings);

  const held = useMemo(() => {
    if (base === undefined) return null;
    const start = model(merged(base, missing.length > 0 ? around.data : undefined));
    return withOpened(
      start,
      openings.flatMap(({ id, relation, outgoing, kind, count }, i) =>
        (opened[i] ?? []).filter((group) => group.relation === relation && group.outgoing === outgoing && group.kind === kind).map((group) => ({ id, group, count })),
      ),
    );
  }, [base, missing, around.data, openings, opened]);
  return { model: held, error: whole.error ?? part.error, retry: () => void whole.refetch() };
}
