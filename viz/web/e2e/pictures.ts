/**
 * Pictures of each view for the guide: light and dark, French and English, desk, projector and phone, into
 * docs/images/views. Run: npm run pictures (not part of CI; it needs the built bundle and a Chromium).
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "@playwright/test";
import config from "./playwright.config.ts";
import { start } from "./server.ts";

const FOLDER = fileURLToPath(new URL("../../../docs/images/views/", import.meta.url));
const SIZES = [["desk", 1440, 900, ""], ["projector", 1920, 1080, "projecteur=oui"], ["phone", 390, 844, ""]] as const;
const VIEWS = [["map", "", ".stage[data-ready=true]"], ["territory", "vue=territory", ".area"], ["time", "vue=time", ".time-row"], ["table", "vue=table", ".table-row .entity"]] as const;

async function picture(browser: Browser, address: string, name: string, query: string, ready: string, size: (typeof SIZES)[number], scheme: "light" | "dark"): Promise<void> {
  const [, width, height] = size;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, isMobile: width < 500, hasTouch: width < 500 });
  await page.goto(`${address}?${query}`);
  await page.waitForSelector(ready, { timeout: 60_000 });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${FOLDER}${name}.jpg`, type: "jpeg", quality: 72 });
  await page.close();
}

await mkdir(FOLDER, { recursive: true });
const server = await start();
const browser = await chromium.launch(config.use?.launchOptions);
try {
  for (const [view, at, ready] of VIEWS) {
    for (const size of SIZES) {
      for (const scheme of ["light", "dark"] as const) {
        for (const lang of ["fr", "en"]) {
          const query = [at, size[3], `langue=${lang}`].filter((part) => part !== "").join("&");
          await picture(browser, server.address, [view, size[0], scheme, lang].join("-"), query, ready, size, scheme);
        }
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
