/** Undo and redo over values that never change: what was, what is, what was undone. */

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

const MOST = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** The next value; what had been undone is forgotten, as everywhere. */
export function push<T>(history: History<T>, present: T): History<T> {
  return { past: [...history.past, history.present].slice(-MOST), present, future: [] };
}

/** Another present without a step: for what nobody would want to undo, such as the camera. */
export function replace<T>(history: History<T>, present: T): History<T> {
  return { ...history, present };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future };
}
