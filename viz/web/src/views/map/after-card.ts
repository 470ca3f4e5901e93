/** The card before the map: what a person reads is not kept waiting by what moves beside it. */
import type { QueryClient } from "@tanstack/react-query";
import { after } from "../../ui/after";
import { painted } from "./painted";

/** Calls back once no card is on its way; gives back what calls it off. */
export function afterCard(queries: QueryClient, then: () => void): () => void {
  let gone = false;
  const off = painted(() => {
    void after(queries, ["card"]).then(() => {
      if (!gone) then();
    });
  });
  return () => {
    gone = true;
    off();
  };
}
