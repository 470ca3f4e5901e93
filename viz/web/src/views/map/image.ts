/** The map as a picture for print: title, map, legend, date, at twice the size of the screen. */
import { colours } from "../../core/tokens/tokens";
import type { Scene } from "./scene";
import type { Content, Focus, Look } from "./told";
import type { Shape } from "../../core/tokens/tokens";

export interface Sheet {
  readonly title: string;
  readonly legend: readonly { readonly kind: string; readonly name: string }[];
  /** Said under the legend, one after the other. */
  readonly foot: readonly string[];
}

const SCALE = 2;
const MARGIN = 28 * SCALE;
const LINE = 24 * SCALE;

type Make = (container: HTMLElement, scale: number) => Scene;

/** A PNG of what the scene shows, drawn anew larger. */
export async function picture(from: Scene, make: Make, look: Look, focus: Focus, sheet: Sheet, size: { width: number; height: number }): Promise<Blob> {
  const container = document.createElement("div");
  Object.assign(container.style, { position: "fixed", left: "-20000px", top: "0", width: `${size.width * SCALE}px`, height: `${size.height * SCALE}px` });
  document.body.append(container);
  const scene = make(container, SCALE);
  try {
    scene.setLook(look);
    scene.setContent(from.content satisfies Content);
    scene.setFocus(focus);
    scene.sight.set(from.sight.camera);
    return await blobOf(composed(scene.snapshot(), look, sheet, size));
  } finally {
    scene.kill();
    container.remove();
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("no image"));
      else resolve(blob);
    }, "image/png");
  });
}

function composed(layers: readonly HTMLCanvasElement[], look: Look, sheet: Sheet, size: { width: number; height: number }): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const [width, height] = [size.width * SCALE, size.height * SCALE];
  canvas.width = width;
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const small = `${13 * SCALE}px ${look.font}`;
  context.font = small;
  const rows = legendRows(context, sheet.legend, width);
  const foot = lines(context, sheet.foot, " · ", width - 2 * MARGIN);
  const titleFont = `600 ${18 * SCALE}px ${look.font}`;
  context.font = titleFont;
  const title = lines(context, sheet.title.split(" "), " ", width - 2 * MARGIN);
  const head = MARGIN + title.length * LINE;
  canvas.height = head + height + (rows.length + foot.length) * LINE + MARGIN;
  const palette = colours[look.mode];
  context.fillStyle = palette.page;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = palette.ink;
  context.textBaseline = "middle";
  context.font = titleFont;
  title.forEach((line, i) => {
    context.fillText(line, MARGIN, MARGIN + i * LINE);
  });
  for (const layer of layers) context.drawImage(layer, 0, head, width, height);
  context.font = small;
  rows.forEach((row, i) => {
    for (const { kind, name, x } of row) {
      sign(context, look, kind, x + 8 * SCALE, head + height + i * LINE + LINE / 2);
      context.fillStyle = palette.ink;
      context.fillText(name, x + 20 * SCALE, head + height + i * LINE + LINE / 2);
    }
  });
  context.fillStyle = palette.soft;
  foot.forEach((line, i) => {
    context.fillText(line, MARGIN, head + height + (rows.length + i + 0.7) * LINE);
  });
  return canvas;
}

/** Pieces joined into lines that fit; a piece that fits nowhere has a line of its own. */
function lines(context: CanvasRenderingContext2D, pieces: readonly string[], joint: string, width: number): readonly string[] {
  const found: string[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    const longer = `${last ?? ""}${joint}${piece}`;
    if (last !== undefined && context.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(piece);
  }
  return found;
}

type Placed = Sheet["legend"][number] & { readonly x: number };

function legendRows(context: CanvasRenderingContext2D, legend: Sheet["legend"], width: number): readonly (readonly Placed[])[] {
  const rows: Placed[][] = [[]];
  let x = MARGIN;
  for (const entry of legend) {
    const wide = context.measureText(entry.name).width + 40 * SCALE;
    if (x + wide > width - MARGIN && (rows.at(-1)?.length ?? 0) > 0) {
      rows.push([]);
      x = MARGIN;
    }
    rows.at(-1)?.push({ ...entry, x });
    x += wide;
  }
  return rows;
}

const CORNERS: Readonly<Record<Shape, number>> = { disc: 0, ring: 0, square: 4, diamond: 4, hexagon: 6 };

function sign(context: CanvasRenderingContext2D, look: Look, kind: string, x: number, y: number): void {
  const style = look.kind(kind);
  const r = 6 * SCALE;
  context.beginPath();
  if (style.shape === "square") context.roundRect(x - r, y - r * 0.8, 2 * r, r * 1.6, r * 0.35);
  else if (CORNERS[style.shape] === 0) context.arc(x, y, r, 0, 2 * Math.PI);
  else {
    const turn = style.shape === "hexagon" ? Math.PI / 6 : 0;
    for (let i = 0; i < CORNERS[style.shape]; i++) {
      const angle = turn + (i * 2 * Math.PI) / CORNERS[style.shape];
      context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    context.closePath();
  }
  context.fillStyle = style.hollow ? colours[look.mode].page : style[look.mode].fill;
  context.fill();
  context.lineWidth = (style.hollow ? 1.8 : 1) * SCALE;
  context.strokeStyle = style[look.mode].line;
  context.stroke();
}
