/** The whole map small, with the part that is seen; a click looks there. Only while not all is seen. */
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { colours } from "../../core/tokens/tokens";
import { useCommon } from "../../ui/context";
import type { Scene } from "./scene";
import type { Spot } from "./told";

const [WIDE, HIGH, EDGE] = [150, 108, 8];

/** The marks, painted once for each content, and how their frame lies on the small map. */
interface Base {
  readonly picture: OffscreenCanvas;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly unit: number;
}

type Marks = ReturnType<Scene["marks"]>;

function baseOf(marks: Marks): Base | null {
  const [left, right] = marks.reduce<[number, number]>(([a, b], { x }) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const [low, high] = marks.reduce<[number, number]>(([a, b], { y }) => [Math.min(a, y), Math.max(b, y)], [Infinity, -Infinity]);
  const picture = new OffscreenCanvas(WIDE, HIGH);
  const context = picture.getContext("2d");
  if (context === null || marks.length === 0) return null;
  const unit = Math.min((WIDE - 2 * EDGE) / Math.max(right - left, 1e-6), (HIGH - 2 * EDGE) / Math.max(high - low, 1e-6));
  const base = { picture, left, right, low, high, unit };
  for (const { x, y, colour } of marks) {
    const at = small(base, { x, y });
    context.fillStyle = colour;
    context.fillRect(at.x - 1, at.y - 1, 2, 2);
  }
  return base;
}

/** A point of the frame on the small map, in whose middle the marks stand; and the way back. */
const small = ({ left, right, low, high, unit }: Base, { x, y }: Spot): Spot => ({ x: WIDE / 2 + (x - (left + right) / 2) * unit, y: HIGH / 2 - (y - (low + high) / 2) * unit });
const large = ({ left, right, low, high, unit }: Base, { x, y }: Spot): Spot => ({ x: (left + right) / 2 + (x - WIDE / 2) / unit, y: (low + high) / 2 - (y - HIGH / 2) / unit });

function paint(context: CanvasRenderingContext2D, base: Base, [from, to]: readonly [Spot, Spot], mode: "light" | "dark"): void {
  const [one, other] = [small(base, from), small(base, to)];
  context.clearRect(0, 0, WIDE, HIGH);
  context.drawImage(base.picture, 0, 0);
  context.strokeStyle = colours[mode].accent;
  context.lineWidth = 1.5;
  context.strokeRect(one.x, other.y, other.x - one.x, one.y - other.y);
}

export function Minimap({ scene }: { readonly scene: Scene }) {
  const { mode } = useCommon();
  const canvas = useRef<HTMLCanvasElement>(null);
  const base = useRef<Base | null>(null);
  const [needed, setNeeded] = useState(false);
  useEffect(() => {
    const draw = () => {
      base.current ??= baseOf(scene.marks());
      const context = canvas.current?.getContext("2d");
      if (!context || base.current === null) return;
      const { left, right, low, high } = base.current;
      const [from, to] = scene.sight.seen();
      const all = from.x <= left && from.y <= low && to.x >= right && to.y >= high;
      setNeeded(!all);
      if (!all) paint(context, base.current, [from, to], mode);
    };
    const stop = [scene.onDraw(draw), scene.onProcess(() => { base.current = null; })];
    return () => {
      for (const one of stop) one();
    };
  }, [scene, mode]);
  const click = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => {
    if (base.current !== null) scene.sight.lookAt(large(base.current, { x: offsetX, y: offsetY }));
  };
  // For the mouse; the keyboard moves from mark to mark, and 0 shows the whole.
  return <canvas ref={canvas} className="minimap" width={WIDE} height={HIGH} hidden={!needed} aria-hidden="true" onClick={click} />;
}
