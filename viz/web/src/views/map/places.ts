/** The place of every mark, worked out in a worker; what has a place keeps it while the page is open. */
import { useEffect, useMemo, useState } from "react";
import type { Model } from "../../core/graph/model";
import type { Order, Place } from "../../core/layout/arrange";
import { type Arranged, arrangement } from "../../core/layout/arrangements";
import type { Arrangement } from "../../core/layout/names";
import { useCommon } from "../../ui/context";
import { radiusOf } from "./sizes";

/** How strongly a link draws its ends together: places and kinship less than working together. */
const PULL: Readonly<Record<string, number>> = { cooperation: 1, carries: 1.2, hierarchy: 0.9, convergence: 0.6, complementarity: 0.6, territory: 0.3 };

export type Places = Readonly<Record<string, Place>>;

const NONE: Places = {};

type Answer = (places: Places) => void;

/** The worker, started with the page's code and not with the first map: it is ready when the data are. */
const worker = new Worker(new URL("../../core/layout/worker.ts", import.meta.url), { type: "module" });
let turn = 0;
let waiting: Answer | null = null;
worker.onmessage = ({ data }: MessageEvent<{ turn: number; places: Places }>) => {
  if (data.turn === turn) waiting?.(data.places);
};

/** Asks for places; only the last that asked is answered. */
function arranged(order: Order, answer: Answer): void {
  turn += 1;
  waiting = answer;
  worker.postMessage({ turn, order });
}

// A view that is left and opened again finds its marks where they were.
let kept: Places = NONE;

const FORCED: Arranged = { places: NONE, captions: [] };

/** The places of an arrangement, pins over them, with its captions. */
export function useArrangement(model: Model, asked: Arrangement, pins: Places): Arranged {
  const { vocabulary } = useCommon();
  const forced = usePlaces(model, asked === "force" ? pins : NONE);
  const other = useMemo(() => (asked === "force" ? FORCED : arrangement(asked, model, vocabulary)), [asked, model, vocabulary]);
  return useMemo(() => (asked === "force" ? { places: forced, captions: [] } : { places: { ...other.places, ...pins }, captions: other.captions }), [asked, forced, other, pins]);
}

function usePlaces(model: Model, pins: Places): Places {
  const { vocabulary } = useCommon();
  const [places, setPlaces] = useState<Places>(kept);

  useEffect(() => {
    const nodes = [...model.nodes.values()];
    if (nodes.every((node) => places[node.id] !== undefined)) return;
    const placed = Object.fromEntries(nodes.flatMap((node) => (places[node.id] === undefined ? [] : [[node.id, places[node.id] as Place]])));
    const order: Order = {
      nodes: nodes.map((node) => [node.id, radiusOf(node)]),
      // What stands stays: only the links of newcomers say anything.
      edges: [...model.edges.values()]
        .filter((edge) => placed[edge.source] === undefined || placed[edge.target] === undefined)
        .map((edge) => [edge.source, edge.target, PULL[vocabulary.reading(edge.relation)] ?? 0.5]),
      placed,
    };
    arranged(order, (found) => {
      setPlaces((before) => {
        kept = { ...before, ...found };
        return kept;
      });
    });
  }, [model, places, vocabulary]);

  return useMemo(() => (Object.keys(pins).length === 0 ? places : { ...places, ...pins }), [places, pins]);
}
