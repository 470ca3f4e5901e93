/** The measures of the explorer in Chromium by name. */
import type { Browser } from "@playwright/test";
import { launch } from "./chromium.ts";
import { gestures, type GesturesAsked } from "./gestures.ts";
import { maps, type MapsAsked } from "./maps.ts";
import { memory, type MemoryAsked } from "./memory.ts";

const MEASURES: Readonly<Record<string, (browser: Browser, asked: unknown) => Promise<unknown>>> = {
  maps: (browser, asked) => maps(browser, asked as MapsAsked),
  gestures: (browser, asked) => gestures(browser, asked as GesturesAsked),
  memory: (browser, asked) => memory(browser, asked as MemoryAsked),
};

/** One measure in a browser of its own: the browser's version and what was found. Raises for a measure that is none. */
export async function measured(name: string, asked: unknown): Promise<{ readonly browser: string; readonly found: unknown }> {
  const measure = MEASURES[name];
  if (measure === undefined) throw new Error(`one of ${Object.keys(MEASURES).join(", ")}`);
  const browser = await launch();
  try {
    return { browser: browser.version(), found: await measure(browser, asked) };
  } finally {
    await browser.close();
  }
}
