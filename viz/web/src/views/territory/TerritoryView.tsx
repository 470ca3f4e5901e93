/** Territories: outlines with what is located in each, from the country to the municipality; what has no place is listed. */
import { type ReactNode, useId, useMemo } from "react";
import "../../styles/territory.css";
import { nameOf } from "../../core/facts/names";
import { type Area, areas } from "../../core/geo/france";
import type { Tie } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { inTerritory, openArea } from "../../core/state/changes";
import { EntityName } from "../../panels/card/parts";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";
import { Outlines, SHADES } from "./Outlines";
import { type Here, inArea, type Places, useArea, usePlacesOf } from "./places";

export default function TerritoryView({ model }: { readonly model: Model }) {
  const places = usePlacesOf(model);
  const { area } = useArea();
  const links = useMemo(() => places?.tiesAt((here) => unitOf(here, area)) ?? [], [places, area]);
  if (places === null) return <div className="notice"><Skeleton lines={5} /></div>;
  return (
    <div className="territory-view">
      <Path />
      <div className="territory-body">
        <div className="territory-sheet">
          <Outlines model={model} places={places} links={links} />
          <Key places={places} />
        </div>
        <div className="territory-list">
          {places.error === null ? null : <Failure error={places.error} retry={places.retry} />}
          <Parts places={places} />
          <Known model={model} places={places} />
          <Links model={model} links={links} />
          <Unknown model={model} places={places} />
        </div>
      </div>
      <Credit />
    </div>
  );
}

/** The unit between which links are drawn: regions in the country, départements in a region, territories in a département. */
function unitOf(here: Here, area: Area | null): string | null {
  const { spot } = here;
  if (spot === null) return null;
  if (area === null) return spot.department === null ? null : here.id;
  if (!inArea(here, area)) return null;
  return area.level === "region" ? (spot.department === null ? null : here.id) : here.id;
}

/** France › region › département, each a step back. */
function Path() {
  const t = useWords();
  const { commit } = useChanges();
  const { area } = useArea();
  const region = area?.level === "department" ? areas.get(`region-${area.region}`) : undefined;
  const steps = [{ key: null, name: t("place.country") }, ...(region === undefined ? [] : [region]), ...(area === null ? [] : [area])];
  return (
    <nav className="territory-path" aria-label={t("place.path")}>
      <ol>
        {steps.map(({ key, name }, i) => (
          <li key={name}>
            {i === steps.length - 1 ? (
              <strong aria-current="location">{name}</strong>
            ) : (
              <button
                type="button"
                onClick={() => {
                  commit(openArea(key));
                }}
              >
                {name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
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
function Parts({ places }: { readonly places: Places }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const { area, parts } = useArea();
  if (area?.level === "department") return null;
  const counted = parts.map((part) => ({ part, count: places.count(part) })).sort((a, b) => b.count - a.count || a.part.name.localeCompare(b.part.name, lang));
  const most = Math.max(1, counted[0]?.count ?? 1);
  return (
    <Section title={area === null ? t("place.regions") : t("place.departments")}>
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
              <span className="facet-name">{part.name}</span>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${(100 * count) / most}%` }} />
              </span>
              <span className="legend-count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The territories of the graph in the area: each opens its card, and can become the filter of all views. */
function Known({ model, places }: { readonly model: Model; readonly places: Places }) {
  const t = useWords();
  const { area } = useArea();
  const here = places.all.filter((one) => one.spot !== null && (area === null || inArea(one, area))).sort((a, b) => b.entities.length - a.entities.length);
  return (
    <Section title={t("place.places")} {...(here.some(({ spot }) => spot?.point === null) ? { hint: t("place.middle") } : {})}>
      {here.length === 0 ? <p className="quiet small">{t("place.nobody")}</p> : null}
      <Territories model={model} all={here} />
    </Section>
  );
}

const MOST = 60;

function Territories({ model, all }: { readonly model: Model; readonly all: readonly Here[] }) {
  const t = useWords();
  const { commit } = useChanges();
  const { lang } = useCommon();
  const filtered = useView((view) => view.territory);
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
                <EntityName entity={node} strong /> <span className="quiet small">{t("place.located", { count: entities.length })}</span>
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

function Links({ model, links }: { readonly model: Model; readonly links: readonly Tie[] }) {
  const t = useWords();
  const { lang } = useCommon();
  const name = (key: string) => {
    const node = model.nodes.get(key);
    return areas.get(key)?.name ?? (node === undefined ? key : nameOf(node, lang));
  };
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
function Unknown({ model, places }: { readonly model: Model; readonly places: Places }) {
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

function Key({ places }: { readonly places: Places }) {
  const t = useWords();
  const { parts } = useArea();
  const greatest = Math.max(...parts.map((part) => places.count(part)));
  if (greatest < 1) return null;
  const low = (step: number) => Math.floor(greatest * ((step - 1) / SHADES) ** 2) + 1;
  const steps = Array.from({ length: SHADES }, (_, i) => i + 1).filter((step) => low(step) < (step === SHADES ? Infinity : low(step + 1)));
  return (
    <p className="territory-key small quiet">
      <span>{t("place.legend")}</span>
      <span className="area-key shade-0" /> 0
      {steps.map((step) => (
        <span key={step} className="territory-step">
          <span className={`area-key shade-${step}`} /> {range(low(step), step === SHADES ? greatest : low(step + 1) - 1)}
        </span>
      ))}
    </p>
  );
}

const range = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`);

function Credit() {
  const t = useWords();
  return <p className="territory-credit small quiet">{t("place.credit")}</p>;
}
