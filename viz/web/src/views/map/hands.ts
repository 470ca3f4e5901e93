/** What people do to the map with a mouse or a finger, as gestures. */
import type Sigma from "sigma";
import type { MouseCoords, SigmaNodeEventPayload } from "sigma/types";
import type { MarkData, ThreadData } from "./attributes";
import type { Gestures } from "./told";

type MapSigma = Sigma<MarkData, ThreadData>;

/** Listens for as long as `sigma` lives; `hover` is told what the mouse is on. */
export function listen(sigma: MapSigma, gestures: Gestures, hover: (node: string | null, link: string | null) => void): void {
  sigma.on("clickNode", ({ node, event }) => {
    gestures.onEntity(node, event.original.shiftKey);
  });
  sigma.on("doubleClickNode", (payload) => {
    payload.preventSigmaDefault();
    gestures.onExpand(payload.node);
  });
  sigma.on("clickEdge", ({ edge }) => {
    gestures.onLink(edge);
  });
  sigma.on("clickStage", () => {
    gestures.onGround();
  });
  sigma.on("enterNode", ({ node }) => {
    hover(node, null);
  });
  sigma.on("leaveNode", () => {
    hover(null, null);
  });
  sigma.on("enterEdge", ({ edge }) => {
    hover(null, edge);
  });
  sigma.on("leaveEdge", () => {
    hover(null, null);
  });
  listenDrag(sigma, gestures);
}

function listenDrag(sigma: MapSigma, gestures: Gestures): void {
  const graph = sigma.getGraph();
  let held: { id: string; moved: boolean } | null = null;
  sigma.on("downNode", (payload: SigmaNodeEventPayload) => {
    held = { id: payload.node, moved: false };
  });
  sigma.on("moveBody", ({ event }: { event: MouseCoords }) => {
    if (held === null) return;
    event.preventSigmaDefault();
    held.moved = true;
    const at = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held.id, { x: at.x, y: at.y });
  });
  const drop = () => {
    if (held?.moved) {
      const { x, y } = graph.getNodeAttributes(held.id);
      gestures.onPin(held.id, x, y);
    }
    held = null;
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
  sigma.on("upEdge", drop);
}
