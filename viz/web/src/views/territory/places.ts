/** What the territory view counts, of the model and of what the store knows of its territories. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asked, client } from "../../core/api/client";
import { codes } from "../../core/geo/france";
import { type Ground, type Level, partOf } from "../../core/geo/ground";
import { type Known, placed, type Placed, type Spot, spotOf, type Tie, ties } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { useCommon } from "../../ui/context";
import { useShown } from "../../ui/filtering";
import type { Wide } from "./area";

const FACTS = "MATCH (t:Territory) WHERE t.id IN $ids RETURN t.id AS id, t.level AS level, t.code AS code, t.insee AS insee, t.lat AS lat, t.lon AS lon";
/** Territories in one question: below the row limit of any server. */
const ATONCE = 500;

const text = (value: unknown) => (typeof value === "string" ? value : null);
const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

function knownOf([id, level, code, insee, lat, lon]: readonly unknown[]): Known {
  return { id: String(id), level: text(level), code: text(code), insee: text(insee), lat: number(lat), lon: number(lon) };
}

/** Code, level and centre of these territories; one question for each five hundred. */
function useKnown(ids: readonly string[]) {
  const { lang } = useCommon();
  return useQuery({
    queryKey: ["territories", ids],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const api = client(lang);
      const found = new Map<string, Known>();
      for (let i = 0; i < ids.length; i += ATONCE) {
        const answer = await asked(api.POST("/api/query", { body: { cypher: FACTS, parameters: { ids: ids.slice(i, i + ATONCE) } }, signal }));
        if (typeof answer === "string") continue;
        for (const row of answer.rows) found.set(String(row[0]), knownOf(row));
      }
      return found;
    },
  });
}

/** A territory of the graph as the view draws it. */
export interface Here {
  readonly id: string;
  readonly spot: Spot | null;
  /** Entities located in it, of what is shown. */
  readonly entities: readonly string[];
}

export interface Places {
  readonly all: readonly Here[];
  readonly found: Placed;
  /** Which territories lie in an area: all that have a place in the country. */
  readonly inside: (here: Here, area: Wide | null) => boolean;
  /** Entities in an area or in a part of it, each once. */
  readonly count: (area: Wide) => number;
  readonly tiesAt: (unit: (here: Here) => string | null) => readonly Tie[];
  readonly error: Error | null;
  readonly retry: () => void;
}

export function usePlacesOf(model: Model, known: Ground | null): Places | null {
  const { vocabulary } = useCommon();
  const ids = useMemo(() => [...model.nodes.values()].filter((node) => vocabulary.isA(node.kind, "Territory")).map((node) => node.id), [model, vocabulary]);
  const asking = useKnown(ids);
  const shown = useShown(model);
  const facts = asking.data;
  const error = asking.error;
  const { refetch } = asking;
  return useMemo(() => {
    if (facts === undefined && error === null) return null;
    const found = placed(model, vocabulary, shown);
    const wanted = [...new Set([...found.within.keys(), ...ids.filter((id) => shown.nodes.has(id))])].sort();
    const all = wanted.map((id): Here => ({ id, spot: spotOf(id, facts ?? new Map<string, Known>(), model, vocabulary, codes), entities: found.within.get(id) ?? [] }));
    const byId = new Map(all.map((here) => [here.id, here]));
    const tiesAt = (unit: (here: Here) => string | null) =>
      ties(model, vocabulary, shown, found, (id) => {
        const here = byId.get(id);
        return here === undefined ? null : unit(here);
      });
    const inside = (here: Here, area: Wide | null) => here.spot !== null && (area === null || partOf(here.spot, area.level, known) === area.key);
    return { all, found, inside, count: counter(all, known), tiesAt, error, retry: () => void refetch() };
  }, [model, vocabulary, shown, ids, facts, error, refetch, known]);
}

/** Each level is gone over once, when the first of its areas is asked. */
function counter(all: readonly Here[], known: Ground | null): (area: Wide) => number {
  const levels = new Map<Level, ReadonlyMap<string, number>>();
  return ({ level, key }) => {
    const found = levels.get(level) ?? counted(all, level, known);
    levels.set(level, found);
    return found.get(key) ?? 0;
  };
}

function counted(all: readonly Here[], level: Level, known: Ground | null): ReadonlyMap<string, number> {
  const found = new Map<string, Set<string>>();
  for (const { spot, entities } of all) {
    const key = spot === null ? null : partOf(spot, level, known);
    if (key === null) continue;
    const held = found.get(key) ?? new Set();
    for (const entity of entities) held.add(entity);
    found.set(key, held);
  }
  return new Map([...found].map(([key, held]) => [key, held.size]));
}
