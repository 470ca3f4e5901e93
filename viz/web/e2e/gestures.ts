/**
 * Three gestures, from a name to what two actors share with its sources: played by a journey, and photographed for the guide
 * (docs/images/gestures; `npm run pictures` calls `photographed`).
 */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";

const FOLDER = fileURLToPath(new URL("../../../docs/images/gestures/", import.meta.url));
const CNFPT = "programme-2018:cnfpt";
const LONG = { timeout: 60_000 };

/** The page is open, the map stands. `shoot` is called as each gesture has had its effect. */
export async function gestures(page: Page, shoot: (number: 1 | 2 | 3) => Promise<void>): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type("unadel");
  await page.locator(".hit").first().waitFor(LONG);
  await shoot(1);
  await page.locator(".hit").first().click();
  await page.locator("#card .reveal").first().waitFor(LONG);
  await shoot(2);
  const at = await page.evaluate((id) => window.maillage?.positionOf(id) ?? null, CNFPT);
  if (at === null) throw new Error("CNFPT is not on the map");
  await page.locator(".stage").click({ position: { x: Math.round(at.x), y: Math.round(at.y) }, modifiers: ["Shift"] });
  await page.locator("#card h1.pair").waitFor(LONG);
  await page.locator("#card .reveal").first().click();
  await page.locator("#card .statement").first().waitFor(LONG);
  await shoot(3);
}

/** The page as it looks once the camera and the names on the map have come to rest: two looks that are the same. */
async function atRest(page: Page): Promise<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  for (let tries = 0; tries < 40; tries++) {
    const now = await page.screenshot({ type: "jpeg", quality: 78 });
    if (now.equals(before)) return now;
    before = now;
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
  throw new Error(`${page.url()} does not come to rest`);
}

/** The three pictures of the guide, in both languages: gestures-1-fr.jpg … gestures-3-en.jpg. */
export async function photographed(browser: Browser, address: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const lang of ["fr", "en"]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(`${address}?langue=${lang}`);
    await page.waitForSelector(".stage[data-ready=true]", LONG);
    await gestures(page, async (number) => {
      await writeFile(`${FOLDER}gestures-${number}-${lang}.jpg`, await atRest(page));
    });
    await page.close();
  }
}
