/** What the page holds after cards and expansions, its rubbish taken away first. */
import type { Browser, CDPSession, Page } from "@playwright/test";
import { started } from "./gestures.ts";

export interface MemoryAsked {
  readonly address: string;
  /** Entities whose cards are opened, and those whose neighbours are shown. */
  readonly cards: readonly string[];
  readonly expanded: readonly string[];
  readonly rounds: number;
  /** The first round stops here, even where it has not come to its end; the others do as much as the first. */
  readonly seconds: number;
}

/** Bytes of the heap, nodes of documents and listeners that live. */
export interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface Remembered {
  /** How many cards were opened, and how many neighbourhoods shown, each round. */
  readonly cards: number;
  readonly expanded: number;
  /** At the start, then after each round, which opens the same and goes back to the start. */
  readonly held: readonly Held[];
}

export async function memory(browser: Browser, { address, cards, expanded, rounds, seconds }: MemoryAsked): Promise<Remembered> {
  const page = await started(browser, address);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.evaluate(() => window.hand?.hurry());
  const found = [await held(page, session)];
  // Expansions first: they are the fewer and the heavier.
  let wanted = { cards, expanded };
  for (let round = 0; round < rounds; round++) {
    const until = round === 0 ? Date.now() + seconds * 1000 : Infinity;
    const done = { expanded: await each(page, "all", wanted.expanded, until), cards: await each(page, "card", wanted.cards, until) };
    wanted = { cards: wanted.cards.slice(0, done.cards), expanded: wanted.expanded.slice(0, done.expanded) };
    await begun(page);
    found.push(await held(page, session));
  }
  await page.context().close();
  return { cards: wanted.cards.length, expanded: wanted.expanded.length, held: found };
}

async function each(page: Page, gesture: "all" | "card", words: readonly string[], until: number): Promise<number> {
  for (const [count, word] of words.entries()) {
    if (Date.now() > until) return count;
    await page.evaluate(([name, asked]) => window.hand?.[name](asked), [gesture, word] as const);
  }
  return words.length;
}

/** Back to the address of the start, the field empty. */
async function begun(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector<HTMLElement>(".search .clear")?.click();
    history.pushState(null, "", location.pathname);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
  await page.waitForTimeout(3000);
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  for (let time = 0; time < 3; time++) {
    await session.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(200);
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}
