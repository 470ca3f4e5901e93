/** The graph as the explorer has drawn it, for another page to draw: places, sizes, colours and names. */
import type { Page } from "@playwright/test";

export interface Copied {
  readonly marks: readonly { readonly id: string; readonly label: string; readonly x: number; readonly y: number; readonly size: number; readonly color: string }[];
  readonly threads: readonly { readonly source: string; readonly target: string; readonly size: number; readonly color: string }[];
}

/** Raises when the page shows no map. */
export async function copy(page: Page): Promise<Copied> {
  return page.evaluate(async () => {
    const drawn = window.maillage?.drawing();
    if (drawn === undefined) throw new Error("no map on this page");
    const { nodes } = (await (await fetch("/api/graph?limit=10000&limit_links=50000")).json()) as { nodes: { id: string; name: string }[] };
    const names = new Map(nodes.map(({ id, name }) => [id, name]));
    return {
      marks: drawn.marks.map(({ id, x, y, r, fill }) => ({ id, label: names.get(id) ?? id, x, y: -y, size: r, color: fill })),
      threads: drawn.threads.map(({ ends: [source, target], width, colour }) => ({ source, target, size: width, color: colour })),
    };
  });
}
