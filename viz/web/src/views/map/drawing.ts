/** What is drawn, as data: the names that may be written, and all in pixels for a picture that is not made of pixels. */
import type Sigma from "sigma";
import { colours } from "../../core/tokens/tokens";
import type { Attention } from "./attention";
import type { MarkData, ThreadData } from "./attributes";
import { layNames, type Name } from "./names";
import type { Content, Drawing, Look, Spot } from "./told";

type MapSigma = Sigma<MarkData, ThreadData>;

/** A mark that may be named: its place is in the frame in which the camera moves, its size that of the drawing. */
export interface Ranked extends Omit<Name, "radius"> {
  readonly size: number;
}

/** The marks that are shown, the most important first. */
export function ranked(sigma: MapSigma, attention: Attention): readonly Ranked[] {
  const found: Ranked[] = [];
  sigma.getGraph().forEachNode((id, data) => {
    const shown = sigma.getNodeDisplayData(id);
    if (shown === undefined || data.hidden) return;
    found.push({ id, text: data.name, x: shown.x, y: shown.y, size: shown.size, rank: attention.rank(id), weight: data.size });
  });
  return found.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

/** How far out of sight a mark may be whose name is in sight, in pixels. */
const BEYOND = 40;

/** The first of them that are in sight, in pixels. */
export function inSight(sigma: MapSigma, marks: readonly Ranked[], look: Look): readonly Name[] {
  const { width, height } = sigma.getDimensions();
  const most = look.text > 16 ? 220 : 420;
  const names: Name[] = [];
  for (const mark of marks) {
    const { x, y } = sigma.framedGraphToViewport(mark);
    if (x < -BEYOND || y < -BEYOND || x > width + BEYOND || y > height + BEYOND) continue;
    names.push({ ...mark, x, y, radius: sigma.scaleSize(mark.size) });
    if (names.length === most) break;
  }
  return names;
}

/** Words beside parts of the map. */
export function drawCaptions(context: CanvasRenderingContext2D, sigma: MapSigma, captions: Content["captions"], look: Look, scale: number): void {
  const palette = colours[look.mode];
  context.font = `600 ${(look.text + 2) * scale}px ${look.font}`;
  context.textAlign = "center";
  context.fillStyle = palette.accent;
  context.strokeStyle = palette.page;
  for (const { text, x, y } of captions ?? []) {
    const at = sigma.graphToViewport({ x, y });
    context.strokeText(text, at.x, at.y);
    context.fillText(text, at.x, at.y);
  }
  context.textAlign = "start";
}

export function drawing(sigma: MapSigma, captions: Content["captions"], names: readonly Name[], look: Look | null, scale: number): Drawing {
  const size = sigma.getDimensions();
  const context = document.createElement("canvas").getContext("2d");
  return {
    ...size,
    threads: threads(sigma),
    marks: marks(sigma),
    names: look === null || context === null ? [] : layNames(context, names, size, look, scale),
    captions: (captions ?? []).map(({ text, x, y }) => ({ text, ...sigma.graphToViewport({ x, y }) })),
  };
}

function spot(sigma: MapSigma, id: string): Spot {
  const at = sigma.getNodeDisplayData(id);
  return at === undefined ? { x: 0, y: 0 } : sigma.framedGraphToViewport(at);
}

function threads(sigma: MapSigma): Drawing["threads"] {
  const all = sigma.getGraph().mapEdges((id, _data, source, target) => ({ data: sigma.getEdgeDisplayData(id), source, target }));
  const drawn = all.flatMap(({ data, source, target }) => {
    if (data === undefined || data.hidden) return [];
    const { color, size: width, dash, arrow } = data as typeof data & ThreadData;
    return [{ ends: [source, target] as const, from: spot(sigma, source), to: spot(sigma, target), colour: color, width, dash, arrow, z: data.zIndex }];
  });
  return drawn.sort((a, b) => a.z - b.z);
}

function marks(sigma: MapSigma): Drawing["marks"] {
  const all = sigma.getGraph().mapNodes((id) => ({ id, data: sigma.getNodeDisplayData(id) }));
  const drawn = all.flatMap(({ id, data }) => {
    if (data === undefined || data.hidden) return [];
    const { color, line, stroke, shape } = data as typeof data & MarkData;
    return [{ id, ...spot(sigma, id), r: sigma.scaleSize(data.size), shape, fill: color, line, stroke, z: data.zIndex }];
  });
  return drawn.sort((a, b) => a.z - b.z);
}
