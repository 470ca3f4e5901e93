/** The place of every mark, worked out in a worker; what has a place keeps it while the page is open. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Model } from "../../core/graph/model";
import type { Order, Place } from "../../core/layout/arrange";
import { useCommon } from "../../ui/context";
import { radius } from "./sizes";

/** How strongly a link draws its ends together: places and kinship less than working together. */
const PULL: Readonly<Record<string, number>> = { cooperation: 1, carries: 1.2, hierarchy: 0.9, convergence: 0.6, complementarity: 0.6, territory: 0.3 };

export type Places = Readonly<Record<string, Place>>;

const NONE: Places = {};

export function usePlaces(model: Model | null, pins: Places): Places {
  const { vocabulary } = useCommon();
  const [places, setPlaces] = useState<Places>(NONE);
  const worker = useRef<Worker | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    const made = new Worker(new URL("../../core/layout/worker.ts", import.meta.url), { type: "module" });
    made.onmessage = ({ data }: MessageEvent<{ turn: number; places: Places }>) => {
      if (data.turn === turn.current) setPlaces((before) => ({ ...before, ...data.places }));
    };
    worker.current = made;
    return () => {
      made.terminate();
      worker.current = null;
    };
  }, []);

  useEffect(() => {
    if (model === null) return;
    const nodes = [...model.nodes.values()];
    if (nodes.every((node) => places[node.id] !== undefined)) return;
    const placed = Object.fromEntries(nodes.flatMap((node) => (places[node.id] === undefined ? [] : [[node.id, places[node.id] as Place]])));
    const order: Order = {
      nodes: nodes.map((node) => [node.id, radius(node.degree)]),
      edges: [...model.edges.values()].map((edge) => [edge.source, edge.target, PULL[vocabulary.reading(edge.relation)] ?? 0.5]),
      placed,
    };
    turn.current += 1;
    worker.current?.postMessage({ turn: turn.current, order });
  }, [model, places, vocabulary]);

  return useMemo(() => (Object.keys(pins).length === 0 ? places : { ...places, ...pins }), [places, pins]);
}
