/**
 * The map as a thing that draws: told what stands where and what is chosen, it shows it and says what people do to it.
 * It knows sigma and the canvas; it knows nothing of React, of the server or of the address.
 */
import Graph from "graphology";
import Sigma from "sigma";
import { Attention } from "./attention";
import type { MarkData, ThreadData } from "./attributes";
import { drawCaptions, drawing, inSight, type Ranked, ranked } from "./drawing";
import { extents, fill } from "./fill";
import { listen } from "./hands";
import { MarkProgram } from "./mark-program";
import { drawNames, type Name } from "./names";
import { painted } from "./painted";
import { lookLate } from "./picking";
import { FARTHEST, NEAREST, Sight } from "./sight";
import { ThreadProgram } from "./thread-program";
import type { Content, Drawing, Focus, Gestures, Look, Spot } from "./told";

/** Layers of sigma's that stay empty here, or show a mark once more where it is. */
const UNUSED = ["edgeLabels", "labels", "hovers", "hoverNodes"];

/** Each layer costs every frame its whole surface, an empty one too: those are not shown; the mouse's is there, unseen. */
function bare(layers: Readonly<Record<string, HTMLCanvasElement>>): void {
  for (const name of UNUSED) layers[name]?.setAttribute("hidden", "");
  layers.mouse?.style.setProperty("opacity", "0");
}

export class Scene {
  readonly sight: Sight;
  readonly #graph = new Graph<MarkData, ThreadData>({ multi: true });
  readonly #sigma: Sigma<MarkData, ThreadData>;
  readonly #attention: Attention;
  readonly #scale: number;
  #content: Content = { nodes: new Map(), edges: new Map(), places: {}, shownNodes: new Set(), shownEdges: new Set() };
  #look: Look | null = null;
  #boxed = false;
  /** What calls the drawing off that is to come; null while what is drawn is what was told. */
  #waiting: (() => void) | null = null;
  /** Whether the graph is to be filled before. */
  #stale = false;
  readonly #then = new Set<() => void>();
  /** Kept until marks come, go, move or change their looks: not made anew with each move of the camera. */
  #ranked: readonly Ranked[] | null = null;
  /** Marks are smaller on a small screen. */
  #unit = 1;

  constructor(container: HTMLElement, gestures: Gestures, scale = 1) {
    this.#scale = scale;
    this.#attention = new Attention(this.#graph, scale);
    this.#sigma = this.#begun(container);
    this.sight = new Sight(this.#sigma, scale, gestures.onCamera);
    this.#unit = this.#fitting();
    this.#sigma.on("afterProcess", () => { this.#ranked = null; });
    this.#sigma.on("afterRender", () => { this.#draw(); });
    listen(this.#sigma, gestures, (node, link) => {
      if (!this.#attention.hover(node, link)) return;
      container.style.cursor = node === null && link === null ? "" : "pointer";
      gestures.onHover(node);
      this.#refocus();
    });
  }

  #begun(container: HTMLElement): Sigma<MarkData, ThreadData> {
    const sigma = new Sigma<MarkData, ThreadData>(this.#graph, container, {
      allowInvalidContainer: true,
      defaultNodeType: "mark",
      defaultEdgeType: "thread",
      nodeProgramClasses: { mark: MarkProgram },
      edgeProgramClasses: { thread: ThreadProgram },
      nodeHoverProgramClasses: { mark: MarkProgram },
      nodeReducer: (id, data) => (this.#look === null ? data : this.#attention.mark(id, data, this.#look)),
      edgeReducer: (id, data) => (this.#look === null ? data : this.#attention.thread(id, data, this.#look)),
      renderLabels: false,
      renderEdgeLabels: false,
      defaultDrawNodeHover: () => undefined,
      enableEdgeEvents: true,
      enableCameraRotation: false,
      zIndex: true,
      stagePadding: 48 * this.#scale,
      minCameraRatio: NEAREST,
      maxCameraRatio: FARTHEST,
      doubleClickZoomingRatio: 1,
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.4),
    });
    sigma.createCanvasContext("names", { beforeLayer: "mouse" } as object);
    sigma.resize(true);
    lookLate(sigma);
    bare(sigma.getCanvases());
    return sigma;
  }

  // ---------------------------------------------------------------- what is shown

  setLook(look: Look): void {
    this.#look = look;
    this.#redo();
  }

  setContent(content: Content): void {
    // Another arrangement is seen whole: the frame of the one before does not hold.
    if (content.arrangement !== this.#content.arrangement) this.#boxed = false;
    this.#content = content;
    this.#redo();
  }

  setFocus(focus: Focus): void {
    this.#attention.focus = focus;
    this.#refocus();
  }

  /** How many marks stand on the map, hidden ones too. */
  get count(): number {
    return this.#graph.order;
  }

  get content(): Content {
    return this.#content;
  }

  #redo(): void {
    if (this.#look === null) return;
    this.#stale = true;
    this.#refocus();
  }

  #fill(look: Look): void {
    fill(this.#graph, this.#content, look, { scale: this.#scale, unit: this.#unit });
    this.#frame();
    this.#stale = false;
  }

  /** The frame of the first content stays: marks that come and go move nothing. */
  #frame(): void {
    if (this.#boxed || this.#graph.order === 0) return;
    this.#sigma.setCustomBBox(extents(this.#graph));
    this.#boxed = true;
  }

  /** Drawing a large map takes longer than a frame: what a person asked for, such as a card, is painted before. */
  #refocus(): void {
    this.#waiting ??= painted(() => {
      this.settle();
    });
  }

  /** Draws what waits for it, now. */
  settle(): void {
    if (this.#waiting === null) return;
    this.#waiting();
    this.#waiting = null;
    const look = this.#stale ? this.#look : null;
    if (look !== null) this.#fill(look);
    if (this.#attention.settle() || look !== null) this.#sigma.refresh();
    const calls = [...this.#then];
    this.#then.clear();
    for (const call of calls) call();
  }

  /** Calls back when places are known of all that the map was told; gives back what calls it off. */
  settled(call: () => void): () => void {
    if (this.#waiting === null) call();
    else this.#then.add(call);
    return () => {
      this.#then.delete(call);
    };
  }

  /** The names that may be written, the most important first. */
  #names(look: Look): readonly Name[] {
    this.#ranked ??= ranked(this.#sigma, this.#attention);
    return inSight(this.#sigma, this.#ranked, look);
  }

  #draw(): void {
    const look = this.#look;
    const context = this.#sigma.getCanvases().names?.getContext("2d");
    if (look === null || !context) return;
    drawNames(context, this.#names(look), this.#sigma.getDimensions(), look, this.#scale);
    drawCaptions(context, this.#sigma, this.#content.captions, look, this.#scale);
  }

  // ---------------------------------------------------------------- what is drawn, for pictures

  /** Draws at once and gives the layers, bottom first, while their content is there. */
  snapshot(): readonly HTMLCanvasElement[] {
    this.settle();
    this.#sigma.refresh();
    const layers = this.#sigma.getCanvases();
    return ["edges", "nodes", "names"].flatMap((name) => layers[name] ?? []);
  }

  /** Calls back each time the map has been drawn; gives back what stops it. */
  onDraw(drawn: () => void): () => void {
    return this.#on("afterRender", drawn);
  }

  /** Calls back each time that marks have come, gone, moved or changed their looks; gives back what stops it. */
  onProcess(processed: () => void): () => void {
    return this.#on("afterProcess", processed);
  }

  #on(event: "afterRender" | "afterProcess", heard: () => void): () => void {
    this.#sigma.on(event, heard);
    return () => {
      this.#sigma.off(event, heard);
    };
  }

  /** Marks that are shown, in the frame in which the camera moves. */
  marks(): readonly (Spot & { readonly colour: string })[] {
    return this.#graph.mapNodes((id, data) => ({ at: this.#sigma.getNodeDisplayData(id), data })).flatMap(({ at, data }) => (at === undefined || data.hidden ? [] : [{ x: at.x, y: at.y, colour: data.line }]));
  }

  drawing(): Drawing {
    this.settle();
    const names = this.#look === null ? [] : this.#names(this.#look);
    return drawing(this.#sigma, this.#content.captions, names, this.#look, this.#scale);
  }

  // ---------------------------------------------------------------- its container

  resize(): void {
    this.#sigma.resize(true);
    const unit = this.#fitting();
    if (unit === this.#unit) this.#sigma.refresh();
    else {
      this.#unit = unit;
      this.#redo();
      this.settle();
    }
  }

  #fitting(): number {
    const { width, height } = this.#sigma.getDimensions();
    return Math.min(1, Math.max(0.5, Math.min(width, height) / (640 * this.#scale)));
  }

  kill(): void {
    this.#waiting?.();
    this.#waiting = null;
    this.#then.clear();
    this.sight.kill();
    this.#sigma.kill();
  }
}
