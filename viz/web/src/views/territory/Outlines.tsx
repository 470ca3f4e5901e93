/** The drawn part: outlines shaded by count, territories as points, links between places. The list beside says the same in words. */
import { useMemo, useRef } from "react";
import { type Area, departmentArea, departments, overseas } from "../../core/geo/france";
import { isNarrow } from "../../core/geo/ground";
import { shade, type Tie } from "../../core/geo/places";
import type { Model } from "../../core/graph/model";
import { openArea, selectEntity } from "../../core/state/changes";
import { type as letters } from "../../core/tokens/tokens";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useSize } from "../../ui/size";
import type { Drill, Wide } from "./area";
import { type Label, type Written, written } from "./labels";
import { type Mark, marksOf, middle, radiusOf } from "./marks";
import type { Places } from "./places";
import { SHADES } from "./shades";
import { close, country, near, type Sheet } from "./sheet";
import { Zones } from "./Zones";

interface Props {
  readonly model: Model;
  readonly places: Places;
  readonly drill: Drill;
  readonly links: readonly Tie[];
}

export function Outlines(props: Props) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const { drill } = props;
  const { area, ground } = drill;
  const sheet = useMemo(() => (width < 50 || height < 50 ? null : sheetOf({ area, ground }, width, height)), [area, ground, width, height]);
  return (
    <div ref={box} className="outlines">
      {sheet === null ? null : (
        <svg width={width} height={height} role="img" aria-label={t(isNarrow(area) ? "place.outlineNarrow" : "place.outline", { name: area?.name ?? t("place.country") })}>
          <Drawn {...props} sheet={sheet} width={width} height={height} />
        </svg>
      )}
    </div>
  );
}

function sheetOf({ area, ground }: Pick<Drill, "area" | "ground">, width: number, height: number): Sheet {
  if (area === null) return country(width, height);
  if (!isNarrow(area)) return near(area, width, height);
  const department = departmentArea(area.departments[0]);
  if (department === undefined) return country(width, height);
  const members = ground?.told.epci == null ? [] : ground.of(ground.told.epci);
  return close(members.flatMap(({ point }) => (point === null ? [] : [point])), department, width, height);
}

interface DrawnProps extends Props {
  readonly sheet: Sheet;
  readonly width: number;
  readonly height: number;
}

function Drawn({ model, places, drill, links, sheet, width, height }: DrawnProps) {
  const { lang } = useCommon();
  const { area, ground } = drill;
  const [selected, projector] = [useView((view) => view.selected?.id), useView((view) => view.projector)];
  const marks = useMemo(() => marksOf(model, places, drill, sheet, lang), [model, places, drill, sheet, lang]);
  const size = projector ? letters.projector : letters.least;
  const names = useMemo(() => {
    const chosen = area?.level === "commune" ? area.key : selected;
    return written([...markLabels(marks, chosen), ...areaLabels(drill, places, sheet)], size, width, height);
  }, [marks, drill, area, places, sheet, selected, size, width, height]);
  const shaped = drill.parts.filter((part): part is Area => !isNarrow(part));
  const greatest = Math.max(1, ...shaped.map(places.count));
  return (
    <>
      {around(area, shaped).map((one) => (
        <path key={one.key} className="around" d={sheet.outline(one)} />
      ))}
      {area?.level === "department" ? <path className="no-zone" d={sheet.outline(area)} /> : null}
      {shaped.map((part) => (
        <Shape key={part.key} area={part} sheet={sheet} count={places.count(part)} greatest={greatest} fine={area === null} />
      ))}
      {ground === null ? null : <Zones drill={drill} places={places} sheet={sheet} reach={Math.max(width, height)} />}
      <Ties links={links} marks={marks} />
      {marks.map((mark) => (
        <Point key={mark.id} mark={mark} chosen={mark.id === selected || mark.id === area?.key} />
      ))}
      {names.map((name) => (
        <Name key={name.id} name={name} size={size} />
      ))}
    </>
  );
}

/** Départements that give the eye its bearings. */
function around(area: Wide | null, parts: readonly Area[]): readonly Area[] {
  if (area === null) return [];
  const own = isNarrow(area) ? departmentArea(area.departments[0]) : area;
  return own === undefined ? [] : departments.filter((one) => overseas(one) === overseas(own) && !parts.includes(one) && one !== own);
}

/** So many points at most are named. */
const NAMED = 120;

const markLabels = (marks: readonly Mark[], chosen: string | undefined): readonly Label[] =>
  marks.map((mark, i) => ({ id: mark.id, text: i < NAMED || mark.id === chosen ? mark.name : "", x: mark.at[0], y: mark.at[1], radius: radiusOf(mark), weight: mark.count, must: mark.id === chosen }));

/** Names of the parts stand in their middle, where no point says more. */
function areaLabels({ parts, ground }: Drill, places: Places, sheet: Sheet): readonly Label[] {
  return parts.flatMap((part): Label | [] => {
    const at = middleOf(part, ground, sheet);
    const count = places.count(part);
    return at === null ? [] : { id: part.key, text: count > 0 ? `${part.name} ${count}` : part.name, x: at[0], y: at[1], radius: null, weight: count / 1000 - 1, must: false };
  });
}

function middleOf(part: Wide, ground: Drill["ground"], sheet: Sheet): readonly [number, number] | null {
  if (!isNarrow(part)) return sheet.middle(part);
  const department = departmentArea(part.departments[0]);
  const point = part.level === "epci" ? middle(ground?.of(part.code) ?? []) : null;
  return point === null || department === undefined ? null : sheet.at(point, department);
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

function Name({ name, size }: { readonly name: Written; readonly size: number }) {
  return (
    <text className={name.beside ? "place-name" : "area-name"} x={name.x} y={name.y} fontSize={size} aria-hidden="true">
      {name.text}
    </text>
  );
}

function Point({ mark, chosen }: { readonly mark: Mark; readonly chosen: boolean }) {
  const { commit } = useChanges();
  const kinds = ["place", ...(chosen ? ["chosen"] : []), ...(mark.count === 0 ? ["empty"] : [])];
  return (
    <g
      className={kinds.join(" ")}
      onClick={() => {
        commit(mark.opens === "card" ? selectEntity(mark.id) : openArea(mark.id));
      }}
    >
      <title>{`${mark.name} (${mark.count})`}</title>
      <circle cx={mark.at[0]} cy={mark.at[1]} r={radiusOf(mark)} className={mark.guessed ? "guessed" : undefined} />
    </g>
  );
}

function Ties({ links, marks }: { readonly links: readonly Tie[]; readonly marks: readonly Mark[] }) {
  const at = new Map(marks.map((mark) => [mark.id, mark.at]));
  const most = Math.max(1, ...links.map(({ count }) => count));
  return links.slice(0, 120).map(({ a, b, count }) => {
    const [from, to] = [at.get(a), at.get(b)];
    if (from === undefined || to === undefined) return null;
    const [mx, my] = [(from[0] + to[0]) / 2 - (to[1] - from[1]) * 0.14, (from[1] + to[1]) / 2 + (to[0] - from[0]) * 0.14];
    return <path key={`${a} ${b}`} className="tie" d={`M${from[0]} ${from[1]}Q${mx} ${my} ${to[0]} ${to[1]}`} strokeWidth={1 + (4 * count) / most} />;
  });
}
