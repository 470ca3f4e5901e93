/** What some answer has told of an entity already: enough to say who it is before its card has come. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Card, Found, LinkGroup } from "../core/api/types";
import type { Named } from "../core/facts/names";
import type { Model } from "../core/graph/model";

export interface Known extends Named {
  readonly id: string;
  readonly kind: string;
}

function* told(queries: QueryClient, id: string): Generator<Known> {
  const answers = <T>(name: string) => queries.getQueriesData<T>({ queryKey: [name] }).flatMap(([, data]) => (data === undefined ? [] : [data]));
  for (const model of answers<Model>("graph")) {
    const node = model.nodes.get(id);
    if (node !== undefined) yield node;
  }
  for (const { hits } of answers<Found>("search")) for (const { entity } of hits) if (entity.id === id) yield entity;
  const groups = [...answers<Card>("card").flatMap((card) => card.groups), ...answers<readonly LinkGroup[]>("neighbours").flat()];
  for (const { links } of groups) for (const { other } of links) if (other.id === id) yield other;
}

export function useBrief(id: string): Known | null {
  const queries = useQueryClient();
  return useMemo(() => {
    for (const one of told(queries, id)) return one;
    return null;
  }, [queries, id]);
}
