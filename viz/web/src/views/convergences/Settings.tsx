/** What a question is asked with: the filter of all views in words, and the settings of the measure, each with its own reset. */
import type { MeasureInfo } from "../../core/api/types";
import { choices, DRAWS, standing } from "../../core/analysis/settings";
import { isChanged, questionOf } from "../../core/analysis/questions";
import { cardName } from "../../core/facts/names";
import { measureBy, setOption } from "../../core/state/changes";
import { caption } from "../../core/words/dates";
import { Choice } from "../../panels/card/edit/fields";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useCard, useStats } from "../../ui/data";
import { Setting } from "./Setting";

/** What these list has no ranks, so nothing to draw again. */
const UNRANKED = ["territory", "coverage", "groups", "coalition"];
const DRAWN = ["0", "20", "50", "100"];

export function Settings({ measure }: { readonly measure: MeasureInfo }) {
  const t = useWords();
  const { commit } = useChanges();
  const settings = useView((view) => view.settings);
  const { main, more } = choices(measure);
  const reset = () => {
    const question = questionOf(measure.name, settings);
    commit(measureBy(measure.name, question?.settings ?? {}));
  };
  return (
    <>
      <Filtered />
      <details className="settings" open={measure.name === "coalition" ? true : undefined}>
        <summary>{t("convergences.settings")}</summary>
        <div className="settings-fields">
          {UNRANKED.includes(measure.name) ? null : <Draws />}
          {main.map((option) => (
            <Setting key={option.name} option={option} values={standing(option, settings)} />
          ))}
          {more.length === 0 ? null : (
            <details className="settings-more">
              <summary>{t("convergences.more")}</summary>
              <div className="settings-fields">
                {more.map((option) => (
                  <Setting key={option.name} option={option} values={standing(option, settings)} />
                ))}
              </div>
            </details>
          )}
          <button type="button" className="button" disabled={!isChanged(measure.name, settings)} onClick={reset}>
            {t("convergences.reset")}
          </button>
        </div>
      </details>
    </>
  );
}

/** The filter of all views, where it narrows the question. */
function Filtered() {
  const t = useWords();
  const { lang } = useCommon();
  const [territory, source, period] = [useView((view) => view.territory), useView((view) => view.source), useView((view) => view.period)];
  const place = useCard(territory);
  const stats = useStats();
  const told = [
    ...(territory === null ? [] : [place.data === undefined ? territory : cardName(place.data, lang)]),
    ...(source === null ? [] : [stats.data?.by_source.find(({ id }) => id === source)?.title ?? source]),
    ...(period === null ? [] : [caption(period, lang)]),
  ];
  return told.length === 0 ? null : <p className="small quiet">{t("convergences.filtered", { what: told.join(" · ") })}</p>;
}

/** The ranks put to the test: sources drawn again, each place told as an interval. */
function Draws() {
  const t = useWords();
  const { commit } = useChanges();
  const drawn = useView((view) => view.settings[DRAWS]?.[0] ?? "0");
  return (
    <Choice
      label={t("convergences.draws")}
      hint={t("convergences.drawsHint")}
      value={drawn}
      onChange={(count) => {
        commit(setOption(DRAWS, count === "0" ? null : [count]));
      }}
      options={DRAWN.map((count) => [count, count === "0" ? t("convergences.notDrawn") : t("convergences.drawn", { count: Number(count) })] as const)}
    />
  );
}
