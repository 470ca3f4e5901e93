/** The look of each kind of entity and of each reading of a link, from the one file of tokens. */
import file from "../../../../tokens.json";

export type Mode = "light" | "dark";
export type Shape = "disc" | "ring" | "square" | "diamond" | "hexagon";

export interface Paint {
  readonly fill: string;
  readonly line: string;
}

export interface KindStyle {
  readonly name: string;
  readonly shape: Shape;
  readonly hollow: boolean;
  readonly light: Paint;
  readonly dark: Paint;
}

export interface LinkStyle {
  readonly width: number;
  /** Length of a dash in pixels, 0 for a solid line. */
  readonly dash: number;
  readonly arrow: boolean;
}

interface RawKind {
  shape: string;
  hollow?: boolean;
  light: Paint;
  dark: Paint;
}

const rawKinds: Readonly<Record<string, RawKind>> = file.kinds;
const rawLinks: Readonly<Record<string, { width: number; dash: number; arrow?: boolean }>> = file.links;

export const colours: Readonly<Record<Mode, Readonly<Record<keyof typeof file.colours.light, string>>>> = file.colours;
export const type = file.type;
export const readings: readonly string[] = file.readings;
export const kinds: readonly KindStyle[] = Object.entries(rawKinds).map(([name, raw]) => styled(name, raw));

function styled(name: string, raw: RawKind): KindStyle {
  const shape = raw.shape as Shape;
  return { name, shape, hollow: shape === "ring" || raw.hollow === true, light: raw.light, dark: raw.dark };
}

const byName = new Map(kinds.map((style) => [style.name, style]));

/** The style of a kind: its own, else that of its nearest ancestor that has one, so that an extended ontology shows. */
export function kindStyle(lineage: readonly string[]): KindStyle {
  for (const name of lineage) {
    const found = byName.get(name);
    if (found !== undefined) return found;
  }
  return byName.get("Entity") as KindStyle;
}

/** The style of a link by its reading (`cooperation` …); `other` for what has none. */
export function linkStyle(reading: string): LinkStyle {
  const raw = rawLinks[reading] ?? file.links.other;
  return { width: raw.width, dash: raw.dash, arrow: "arrow" in raw && raw.arrow === true };
}

/** The place of a kind in the legend: the tokens' order first, then the others by name. */
export function legendOrder(a: string, b: string): number {
  const place = (kind: string) => (file.order.includes(kind) ? file.order.indexOf(kind) : file.order.length);
  return place(a) - place(b) || a.localeCompare(b);
}
