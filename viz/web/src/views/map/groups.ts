/** The groups of the map in words: what each is called, and the captions of an arrangement. */
import { useMemo } from "react";
import { nameOf } from "../../core/facts/names";
import type { Shown } from "../../core/filters/filters";
import { fold, type Folded, type Group, groupId, groupingOf, groups } from "../../core/groups/groups";
import type { Model } from "../../core/graph/model";
import type { Arranged } from "../../core/layout/arrangements";
import { capital } from "../../core/ontology/ontology";
import { useCommon, useView, useWords } from "../../ui/context";

/** Whether an id is that of a group, or of a link to one. */
export const folding = (id: string): boolean => id.startsWith(groupId(""));

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
        return `${name} (${ids.length})`;
      },
    [model, vocabulary, lang, t],
  );
}

/** What the map draws: the graph, its groups folded. */
export function useFolded(model: Model, shown: Shown): Folded {
  const { vocabulary } = useCommon();
  const [asked, folds, unfolded] = [useView((view) => view.grouping), useView((view) => view.folds), useView((view) => view.unfolded)];
  const [selected, compared] = [useView((view) => view.selected), useView((view) => view.compared)];
  const name = useGroupName(model);
  const all = useMemo(() => groups(model, vocabulary, shown, groupingOf(asked, shown)), [model, vocabulary, shown, asked]);
  return useMemo(() => fold(model, vocabulary, shown, all, { folds, unfolded, selected, compared }, name), [model, vocabulary, shown, all, folds, unfolded, selected, compared, name]);
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
