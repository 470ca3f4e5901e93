/** The drawn part: outlines shaded by count, territories as points, links between places. The list beside says the same in words. */
import { useMemo, useRef } from "react";
import { nameOf } from "../../core/facts/names";
import { areas, type Area, departments, overseas } from "../../core/geo/france";
import { shade, type Tie } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { openArea, selectEntity } from "../../core/state/changes";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useSize } from "../../ui/size";
import { type Here, inArea, type Places, useArea } from "./places";
import { country, near, type Sheet } from "./sheet";

export const SHADES = 5;

interface Props {
  readonly model: Model;
  readonly places: Places;
  readonly links: readonly Tie[];
}

export function Outlines({ model, places, links }: Props) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const { area, parts } = useArea();
  const sheet = useMemo(() => (width < 50 || height < 50 ? null : area === null ? country(width, height) : near(area, width, height)), [area, width, height]);
  const pointed = (part: Area) => places.all.some((here) => here.spot?.department === part.code && here.entities.length > 0 && part.level === "department");
  const greatest = Math.max(1, ...parts.map((part) => places.count(part)));
  return (
    <div ref={box} className="outlines">
      {sheet === null ? null : (
        <svg width={width} height={height} role="img" aria-label={t("place.outline", { name: area?.name ?? t("place.country") })}>
          {(area === null ? [] : departments.filter((one) => overseas(one) === overseas(area) && !parts.includes(one))).map((around) => (
            <path key={around.key} className="around" d={sheet.outline(around)} />
          ))}
          {parts.map((part) => (
            <Shape key={part.key} area={part} sheet={sheet} count={places.count(part)} greatest={greatest} fine={area === null} />
          ))}
          <Ties links={links} sheet={sheet} places={places} />
          <Points model={model} places={places} sheet={sheet} />
          {parts.length < 16 ? parts.filter((part) => !pointed(part)).map((part) => <AreaName key={part.key} area={part} sheet={sheet} count={places.count(part)} />) : null}
        </svg>
      )}
    </div>
  );
}

interface ShapeProps {
  readonly area: Area;
  readonly sheet: Sheet;
  readonly count: number;
  readonly greatest: number;
  /** With the départements' borders in it. */
  readonly fine: boolean;
}

function Shape({ area, sheet, count, greatest, fine }: ShapeProps) {
  const t = useWords();
  const { commit } = useChanges();
  const inner = fine ? departments.filter((one) => one.region === area.code) : [];
  return (
    <g
      className={`area shade-${shade(count, greatest, SHADES)}`}
      onClick={() => {
        commit(openArea(area.key));
      }}
    >
      <title>{t("place.areaLabel", { name: area.name, count })}</title>
      <path className="ground" d={sheet.outline(area)} />
      {inner.map((one) => (
        <path key={one.key} className="inner" d={sheet.outline(one)} />
      ))}
    </g>
  );
}

function AreaName({ area, sheet, count }: { readonly area: Area; readonly sheet: Sheet; readonly count: number }) {
  const [x, y] = sheet.middle(area);
  return (
    <text className="area-name" x={x} y={y} aria-hidden="true">
      {area.name}
      {count > 0 ? <tspan className="area-count"> {count}</tspan> : null}
    </text>
  );
}

/** Room between territories that share the middle of one area, in pixels. */
const APART = 16;

/** The same point for all that know no better would hide all but one: they stand under one another. */
function spread(drawn: readonly Here[], sheet: Sheet): ReadonlyMap<string, readonly [number, number]> {
  const taken = new Map<string, number>();
  const found = new Map<string, readonly [number, number]>();
  for (const here of drawn) {
    const at = pointOf(here, sheet);
    if (at === null) continue;
    const key = here.spot?.point == null ? (here.spot?.department ?? "") : here.id;
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    found.set(here.id, [at[0], at[1] + before * APART]);
  }
  return found;
}

/** Where a territory is drawn: its own point, else the middle of its département, else of its region. */
function pointOf(here: Here, sheet: Sheet): readonly [number, number] | null {
  const area = areas.get(here.spot?.department ? `departement-${here.spot.department}` : `region-${here.spot?.region ?? ""}`);
  if (area === undefined) return null;
  return here.spot?.point == null ? sheet.middle(area) : sheet.at(here.spot.point, area);
}

function Points({ model, places, sheet }: { readonly model: Model; readonly places: Places; readonly sheet: Sheet }) {
  const { lang } = useCommon();
  const { commit } = useChanges();
  const { area } = useArea();
  const selected = useView((view) => view.selected?.id);
  const drawn = places.all.filter((here) => here.spot?.department != null && here.entities.length > 0 && (area === null || inArea(here, area)));
  const named = drawn.length < 40;
  const where = spread(drawn, sheet);
  return drawn.map((here) => {
    const at = where.get(here.id);
    const node = model.nodes.get(here.id);
    if (at === undefined || node === undefined) return null;
    const r = 3 + 1.6 * Math.sqrt(here.entities.length);
    return (
      <g
        key={here.id}
        className={here.id === selected ? "place chosen" : "place"}
        onClick={() => {
          commit(selectEntity(here.id));
        }}
      >
        <title>{`${nameOf(node, lang)} (${here.entities.length})`}</title>
        <circle cx={at[0]} cy={at[1]} r={r} className={here.spot?.point == null ? "guessed" : undefined} />
        {named ? (
          <text x={at[0] + r + 4} y={at[1]}>
            {nameOf(node, lang)}
          </text>
        ) : null}
      </g>
    );
  });
}

function Ties({ links, sheet, places }: { readonly links: readonly Tie[]; readonly sheet: Sheet; readonly places: Places }) {
  const at = (key: string) => {
    const area = areas.get(key);
    if (area !== undefined) return sheet.middle(area);
    const here = places.all.find(({ id }) => id === key);
    return here === undefined ? null : pointOf(here, sheet);
  };
  const most = Math.max(1, ...links.map(({ count }) => count));
  return links.slice(0, 120).map(({ a, b, count }) => {
    const [from, to] = [at(a), at(b)];
    if (from === null || to === null) return null;
    const [mx, my] = [(from[0] + to[0]) / 2 - (to[1] - from[1]) * 0.14, (from[1] + to[1]) / 2 + (to[0] - from[0]) * 0.14];
    return <path key={`${a} ${b}`} className="tie" d={`M${from[0]} ${from[1]}Q${mx} ${my} ${to[0]} ${to[1]}`} strokeWidth={1 + (4 * count) / most} />;
  });
}

