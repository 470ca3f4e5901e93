/** Beside the sheet, the same in words: the parts of the area and what is in them, the territories known there, the links between. */
import { type ReactNode, useId, useMemo } from "react";
import { nameOf } from "../../core/facts/names";
import { departmentArea } from "../../core/geo/france";
import type { Tie } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { inTerritory, openArea } from "../../core/state/changes";
import { number } from "../../core/words/numbers";
import { EntityName } from "../../panels/card/parts";
import { Apart, useApart } from "../../ui/Apart";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import type { Drill, Wide } from "./area";
import type { Here, Places } from "./places";

/** So many lines of a list at most. */
const MOST = 60;

interface Beside {
  readonly places: Places;
  readonly drill: Drill;
}

interface Whole extends Beside {
  readonly model: Model;
}

function Section({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint === undefined ? null : <p className="quiet small">{hint}</p>}
      {children}
    </section>
  );
}

/** What the area is divided into, the fullest first. */
export function Parts({ places, drill }: Beside) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const { area, parts, level } = drill;
  if (area?.level === "commune" || parts.length === 0) return null;
  const counted = parts.map((part) => ({ part, count: places.count(part) })).sort((a, b) => b.count - a.count || a.part.name.localeCompare(b.part.name, lang));
  const most = Math.max(1, counted[0]?.count ?? 1);
  return (
    <Section title={t(`place.of.${level}`)}>
      <ul className="facet">
        {counted.map(({ part, count }) => (
          <li key={part.key}>
            <button
              type="button"
              aria-label={t("place.areaLabel", { name: part.name, count })}
              className={count === 0 ? "quiet" : undefined}
              onClick={() => {
                commit(openArea(part.key));
              }}
            >
              <span className="facet-name">
                {part.name} <Across part={part} area={area} />
              </span>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span className="legend-count">{number(count, lang)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The other départements that an intercommunality lies in. */
function Across({ part, area }: { readonly part: Wide; readonly area: Wide | null }) {
  const t = useWords();
  if (part.level !== "epci" || part.departments.length < 2) return null;
  const others = part.departments.filter((code) => code !== area?.code).map((code) => departmentArea(code)?.name ?? code);
  return <span className="quiet small">{t("place.across", { names: others.join(", ") })}</span>;
}

/** What is said to be in the municipality. */
export function Residents({ model, places, drill: { area } }: Whole) {
  const t = useWords();
  const { lang } = useCommon();
  if (area?.level !== "commune") return null;
  const ids = new Set(places.all.filter((here) => places.inside(here, area)).flatMap((here) => here.entities));
  const nodes = [...ids].flatMap((id) => model.nodes.get(id) ?? []).sort((a, b) => nameOf(a, lang).localeCompare(nameOf(b, lang), lang));
  return (
    <Section title={t("place.here")}>
      {nodes.length === 0 ? <p className="quiet small">{t("place.nobody")}</p> : null}
      <ul className="territory-places">
        {nodes.slice(0, MOST).map((node) => (
          <li key={node.id}>
            <Mark kind={node.kind} size={13} />
            <EntityName entity={node} strong />
          </li>
        ))}
      </ul>
      {nodes.length > MOST ? <p className="quiet small">{t("legend.more", { count: nodes.length - MOST })}</p> : null}
    </Section>
  );
}

/** The territories of the graph in the area: each opens its card, and can become the filter of all views. */
export function Known({ model, places, drill: { area } }: Whole) {
  const t = useWords();
  const here = places.all.filter((one) => places.inside(one, area)).sort((a, b) => b.entities.length - a.entities.length);
  if (area?.level === "commune" && here.length === 0) return null;
  return (
    <Section title={t("place.places")} {...(here.some(({ spot }) => spot?.point === null) ? { hint: t("place.middle") } : {})}>
      {here.length === 0 ? <p className="quiet small">{t("place.nobody")}</p> : null}
      <Territories model={model} all={here} />
    </Section>
  );
}

function Territories({ model, all }: { readonly model: Model; readonly all: readonly Here[] }) {
  const t = useWords();
  const { commit } = useChanges();
  const { lang } = useCommon();
  const filtered = useView((view) => view.territory);
  const alike = useApart(useMemo(() => all.flatMap(({ id }) => model.nodes.get(id) ?? []), [all, model]));
  return (
    <>
      <ul className="territory-places">
        {all.slice(0, MOST).map(({ id, entities }) => {
          const node = model.nodes.get(id);
          if (node === undefined) return null;
          return (
            <li key={id}>
              <Mark kind={node.kind} size={13} />
              <span>
                <EntityName entity={node} strong /> <Apart text={alike.get(id)} /> <span className="quiet small">{t("place.located", { count: entities.length })}</span>
              </span>
              <button
                type="button"
                className="button slim"
                aria-pressed={filtered === id}
                aria-label={`${filtered === id ? t("place.all") : t("place.only")} : ${nameOf(node, lang)}`}
                onClick={() => {
                  commit(inTerritory(id));
                }}
              >
                {t("legend.only")}
              </button>
            </li>
          );
        })}
      </ul>
      {all.length > MOST ? <p className="quiet small">{t("legend.more", { count: all.length - MOST })}</p> : null}
    </>
  );
}

export function Links({ model, links, drill: { area, parts } }: { readonly model: Model; readonly links: readonly Tie[]; readonly drill: Drill }) {
  const t = useWords();
  const { lang } = useCommon();
  const names = new Map(parts.map((part) => [part.key, part.name]));
  const name = (key: string) => {
    const node = model.nodes.get(key);
    return names.get(key) ?? (node === undefined ? key : nameOf(node, lang));
  };
  if (area?.level === "commune") return null;
  return (
    <Section title={t("place.ties")}>
      {links.length === 0 ? <p className="quiet small">{t("place.noTies")}</p> : null}
      <ul className="plain small">
        {links.slice(0, 12).map(({ a, b, count }) => (
          <li key={`${a} ${b}`}>{t("place.tie", { a: name(a), b: name(b), count })}</li>
        ))}
      </ul>
      {links.length > 12 ? <p className="quiet small">{t("legend.more", { count: links.length - 12 })}</p> : null}
    </Section>
  );
}

/** What has no place on the sheet is said, never left out in silence. */
export function Unknown({ model, places }: { readonly model: Model; readonly places: Places }) {
  const t = useWords();
  const lost = places.all.filter((one) => one.spot === null).sort((a, b) => b.entities.length - a.entities.length);
  return (
    <>
      {lost.length === 0 ? null : (
        <Section title={t("place.unknown")} hint={t("place.unknownHint")}>
          <Territories model={model} all={lost} />
        </Section>
      )}
      {places.found.nowhere > 0 ? <p className="quiet small territory-nowhere">{t("place.nowhere", { count: places.found.nowhere })}</p> : null}
    </>
  );
}
