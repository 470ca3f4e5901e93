/** Intercommunalities on the sheet: what is nearer to a centre of theirs than to any other, within the outline. */
import { useId, useMemo } from "react";
import { departmentArea } from "../../core/geo/france";
import { keyOf, type Narrow } from "../../core/geo/ground";
import { shade } from "../../core/geo/places";
import { zones } from "../../core/geo/zones";
import { openArea } from "../../core/state/changes";
import { useChanges, useWords } from "../../ui/context";
import type { Drill } from "./area";
import type { Places } from "./places";
import { SHADES } from "./shades";
import type { Sheet } from "./sheet";

interface Props {
  readonly drill: Drill;
  readonly places: Places;
  readonly sheet: Sheet;
  readonly reach: number;
}

export function Zones({ drill, places, sheet, reach }: Props) {
  const { ground, area } = drill;
  const id = useId();
  const outlines = useMemo(() => (ground?.told.departments ?? []).flatMap((code) => departmentArea(code) ?? []), [ground]);
  const drawn = useMemo(() => {
    const [first] = outlines;
    if (first === undefined || ground === null) return null;
    const centres = ground.communes.flatMap(({ point, epci }) => {
      const at = point === null ? null : sheet.at(point, first);
      return at === null ? [] : { x: at[0], y: at[1], group: epci === null ? "" : keyOf("epci", epci) };
    });
    return zones(centres, reach);
  }, [ground, outlines, sheet, reach]);
  if (drawn === null || ground === null) return null;
  const own = area?.level === "department" ? null : ground.told.epci;
  const greatest = Math.max(1, ...ground.groups.map(places.count));
  const classOf = (group: Narrow) => (own === null ? `shade-${shade(places.count(group), greatest, SHADES)}` : group.code === own ? "own" : "beside");
  return (
    <>
      <clipPath id={id}>
        {outlines.map((one) => (
          <path key={one.key} d={sheet.outline(one)} />
        ))}
      </clipPath>
      <g clipPath={`url(#${id})`}>
        <path className="no-zone" d={drawn.shapes.get("") ?? ""} />
        {ground.groups.map((group) => (
          <Zone key={group.key} group={group} className={classOf(group)} shape={drawn.shapes.get(group.key) ?? ""} count={places.count(group)} />
        ))}
        <path className="zone-border" d={drawn.borders} />
      </g>
      {outlines.map((one) => (
        <path key={one.key} className="zone-outline" d={sheet.outline(one)} />
      ))}
    </>
  );
}

function Zone({ group, className, shape, count }: { readonly group: Narrow; readonly className: string; readonly shape: string; readonly count: number }) {
  const t = useWords();
  const { commit } = useChanges();
  return (
    <g
      className={`area zone ${className}`}
      onClick={() => {
        commit(openArea(group.key));
      }}
    >
      <title>{t("place.areaLabel", { name: group.name, count })}</title>
      <path className="ground" d={shape} />
    </g>
  );
}
