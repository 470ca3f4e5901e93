/** Moves a map as a hand does, one step a frame, and notes how long each frame took. Runs within the page. */
import type { Page } from "@playwright/test";

export interface Frames {
  /** Milliseconds from one frame to the next: while the map is dragged, and while it is zoomed. */
  readonly dragged: readonly number[];
  readonly zoomed: readonly number[];
}

/** Drags what `selector` names for about `seconds`, one frame at least: some pages take half a minute for it. */
export const drag = (page: Page, selector: string, seconds: number): Promise<number[]> => moved(page, selector, seconds, "drag");

/** Zooms it, in and out by turns. */
export const zoom = (page: Page, selector: string, seconds: number): Promise<number[]> => moved(page, selector, seconds, "zoom");

function moved(page: Page, selector: string, seconds: number, how: "drag" | "zoom"): Promise<number[]> {
  return page.evaluate(
    async ([selector, seconds, how]) => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`nothing is ${selector}`);
      const box = element.getBoundingClientRect();
      const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      const fire = (type: string, x: number, y: number, buttons: number) => {
        const given = { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons, view: window };
        element.dispatchEvent(new PointerEvent(type.replace("mouse", "pointer"), { ...given, pointerId: 1, pointerType: "mouse", isPrimary: true }));
        element.dispatchEvent(new MouseEvent(type, given));
      };
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const during = async (step: (count: number) => void): Promise<number[]> => {
        const took: number[] = [];
        const start = performance.now();
        let before = await frame();
        for (let count = 0; performance.now() - start < seconds * 1000 || count < 1; count++) {
          step(count);
          const now = await frame();
          took.push(now - before);
          before = now;
        }
        return took;
      };
      if (how === "zoom") {
        return during((count) => {
          const closer = Math.floor(count / 10) % 2 === 0;
          if (count % 5 === 0) element.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX: middle.x, clientY: middle.y, deltaY: closer ? -120 : 120 }));
        });
      }
      // A circle from the middle and back, so that the map stays in sight.
      const at = (count: number) => ({ x: middle.x + 160 * Math.sin(count / 9), y: middle.y + 110 * (1 - Math.cos(count / 9)) });
      fire("mousedown", middle.x, middle.y, 1);
      const dragged = await during((count) => {
        const { x, y } = at(count);
        fire("mousemove", x, y, 1);
      });
      fire("mouseup", middle.x, middle.y, 0);
      return dragged;
    },
    [selector, seconds, how] as const,
  );
}
