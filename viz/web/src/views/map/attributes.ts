/** What the map keeps of each mark and line: the display data of sigma and the few things our own shaders draw. */
import type { Shape } from "../../core/tokens/tokens";

export interface MarkData {
  x: number;
  y: number;
  size: number;
  color: string;
  /** Colour and width of the outline. */
  line: string;
  stroke: number;
  shape: Shape;
  hidden: boolean;
  zIndex: number;
  type: "mark";
  /** Not sigma's label: it keeps a grid of those, and names are written otherwise here. */
  name: string;
}

export interface ThreadData {
  size: number;
  color: string;
  /** Length of a dash in pixels, 0 for a solid line. */
  dash: number;
  arrow: boolean;
  /** Pixels beside the straight line, so that several links between two marks are all seen. */
  shift: number;
  hidden: boolean;
  zIndex: number;
  type: "thread";
}

export const SHAPES: readonly Shape[] = ["disc", "ring", "square", "diamond", "hexagon"];
