/** Arranges in its own thread, so that the page never waits for it. */
import { arrange, type Order } from "./arrange";

export interface Asked {
  readonly turn: number;
  readonly order: Order;
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  self.postMessage({ turn: data.turn, places: arrange(data.order) });
};

// A browser takes long to start drawing in three dimensions where it has no graphics card: here nobody waits for it.
if (typeof OffscreenCanvas !== "undefined") new OffscreenCanvas(1, 1).getContext("webgl2");
