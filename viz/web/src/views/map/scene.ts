/**
 * The map as a thing that draws: told what stands where and what is chosen, it shows it and says what people do to it.
 * It knows sigma and the canvas; it knows nothing of React, of the server or of the address.
 */
import Graph from "graphology";
import Sigma from "sigma";
import type { MouseCoords, SigmaNodeEventPayload } from "sigma/types";
import type { MapEdge, MapNode } from "../../core/api/types";
import { mix } from "../../core/colour/colour";
import type { Place } from "../../core/layout/arrange";
import type { Camera } from "../../core/state/view";
import { colours, type KindStyle, type LinkStyle, type Mode } from "../../core/tokens/tokens";
import type { MarkData, ThreadData } from "./attributes";
import { drawNames, type Laid, layNames, type Name } from "./names";
import { MarkProgram } from "./mark-program";
import { radius, shifts } from "./sizes";
import { ThreadProgram } from "./thread-program";

/** How the map looks: colours of the mode, size of text, and the look of each kind and reading. */
export interface Look {
  readonly mode: Mode;
  readonly text: number;
  readonly font: string;
  readonly kind: (kind: string) => KindStyle;
  readonly link: (relation: string) => LinkStyle;
  readonly name: (node: MapNode) => string;
}

export interface Content {
  readonly nodes: ReadonlyMap<string, MapNode>;
  readonly edges: ReadonlyMap<string, MapEdge>;
  readonly places: Readonly<Record<string, Place>>;
  readonly shownNodes: ReadonlySet<string>;
  readonly shownEdges: ReadonlySet<string>;
  /** Words beside parts of the map: families, columns, territories. */
  readonly captions?: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** Another arrangement is seen whole: the frame of the one before does not hold. */
  readonly arrangement?: string;
}

/** All that is drawn, in pixels, back to front: for a picture that is not made of pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly threads: readonly { readonly from: Spot; readonly to: Spot; readonly colour: string; readonly width: number; readonly dash: number; readonly arrow: boolean }[];
  readonly marks: readonly (Spot & { readonly r: number; readonly shape: MarkData["shape"]; readonly fill: string; readonly line: string; readonly stroke: number })[];
  readonly names: readonly Laid[];
  readonly captions: readonly (Spot & { readonly text: string })[];
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What stands out: the chosen, those compared with it, the one under the mouse or the keyboard's cursor. */
export interface Focus {
  readonly entities: readonly string[];
  readonly link: string | null;
  readonly cursor: string | null;
}

export interface Gestures {
  readonly onEntity: (id: string, more: boolean) => void;
  readonly onLink: (id: string) => void;
  readonly onGround: () => void;
  readonly onExpand: (id: string) => void;
  readonly onPin: (id: string, x: number, y: number) => void;
  readonly onCamera: (camera: Camera) => void;
  readonly onHover: (id: string | null) => void;
}

type MapSigma = Sigma<MarkData, ThreadData>;

const HOME = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
const NOTHING: Focus = { entities: [], link: null, cursor: null };
/** How much of a mark's colour stays when another has the attention. */
const FAINT = { chosen: 0.42, hovered: 0.22 };

export class Scene {
  readonly #graph = new Graph<MarkData, ThreadData>({ multi: true });
  readonly #sigma: MapSigma;
  readonly #gestures: Gestures;
  readonly #scale: number;
  #content: Content = { nodes: new Map(), edges: new Map(), places: {}, shownNodes: new Set(), shownEdges: new Set() };
  #look: Look | null = null;
  #focus: Focus = NOTHING;
  #hovered: string | null = null;
  #hoveredLink: string | null = null;
  #near: ReadonlySet<string> | null = null;
  #lit: { readonly centre: ReadonlySet<string>; readonly link: string | null } = { centre: new Set(), link: null };
  #boxed = false;
  /** Marks are smaller on a small screen. */
  #unit = 1;
  #silent = false;

  constructor(container: HTMLElement, gestures: Gestures, scale = 1) {
    this.#gestures = gestures;
    this.#scale = scale;
    this.#sigma = new Sigma<MarkData, ThreadData>(this.#graph, container, {
      allowInvalidContainer: true,
      defaultNodeType: "mark",
      defaultEdgeType: "thread",
      nodeProgramClasses: { mark: MarkProgram },
      edgeProgramClasses: { thread: ThreadProgram },
      nodeHoverProgramClasses: { mark: MarkProgram },
      nodeReducer: (id, data) => this.#mark(id, data),
      edgeReducer: (id, data) => this.#thread(id, data),
      renderLabels: false,
      renderEdgeLabels: false,
      defaultDrawNodeHover: () => undefined,
      enableEdgeEvents: true,
      enableCameraRotation: false,
      zIndex: true,
      stagePadding: 48 * scale,
      minCameraRatio: 0.03,
      maxCameraRatio: 4,
      doubleClickZoomingRatio: 1,
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.4),
    });
    this.#sigma.createCanvasContext("names", { beforeLayer: "mouse" } as object);
    this.#sigma.resize(true);
    this.#unit = this.#fitting();
    this.#listen();
  }

  // ---------------------------------------------------------------- what is shown

  setLook(look: Look): void {
    this.#look = look;
    this.#redo();
  }

  setContent(content: Content): void {
    if (content.arrangement !== this.#content.arrangement) this.#boxed = false;
    this.#content = content;
    this.#redo();
  }

  setFocus(focus: Focus): void {
    this.#focus = focus;
    this.#refocus();
  }

  get ready(): boolean {
    return this.#graph.order > 0;
  }

  #redo(): void {
    const look = this.#look;
    if (look === null) return;
    const { nodes, edges, places } = this.#content;
    this.#graph.forEachNode((id) => {
      if (!nodes.has(id) || places[id] === undefined) this.#graph.dropNode(id);
    });
    this.#graph.forEachEdge((id) => {
      if (!edges.has(id)) this.#graph.dropEdge(id);
    });
    for (const node of nodes.values()) {
      const place = places[node.id];
      if (place !== undefined) this.#graph.mergeNode(node.id, this.#markOf(node, place, look));
    }
    const beside = shifts(edges.values());
    for (const edge of edges.values()) {
      if (!this.#graph.hasNode(edge.source) || !this.#graph.hasNode(edge.target)) continue;
      this.#graph.mergeEdgeWithKey(edge.id, edge.source, edge.target, this.#threadOf(edge, beside.get(edge.id) ?? 0, look));
    }
    // What the mouse was on may be gone: a group that it opened.
    if (this.#hovered !== null && !this.#graph.hasNode(this.#hovered)) this.#hovered = null;
    if (this.#hoveredLink !== null && !this.#graph.hasEdge(this.#hoveredLink)) this.#hoveredLink = null;
    this.#frame();
    this.#refocus();
  }

  #markOf(node: MapNode, [x, y]: Place, look: Look): MarkData {
    const style = look.kind(node.kind);
    const paint = style[look.mode];
    const hidden = !this.#content.shownNodes.has(node.id);
    const size = radius(node.degree) * this.#scale * this.#unit;
    const fill = style.hollow ? colours[look.mode].page : paint.fill;
    const stroke = (style.hollow ? 2 : 1) * this.#scale;
    return { x, y, size, color: fill, line: paint.line, stroke, shape: style.shape, hidden, zIndex: 1, type: "mark", label: look.name(node) };
  }

  #threadOf(edge: MapEdge, shift: number, look: Look): ThreadData {
    const { width, dash, arrow } = look.link(edge.relation);
    const hidden = !this.#content.shownEdges.has(edge.id);
    const scale = this.#scale;
    return { size: width * scale, color: colours[look.mode].thread, dash: dash * scale, arrow, shift: shift * scale, hidden, zIndex: 0, type: "thread", label: "" };
  }

  /** The frame of the first content stays: marks that come and go move nothing. */
  #frame(): void {
    if (this.#boxed || this.#graph.order === 0) return;
    const at = this.#graph.mapNodes((_id, data) => [data.x, data.y] as const);
    const extent = (axis: 0 | 1): [number, number] => {
      const all = at.map((place) => place[axis]);
      const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
      return low === high ? [low - 50, high + 50] : [low, high];
    };
    this.#sigma.setCustomBBox({ x: extent(0), y: extent(1) });
    this.#boxed = true;
  }

  // ---------------------------------------------------------------- what stands out

  #refocus(): void {
    const centre = this.#centre();
    this.#lit = { centre: new Set(centre), link: this.#currentLink() };
    this.#near = centre.length === 0 ? null : this.#around(centre);
    this.#sigma.refresh({ skipIndexation: false });
  }

  /** What the attention is on: the mouse before the keyboard before the choice. */
  #centre(): readonly string[] {
    if (this.#hovered !== null && !this.#isChosen(this.#hovered)) return [this.#hovered];
    if (this.#focus.cursor !== null) return [this.#focus.cursor];
    const link = this.#hoveredLink ?? this.#focus.link;
    if (link !== null && this.#graph.hasEdge(link)) return this.#graph.extremities(link);
    return this.#focus.entities.filter((id) => this.#graph.hasNode(id));
  }

  #around(centre: readonly string[]): ReadonlySet<string> {
    const near = new Set(centre);
    if (this.#lit.link !== null) return near;
    for (const id of centre) {
      if (!this.#graph.hasNode(id)) continue;
      this.#graph.forEachEdge(id, (_edge, data, source, target) => {
        if (!data.hidden) near.add(source === id ? target : source);
      });
    }
    return near;
  }

  #currentLink(): string | null {
    if (this.#hovered !== null || this.#focus.cursor !== null) return null;
    return this.#hoveredLink ?? this.#focus.link;
  }

  #isChosen(id: string): boolean {
    return this.#focus.entities.includes(id);
  }

  #mark(id: string, data: MarkData): MarkData {
    const look = this.#look;
    if (look === null) return data;
    const palette = colours[look.mode];
    if (this.#isChosen(id)) return { ...data, size: data.size * 1.18 + 1, line: palette.accent, stroke: 3 * this.#scale, zIndex: 4 };
    if (id === this.#hovered || id === this.#focus.cursor) return { ...data, line: palette.ink, stroke: 2.5 * this.#scale, zIndex: 5 };
    if (this.#near === null || this.#near.has(id)) return { ...data, zIndex: 2 };
    const share = this.#lit.centre.has(this.#hovered ?? "") ? FAINT.hovered : FAINT.chosen;
    return { ...data, color: mix(palette.page, data.color, share), line: mix(palette.page, data.line, share), zIndex: 1 };
  }

  #thread(id: string, data: ThreadData): ThreadData {
    const look = this.#look;
    if (look === null) return data;
    const palette = colours[look.mode];
    if (this.#near === null) return data;
    const { centre, link } = this.#lit;
    const [source, target] = this.#graph.extremities(id);
    const lit = link === null ? centre.has(source) || centre.has(target) : link === id;
    if (lit) return { ...data, color: palette.accent, size: Math.max(data.size, (link === null ? 1.5 : 2.6) * this.#scale), zIndex: 3 };
    return { ...data, color: palette.threadSoft };
  }

  // ---------------------------------------------------------------- names

  #names(): void {
    const look = this.#look;
    const canvas = this.#sigma.getCanvases().names;
    const context = canvas?.getContext("2d");
    if (look === null || !context) return;
    const names = this.#candidates(look);
    drawNames(context, names, this.#sigma.getDimensions(), look, this.#scale);
    this.#captions(context, look);
  }

  #captions(context: CanvasRenderingContext2D, look: Look): void {
    const palette = colours[look.mode];
    context.font = `600 ${(look.text + 2) * this.#scale}px ${look.font}`;
    context.textAlign = "center";
    context.fillStyle = palette.accent;
    context.strokeStyle = palette.page;
    for (const { text, x, y } of this.#content.captions ?? []) {
      const at = this.#sigma.graphToViewport({ x, y });
      context.strokeText(text, at.x, at.y);
      context.fillText(text, at.x, at.y);
    }
    context.textAlign = "start";
  }

  #candidates(look: Look): readonly Name[] {
    const { width, height } = this.#sigma.getDimensions();
    const names: Name[] = [];
    this.#graph.forEachNode((id, data) => {
      const shown = this.#sigma.getNodeDisplayData(id);
      if (shown === undefined || data.hidden) return;
      const at = this.#sigma.framedGraphToViewport(shown);
      if (at.x < -40 || at.y < -40 || at.x > width + 40 || at.y > height + 40) return;
      names.push({ id, text: data.label, x: at.x, y: at.y, radius: this.#sigma.scaleSize(shown.size), rank: this.#rank(id), weight: data.size });
    });
    return names.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, look.text > 16 ? 220 : 420);
  }

  /** 0 the chosen, 1 under the cursor, 2 their neighbours, 3 the rest, 4 the rest while something else has the attention. */
  #rank(id: string): Name["rank"] {
    if (this.#isChosen(id)) return 0;
    if (id === this.#hovered || id === this.#focus.cursor) return 1;
    if (this.#near === null) return 3;
    return this.#near.has(id) ? 2 : 4;
  }

  // ---------------------------------------------------------------- gestures

  #listen(): void {
    const sigma = this.#sigma;
    const gestures = this.#gestures;
    sigma.on("afterRender", () => {
      this.#names();
    });
    sigma.on("clickNode", ({ node, event }) => {
      gestures.onEntity(node, event.original.shiftKey);
    });
    sigma.on("doubleClickNode", (payload) => {
      payload.preventSigmaDefault();
      gestures.onExpand(payload.node);
    });
    sigma.on("clickEdge", ({ edge }) => {
      gestures.onLink(edge);
    });
    sigma.on("clickStage", () => {
      gestures.onGround();
    });
    sigma.on("enterNode", ({ node }) => {
      this.#hover(node, null);
    });
    sigma.on("leaveNode", () => {
      this.#hover(null, null);
    });
    sigma.on("enterEdge", ({ edge }) => {
      this.#hover(null, edge);
    });
    sigma.on("leaveEdge", () => {
      this.#hover(null, null);
    });
    sigma.getCamera().on("updated", (camera) => {
      if (!this.#silent) gestures.onCamera({ x: camera.x, y: camera.y, ratio: camera.ratio });
    });
    this.#listenDrag();
  }

  #hover(node: string | null, link: string | null): void {
    if (this.#hovered === node && this.#hoveredLink === link) return;
    this.#hovered = node;
    this.#hoveredLink = link;
    this.#sigma.getContainer().style.cursor = node === null && link === null ? "" : "pointer";
    this.#gestures.onHover(node);
    this.#refocus();
  }

  #listenDrag(): void {
    let held: { id: string; moved: boolean } | null = null;
    this.#sigma.on("downNode", (payload: SigmaNodeEventPayload) => {
      held = { id: payload.node, moved: false };
    });
    this.#sigma.on("moveBody", ({ event }: { event: MouseCoords }) => {
      if (held === null) return;
      event.preventSigmaDefault();
      held.moved = true;
      const at = this.#sigma.viewportToGraph(event);
      this.#graph.mergeNodeAttributes(held.id, { x: at.x, y: at.y });
    });
    const drop = () => {
      if (held?.moved) {
        const { x, y } = this.#graph.getNodeAttributes(held.id);
        this.#gestures.onPin(held.id, x, y);
      }
      held = null;
    };
    this.#sigma.on("upNode", drop);
    this.#sigma.on("upStage", drop);
    this.#sigma.on("upEdge", drop);
  }

  // ---------------------------------------------------------------- where people look

  /** The camera of the address; null is the whole. Says nothing back. */
  setCamera(camera: Camera | null): void {
    this.#silent = true;
    this.#sigma.getCamera().setState(camera === null ? this.#whole() : { ...camera, angle: 0 });
    this.#silent = false;
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    this.#move({ ratio: Math.min(4, Math.max(0.03, camera.ratio / factor)) });
  }

  fit(): void {
    this.#move(this.#whole());
  }

  /** Brings an entity to the middle, near enough to be read. */
  centre(id: string): void {
    const at = this.#sigma.getNodeDisplayData(id);
    if (at !== undefined) this.#move({ x: at.x, y: at.y, ratio: Math.min(this.#sigma.getCamera().ratio, 0.6) });
  }

  /** Brings an entity into sight where it is not. */
  reveal(id: string): void {
    const at = this.positionOf(id);
    const { width, height } = this.#sigma.getDimensions();
    const edge = Math.min(60, width * 0.1);
    if (at !== null && (at.x < edge || at.y < edge || at.x > width - edge || at.y > height - edge)) this.centre(id);
  }

  #move(state: Partial<Camera>): void {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    void this.#sigma.getCamera().animate(state, { duration: still ? 0 : 300 });
  }

  /** The camera from which all that is shown is seen, with room for names. */
  #whole(): Camera & { angle: number } {
    const { width, height } = this.#sigma.getDimensions();
    const at = this.#graph
      .filterNodes((_id, data) => !data.hidden)
      .map((id) => this.#sigma.graphToViewport(this.#graph.getNodeAttributes(id), { cameraState: HOME }));
    if (at.length === 0) return HOME;
    const [left, right] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
    const [top, bottom] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
    const [aside, above, below] = [Math.min(90 * this.#scale, width * 0.12), Math.min(36 * this.#scale, height * 0.06), Math.min(76 * this.#scale, height * 0.14)];
    const ratio = Math.max((right - left) / (width - 2 * aside), (bottom - top) / (height - above - below), 0.15);
    const lower = ((below - above) / 2) * ratio;
    const middle = this.#sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 + lower }, { cameraState: HOME });
    return { x: middle.x, y: middle.y, ratio, angle: 0 };
  }

  /** Where an entity is in the container, in pixels. */
  positionOf(id: string): { x: number; y: number } | null {
    const at = this.#sigma.getNodeDisplayData(id);
    return at === undefined ? null : this.#sigma.framedGraphToViewport(at);
  }

  /** Draws at once and gives the layers, bottom first, while their content is there. */
  snapshot(): readonly HTMLCanvasElement[] {
    this.#sigma.refresh();
    const layers = this.#sigma.getCanvases();
    return ["edges", "nodes", "names"].flatMap((name) => layers[name] ?? []);
  }

  /** Calls back each time the map has been drawn; gives back what stops it. */
  onDraw(drawn: () => void): () => void {
    this.#sigma.on("afterRender", drawn);
    return () => {
      this.#sigma.off("afterRender", drawn);
    };
  }

  /** Marks that are shown and the part that is seen, in the frame in which the camera moves. */
  overview(): { readonly marks: readonly (Spot & { readonly colour: string })[]; readonly seen: readonly [Spot, Spot] } {
    const { width, height } = this.#sigma.getDimensions();
    const marks = this.#graph.mapNodes((id, data) => ({ at: this.#sigma.getNodeDisplayData(id), data })).flatMap(({ at, data }) => (at === undefined || data.hidden ? [] : [{ x: at.x, y: at.y, colour: data.line }]));
    return { marks, seen: [this.#sigma.viewportToFramedGraph({ x: 0, y: height }), this.#sigma.viewportToFramedGraph({ x: width, y: 0 })] };
  }

  /** Looks at a point of the frame. */
  lookAt({ x, y }: Spot): void {
    this.#move({ x, y });
  }

  drawing(): Drawing {
    const size = this.#sigma.getDimensions();
    const look = this.#look;
    const at = (id: string) => this.positionOf(id) ?? { x: 0, y: 0 };
    const threads = this.#graph.mapEdges((id, _data, source, target) => ({ data: this.#sigma.getEdgeDisplayData(id), source, target })).flatMap(({ data, source, target }) => {
      if (data === undefined || data.hidden) return [];
      const { color, size: width, dash, arrow } = data as typeof data & ThreadData;
      return [{ from: at(source), to: at(target), colour: color, width, dash, arrow, z: data.zIndex }];
    });
    const marks = this.#graph.mapNodes((id) => ({ id, data: this.#sigma.getNodeDisplayData(id) })).flatMap(({ id, data }) => {
      if (data === undefined || data.hidden) return [];
      const { color, line, stroke, shape } = data as typeof data & MarkData;
      return [{ ...at(id), r: this.#sigma.scaleSize(data.size), shape, fill: color, line, stroke, z: data.zIndex }];
    });
    const context = document.createElement("canvas").getContext("2d");
    return {
      ...size,
      threads: threads.sort((a, b) => a.z - b.z),
      marks: marks.sort((a, b) => a.z - b.z),
      names: look === null || context === null ? [] : layNames(context, this.#candidates(look), size, look, this.#scale),
      captions: (this.#content.captions ?? []).map(({ text, x, y }) => ({ text, ...this.#sigma.graphToViewport({ x, y }) })),
    };
  }

  get camera(): Camera {
    const { x, y, ratio } = this.#sigma.getCamera().getState();
    return { x, y, ratio };
  }

  get content(): Content {
    return this.#content;
  }

  resize(): void {
    this.#sigma.resize(true);
    const unit = this.#fitting();
    if (unit === this.#unit) this.#sigma.refresh();
    else {
      this.#unit = unit;
      this.#redo();
    }
  }

  #fitting(): number {
    const { width, height } = this.#sigma.getDimensions();
    return Math.min(1, Math.max(0.5, Math.min(width, height) / (640 * this.#scale)));
  }

  kill(): void {
    this.#sigma.kill();
  }
}
