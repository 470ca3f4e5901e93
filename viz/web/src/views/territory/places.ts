/** What the territory view counts, of the model and of what the store knows of its territories. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asked, client } from "../../core/api/client";
import { shown as shownBy } from "../../core/filters/filters";
import { type Area, areas, codes, departments, regions } from "../../core/geo/france";
import { type Known, placed, type Placed, type Spot, spotOf, type Tie, ties } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { useCommon, useView } from "../../ui/context";

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
  /** Entities in an area or in a part of it, each once. */
  readonly count: (area: Area) => number;
  readonly tiesAt: (unit: (here: Here) => string | null) => readonly Tie[];
  readonly error: Error | null;
  readonly retry: () => void;
}

export function usePlacesOf(model: Model): Places | null {
  const { vocabulary } = useCommon();
  const view = useView((state) => state);
  const ids = useMemo(() => [...model.nodes.values()].filter((node) => vocabulary.isA(node.kind, "Territory")).map((node) => node.id), [model, vocabulary]);
  const known = useKnown(ids);
  const shown = useMemo(() => shownBy(model, vocabulary, view), [model, vocabulary, view]);
  const facts = known.data;
  const error = known.error;
  const { refetch } = known;
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
    return { all, found, count: (area) => entitiesIn(all, area).size, tiesAt, error, retry: () => void refetch() };
  }, [model, vocabulary, shown, ids, facts, error, refetch]);
}

export const inArea = (here: Here, area: Area): boolean => (area.level === "region" ? here.spot?.region === area.code : here.spot?.department === area.code);

function entitiesIn(all: readonly Here[], area: Area): ReadonlySet<string> {
  return new Set(all.filter((here) => inArea(here, area)).flatMap((here) => here.entities));
}

/** The area that the address names, and what it is divided into. */
export function useArea(): { readonly area: Area | null; readonly parts: readonly Area[] } {
  const key = useView((view) => view.area);
  const area = key === null ? null : (areas.get(key) ?? null);
  const parts = area === null ? regions : area.level === "region" ? departments.filter((one) => one.region === area.code) : [area];
  return { area, parts };
}
