/** The groups of the map in words: what each is called, and the captions of an arrangement. */
import { useQueryClient } from "@tanstack/react-query";
import { startTransition, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { nameOf } from "../../core/facts/names";
import type { Shown } from "../../core/filters/filters";
import { fold, type Folded, type Group, groupingOf, groups } from "../../core/groups/groups";
import type { Model } from "../../core/graph/model";
import type { Arranged } from "../../core/layout/arrangements";
import { capital } from "../../core/ontology/ontology";
import { number } from "../../core/words/numbers";
import { afterCard } from "./after-card";
import { useCommon, useView, useWords } from "../../ui/context";

function useGroupName(model: Model): (group: Group) => string {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  return useMemo(
    () =>
      ({ key, ids }) => {
        const [by = "", ...rest] = key.split(":");
        const of = rest.join(":");
        const node = model.nodes.get(of);
        const name = by === "kind" ? capital(vocabulary.plural(of, lang)) : by === "own" ? of : node === undefined ? t("groups.nowhere") : by === "community" ? t("groups.around", { name: nameOf(node, lang) }) : nameOf(node, lang);
        return `${name} (${number(ids.length, lang)})`;
      },
    [model, vocabulary, lang, t],
  );
}

/** What was asked, once the card that it opens is there: folding thousands of marks anew holds no card up. */
function useAfterCard<T>(asked: T): T {
  const queries = useQueryClient();
  const [taken, take] = useState(asked);
  useEffect(() => afterCard(queries, () => { startTransition(() => { take(asked); }); }), [asked, queries]);
  return taken;
}

/** What the map draws: the graph, its groups folded. */
export function useFolded(model: Model, shown: Shown): Folded {
  const { vocabulary } = useCommon();
  const asked = useView((view) => view.grouping);
  const standing = useAfterCard(useStore(useCommon().store, useShallow(({ history: { present: view } }) => ({ folds: view.folds, unfolded: view.unfolded, selected: view.selected, compared: view.compared, openings: view.openings }))));
  const name = useGroupName(model);
  const all = useMemo(() => groups(model, vocabulary, shown, groupingOf(asked, shown)), [model, vocabulary, shown, asked]);
  return useMemo(() => fold(model, vocabulary, shown, all, standing, name), [model, vocabulary, shown, all, standing, name]);
}

export function useCaptions(captions: Arranged["captions"]): readonly { text: string; x: number; y: number }[] {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const by = useView((view) => view.arrangement);
  return useMemo(
    () => captions.map(({ key, x, y }) => ({ x, y, text: by === "territories" ? (key === "" ? t("groups.nowhere") : "") : capital(vocabulary.plural(key, lang)) })),
    [captions, vocabulary, lang, t, by],
  );
}
