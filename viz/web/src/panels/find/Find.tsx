/** The left column: find, and filter by the legend and the facets. */
import { useDeferredValue, type Ref, useMemo } from "react";
import { examples } from "../../core/facts/examples";
import { nameOf } from "../../core/facts/names";
import { kindCounts, narrowed, readingCounts, sourceCounts, territoryCounts } from "../../core/filters/filters";
import type { Model } from "../../core/graph/model";
import { fromSource, inTerritory, showAll } from "../../core/state/changes";
import { useApart } from "../../ui/Apart";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { useStats } from "../../ui/data";
import { useCounted, useFilter } from "../../ui/filtering";
import { PeriodSlider, useTimeline } from "../../ui/Period";
import { Help } from "../../ui/Help";
import { Skeleton } from "../../ui/states";
import { Facet } from "./Facet";
import { Kinds, Readings } from "./Legend";
import { Search, type SearchHandle } from "./Search";
import "./find.css";

const EXAMPLES = 3;

export function Find({ model, searchRef }: { readonly model: Model | null; readonly searchRef: Ref<SearchHandle> }) {
  const { vocabulary } = useCommon();
  const known = useMemo(() => (model === null ? [] : examples(model, vocabulary, "Actor", EXAMPLES)), [model, vocabulary]);
  return (
    <div className="find">
      <Search model={model} ref={searchRef} examples={known} />
      <div className="find-filters">{model === null ? <Skeleton lines={9} /> : <Filters model={model} />}</div>
    </div>
  );
}

function Filters({ model: whole }: { readonly model: Model }) {
  // Counts may come after what is waited for.
  const model = useDeferredValue(whole);
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const view = useFilter();
  const counted = useCounted();
  const stats = useStats();
  const timeline = useTimeline(model);
  const counts = useMemo(
    () => ({
      kinds: kindCounts(model, vocabulary, counted),
      readings: readingCounts(model, vocabulary, counted),
      territories: territoryCounts(model, vocabulary, counted),
      sources: sourceCounts(model, vocabulary, counted),
    }),
    [model, vocabulary, counted],
  );
  const titles = new Map((stats.data?.by_source ?? []).map((source) => [source.id, source.title]));
  const alike = useApart(useMemo(() => counts.territories.flatMap(({ key }) => model.nodes.get(key) ?? []), [counts, model]));
  const placeName = (id: string) => {
    const node = model.nodes.get(id);
    return node === undefined ? id : [nameOf(node, lang), alike.get(id)].filter((text) => text !== undefined).join(" · ");
  };
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
      {narrowed(view) ? (
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
      <div className="with-help legend-hint">
        <p className="quiet small">{t("legend.hint")}</p>
        <Help of="size" />
      </div>
    </>
  );
}
