/** What the journeys share: opening the page on the real server, and the watch over what it may not do. */
import { type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";

export const UNADEL = "programme-2018:unadel";
export const CNFPT = "programme-2018:cnfpt";

/** Who has been here before: the tour does not come up. */
export async function beenHere(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    try {
      localStorage.setItem("maillage-tour", "seen");
    } catch {
      // A page without an address keeps nothing.
    }
  });
}

export function address(): string {
  const found = process.env.MAILLAGE_E2E;
  if (found === undefined) throw new Error("the server did not start");
  return found;
}

interface Fixtures {
  /** The first visit: the tour may come up. */
  readonly first: boolean;
  readonly watched: undefined;
}

/** Every journey fails when the page asks another origin, throws, or breaks the content security policy. */
export const test = base.extend<Fixtures>({
  first: [false, { option: true }],
  watched: [
    async ({ page, context, first }, use) => {
      if (!first) await beenHere(context);
      const wrongs: string[] = [];
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => wrongs.push(`threw ${error.message}`));
      page.on("console", (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) wrongs.push(message.text());
      });
      await use(undefined);
      const own = new URL(page.url()).origin;
      wrongs.push(...asked.filter((url) => ![own, "data:", "blob:"].some((start) => url.startsWith(start))));
      expect(wrongs).toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the page and waits until the map stands. */
export async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`${address()}${query}`);
  await ready(page);
}

export async function ready(page: Page): Promise<void> {
  await expect(page.locator(".stage")).toHaveAttribute("data-ready", "true", { timeout: 60_000 });
}

export const card = (page: Page): Locator => page.getByRole("complementary");
export const legend = (page: Page, name: string): Locator => page.locator(".legend-toggle", { hasText: name });

export async function find(page: Page, words: string): Promise<Locator> {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  const hits = page.getByRole("listbox");
  await expect(hits.getByRole("option").first()).toBeVisible();
  return hits;
}

/** How many marks the map says it shows. */
export async function shownCount(page: Page): Promise<number> {
  const text = (await page.locator(".status").textContent()) ?? "";
  return Number(/^\d+/.exec(text)?.[0] ?? Number.NaN);
}

/** The count once it stands still: what is shown follows the filter a moment later. */
export async function settledCount(page: Page): Promise<number> {
  const reads = [await shownCount(page)];
  await expect.poll(async () => { reads.push(await shownCount(page)); return new Set(reads.slice(-4)).size === 1 && reads.length > 4; }, { intervals: [300] }).toBe(true);
  return reads.at(-1) ?? Number.NaN;
}

/** The address bar's question, read by people. */
export const query = (page: Page): string => decodeURIComponent(new URL(page.url()).search);

interface Point {
  readonly x: number;
  readonly y: number;
}

const where = (page: Page, id: string): Promise<Point | null> => page.evaluate((wanted) => window.maillage?.positionOf(wanted) ?? null, id);

/** Where a mark is in the map, in pixels. */
export async function position(page: Page, id: string): Promise<Point> {
  const at = await where(page, id);
  if (at === null) throw new Error(`${id} is not on the map`);
  return { x: Math.round(at.x), y: Math.round(at.y) };
}

interface Graph {
  readonly nodes: readonly { id: string }[];
  readonly edges: readonly { source: string; target: string }[];
}

/** A point in the middle of a link, far from any mark and within the map. */
export async function someLink(page: Page): Promise<Point> {
  const graph = (await (await page.request.get(`${address()}api/graph?limit=3000`)).json()) as Graph;
  const places = await page.evaluate((ids) => ids.map((id) => window.maillage?.positionOf(id) ?? null), graph.nodes.map(({ id }) => id));
  const at = new Map(graph.nodes.map(({ id }, i) => [id, places[i] ?? null]));
  const box = await page.locator(".stage").boundingBox();
  for (const { source, target } of graph.edges) {
    const [a, b] = [at.get(source), at.get(target)];
    if (!a || !b || box === null) continue;
    const middle = { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
    const inside = middle.x > 60 && middle.y > 60 && middle.x < box.width - 60 && middle.y < box.height - 120;
    const free = [...at.values()].every((mark) => mark === null || Math.hypot(mark.x - middle.x, mark.y - middle.y) > 22);
    if (inside && free) return middle;
  }
  throw new Error("no link in sight");
}
