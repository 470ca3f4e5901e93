/** The territory view: from the country to a municipality, and what has no place. */
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, query, test } from "./page";

async function openTerritory(page: Page, rest = ""): Promise<void> {
  await page.goto(`${address()}?vue=territory${rest}`);
  await expect(page.locator(".area").first()).toBeVisible();
}

test("territories: from the country to the town by keyboard, then its card and the filter of all views", async ({ page }) => {
  await openTerritory(page);
  await page.getByRole("button", { name: /^Auvergne-Rhône-Alpes : 3 fiches/ }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=region-84");
  await page.getByRole("button", { name: /^Isère : 2 fiches/ }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=departement-38");
  await expect(page.getByRole("navigation", { name: "Où l'on est" })).toHaveText("FranceAuvergne-Rhône-AlpesIsère");
  await page.locator(".territory-list").getByRole("link", { name: "Grenoble" }).press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Grenoble");
  await page.getByRole("button", { name: "Ne montrer que ce territoire : Grenoble" }).press("Enter");
  expect(query(page)).toContain("territoire=programme-2018:grenoble");
  await page.getByRole("button", { name: "France", exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: /^Hauts-de-France : 0 fiche/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => query(page)).toContain("zone=departement-38");
});

test("territories: what has no place is listed, and the outlines say whose they are", async ({ page }) => {
  await openTerritory(page);
  const unknown = page.getByRole("region", { name: "Lieux sans place sur la carte" });
  await expect(unknown.getByRole("link", { name: "Québec", exact: true })).toBeVisible();
  await expect(page.locator(".territory-nowhere")).toHaveText(/^\d+ fiches montrées n'ont aucun lieu connu/);
  await expect(page.getByText("Natural Earth (domaine public)")).toBeVisible();
  await expect(page.getByRole("region", { name: "Liens entre lieux" })).toContainText(/Paris – .* : \d+ liens?|.* – Paris : \d+ liens?/);
});

test("territories: a click on the outline opens the region, a click on a point its card", async ({ page }) => {
  await openTerritory(page);
  await page.locator(".area").filter({ hasText: "Bretagne" }).locator(".ground").click();
  await expect.poll(() => query(page)).toContain("zone=region-53");
  await expect(page.getByText("Rien n'est situé ici parmi ce qui est montré.")).toBeVisible();
  await page.getByRole("button", { name: "France", exact: true }).click();
  await page.locator(".place").filter({ hasText: "Lille" }).locator("circle").click();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Lille");
});

for (const scheme of ["light", "dark"] as const) {
  test(`territories, ${scheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openTerritory(page, "&zone=region-84");
    await expect(page.locator(".skeleton")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("territories: nothing is wider than the window, axe finds nothing", async ({ page }) => {
    await openTerritory(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
