/** Writes the names on the map: the important first, none over another, with a halo of the page's colour. */
import { cut } from "../../core/facts/names";
import { isGroup } from "../../core/groups/groups";
import { type Candidate, place } from "../../core/labels/place";
import { colours } from "../../core/tokens/tokens";
import type { Look } from "./told";

export interface Name {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly rank: 0 | 1 | 2 | 3 | 4;
  readonly weight: number;
}

/** Where no more marks are in sight than these, all are named. */
const FEW = 24;
const MOST = { chosen: 60, near: 40, other: 30, narrow: 22 };

interface Written extends Candidate {
  readonly name: Name;
  readonly best: boolean;
  readonly text: string;
  readonly font: string;
}

const widths = new Map<string, number>();

function measured(context: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > 20_000) widths.clear();
  context.font = font;
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** So many of the best linked are written large, over smaller marks where it is crowded. */
const BEST = 12;
/** So many names of what has not the attention are enough to know where one is. */
const AROUND = 16;

/** The chosen and the best linked a little larger than the others; nothing below what the tokens allow. */
function sizeOf({ rank }: Name, best: boolean, least: number): number {
  return rank === 0 ? least + 2 : rank <= 2 || best ? least + 1 : least;
}

/** The name of a group, cut before how many it holds: "Institutions… (89)". */
function counted(text: string, most: number): string {
  const at = text.lastIndexOf(" (");
  return at < 0 ? cut(text, most) : cut(text.slice(0, at), most - (text.length - at)) + text.slice(at);
}

function written(context: CanvasRenderingContext2D, name: Name, best: boolean, look: Look, scale: number, room: number, few: boolean): Written {
  const size = sizeOf(name, best, look.text) * scale;
  const font = `${name.rank <= 1 ? "600 " : ""}${size}px ${look.font}`;
  const most = room < 500 * scale ? MOST.narrow : name.rank <= 1 || isGroup(name.id) ? MOST.chosen : name.rank === 2 ? MOST.near : MOST.other;
  const text = isGroup(name.id) ? counted(name.text, most) : cut(name.text, most);
  const width = measured(context, font, text);
  return { id: name.id, x: name.x, y: name.y, radius: name.radius, width, height: size * 1.25, must: name.rank <= 1, wanted: few, bold: name.rank <= 2 || best, name, best, text, font };
}

/** A name with its place and look. */
export interface Laid {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly size: number;
  readonly bold: boolean;
  readonly colour: string;
  readonly alpha: number;
}

/** Where names stand and how they look, the least important first; `names` come best first. */
export function layNames(context: CanvasRenderingContext2D, names: readonly Name[], view: { width: number; height: number }, look: Look, scale: number): readonly Laid[] {
  const faint = names.findIndex(({ rank }) => rank === 4);
  const candidates = names.slice(0, faint < 0 ? names.length : faint + AROUND).map((name, i) => written(context, name, i < BEST && name.rank === 3, look, scale, view.width, names.length <= FEW));
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const palette = colours[look.mode];
  // A faint mark may be covered by the names of those that have the attention.
  const marks = candidates.map((candidate) => (candidate.name.rank === 4 ? { ...candidate, cover: true } : candidate));
  return place(candidates, marks, { x: 2, y: 2, width: view.width - 4, height: view.height - 4 })
    .toReversed()
    .flatMap((box) => {
      const candidate = byId.get(box.id);
      if (candidate === undefined) return [];
      const { best, name: { rank } } = candidate;
      return [{ text: candidate.text, x: box.x, y: box.y + box.height / 2, font: candidate.font, size: candidate.height / 1.25, bold: rank <= 1, colour: rank <= 2 || best ? palette.ink : palette.soft, alpha: rank === 4 ? 0.55 : 1 }];
    });
}

/** `names` come best first. */
export function drawNames(
  context: CanvasRenderingContext2D,
  names: readonly Name[],
  view: { width: number; height: number },
  look: Look,
  scale: number,
): void {
  context.clearRect(0, 0, view.width, view.height);
  const laid = layNames(context, names, view, look, scale);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4 * scale;
  context.strokeStyle = colours[look.mode].page;
  for (const { text, x, y, font, colour, alpha } of laid) {
    context.font = font;
    context.fillStyle = colour;
    context.globalAlpha = alpha;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.globalAlpha = 1;
}
