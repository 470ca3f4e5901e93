/** Where things of the page are while a step speaks of them: they load, scroll and move, so they are looked at again and again. */
import { useMemo, useSyncExternalStore } from "react";
import type { Box } from "../../core/place/beside";
import type { Step } from "./steps";

const AGAIN = 100;
const [AROUND, MARK] = [6, 26];

export interface Places {
  readonly spot: Box | null;
  readonly rings: readonly Box[];
  readonly panel: Box | null;
}

function boxOf(selector: string | null, around: number): Box | null {
  const found = selector === null ? null : document.querySelector(selector);
  if (found === null) return null;
  const { left, top, right, bottom } = found.getBoundingClientRect();
  const [x, y] = [Math.max(0, left - around), Math.max(0, top - around)];
  const [width, height] = [Math.min(window.innerWidth, right + around) - x, Math.min(window.innerHeight, bottom + around) - y];
  return width < 2 || height < 2 ? null : { left: Math.round(x), top: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/** A mark of the map, when it is drawn and in sight. */
function markOf(id: string): Box | null {
  const stage = boxOf(".stage", 0);
  const at = window.maillage?.positionOf(id) ?? null;
  if (stage === null || at === null || at.x < 0 || at.y < 0 || at.x > stage.width || at.y > stage.height) return null;
  return { left: Math.round(stage.left + at.x - MARK), top: Math.round(stage.top + at.y - MARK), width: 2 * MARK, height: 2 * MARK };
}

function measured(step: Step, marks: readonly string[]): Places {
  const spot = step.at.map((selector) => boxOf(selector, AROUND)).find((box) => box !== null) ?? null;
  const rings = [boxOf(step.ring, AROUND), ...(step.id === "map" ? marks.map(markOf) : [])].filter((box) => box !== null);
  return { spot, rings, panel: boxOf(".tour-panel", 0) };
}

function watch(changed: () => void): () => void {
  const timer = setInterval(changed, AGAIN);
  window.addEventListener("resize", changed);
  return () => {
    clearInterval(timer);
    window.removeEventListener("resize", changed);
  };
}

export function usePlaces(step: Step, marks: readonly string[]): Places {
  // As text, so that what has not moved is the same.
  const text = useSyncExternalStore(watch, () => JSON.stringify(measured(step, marks)));
  return useMemo(() => JSON.parse(text) as Places, [text]);
}
