/** What the page asks of the server, each question once, kept while it is fresh. */
import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { asked, client, Problem } from "../core/api/client";
import type { Card, Lang, LinkGroup } from "../core/api/types";
import { extended, type Model, modelled, withOpened } from "../core/graph/model";
import type { Opening, View } from "../core/state/view";
import { after } from "./after";
import { useCommon, useView } from "./context";

const FRESH = 5 * 60_000;
/** How many marks the map takes at once; the server says what it left out. */
const MOST = 10_000;
const MOST_LINKS = 50_000;
/** What was said of one entity is kept a minute after nobody shows it: going back is at once, and memory does not grow with reading. */
const KEPT = 60_000;

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

const cardKey = (id: string | null, evidence: boolean, lang: Lang) => ["card", id, evidence, lang];

export function useCard(id: string | null, evidence = false) {
  const { api, lang } = useClient();
  return useQuery({
    queryKey: cardKey(id, evidence, lang),
    enabled: id !== null,
    staleTime: FRESH,
    gcTime: KEPT,
    queryFn: ({ signal }) => asked(api.GET("/api/entities/{id}", { params: { path: { id: id ?? "" }, query: { evidence } }, signal })),
  });
}

/** Of which relation and kind, and how many of each group. */
interface Of {
  readonly relation?: string;
  readonly kind?: string;
  readonly limit: number;
}

interface Told {
  readonly initialData?: () => LinkGroup[] | undefined;
  readonly initialDataUpdatedAt?: number;
}

/** The neighbours that the card of the entity has told already, where it told as many: they are not asked again. */
function told(queries: QueryClient, id: string | null, { relation, kind, limit }: Of, lang: Lang): Told {
  const card = queries.getQueryState<Card>(cardKey(id, false, lang));
  const groups = card?.data?.groups.filter((group) => (relation === undefined || group.relation === relation) && (kind === undefined || group.kind === kind));
  const enough = groups?.every(({ count, links }) => links.length >= Math.min(limit, count)) === true;
  return enough && card?.isInvalidated === false ? { initialData: () => groups, initialDataUpdatedAt: card.dataUpdatedAt } : {};
}

export function useNeighbours(id: string | null, of: Of) {
  const { api, lang } = useClient();
  const queries = useQueryClient();
  return useQuery({
    queryKey: ["neighbours", id, of, lang],
    enabled: id !== null,
    staleTime: FRESH,
    gcTime: KEPT,
    ...told(queries, id, of, lang),
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
    // A model is compared with none: it is as new as the answer that it was made of.
    structuralSharing: false,
    queryFn: async ({ signal }) =>
      modelled(await asked(api.GET("/api/graph", { params: { query: { limit: MOST, limit_links: MOST_LINKS, territory, source } }, signal })), breath),
  });
}

/** Lets the page draw and answer between two pieces of work. */
const breath = () => new Promise<void>((on) => { setTimeout(on); });

/** What a selection or an opening names and the whole does not hold: brought with its neighbourhood. */
function useAround(ids: readonly string[]) {
  const { api } = useClient();
  return useQuery({
    queryKey: ["around", ids],
    enabled: ids.length > 0,
    staleTime: FRESH,
    gcTime: KEPT,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client: queries }) => {
      // The card first: it is what is read.
      await after(queries, ["card"]);
      return asked(api.GET("/api/graph", { params: { query: { seeds: [...ids], depth: 1, limit: 60 } }, signal }));
    },
  });
}

function useOpened(openings: readonly Opening[]) {
  const { api, lang } = useClient();
  const queries = useQueryClient();
  return useQueries({
    queries: openings.map(({ id, relation, kind, count }) => ({
      queryKey: ["neighbours", id, { relation, kind, limit: count }, lang],
      staleTime: FRESH,
      gcTime: KEPT,
      ...told(queries, id, { relation, kind, limit: count }, lang),
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
  const start = base ?? null;
  const missing = useMemo(() => {
    if (start === null) return EMPTY;
    const named = [...(selected?.type === "entity" ? [selected.id] : []), ...compared, ...openings.map((opening) => opening.id)];
    return [...new Set(named)].filter((id) => !start.nodes.has(id)).sort();
  }, [start, selected, compared, openings]);
  const around = useAround(missing);
  const opened = useOpened(openings);

  const more = missing.length > 0 ? around.data : undefined;
  const held = useMemo(() => {
    if (start === null) return null;
    return withOpened(
      more === undefined ? start : extended(start, more),
      openings.flatMap(({ id, relation, outgoing, kind, count }, i) =>
        (opened[i] ?? []).filter((group) => group.relation === relation && group.outgoing === outgoing && group.kind === kind).map((group) => ({ id, group, count })),
      ),
    );
  }, [start, more, openings, opened]);
  // The map and the counts follow what was chosen as fast as they can; the card and the search do not wait for them.
  const followed = useDeferredValue(held);
  return { model: followed, error: whole.error ?? part.error, retry: () => void whole.refetch() };
}
