/** What is drawn, as data: the names that may be written, and all in pixels for a picture that is not made of pixels. */
import type Sigma from "sigma";
import { colours } from "../../core/tokens/tokens";
import type { Attention } from "./attention";
import type { MarkData, ThreadData } from "./attributes";
import { layNames, type Name } from "./names";
import type { Content, Drawing, Look, Spot } from "./told";

type MapSigma = Sigma<MarkData, ThreadData>;

/** The names of the marks in sight, the most important first. */
export function candidates(sigma: MapSigma, attention: Attention, look: Look): readonly Name[] {
  const { width, height } = sigma.getDimensions();
  const names: Name[] = [];
  sigma.getGraph().forEachNode((id, data) => {
    const shown = sigma.getNodeDisplayData(id);
    if (shown === undefined || data.hidden) return;
    const at = sigma.framedGraphToViewport(shown);
    if (at.x < -40 || at.y < -40 || at.x > width + 40 || at.y > height + 40) return;
    names.push({ id, text: data.label, x: at.x, y: at.y, radius: sigma.scaleSize(shown.size), rank: attention.rank(id), weight: data.size });
  });
  return names.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, look.text > 16 ? 220 : 420);
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
