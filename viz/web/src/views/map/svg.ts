/** The map as SVG at print size (A3 across): title, map, legend, date, sources. Every name is escaped. */
import { escaped } from "../../core/story/escape";
import { colours } from "../../core/tokens/tokens";
import type { Shape } from "../../core/tokens/tokens";
import type { Sheet } from "./image";
import type { Drawing, Look } from "./told";

const n = (value: number) => String(Math.round(value * 100) / 100);

function shapeOf(shape: Shape, x: number, y: number, r: number, paint: string): string {
  if (shape === "disc" || shape === "ring") return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${paint}/>`;
  if (shape === "square") return `<rect x="${n(x - r)}" y="${n(y - r * 0.8)}" width="${n(2 * r)}" height="${n(1.6 * r)}" rx="${n(r * 0.35)}" ${paint}/>`;
  const corners = shape === "hexagon" ? 6 : 4;
  const turn = shape === "hexagon" ? Math.PI / 6 : 0;
  const points = Array.from({ length: corners }, (_, i) => turn + (i * 2 * Math.PI) / corners).map((angle) => `${n(x + r * Math.cos(angle))},${n(y + r * Math.sin(angle))}`);
  return `<polygon points="${points.join(" ")}" ${paint}/>`;
}

function body(drawing: Drawing, look: Look): readonly string[] {
  const palette = colours[look.mode];
  const halo = `paint-order="stroke" stroke="${palette.page}" stroke-width="4" stroke-linejoin="round" dominant-baseline="central"`;
  return [
    ...drawing.threads.map(({ from, to, colour, width, dash }) => `<line x1="${n(from.x)}" y1="${n(from.y)}" x2="${n(to.x)}" y2="${n(to.y)}" stroke="${colour}" stroke-width="${n(width)}"${dash > 0 ? ` stroke-dasharray="${n(dash)} ${n(dash * 0.8)}"` : ""}/>`),
    ...drawing.marks.map(({ x, y, r, shape, fill, line, stroke }) => shapeOf(shape, x, y, r, `fill="${fill}" stroke="${line}" stroke-width="${n(stroke)}"`)),
    ...drawing.names.map(({ text, x, y, size, bold, colour, alpha }) => `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}"${bold ? ' font-weight="600"' : ""} fill="${colour}"${alpha < 1 ? ` opacity="${alpha}"` : ""} ${halo}>${escaped(text)}</text>`),
    ...drawing.captions.filter(({ text }) => text !== "").map(({ text, x, y }) => `<text x="${n(x)}" y="${n(y)}" text-anchor="middle" font-weight="600" font-size="${n(look.text + 2)}" fill="${palette.accent}" ${halo}>${escaped(text)}</text>`),
  ];
}

const EDGE = 28;
const LINE = 22;

/** The legend in columns of equal width. */
function legend(sheet: Sheet, look: Look, width: number, top: number): readonly string[] {
  const columns = Math.max(1, Math.floor((width - 2 * EDGE) / 230));
  return sheet.legend.map(({ kind, name }, i) => {
    const [x, y] = [EDGE + (i % columns) * 230, top + Math.floor(i / columns) * LINE];
    const style = look.kind(kind);
    const fill = style.hollow ? colours[look.mode].page : style[look.mode].fill;
    return `${shapeOf(style.shape, x + 7, y, 6, `fill="${fill}" stroke="${style[look.mode].line}"`)}<text x="${n(x + 20)}" y="${n(y)}" font-size="13" fill="${colours[look.mode].ink}" dominant-baseline="central">${escaped(name)}</text>`;
  });
}

export function svg(drawing: Drawing, look: Look, sheet: Sheet): string {
  const palette = colours[look.mode];
  const { width } = drawing;
  const rows = Math.ceil(sheet.legend.length / Math.max(1, Math.floor((width - 2 * EDGE) / 230)));
  const head = EDGE + LINE;
  const height = head + drawing.height + (rows + sheet.foot.length) * LINE + EDGE;
  const feet = sheet.foot.map((line, i) => `<text x="${EDGE}" y="${n(head + drawing.height + (rows + i + 0.6) * LINE)}" font-size="12" fill="${palette.soft}">${escaped(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="420mm" height="${n((420 * height) / width)}mm" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${escaped(look.font)}">`,
    `<title>${escaped(sheet.title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.page}"/>`,
    `<text x="${EDGE}" y="${EDGE + 6}" font-size="18" font-weight="600" fill="${palette.ink}">${escaped(sheet.title)}</text>`,
    `<svg y="${head}" width="${n(width)}" height="${n(drawing.height)}">`,
    ...body(drawing, look),
    "</svg>",
    ...legend(sheet, look, width, head + drawing.height + LINE / 2),
    ...feet,
    "</svg>",
  ].join("\n");
}
