/** What the page says while it waits, when nothing is there, and when the real server goes and comes back. */
import { expect } from "@playwright/test";
import { violations } from "./axe";
import { card, find, open, query, test, UNADEL } from "./page";
import { start } from "./server";

test("a skeleton stands within 100 ms of the page being there, and goes when the answer comes", async ({ page }) => {
  await page.route("**/api/graph**", async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await page.addInitScript(() => {
    let there = 0;
    const look = () => {
      if (there === 0 && document.querySelector(".page") !== null) there = performance.now();
      if (document.querySelector(".centre .skeleton") === null) requestAnimationFrame(look);
      else document.documentElement.dataset.waited = String(performance.now() - there);
    };
    requestAnimationFrame(look);
  });
  await open(page);
  await expect(page.locator(".centre .skeleton")).toHaveCount(0);
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-waited", /^\d+(\.\d+)?$/);
  expect(Number(await html.getAttribute("data-waited"))).toBeLessThan(100);
});

test("nothing passes the filter: each way out says what it brings back, and does", async ({ page }) => {
  await open(page, "?source=fictif&sans=Association,Event,Theme");
  const way = page.getByRole("button", { name: /Montrer de nouveau : associations 3 fiches/ });
  await expect(page.getByRole("button", { name: /Toutes les sources \d+ fiches/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await way.click();
  await expect(page.locator(".status")).toContainText(/^3 fiches/);
  expect(query(page)).toContain("sans=Event,Theme");
});

test("an address that asks for no view is told so, and shows the map; a card that is not there is no reason to try again", async ({ page }) => {
  await open(page, "?vue=<b>jadis</b>");
  await expect(page.locator(".told-place").getByRole("status")).toHaveText(/^Aucune vue ne s'appelle « <b>jadis<\/b> » : voici la carte\./);
  await expect(page.getByRole("button", { name: "Carte", exact: true })).toHaveAttribute("aria-current", "page");
  await expect.poll(() => query(page)).toBe("");
  await open(page, "?fiche=unknown:id");
  await expect(card(page).getByRole("alert")).toContainText("Cherchez-la par son nom.");
  await expect(card(page).getByRole("button", { name: "Réessayer" })).toHaveCount(0);
});

test("where to begin: two of what is there to compare, with their sources", async ({ page }) => {
  await open(page);
  await card(page).getByRole("button", { name: /^Que partagent .+ et .+/ }).click();
  await expect(card(page)).toContainText("Que partagent-ils ?");
  expect(query(page)).toContain("avec=");
});

test("help in place: each question mark of the page opens two sentences beside it, axe finds nothing", async ({ page }) => {
  await open(page, `?fiche=${UNADEL}`);
  await card(page).locator(".reveal").first().click();
  await expect(card(page).locator(".statement .help")).toHaveCount(1);
  const all = page.locator(".help");
  const count = await all.count();
  expect(count).toBeGreaterThan(4);
  for (let i = 0; i < count; i++) {
    await all.nth(i).focus();
    await page.keyboard.press("Enter");
    const text = page.locator(".help-text:visible");
    await expect(text).toHaveText(/.{40,}\.$/su);
    const box = await text.boundingBox();
    expect(box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= 1440 && box.y + box.height <= 900).toBe(true);
    if (i === 0) expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(text).toHaveCount(0);
  }
  // Closing a help closes nothing else.
  expect(query(page)).toContain(`fiche=${UNADEL}`);
});

test("an empty store leads to where the first table is brought in", async ({ page }) => {
  const empty = await start("--empty");
  try {
    await page.goto(empty.address);
    await expect(page.getByRole("heading", { name: "La base est vide." })).toBeVisible();
    await expect(page.locator("dialog")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    // There is nothing to be shown around in, and the keys go on working.
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Touches du clavier" });
    await expect(keys).toBeVisible();
    await expect(keys.getByRole("button", { name: "Suivre la visite en cinq étapes" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox")).toBeFocused();
    await page.locator(".notice").getByRole("button", { name: "Apporter des données" }).click();
    await expect(page.locator("button", { hasText: "Choisir des fichiers" })).toBeVisible();
  } finally {
    await empty.stop();
  }
});

test("the real server stopped is said in words; started again, the page goes on by itself", async ({ page }) => {
  let server = await start("--empty", "--hostile");
  const { port } = new URL(server.address);
  try {
    await page.goto(`${server.address}?vue=table`);
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    await server.stop();
    await page.keyboard.press("/");
    await page.keyboard.type("drop");
    await expect(page.locator(".away")).toHaveText("Le serveur ne répond pas. La page réessaie toute seule.", { timeout: 30_000 });
    // What was there is still there.
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    await expect(page.getByRole("combobox")).toHaveValue("drop");
    server = await start("--empty", "--hostile", port);
    await expect(page.locator(".away")).toHaveCount(0, { timeout: 30_000 });
    const hits = await find(page, "drop");
    await expect(hits.getByRole("option").first()).toContainText("DROP TABLE");
  } finally {
    await server.stop();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("what has no room stands in a menu: saved views, keys, image, full screen", async ({ page }) => {
    await open(page);
    await page.getByRole("banner").getByRole("button", { name: "Autres boutons" }).tap();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Vues gardées" }).tap();
    await expect(page.getByRole("dialog", { name: "Vues gardées et récit" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.locator(".tools").getByRole("button", { name: "Autres boutons" }).tap();
    await expect(page.getByRole("button", { name: "Montrer en plein écran, ou en sortir" })).toBeVisible();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "SVG" }).tap();
    expect((await saved).suggestedFilename()).toBe("maillage.svg");
    await expect(page.locator(".popup:popover-open")).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
