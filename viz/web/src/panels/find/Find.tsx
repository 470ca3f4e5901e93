/** The left column: find, and filter by the legend and the facets. */
import { type Ref, useMemo } from "react";
import { nameOf } from "../../core/facts/names";
import { kindCounts, readingCounts, sourceCounts, territoryCounts } from "../../core/filters/filters";
import type { Model } from "../../core/graph/model";
import { fromSource, inTerritory, showAll } from "../../core/state/changes";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useStats } from "../../ui/data";
import { PeriodSlider, useTimeline } from "../../ui/Period";
import { Skeleton } from "../../ui/states";
import { Facet } from "./Facet";
import { Kinds, Readings } from "./Legend";
import { Search, type SearchHandle } from "./Search";

export function Find({ model, searchRef }: { readonly model: Model | null; readonly searchRef: Ref<SearchHandle> }) {
  return (
    <div className="find">
      <Search ref={searchRef} />
      <div className="find-filters">{model === null ? <Skeleton lines={9} /> : <Filters model={model} />}</div>
    </div>
  );
}

function Filters({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const view = useView((state) => state);
  const stats = useStats();
  const timeline = useTimeline(model);
  const counts = useMemo(
    () => ({
      kinds: kindCounts(model, vocabulary, view),
      readings: readingCounts(model, vocabulary, view),
      territories: territoryCounts(model, vocabulary, view),
      sources: sourceCounts(model, vocabulary, view),
    }),
    [model, vocabulary, view],
  );
  const titles = new Map((stats.data?.by_source ?? []).map((source) => [source.id, source.title]));
  const placeName = (id: string) => {
    const node = model.nodes.get(id);
    return node === undefined ? id : nameOf(node, lang);
  };
  const narrowed = view.hidden.length + view.muted.length + view.removed.length + view.kept.length + view.degrees > 0 || view.territory !== null || view.source !== null || view.period !== null;
  return (
    <>
      <Kinds counts={counts.kinds} />
      <Readings counts={counts.readings} />
      <Facet
        title={t("legend.territory")}
        counts={counts.territories}
        chosen={view.territory}
        name={placeName}
        onChoose={(id) => {
          commit(inTerritory(id));
        }}
      />
      <Facet
        title={t("legend.source")}
        counts={counts.sources}
        chosen={view.source}
        name={(id) => titles.get(id) ?? id}
        onChoose={(id) => {
          commit(fromSource(id));
        }}
      />
      {timeline === null ? null : (
        <section aria-labelledby="legend-period">
          <h2 id="legend-period">{t("time.title")}</h2>
          <PeriodSlider timeline={timeline} />
        </section>
      )}
      {narrowed ? (
        <button
          type="button"
          className="button wide"
          onClick={() => {
            commit(showAll);
          }}
        >
          {t("legend.all")}
        </button>
      ) : null}
      <p className="quiet small">{t("legend.hint")}</p>
    </>
  );
}
