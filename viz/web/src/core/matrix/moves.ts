/** Moving among the filled cells of the matrix by the arrow keys. */
import { cellKey, type Matrix } from "./matrix";

export interface Place {
  readonly row: number;
  readonly column: number;
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The next filled cell in the direction of an arrow key, in the same row or column; null at the edge and for other keys. */
export function next({ rows, columns, cells }: Matrix, from: Place, key: string): Place | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  for (let [row, column] = [from.row + step[0], from.column + step[1]]; ; row += step[0], column += step[1]) {
    const [line, across] = [rows[row], columns[column]];
    if (line === undefined || across === undefined) return null;
    if (cells.has(cellKey(line.id, across.id))) return { row, column };
  }
}
