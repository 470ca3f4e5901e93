/** The whole map small, with the part that is seen; a click looks there. Only while not all is seen. */
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { colours } from "../../core/tokens/tokens";
import { useCommon } from "../../ui/context";
import type { Scene } from "./scene";

const [WIDE, HIGH, EDGE] = [150, 108, 8];

interface Frame {
  readonly left: number;
  readonly low: number;
  readonly unit: number;
}

function frameOf(marks: readonly { x: number; y: number }[]): Frame {
  const [left, right] = marks.reduce<[number, number]>(([a, b], { x }) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const [low, high] = marks.reduce<[number, number]>(([a, b], { y }) => [Math.min(a, y), Math.max(b, y)], [Infinity, -Infinity]);
  const unit = Math.min((WIDE - 2 * EDGE) / Math.max(right - left, 1e-6), (HIGH - 2 * EDGE) / Math.max(high - low, 1e-6));
  return { left: left - (WIDE / unit - (right - left)) / 2, low: low - (HIGH / unit - (high - low)) / 2, unit };
}

export function Minimap({ scene }: { readonly scene: Scene }) {
  const { mode } = useCommon();
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<Frame | null>(null);
  const [needed, setNeeded] = useState(false);
  useEffect(
    () =>
      scene.onDraw(() => {
        const { marks, seen } = scene.overview();
        const context = canvas.current?.getContext("2d");
        if (!context || marks.length === 0) return;
        const [from, to] = seen;
        setNeeded(marks.some(({ x, y }) => x < from.x || x > to.x || y < from.y || y > to.y));
        const at = frameOf(marks);
        frame.current = at;
        paint(context, marks, seen, at, mode);
      }),
    [scene, mode],
  );
  const click = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => {
    const at = frame.current;
    if (at !== null) scene.lookAt({ x: at.left + offsetX / at.unit, y: at.low + (HIGH - offsetY) / at.unit });
  };
  // For the mouse; the keyboard moves from mark to mark, and 0 shows the whole.
  return <canvas ref={canvas} className="minimap" width={WIDE} height={HIGH} hidden={!needed} aria-hidden="true" onClick={click} />;
}

type Overview = ReturnType<Scene["overview"]>;

function paint(context: CanvasRenderingContext2D, marks: Overview["marks"], [from, to]: Overview["seen"], { left, low, unit }: Frame, mode: "light" | "dark"): void {
  context.clearRect(0, 0, WIDE, HIGH);
  for (const { x, y, colour } of marks) {
    context.fillStyle = colour;
    context.fillRect((x - left) * unit - 1, HIGH - (y - low) * unit - 1, 2, 2);
  }
  context.strokeStyle = colours[mode].accent;
  context.lineWidth = 1.5;
  context.strokeRect((from.x - left) * unit, HIGH - (to.y - low) * unit, (to.x - from.x) * unit, (to.y - from.y) * unit);
}
