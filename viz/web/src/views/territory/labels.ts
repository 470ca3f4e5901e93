/** Which names are written on the sheet and where: none over another, the lesser give way. */
import { overlap, place, type Placed } from "../../core/labels/place";
import { type as letters } from "../../core/tokens/tokens";

export interface Label {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Of its mark, in pixels; null writes the name in the middle. */
  readonly radius: number | null;
  /** Whose names come first. */
  readonly weight: number;
  /** Written whatever it covers. */
  readonly must: boolean;
}

export interface Written {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Beside its mark, not in the middle of its area. */
  readonly beside: boolean;
}

const LINE = 1.2;

function ruler(size: number): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return (text) => text.length * size * 0.6;
  context.font = `650 ${size}px ${letters.font}`;
  return (text) => context.measureText(text).width;
}

/** The names that fit on a sheet of this size, each with the left end and the middle of its line. */
export function written(labels: readonly Label[], size: number, width: number, height: number): readonly Written[] {
  const measure = ruler(size);
  const texts = new Map(labels.map(({ id, text }) => [id, text]));
  const points = labels.filter(({ radius }) => radius !== null).map((label) => ({ ...label, radius: label.radius ?? 0, width: measure(label.text), height: size * LINE }));
  const beside = place(points.filter(({ text }) => text !== "").sort(first), points, { x: 2, y: 2, width: width - 4, height: height - 4 });
  const marks = points.map(({ id, x, y, radius }) => ({ id, x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }));
  const middles = labels.filter(({ radius }) => radius === null).sort(first).map((label) => ({ ...label, width: measure(label.text), height: size * LINE }));
  const line = (beside: boolean) => ({ id, x, y, height }: Placed): Written => ({ id, text: texts.get(id) ?? "", x, y: y + height / 2, beside });
  return [...beside.map(line(true)), ...inMiddle(middles, [...beside, ...marks], width).map(line(false))];
}

const first = (a: Label, b: Label) => Number(b.must) - Number(a.must) || b.weight - a.weight || (a.id < b.id ? -1 : 1);

/** A name in the middle of its area, or a line lower or higher; left out where it would lie over another. */
function inMiddle(labels: readonly (Label & { readonly width: number; readonly height: number })[], taken: readonly Placed[], most: number): readonly Placed[] {
  const placed: Placed[] = [];
  for (const { id, x, y, width, height } of labels) {
    const at = (lines: number): Placed => ({ id, x: Math.min(Math.max(2, x - width / 2), most - width - 2), y: y + (lines - 0.5) * height, width, height });
    const box = [0, 1, -1].map(at).find((one) => ![...taken, ...placed].some((other) => overlap(one, other)));
    if (box !== undefined) placed.push(box);
  }
  return placed;
}
