/**
 * The view in the page's address, as a query string that people can read:
 * `?fiche=programme-2018:unadel&sans=Territory`. What is as at the start is left out.
 */
import { span } from "../time/span";
import { type Grouping, GROUPINGS } from "../groups/names";
import { ARRANGEMENTS } from "../layout/names";
import { COLUMNS, type Sort } from "../table/table";
import { type Camera, FARTHEST, type Fold, type Opening, type Settings, START, type Theme, type View } from "./view";

const THEMES: readonly string[] = ["light", "dark"];

/** Percent-encoded but for what reads well and cannot be mistaken in a query string. */
function written(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%40/g, "@").replace(/\*/g, "%2A");
}

function read(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const list = (items: readonly string[]) => items.map(written).join(",");
const number = (value: number) => String(Number(value.toFixed(4)));

function openingText(o: Opening): string {
  return [o.id, o.relation, o.outgoing ? "vers" : "de", o.kind, String(o.count)].map(written).join("*");
}

/** The query string of a view, without `?`; empty for the view at the start. */
export function format(view: View): string {
  const parts: [string, string][] = [];
  const put = (key: string, text: string) => {
    if (text !== "") parts.push([key, text]);
  };
  if (view.at !== START.at) put("vue", written(view.at));
  if (view.selected !== null) put(view.selected.type === "entity" ? "fiche" : "lien", written(view.selected.id));
  put("avec", list(view.compared));
  put("sans", list(view.hidden));
  put("sans-liens", list(view.muted));
  put("territoire", written(view.territory ?? ""));
  put("source", written(view.source ?? ""));
  put("seulement", list(view.kept));
  if (view.arrangement !== START.arrangement) put("disposition", view.arrangement);
  put("groupes", view.grouping ?? "");
  put("deplies", list(view.unfolded));
  put("plis", view.folds.map(({ name, ids }) => [name, ...ids].map(written).join("*")).join(","));
  put("zone", written(view.area ?? ""));
  put("periode", written(view.period ?? ""));
  put("sans-fiches", list(view.removed));
  if (view.degrees > 0) put("autour", String(view.degrees));
  put("ouvert", view.openings.map(openingText).join(","));
  put("places", Object.entries(view.pins).map(([id, [x, y]]) => `${written(id)}*${number(x)}*${number(y)}`).join(","));
  if (view.camera !== null) put("cadre", [view.camera.x, view.camera.y, view.camera.ratio].map(number).join(","));
  if (view.sort.column !== START.sort.column || view.sort.down !== START.sort.down) put("tri", `${view.sort.column}${view.sort.down ? "*bas" : ""}`);
  put("colonnes", written(view.columns));
  put("mesure", written(view.measure));
  put("reglages", Object.entries(view.settings).map(([name, values]) => [name, ...values].map(written).join("*")).join(","));
  put("question", written(view.question));
  put("langue", view.lang ?? "");
  if (view.theme !== START.theme) put("fond", view.theme);
  if (view.projector) put("projecteur", "oui");
  if (view.wide) put("large", "oui");
  return parts.map(([key, text]) => `${key}=${text}`).join("&");
}

function opening(text: string): Opening | null {
  const [id, relation, way, kind, count] = text.split("*").map(read);
  if (!id || !relation || !kind || (way !== "vers" && way !== "de")) return null;
  const asked = Number(count);
  return Number.isInteger(asked) && asked > 0 ? { id, relation, outgoing: way === "vers", kind, count: Math.min(asked, 500) } : null;
}

function pinned(text: string): [string, readonly [number, number]] | null {
  const [id, x, y] = text.split("*");
  const place = [Number(x), Number(y)] as const;
  return id && x && y && place.every(Number.isFinite) ? [read(id), place] : null;
}

function folded(text: string): Fold | null {
  const [name, ...ids] = text.split("*").map(read);
  return name && ids.length > 0 && ids.every((id) => id !== "") ? { name, ids } : null;
}

function settings(texts: readonly string[]): Settings {
  const told = texts.map((text) => text.split("*").map(read)).filter(([name]) => name !== undefined && name !== "");
  return Object.fromEntries(told.map(([name = "", ...values]) => [name, values]));
}

function camera(text: string): Camera | null {
  const [x = NaN, y = NaN, ratio = NaN] = text.split(",").map(Number);
  return [x, y, ratio].every(Number.isFinite) && ratio > 0 ? { x, y, ratio } : null;
}

function sort(text: string): Sort {
  const [asked = "", way] = text.split("*");
  const column = COLUMNS.find((known) => known === asked);
  return column === undefined ? START.sort : { column, down: way === "bas" };
}

function degrees(text: string): number {
  const asked = Number(text);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, FARTHEST) : 0;
}

/** The view that a query string tells; what cannot be understood is left as at the start, never an error. */
export function parse(query: string): View {
  const raw = new Map<string, string>();
  for (const part of query.replace(/^\?/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) raw.set(part.slice(0, cut), part.slice(cut + 1));
  }
  const one = (key: string) => read(raw.get(key) ?? "");
  const many = (key: string) => (raw.get(key) ?? "").split(",").filter((text) => text !== "").map(read);
  const pieces = (key: string) => (raw.get(key) ?? "").split(",").filter((text) => text !== "");
  const [entity, link, lang, theme] = [one("fiche"), one("lien"), one("langue"), one("fond")];
  return {
    ...START,
    at: one("vue") || START.at,
    selected: entity ? { type: "entity", id: entity } : link ? { type: "link", id: link } : null,
    compared: entity ? many("avec").filter((id) => id !== entity) : [],
    hidden: many("sans"),
    muted: many("sans-liens"),
    territory: one("territoire") || null,
    source: one("source") || null,
    kept: many("seulement"),
    arrangement: ARRANGEMENTS.find((known) => known === one("disposition")) ?? START.arrangement,
    grouping: GROUPINGS.find((known): known is Grouping => known === one("groupes")) ?? null,
    unfolded: many("deplies"),
    folds: pieces("plis").map(folded).filter((found) => found !== null),
    area: one("zone") || null,
    period: span(one("periode")) === null ? null : one("periode"),
    removed: many("sans-fiches"),
    degrees: degrees(one("autour")),
    openings: pieces("ouvert").map(opening).filter((found) => found !== null),
    pins: Object.fromEntries(pieces("places").map(pinned).filter((found) => found !== null)),
    camera: camera(raw.get("cadre") ?? ""),
    sort: sort(one("tri")),
    question: one("question"),
    columns: one("colonnes"),
    measure: one("mesure"),
    settings: settings(pieces("reglages")),
    lang: lang === "fr" || lang === "en" ? lang : null,
    theme: THEMES.includes(theme) ? (theme as Theme) : "system",
    projector: one("projecteur") === "oui",
    wide: one("large") === "oui",
  };
}
