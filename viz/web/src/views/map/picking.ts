/**
 * The hidden picture that tells what is under the mouse. It costs as much as the map itself, so it is not drawn with each
 * frame but when it is about to be read; while the camera moves under the mouse nobody reads it.
 */
import type Sigma from "sigma";
import type { Program, ProgramInfo } from "sigma/rendering";
import type { MouseCoords, RenderParams } from "sigma/types";
import type { MarkData, ThreadData } from "./attributes";

type MapSigma = Sigma<MarkData, ThreadData>;

/** What is to be drawn before the next look: the last of each program. */
const waiting = new WeakMap<object, Map<object, () => void>>();

function later(renderer: object, program: object, draw: () => void): void {
  const those = waiting.get(renderer) ?? new Map<object, () => void>();
  waiting.set(renderer, those.set(program, draw));
}

function drawn(renderer: object): void {
  const those = waiting.get(renderer);
  waiting.delete(renderer);
  for (const draw of those?.values() ?? []) draw();
}

// What a mixin of TypeScript must take.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Class = abstract new (...given: any[]) => Program<string, MarkData, ThreadData>;

/** A program that draws with each frame what is seen, and what the mouse is on when somebody looks. */
export function late<Base extends Class>(of: Base) {
  abstract class Late extends of {
    override render(params: RenderParams): void {
      const hidden = this.pickProgram;
      this.pickProgram = null;
      super.render(params);
      this.pickProgram = hidden;
      if (hidden !== null && !this.hasNothingToRender()) later(this.renderer, this, () => { this.#look(params, hidden); });
    }

    /** The hidden picture is smaller than the map. */
    #look(params: RenderParams, hidden: ProgramInfo): void {
      const pixelRatio = params.pixelRatio / params.downSizingRatio;
      hidden.gl.viewport(0, 0, params.width * pixelRatio, params.height * pixelRatio);
      this.bindProgram(hidden);
      this.renderProgram({ ...params, pixelRatio }, hidden);
      this.unbindProgram(hidden);
    }
  }
  return Late;
}

const LOOKS = ["click", "rightClick", "doubleClick", "mousedown", "mouseup"] as const;
const TOUCHES = ["touchdown", "touchup", "touchmove", "tap", "doubletap"] as const;

/** Draws the hidden picture before each look, and lets nobody look while the map moves under the mouse. */
export function lookLate(sigma: MapSigma): void {
  const [mouse, touch] = [sigma.getMouseCaptor(), sigma.getTouchCaptor()];
  const ready = () => { drawn(sigma); };
  for (const event of LOOKS) mouse.prependListener(event, ready);
  for (const event of TOUCHES) touch.prependListener(event, ready);
  // Nobody asks what a wheel was turned over.
  mouse.removeAllListeners("wheel");
  hoverAtRest(sigma, ready);
}

/** The mouse is on something once the map stands still: then what it passed over last is looked up. */
function hoverAtRest(sigma: MapSigma, ready: () => void): void {
  const [mouse, camera] = [sigma.getMouseCaptor(), sigma.getCamera()];
  const looks = mouse.listeners("mousemove");
  let missed: MouseCoords | null = null;
  const hover = (at: MouseCoords) => {
    missed = camera.isAnimated() || mouse.isMouseDown ? at : null;
    if (missed !== null) return;
    ready();
    for (const look of looks) look(at);
  };
  mouse.removeAllListeners("mousemove");
  mouse.on("mousemove", hover);
  sigma.on("afterRender", () => { if (missed !== null) hover(missed); });
}
