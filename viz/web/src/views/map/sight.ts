/** Where people look: the camera, moved by hand, by a button or by the address. */
import type Sigma from "sigma";
import type { Camera } from "../../core/state/view";
import type { MarkData, ThreadData } from "./attributes";
import type { Spot } from "./told";

const HOME = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
export const NEAREST = 0.03;
export const FARTHEST = 4;
/** Milliseconds without a move that are a rest. */
const REST = 120;

export class Sight {
  readonly #sigma: Sigma<MarkData, ThreadData>;
  readonly #scale: number;
  #silent = false;
  #rest = 0;

  /** `onCamera` is told where people look when the camera comes to rest. */
  constructor(sigma: Sigma<MarkData, ThreadData>, scale: number, onCamera: (camera: Camera) => void) {
    this.#sigma = sigma;
    this.#scale = scale;
    sigma.getCamera().on("updated", ({ x, y, ratio }) => {
      window.clearTimeout(this.#rest);
      if (!this.#silent) this.#rest = window.setTimeout(() => { onCamera({ x, y, ratio }); }, REST);
    });
  }

  kill(): void {
    window.clearTimeout(this.#rest);
  }

  get camera(): Camera {
    const { x, y, ratio } = this.#sigma.getCamera().getState();
    return { x, y, ratio };
  }

  /** The camera of the address; null is the whole. Says nothing back. */
  set(camera: Camera | null): void {
    this.#silent = true;
    this.#sigma.getCamera().setState(camera === null ? this.#seeing() : { ...camera, angle: 0 });
    this.#silent = false;
  }

  zoom(factor: number): void {
    this.#move({ ratio: Math.min(FARTHEST, Math.max(NEAREST, this.camera.ratio / factor)) });
  }

  fit(): void {
    this.#move(this.#seeing());
  }

  /** Looks at a point of the frame. */
  lookAt({ x, y }: Spot): void {
    this.#move({ x, y });
  }

  /** Brings an entity to the middle, near enough to be read. */
  centre(id: string): void {
    const at = this.#sigma.getNodeDisplayData(id);
    if (at !== undefined) this.#move({ x: at.x, y: at.y, ratio: Math.min(this.camera.ratio, 0.6) });
  }

  /** Brings entities into sight where one of them is not: several together, one to the middle. */
  reveal(ids: readonly string[]): void {
    const { width, height } = this.#sigma.getDimensions();
    const edge = Math.min(60, width * 0.1);
    const out = (at: Spot | null) => at !== null && (at.x < edge || at.y < edge || at.x > width - edge || at.y > height - edge);
    const [first, ...more] = ids;
    if (first === undefined || !ids.some((id) => out(this.positionOf(id)))) return;
    if (more.length === 0) this.centre(first);
    else this.#move(this.#seeing(new Set(ids)));
  }

  /** Where an entity is in the container, in pixels. */
  positionOf(id: string): Spot | null {
    const at = this.#sigma.getNodeDisplayData(id);
    return at === undefined ? null : this.#sigma.framedGraphToViewport(at);
  }

  /** The part that is seen, in the frame in which the camera moves: its lower left and its upper right. */
  seen(): readonly [Spot, Spot] {
    const { width, height } = this.#sigma.getDimensions();
    return [this.#sigma.viewportToFramedGraph({ x: 0, y: height }), this.#sigma.viewportToFramedGraph({ x: width, y: 0 })];
  }

  #move(state: Partial<Camera>): void {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    void this.#sigma.getCamera().animate(state, { duration: still ? 0 : 300 });
  }

  /** The camera from which all that is shown, or these of it, are seen, with room for names. */
  #seeing(only: ReadonlySet<string> | null = null): Camera & { angle: number } {
    const { width, height } = this.#sigma.getDimensions();
    const box = this.#shownBox(only);
    if (box === null) return HOME;
    const [aside, above] = [Math.min(90 * this.#scale, width * 0.12), Math.min(30 * this.#scale, height * 0.06)];
    const ratio = Math.max((box.right - box.left) / (width - 2 * aside), (box.bottom - box.top) / (height - 2 * above), only === null ? 0.15 : 0.5);
    const middle = this.#sigma.viewportToFramedGraph({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, { cameraState: HOME });
    return { x: middle.x, y: middle.y, ratio, angle: 0 };
  }

  /** The box around all that is shown, in pixels as the camera at home sees it. */
  #shownBox(only: ReadonlySet<string> | null): { left: number; right: number; top: number; bottom: number } | null {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    this.#sigma.getGraph().forEachNode((id, data) => {
      if (data.hidden || only?.has(id) === false) return;
      const { x, y } = this.#sigma.graphToViewport(data, { cameraState: HOME });
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    });
    return box.left > box.right ? null : box;
  }
}
