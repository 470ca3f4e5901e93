/** Arranges in its own thread, so that the page never waits for it. */
import { arrange, type Order } from "./arrange";

export interface Asked {
  readonly turn: number;
  readonly order: Order;
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  self.postMessage({ turn: data.turn, places: arrange(data.order) });
};
