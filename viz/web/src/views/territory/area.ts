/** Which area the address names, what it is divided into, and what is around it. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asked, client } from "../../core/api/client";
import { type Area, areas, departmentArea, departments, regions } from "../../core/geo/france";
import { communeArea, epciArea, type Ground, ground, isNarrow, type Level, type Narrow } from "../../core/geo/ground";
import { useCommon, useView } from "../../ui/context";

/** An area with an outline, or one that is known by the centres of its municipalities. */
export type Wide = Area | Narrow;

export interface Drill {
  /** Null is the whole country. */
  readonly area: Wide | null;
  /** What it is divided into, and of which level that is. */
  readonly parts: readonly Wide[];
  readonly level: Level;
  /** The larger areas, the largest first. */
  readonly above: readonly Wide[];
  readonly ground: Ground | null;
  readonly waiting: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** EPCI and municipalities of an area below the region; asked once. */
function useGround(key: string | null) {
  const { lang } = useCommon();
  const wanted = key !== null && !key.startsWith("region-");
  return useQuery({
    queryKey: ["area", key],
    enabled: wanted,
    staleTime: Infinity,
    queryFn: async ({ signal }) => ground(await asked(client(lang).GET("/api/areas/{key}", { params: { path: { key: key ?? "" } }, signal }))),
  });
}

export function useDrill(): Drill {
  const key = useView((view) => view.area);
  const { data, isLoading, error, refetch } = useGround(key);
  return useMemo(() => {
    const known = data ?? null;
    const area = key === null ? null : (areas.get(key) ?? narrow(known));
    return { area, ...divided(area, known), above: above(area, known), ground: known, waiting: isLoading, error, retry: () => void refetch() };
  }, [key, data, isLoading, error, refetch]);
}

/** The intercommunality or the municipality that was asked. */
function narrow(known: Ground | null): Narrow | null {
  if (known === null) return null;
  const { level, code } = known.told;
  const commune = known.communeOf(code);
  if (level === "commune") return commune === null ? null : communeArea(commune);
  return known.groups.find((group) => group.code === code) ?? null;
}

function divided(area: Wide | null, known: Ground | null): Pick<Drill, "parts" | "level"> {
  if (area === null) return { parts: regions, level: "region" };
  if (isNarrow(area)) return { parts: area.level === "epci" ? (known?.of(area.code) ?? []).map(communeArea) : [], level: "commune" };
  if (area.level === "region") return { parts: departments.filter((one) => one.region === area.code), level: "department" };
  return { parts: [...(known?.groups ?? []), ...(known?.of(null) ?? []).map(communeArea)], level: "epci" };
}

function above(area: Wide | null, known: Ground | null): readonly Wide[] {
  if (area === null) return [];
  if (!isNarrow(area)) return area.level === "region" ? [] : [areas.get(`region-${area.region}`)].filter((one) => one !== undefined);
  const department = departmentArea(area.departments[0]);
  const epci = area.level === "commune" ? known?.told.intercommunalities.find(({ code }) => code === known.told.epci) : undefined;
  return [areas.get(`region-${department?.region ?? ""}`), department, epci && epciArea(epci)].filter((one) => one !== undefined);
}
