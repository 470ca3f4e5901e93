/** Territories: outlines with what is located in each, from the country to the municipality; what has no place is listed. */
import { useMemo } from "react";
import "./territory.css";
import { Problem } from "../../core/api/client";
import type { Model } from "../../core/graph/model";
import { partOf } from "../../core/geo/ground";
import { openArea } from "../../core/state/changes";
import { useChanges, useWords } from "../../ui/context";
import { Failure, Skeleton } from "../../ui/states";
import { type Drill, useDrill } from "./area";
import { Known, Links, Parts, Residents, Unknown } from "./Beside";
import { Outlines } from "./Outlines";
import { type Here, type Places, usePlacesOf } from "./places";
import { SHADES } from "./shades";

export default function TerritoryView({ model }: { readonly model: Model }) {
  const drill = useDrill();
  const places = usePlacesOf(model, drill.ground);
  const links = useMemo(() => places?.tiesAt((here) => unitOf(here, drill, places)) ?? [], [places, drill]);
  if (places === null) return <div className="notice"><Skeleton lines={5} /></div>;
  return (
    <div className="territory-view">
      <Path drill={drill} />
      <div className="territory-body">
        <div className="territory-sheet">
          <Outlines model={model} places={places} drill={drill} links={links} />
          <Key places={places} drill={drill} />
        </div>
        <div className="territory-list">
          {places.error === null ? null : <Failure error={places.error} retry={places.retry} />}
          {drill.error === null ? null : <Lost error={drill.error} retry={drill.retry} />}
          {drill.waiting ? <Skeleton lines={4} /> : <Parts places={places} drill={drill} />}
          <Residents model={model} places={places} drill={drill} />
          <Known model={model} places={places} drill={drill} />
          <Links model={model} links={links} drill={drill} />
          <Unknown model={model} places={places} />
        </div>
      </div>
      <Credit drill={drill} />
    </div>
  );
}

/** The area that the address names is not there, or the server did not say what it is made of. */
function Lost({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const t = useWords();
  const none = error instanceof Problem && (error.status === 404 || error.status === 422);
  return none ? <p role="status">{t("place.noArea")}</p> : <Failure error={error} retry={retry} />;
}

/** The unit between which links are drawn: territories, and municipalities within an intercommunality. */
function unitOf(here: Here, { area, ground }: Drill, places: Places): string | null {
  if (here.spot === null || !places.inside(here, area)) return null;
  if (area?.level === "epci" || area?.level === "commune") return partOf(here.spot, "commune", ground);
  return here.spot.department === null && area?.level !== "department" ? null : here.id;
}

/** France › region › département › intercommunality › municipality, each a step back. */
function Path({ drill }: { readonly drill: Drill }) {
  const t = useWords();
  const { commit } = useChanges();
  const { area, above } = drill;
  const steps = [{ key: null, name: t("place.country") }, ...above, ...(area === null ? [] : [area])];
  return (
    <nav className="territory-path" aria-label={t("place.path")}>
      <ol>
        {steps.map(({ key, name }, i) => (
          <li key={key ?? "country"}>
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

function Key({ places, drill: { area, parts } }: { readonly places: Places; readonly drill: Drill }) {
  const t = useWords();
  const greatest = Math.max(0, ...parts.map(places.count));
  if (greatest < 1 || area?.level === "epci") return null;
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

function Credit({ drill }: { readonly drill: Drill }) {
  const t = useWords();
  return <p className="territory-credit small quiet">{drill.ground === null ? t("place.credit") : `${t("place.zones")} ${t("place.creditGround")}`}</p>;
}
