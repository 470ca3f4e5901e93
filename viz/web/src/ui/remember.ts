/** What this browser keeps of a person from one visit to the next: short marks, never anything of the graph. */

/** Null where nothing is kept under this name; `otherwise` where the browser keeps nothing at all. */
export function recall(name: string, otherwise: string | null = null): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return otherwise;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}
