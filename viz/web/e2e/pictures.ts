/**
 * Pictures of each view for the guide: light and dark, French and English, desk, projector and phone, into
 * docs/images/views with a page that shows them all. Run: npm run pictures [-- -g 'map desk'] (needs the built bundle and a Chromium).
 * A picture is taken when the page has nothing left to wait for and two pictures in a row are the same.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { photographed } from "./gestures";
import { type Running, start } from "./server";
import { type Shot, SHOTS, STORY } from "./shots";

const FOLDER = process.env.MAILLAGE_PICTURES ?? fileURLToPath(new URL("../../../docs/images/views", import.meta.url));
const SIZES = [
  { name: "desk", use: { viewport: { width: 1440, height: 900 } }, query: "", words: "écran de bureau, 1440 × 900 · *desk*", thumbnail: 240 },
  { name: "projector", use: { viewport: { width: 1920, height: 1080 } }, query: "projecteur=oui", words: "projecteur, 1920 × 1080 · *projector*", thumbnail: 240 },
  { name: "phone", use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }, query: "", words: "téléphone, 390 × 844 · *phone*", thumbnail: 150 },
] as const;
const LOOKS = [
  { name: "light-fr", scheme: "light", lang: "fr", words: "clair, français" },
  { name: "dark-fr", scheme: "dark", lang: "fr", words: "sombre, français" },
  { name: "light-en", scheme: "light", lang: "en", words: "*light, English*" },
  { name: "dark-en", scheme: "dark", lang: "en", words: "*dark, English*" },
] as const;
type Size = (typeof SIZES)[number];
type Look = (typeof LOOKS)[number];

const file = (shot: Shot, size: Size, look: Look) => `${shot.name}-${size.name}-${look.name}.webp`;

async function capture(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 72 });
  await session.detach();
  return data;
}

async function still(page: Page): Promise<Buffer> {
  await page.waitForFunction(() => document.querySelector(".skeleton, .arranging") === null);
  let before = "";
  for (let tries = 0; tries < 40; tries++) {
    const now = await capture(page);
    if (now === before) return Buffer.from(now, "base64");
    before = now;
  }
  throw new Error(`${page.url()} does not come to rest`);
}

/** Turns the page to a language by its own button, which a story hides. */
async function spoken(page: Page, lang: string): Promise<void> {
  const html = page.locator("html");
  if ((await html.getAttribute("lang")) !== lang) await page.locator(`.header button[lang=${lang}]`).dispatchEvent("click");
  await expect(html).toHaveAttribute("lang", lang);
}

function index(): string {
  const head = `| | ${LOOKS.map(({ words }) => words).join(" | ")} |\n|---|${"---|".repeat(LOOKS.length)}`;
  const cell = (shot: Shot, size: Size) => (look: Look) => `[<img src="${file(shot, size, look)}" width="${String(size.thumbnail)}" alt="${shot.title}, ${size.name}, ${look.name}">](${file(shot, size, look)})`;
  const table = (shot: Shot) => [head, ...SIZES.map((size) => `| ${size.words} | ${LOOKS.map(cell(shot, size)).join(" | ")} |`)].join("\n");
  const intro = `# L'explorateur, vue par vue\n\nLe programme de 2018, sur le vrai serveur ; images faites par \`npm run pictures\` dans \`viz/web\`.\n*Every view on the real server with the programme of 2018; made by \`npm run pictures\` in \`viz/web\`.*\n`;
  return [intro, ...SHOTS.map((shot) => `## ${shot.title}\n\n${table(shot)}\n`)].join("\n");
}

let server: Running;
test.beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  server = await start();
});
test.afterAll(async () => {
  await writeFile(`${FOLDER}/README.md`, index());
  await server.stop();
});

test("gestures", async ({ browser }) => {
  await photographed(browser, server.address);
});

for (const size of SIZES) {
  test.describe(size.name, () => {
    test.use({ ...size.use, reducedMotion: "reduce" });
    for (const shot of SHOTS) {
      test(`${shot.name} ${size.name}`, async ({ page }) => {
        await page.addInitScript(STORY);
        await page.goto(`${server.address}?${[shot.query, size.query, "langue=fr"].filter((part) => part !== "").join("&")}`);
        await shot.prepare(page);
        for (const look of LOOKS) {
          await page.emulateMedia({ colorScheme: look.scheme });
          await spoken(page, look.lang);
          await shot.again?.(page);
          await page.mouse.move(0, 0);
          await writeFile(`${FOLDER}/${file(shot, size, look)}`, await still(page));
        }
      });
    }
  });
}
