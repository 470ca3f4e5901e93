/** The explorer's map, sigma alone and the pyvis page, by turns: time until they answer, and of their frames. */
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { build } from "vite";
import { SIZE } from "./chromium.ts";
import { copy, type Copied } from "./copy.ts";
import { drag, type Frames, zoom } from "./drive.ts";

export interface MapsAsked {
  readonly address: string;
  /** The standalone page of the same graph. */
  readonly pyvis: string;
  readonly rounds: number;
  readonly seconds: number;
  /** The standalone page is shown in one round, and given up after so many seconds of drawing, of dragging or of zooming. */
  readonly peer_seconds: number;
}

/** `ready` is null where the page was not drawn in the time that it had, and no frames where none was drawn. */
interface Measured extends Frames {
  readonly ready: number | null;
}

interface Shown {
  readonly name: string;
  readonly url: string;
  readonly ready: string;
  readonly moved: string;
  /** A peer that may take minutes a frame: one round, and so many seconds for each of its parts. */
  readonly most?: number;
}

const WAIT = 600_000;
const HERE = fileURLToPath(new URL(".", import.meta.url));
const KINDS: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", json: "application/json" };

export async function maps(browser: Browser, asked: MapsAsked): Promise<Record<string, readonly Measured[]>> {
  const explorer = { name: "explorateur", url: `${asked.address}?groupes=none`, ready: ".stage[data-ready=true]", moved: ".sigma-mouse" };
  const first = await (await browser.newContext({ viewport: SIZE, locale: "fr-FR" })).newPage();
  await drawn(first, explorer);
  const graph = await copy(first);
  await first.context().close();
  const site = await alone(graph, asked.pyvis);
  const shown: readonly Shown[] = [
    explorer,
    { name: "explorateur, groupes", url: `${asked.address}?groupes=kind`, ready: ".stage[data-ready=true]", moved: ".sigma-mouse" },
    { name: "sigma seul", url: `${site.address}alone.html`, ready: "#map[data-ready=true]", moved: ".sigma-mouse" },
    { name: "page pyvis", url: `${site.address}pyvis.html`, ready: "#map canvas", moved: "#map canvas", most: asked.peer_seconds },
  ];
  const found: Record<string, Measured[]> = Object.fromEntries(shown.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < asked.rounds; round++) for (const one of round === 0 ? shown : shown.filter(({ most }) => most === undefined)) found[one.name]?.push(await measured(browser, one, asked.seconds));
  } finally {
    await site.stop();
  }
  return found;
}

async function measured(browser: Browser, shown: Shown, seconds: number): Promise<Measured> {
  const most = (shown.most ?? WAIT / 1000) * 1000;
  const page = await (await browser.newContext({ viewport: SIZE, locale: "fr-FR" })).newPage();
  const ready = await within(most, drawn(page, shown));
  const dragged = ready === null ? null : await within(most, drag(page, shown.moved, seconds));
  // A page that has not come to the end of one move answers to no other.
  const zoomed = dragged === null ? null : await within(most, zoom(page, shown.moved, seconds));
  await page.context().close();
  return { ready, dragged: dragged ?? [], zoomed: zoomed ?? [] };
}

/** What comes of it in so many milliseconds, null when nothing does. */
async function within<T>(most: number, coming: Promise<T>): Promise<T | null> {
  let over: ReturnType<typeof setTimeout> | undefined;
  // What is given up fails when its page is closed: nobody waits for it any more.
  coming.catch(() => undefined);
  const late = new Promise<null>((give) => { over = setTimeout(give, most, null); });
  return Promise.race([coming, late]).finally(() => { clearTimeout(over); });
}

/** The milliseconds until a page, without anything kept from the one before, has drawn and answers. */
async function drawn(page: Page, { url, ready }: Shown): Promise<number> {
  await page.goto(url, { timeout: WAIT, waitUntil: "commit" });
  await page.waitForSelector(ready, { timeout: WAIT });
  const took = await page.evaluate(() => new Promise<number>((answered) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => { answered(performance.now()); })))));
  await page.waitForTimeout(500);
  return took;
}

/** Serves sigma alone with this graph, and the standalone page, from a folder of its own. */
async function alone(graph: Copied, pyvis: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-sigma-"));
  await build({ configFile: false, root: HERE, logLevel: "error", build: { outDir: folder, emptyOutDir: true, target: "es2022", rolldownOptions: { input: join(HERE, "alone.html") } } });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    response.setHeader("content-type", KINDS[path.split(".").at(-1) ?? ""] ?? "text/plain");
    if (path === "/graph.json") response.end(JSON.stringify(graph));
    else readFile(path === "/pyvis.html" ? pyvis : join(folder, path)).then((file) => response.end(file), () => response.writeHead(404).end());
  });
  await listening(server);
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  };
  return { address: `http://127.0.0.1:${port}/`, stop };
}

function listening(server: Server): Promise<void> {
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
}
