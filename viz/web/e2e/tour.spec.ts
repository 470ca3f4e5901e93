/** The tour of a first visit: taken, skipped, offered again; by keyboard, on a phone, with hostile names, for who wants no motion. */
import { expect, type Locator, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, open, query, test } from "./page";
import { start } from "./server";

test.use({ first: true });

const tour = (page: Page): Locator => page.locator("dialog.tour");

/** Whether what a step speaks of is lit, and not under its panel. */
async function lit(page: Page, selector: string): Promise<void> {
  await expect(async () => {
    const [spot, target] = [await page.locator(".tour-spot").boundingBox(), await page.locator(selector).first().boundingBox()];
    if (spot === null || target === null) throw new Error("not there");
    const middle = { x: target.x + target.width / 2, y: target.y + target.height / 2 };
    expect(middle.x > spot.x && middle.x < spot.x + spot.width && middle.y > spot.y && middle.y < spot.y + spot.height).toBe(true);
    const [panel, window] = [await page.locator(".tour-panel").boundingBox(), page.viewportSize()];
    if (panel === null || window === null) throw new Error("no panel");
    expect(panel.x >= 0 && panel.y >= 0 && panel.x + panel.width <= window.width && panel.y + panel.height <= window.height).toBe(true);
  }).toPass();
}

const STEPS = [
  ["Chercher", ".search-field"],
  ["La légende est le filtre", ".find-filters .legend"],
  ["La carte", ".stage"],
  ["La fiche dit qui le dit", "#card"],
  ["D'autres vues, et votre récit", ".views"],
] as const;

for (const scheme of ["light", "dark"] as const) {
  test(`five steps by keyboard, each lights what it speaks of, and never again by itself; ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    for (const [i, [title, selector]] of STEPS.entries()) {
      await expect(tour(page).getByRole("heading")).toHaveText(title);
      await expect(tour(page)).toContainText(`étape ${i + 1} sur 5`);
      await lit(page, selector);
      // Nothing behind is reached while it lasts, and the way on keeps the focus.
      expect(await page.evaluate(() => document.activeElement?.closest("dialog.tour") !== null)).toBe(true);
      expect(await violations(page)).toEqual([]);
      if (selector === "#card") await expect(card(page).locator(".reveal").first()).toBeVisible();
      await page.keyboard.press("Enter");
    }
    await expect(tour(page)).toHaveCount(0);
    expect(query(page)).toBe("");
    await page.reload();
    await expect(page.locator(".stage")).toHaveAttribute("data-ready", "true");
    await expect(tour(page)).toHaveCount(0);
  });
}

test("skipped by Escape, it does not come back; the keys offer it, and it gives the page back as it was", async ({ page }) => {
  await open(page);
  await expect(tour(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tour(page)).toHaveCount(0);
  await open(page);
  await expect(tour(page)).toHaveCount(0);
  await page.goto(`${address()}?vue=table&sans=Theme`);
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  const before = query(page);
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Suivre la visite en cinq étapes" }).press("Enter");
  await expect(tour(page).getByRole("heading")).toHaveText("Chercher");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await expect(tour(page).getByRole("heading")).toHaveText("La fiche dit qui le dit");
  await expect(card(page).locator(".reveal").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(tour(page)).toHaveCount(0);
  await expect.poll(() => query(page)).toBe(before);
  await expect(page.getByRole("table")).toBeVisible();
  // The focus is where it was: on the page, not lost in what is gone.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Touches du clavier" })).toBeVisible();
});

test("the arrows go both ways, the button skips", async ({ page }) => {
  await open(page);
  const heading = tour(page).getByRole("heading");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(heading).toHaveText("La carte");
  // Two real names of this store, ringed on the map.
  const names = /Par exemple : (.+), puis (.+)$/.exec((await tour(page).getByText("Par exemple").textContent()) ?? "");
  const answer = (await (await page.request.get(`${address()}api/graph?limit=3000`)).json()) as { nodes: readonly { name: string }[] };
  for (const name of names?.slice(1) ?? ["none"]) expect(answer.nodes.map((node) => node.name)).toContain(name);
  await expect(page.locator(".tour-ring")).toHaveCount(2);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(heading).toHaveText("Chercher");
  await expect(tour(page).getByRole("button", { name: "Suivant" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(tour(page).getByRole("button", { name: "Passer la visite" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(tour(page)).toHaveCount(0);
});

test("who comes by a link is left alone", async ({ page }) => {
  await open(page, "?langue=fr");
  await expect(card(page).getByRole("link").first()).toBeVisible();
  await expect(tour(page)).toHaveCount(0);
});

test("in English, with a projector", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, "?langue=en&projecteur=oui");
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Take the tour in five steps" }).click();
  await expect(tour(page).getByRole("heading")).toHaveText("Search");
  for (const [, selector] of STEPS) {
    await lit(page, selector);
    expect(await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".tour-panel p") ?? document.body).fontSize))).toBeGreaterThan(14);
    await page.keyboard.press("ArrowRight");
  }
  await expect(tour(page).getByRole("heading")).toHaveText("Other views, and your story");
  expect(await violations(page)).toEqual([]);
});

test("who wants no motion gets none", async ({ page }) => {
  const moved = () => page.evaluate(() => getComputedStyle(document.querySelector(".tour-panel") ?? document.body).transitionDuration);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await expect(tour(page)).toBeVisible();
  expect(await moved()).toBe("0s");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moved()).not.toBe("0s");
});

test("hostile names are text in it", async ({ page }) => {
  const hostile = await start("--empty", "--hostile");
  try {
    await page.goto(hostile.address);
    await expect(tour(page)).toContainText('Fictif"); DROP TABLE entities; --');
    for (const [title] of STEPS) {
      await expect(tour(page).getByRole("heading")).toHaveText(title);
      await expect(tour(page).locator("script, img, b")).toHaveCount(0);
      await page.keyboard.press("Enter");
    }
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  } finally {
    await hostile.stop();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("search and legend are opened for their steps, then the map and the sheet", async ({ page }) => {
    await open(page);
    for (const [title, selector] of STEPS) {
      await expect(tour(page).getByRole("heading")).toHaveText(title);
      await lit(page, selector);
      expect(await violations(page)).toEqual([]);
      await tour(page).getByRole("button", { name: /Suivant|Terminer/ }).tap();
    }
    await expect(card(page)).toHaveCount(0);
    await expect(page.locator(".stage")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
