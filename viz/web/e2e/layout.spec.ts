/** Facts of layout in each view and each size: nothing wider than the window, no text too small, no control over another or cut off. */
import { expect } from "@playwright/test";
import { address, card, open, test, UNADEL } from "./page";
import { SHOTS, STORY } from "./shots";

const SIZES = [
  { name: "desk", width: 1440, height: 900, least: 11 },
  { name: "tablet", width: 1024, height: 768, least: 11 },
  { name: "phone", width: 390, height: 844, least: 11 },
  { name: "400 %", width: 320, height: 640, least: 11 },
] as const;
const WALL = { name: "projector", width: 1920, height: 1080, least: 18 };

/** What is wrong with the page as it stands, in words; runs in the browser, so that it holds all it needs. */
function wrongs(least: number): string[] {
  const told = (element: Element) => `${element.tagName.toLowerCase()}.${(element.getAttribute("class") ?? "").replaceAll(" ", ".")} "${(element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40)}"`;
  /** The part of an element that is in sight: cut by all that scrolls or hides around it. */
  const sight = (element: Element) => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    [left, top, right, bottom] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    for (let up = element.parentElement; up !== null; up = up.parentElement) {
      if (getComputedStyle(up).overflow === "visible") continue;
      const box = up.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, box.left), Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    return { left, top, right, bottom, shown: right - left > 2 && bottom - top > 2 };
  };
  const visible = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.closest(".unseen, .twin:not(.open)") === null && sight(element).shown;
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${String(document.documentElement.scrollWidth)} pixels wide`);

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const around = node.parentElement;
    if (around === null || node.nodeValue?.trim() === "" || !visible(around)) continue;
    const drawn = around.closest("svg") === null ? 1 : ((around as unknown as SVGGraphicsElement).getScreenCTM()?.a ?? 1);
    const size = parseFloat(getComputedStyle(around).fontSize) * drawn;
    if (size < least - 0.1) found.push(`${size.toFixed(1)} px: ${told(around)}`);
  }

  // Headings that lean have boxes larger than what one sees of them; the two handles of a slider share their track.
  const controls = [...document.querySelectorAll("button, a[href], input:not([type=range], [type=file]), select, textarea")].filter((one) => visible(one) && one.closest(".matrix-column, svg, [role=application], .cm-editor") === null);
  for (const one of controls) {
    if (one.matches("button") && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === "visible") found.push(`cut off: ${told(one)}`);
  }
  const seen = controls.map((one) => ({ one, at: sight(one) }));
  for (const [i, a] of seen.entries()) {
    const mine = (x: number, y: number) => { const top = document.elementFromPoint(x, y); return top !== null && (a.one.contains(top) || top.contains(a.one) || a.one.matches(".legend-toggle")); };
    const [x, y] = [(a.at.left + a.at.right) / 2, (a.at.top + a.at.bottom) / 2];
    if (!mine(x, y) && document.elementFromPoint(x, y)?.closest(".card, .left, .table-head, .player") === null) found.push(`covered: ${told(a.one)} by ${told(document.elementFromPoint(x, y) as Element)}`);
    for (const b of seen.slice(i + 1)) {
      const both = Math.min(Math.min(a.at.right, b.at.right) - Math.max(a.at.left, b.at.left), Math.min(a.at.bottom, b.at.bottom) - Math.max(a.at.top, b.at.top));
      const within = a.one.contains(b.one) || b.one.contains(a.one) || [a.one, b.one].some((each) => each.matches(".legend-only, .clear, .grip"));
      const behind = a.one.closest(".header, .card, .left, .player, .centre") !== b.one.closest(".header, .card, .left, .player, .centre");
      if (both > 2 && !within && !behind) found.push(`${told(a.one)} over ${told(b.one)}`);
    }
  }
  for (const row of document.querySelectorAll(".table-row")) {
    const { top, bottom } = row.getBoundingClientRect();
    for (const cell of row.children) {
      const at = cell.getBoundingClientRect();
      if (at.height > 0 && (at.top < top - 1 || at.bottom > bottom + 1)) found.push(`out of its line: ${told(cell)}`);
    }
  }
  return [...new Set(found)];
}

for (const shot of SHOTS) {
  test(`${shot.name}: nothing overflows, overlaps or is too small, in any size`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.addInitScript(STORY);
    await page.goto(`${address()}?${shot.query}`);
    await shot.prepare(page);
    for (const { name, width, height, least } of SIZES) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => page.evaluate(wrongs, least), { message: name, timeout: 5000 }).toEqual([]);
    }
  });
}

test("on a wall nothing is smaller than 18 pixels", async ({ page }) => {
  await page.setViewportSize(WALL);
  for (const { query, prepare } of SHOTS.filter(({ name }) => name !== "story")) {
    await page.goto(`${address()}?${[query, "projecteur=oui"].filter((part) => part !== "").join("&")}`);
    await prepare(page);
    await expect.poll(() => page.evaluate(wrongs, WALL.least), { message: query, timeout: 5000 }).toEqual([]);
  }
});

test("on paper the card is whole, and nothing to press is printed", async ({ page }) => {
  const card = SHOTS.find(({ name }) => name === "card");
  await page.goto(`${address()}?${card?.query ?? ""}`);
  await card?.prepare(page);
  await page.emulateMedia({ media: "print" });
  const [seen, whole] = await page.locator(".card").evaluate((one) => [one.clientHeight, one.scrollHeight]);
  expect(seen).toBe(whole);
  expect(whole).toBeGreaterThan(900);
  await expect(page.locator(".card .statement").first()).toBeVisible();
  await expect(page.locator(".left, .tools, .views, .card .actions").filter({ visible: true })).toHaveCount(0);
});

test("in wide the view has the window, a chosen card comes beside it, and the search brings the filters back", async ({ page }) => {
  await open(page);
  const width = async () => (await page.locator(".centre").boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("button", { name: "En grand" }).click();
  await expect(card(page)).toHaveCount(0);
  expect(await width()).toBeGreaterThan(before * 1.5);
  expect(page.url()).toContain("large=oui");
  await open(page, `?large=oui&fiche=${UNADEL}`);
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
  await page.keyboard.press("/");
  await page.keyboard.type("cnfpt");
  await expect(page.getByRole("combobox")).toHaveValue("cnfpt");
  expect(page.url()).not.toContain("large=oui");
});

test("the name of no view is broken, on a projector's screen either", async ({ page }) => {
  for (const [width, query] of [[1024, ""], [1280, "?projecteur=oui"], [1440, "?projecteur=oui"]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${address()}${query}`);
    const names = page.locator(".views > button:not(.help)");
    await expect(names).toHaveCount(8);
    const heights = await names.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)));
    expect(Math.max(...heights)).toBeLessThan(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});
