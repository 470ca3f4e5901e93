/** What the view lets through, worked out when the filter changes: not at each move of the camera or of a choice. */
import { useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { type Filter, filterOf, impersonal, shown, type Shown, steady } from "../core/filters/filters";
import type { Model } from "../core/graph/model";
import { useCommon } from "./context";

/** The filter of the view: the same object while it says the same. What follows it never holds up a card or a word being typed. */
export function useFilter(): Filter {
  return useDeferredValue(useStore(useCommon().store, useShallow((state) => filterOf(state.history.present))));
}

/** The filter without what is shown only because somebody asked for it by name: what the counts of the legend go by. */
export function useCounted(): Filter {
  return useDeferredValue(useStore(useCommon().store, useShallow((state) => impersonal(filterOf(state.history.present)))));
}

/** What is shown of the model: the same object while it is the same. */
export function useShown(model: Model): Shown {
  const { vocabulary } = useCommon();
  const filter = useFilter();
  return useMemo(() => steady(model, shown(model, vocabulary, filter)), [model, vocabulary, filter]);
}
