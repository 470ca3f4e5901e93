/** Nothing passes the filter: what of it may be let go, each with what would come back, and all of it. */
import { useMemo } from "react";
import { nameOf } from "../core/facts/names";
import type { Filter } from "../core/filters/filters";
import { ways, type Way } from "../core/filters/loosen";
import type { Model } from "../core/graph/model";
import { showAll } from "../core/state/changes";
import { caption } from "../core/words/dates";
import { useChanges, useCommon, useWords } from "./context";
import { useFilter } from "./filtering";

function useSaid(model: Model, { territory, period }: Filter) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const place = territory === null ? undefined : model.nodes.get(territory);
  return ({ part, kind }: Way): string => {
    if (part === "hidden") return t("nothing.hidden", { name: vocabulary.plural(kind ?? "", lang) });
    if (part === "territory") return t("nothing.territory", { name: place === undefined ? (territory ?? "") : nameOf(place, lang) });
    if (part === "period") return t("nothing.period", { period: caption(period ?? "", lang) });
    return t(`nothing.${part}`);
  };
}

export function Nothing({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const { commit } = useChanges();
  const filter = useFilter();
  const found = useMemo(() => ways(model, vocabulary, filter), [model, vocabulary, filter]);
  const said = useSaid(model, filter);
  return (
    <div className="notice" role="status">
      <h2>{t("state.filteredTitle")}</h2>
      <p>{found.length > 0 ? t("state.filteredText") : t("nothing.none")}</p>
      <ul className="loosen">
        {found.map((way) => (
          <li key={`${way.part} ${way.kind ?? ""}`}>
            <button type="button" className="button" onClick={() => { commit(way.change); }}>
              {said(way)} <span className="quiet small">{t("entities", { count: way.count })}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="button primary" onClick={() => { commit(showAll); }}>
            {t("legend.all")}
          </button>
        </li>
      </ul>
    </div>
  );
}
