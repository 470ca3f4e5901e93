/** What a person waits for: hits after a word, a card, neighbours on the map; each timed within the page, with its long tasks. */
import type { Browser, Page } from "@playwright/test";
import { SIZE } from "./chromium.ts";
import { type Gesture, type Hand, install, type Span } from "./hand.ts";

declare global {
  interface Window {
    hand?: Hand;
  }
}

export interface GesturesAsked {
  readonly address: string;
  /** Words to look for, each different; the first hit of each is chosen, and a group of its neighbours shown. */
  readonly words: readonly string[];
  /** So many of them are done first and not counted. */
  readonly warm: number;
  /** No further word is begun after so long. */
  readonly seconds: number;
}

export interface Waited {
  /** Milliseconds until the first map had drawn. */
  readonly ready: number;
  readonly took: Readonly<Record<Gesture, readonly number[]>>;
  /** Milliseconds of the tasks over 50 ms during each gesture. */
  readonly long: Readonly<Record<Gesture, readonly number[]>>;
}

const WAIT = 600_000;

export async function started(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, locale: "fr-FR" });
  await context.addInitScript(install);
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT);
  await page.goto(address);
  await page.waitForSelector(".stage[data-ready=true]");
  return page;
}

const GESTURES: readonly Gesture[] = ["hits", "head", "card", "expand"];

/** One word after the other, each gesture after the one before has been drawn. */
export async function gestures(browser: Browser, { address, words, warm, seconds }: GesturesAsked): Promise<Waited> {
  const page = await started(browser, address);
  const ready = await page.evaluate(() => performance.now());
  const spans: Record<Gesture, Span[]> = { hits: [], head: [], card: [], expand: [] };
  const until = Date.now() + seconds * 1000;
  for (const [count, word] of words.entries()) {
    if (Date.now() > until) break;
    const done = await page.evaluate((asked) => window.hand?.all(asked), word);
    if (count >= warm) for (const name of GESTURES) spans[name].push(...(done?.[name] ?? []));
  }
  const long = await page.evaluate(() => window.hand?.long ?? []);
  await page.context().close();
  const each = <T>(of: (name: Gesture) => T) => ({ hits: of("hits"), head: of("head"), card: of("card"), expand: of("expand") });
  return {
    ready,
    took: each((name) => spans[name].map(({ from, to }) => to - from)),
    long: each((name) => long.filter((task) => spans[name].some(({ from, to }) => task.from < to && task.to > from)).map(({ from, to }) => to - from)),
  };
}
