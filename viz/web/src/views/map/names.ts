/** Writes the names on the map: the important first, none over another, with a halo of the page's colour. */
import { cut } from "../../core/facts/names";
import { type Candidate, place } from "../../core/labels/place";
import { colours } from "../../core/tokens/tokens";
import type { Look } from "./scene";

export interface Name {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly rank: 0 | 1 | 2 | 3 | 4;
  readonly weight: number;
}

const MOST = { chosen: 60, near: 40, other: 30, narrow: 22 };

interface Written extends Candidate {
  readonly name: Name;
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

function written(context: CanvasRenderingContext2D, name: Name, look: Look, scale: number, room: number): Written {
  const size = (name.rank === 0 ? look.text + 1 : look.text) * scale;
  const font = `${name.rank <= 1 ? "600 " : ""}${size}px ${look.font}`;
  const most = room < 500 * scale ? MOST.narrow : name.rank <= 1 ? MOST.chosen : name.rank === 2 ? MOST.near : MOST.other;
  const text = cut(name.text, most);
  const width = measured(context, font, text);
  return { id: name.id, x: name.x, y: name.y, radius: name.radius, width, height: size * 1.25, must: name.rank <= 1, bold: name.rank <= 3, name, text, font };
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
  const candidates = names.map((name) => written(context, name, look, scale, view.width));
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const palette = colours[look.mode];
  // A faint mark may be covered by the names of those that have the attention.
  const marks = candidates.map((candidate) => (candidate.name.rank === 4 ? { ...candidate, cover: true } : candidate));
  return place(candidates, marks, { x: 2, y: 2, width: view.width - 4, height: view.height - 4 })
    .toReversed()
    .flatMap((box) => {
      const candidate = byId.get(box.id);
      if (candidate === undefined) return [];
      const { rank } = candidate.name;
      return [{ text: candidate.text, x: box.x, y: box.y + box.height / 2, font: candidate.font, size: candidate.height / 1.25, bold: rank <= 1, colour: rank <= 2 ? palette.ink : palette.soft, alpha: rank === 4 ? 0.55 : 1 }];
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
