/** Every state of the page in the sizes and appearances that people use: no accessibility violation, nothing wider than the window. */
import { gzipSync } from "node:zlib";
import { expect } from "@playwright/test";
import { violations } from "./axe";
import { address, card, CNFPT, open, ready, test, UNADEL } from "./page";
import { start } from "./server";

const STATES: readonly (readonly [name: string, query: string])[] = [
  ["start", ""],
  ["card", `?fiche=${UNADEL}`],
  ["shared", `?fiche=${UNADEL}&avec=${CNFPT}`],
  ["filtered", "?sans=Theme,Method&territoire=programme-2018:paris"],
  ["nothing left", "?source=fictif&sans=Association,Event,Theme"],
  ["english", `?fiche=${UNADEL}&langue=en`],
];

for (const scheme of ["light", "dark"] as const) {
  for (const [name, query] of STATES) {
    test(`${name}, ${scheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, query);
      if (query.includes("fiche")) await card(page).locator(".reveal").first().click();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
    });
  }
}

for (const scheme of ["light", "dark"] as const) {
  test(`table, ${scheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${address()}?vue=table&fiche=${UNADEL}`);
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    await expect(page.locator(".skeleton")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
  });
}

test("open panels: axe finds nothing", async ({ page }) => {
  await open(page, `?fiche=${UNADEL}`);
  await card(page).getByRole("button", { name: "Voir autour" }).click();
  await expect(page.getByRole("dialog")).toContainText("sur la carte");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("participation");
  await expect(page.getByRole("option").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Texte", exact: true }).click();
  await page.getByRole("treeitem").first().click();
  expect(await violations(page)).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the card is a sheet from below, the map stays above it, filters open and close", async ({ page }) => {
    await open(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Chercher et filtrer" }).tap();
    await page.getByRole("combobox").fill("unadel");
    await page.getByRole("option").first().tap();
    await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
    const sheet = await card(page).boundingBox();
    expect(sheet?.y ?? 0).toBeGreaterThan(300);
    expect(await violations(page)).toEqual([]);
    await card(page).getByRole("button", { name: "Fiche", exact: true }).tap();
    await expect.poll(async () => (await card(page).boundingBox())?.y ?? 999).toBeLessThan(200);
    await card(page).getByRole("button", { name: "Fermer la fiche" }).tap();
    await expect(card(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Chercher et filtrer" }).tap();
    await page.getByRole("button", { name: "Ne montrer que : Rencontres" }).tap();
    await page.getByRole("button", { name: "Retour à la carte" }).tap();
    await expect(page.locator(".status")).toContainText(/^1\d fiches sur/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test("without a mouse: compare by a button; the map may be looked at before the second one is found", async ({ page }) => {
    await open(page, `?fiche=${UNADEL}`);
    await card(page).getByRole("button", { name: "Comparer avec…" }).tap();
    await page.getByRole("button", { name: "Retour à la carte" }).tap();
    await expect(card(page).getByRole("button", { name: "Annuler" })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "Chercher et filtrer" }).tap();
    await page.getByRole("combobox").fill("cnfpt");
    await page.getByRole("option").first().tap();
    await expect(card(page)).toContainText("Que partagent-ils ?");
  });
});

test("at 400 % (320 pixels wide) nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, `?fiche=${UNADEL}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await expect(card(page).getByRole("heading", { level: 1 })).toBeVisible();
});

test("an empty store says what to do", async ({ page }) => {
  const empty = await start("--empty");
  try {
    await page.goto(empty.address);
    await expect(page.getByRole("heading", { name: "La base est vide." })).toBeVisible();
  } finally {
    await empty.stop();
  }
});

test("without WebGL the map is text", async ({ page }) => {
  // As on a machine whose graphics driver is refused: the canvas is there, its third dimension is not.
  await page.addInitScript({
    content: `const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith("webgl") ? null : real.call(this, kind, ...rest); };`,
  });
  await page.goto(address());
  await expect(page.getByText("Ce navigateur ne dessine pas la carte")).toBeVisible();
  await page.getByRole("treeitem", { name: /^Associations/ }).click();
  await page.getByRole("treeitem", { name: /^UNADEL/ }).locator("> span").click();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
});

test("the first load is under 400 kB, compressed", async ({ page }) => {
  let total = 0;
  page.on("response", (response) => {
    if (response.url().includes("/api/")) return;
    void response.body().then(
      (body) => {
        total += gzipSync(body).length;
      },
      () => undefined,
    );
  });
  await open(page);
  await ready(page);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(400_000);
});
