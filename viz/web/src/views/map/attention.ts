/** What stands out on the map: the chosen, what the mouse or the keyboard is on, and their company; the rest fades. */
import type Graph from "graphology";
import { mix } from "../../core/colour/colour";
import { colours } from "../../core/tokens/tokens";
import type { MarkData, ThreadData } from "./attributes";
import type { Name } from "./names";
import type { Focus, Look } from "./told";

/** How much of a mark's colour stays when another has the attention. */
const FAINT = { chosen: 0.42, hovered: 0.22 };

export class Attention {
  readonly #graph: Graph<MarkData, ThreadData>;
  readonly #scale: number;
  #focus: Focus = { entities: [], link: null, cursor: null };
  #hovered: string | null = null;
  #hoveredLink: string | null = null;
  /** All of it that shows, as it was when it was last looked at. */
  #told = "";
  #near: ReadonlySet<string> | null = null;
  #lit: { readonly centre: ReadonlySet<string>; readonly link: string | null } = { centre: new Set(), link: null };

  constructor(graph: Graph<MarkData, ThreadData>, scale: number) {
    this.#graph = graph;
    this.#scale = scale;
  }

  set focus(focus: Focus) {
    this.#focus = focus;
  }

  /** What the mouse is on; gives whether that is news. */
  hover(node: string | null, link: string | null): boolean {
    if (this.#hovered === node && this.#hoveredLink === link) return false;
    this.#hovered = node;
    this.#hoveredLink = link;
    return true;
  }

  /**
   * Looks again at who is near what has the attention, and gives whether that is news on the map; what the mouse was on may be
   * gone, such as a group that it opened.
   */
  settle(): boolean {
    if (this.#hovered !== null && !this.#graph.hasNode(this.#hovered)) this.#hovered = null;
    if (this.#hoveredLink !== null && !this.#graph.hasEdge(this.#hoveredLink)) this.#hoveredLink = null;
    const centre = this.#centre();
    this.#lit = { centre: new Set(centre), link: this.#currentLink() };
    this.#near = centre.length === 0 ? null : this.#around(centre);
    const before = this.#told;
    const chosen = this.#focus.entities.filter((id) => this.#graph.hasNode(id));
    this.#told = JSON.stringify([centre, this.#lit.link, chosen, this.#hovered, this.#focus.cursor]);
    return this.#told !== before;
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

  /** A mark as it looks now. */
  mark(id: string, data: MarkData, look: Look): MarkData {
    const palette = colours[look.mode];
    if (this.#isChosen(id)) return { ...data, size: data.size * 1.18 + 1, line: palette.accent, stroke: 3 * this.#scale, zIndex: 4 };
    if (id === this.#hovered || id === this.#focus.cursor) return { ...data, line: palette.ink, stroke: 2.5 * this.#scale, zIndex: 5 };
    if (this.#near === null || this.#near.has(id)) return { ...data, zIndex: 2 };
    const share = this.#lit.centre.has(this.#hovered ?? "") ? FAINT.hovered : FAINT.chosen;
    return { ...data, color: mix(palette.page, data.color, share), line: mix(palette.page, data.line, share), zIndex: 1 };
  }

  /** A line as it looks now. */
  thread(id: string, data: ThreadData, look: Look): ThreadData {
    const palette = colours[look.mode];
    if (this.#near === null) return data;
    const { centre, link } = this.#lit;
    const [source, target] = this.#graph.extremities(id);
    const lit = link === null ? centre.has(source) || centre.has(target) : link === id;
    if (lit) return { ...data, color: palette.accent, size: Math.max(data.size, (link === null ? 1.5 : 2.6) * this.#scale), zIndex: 3 };
    return { ...data, color: palette.threadSoft };
  }

  /** 0 the chosen, 1 under the cursor, 2 their neighbours, 3 the rest, 4 the rest while something else has the attention. */
  rank(id: string): Name["rank"] {
    if (this.#isChosen(id)) return 0;
    if (id === this.#hovered || id === this.#focus.cursor) return 1;
    if (this.#near === null) return 3;
    return this.#near.has(id) ? 2 : 4;
  }
}
