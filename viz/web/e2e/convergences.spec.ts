import { expect } from "@playwright/test";
import { violations } from "./axe";
import { address, card, query, test } from "./page";

for (const scheme of ["light", "dark"] as const) {
  test(`missed meetings with their reasons and sources, the quadrants, what is not known; ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${address()}?vue=convergences`);
    const main = page.getByRole("main");
    await expect(main.getByRole("button", { name: "Rendez-vous manqués" })).toHaveAttribute("aria-pressed", "true");
    const first = main.locator(".findings > li").first();
    await expect(first).toContainText("ont en commun");
    await expect(main.getByRole("note")).toContainText("ne disent rien dans ces facettes");
    await first.locator(".reasons").getByRole("button", { name: /Voir la preuve/ }).first().click();
    await expect(first.locator(".statement").first()).toContainText("Programme d'action 2018");
    expect(await violations(page)).toEqual([]);
    await first.getByRole("button", { name: "Que partagent-ils ?" }).click();
    await expect(card(page)).toContainText("Que partagent-ils ?");
    await main.getByRole("button", { name: "Les quatre quadrants" }).click();
    await expect(main.locator(".quadrants circle").first()).toBeVisible();
    await main.locator(".quadrants circle").first().focus();
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Que partagent-ils ?");
    expect(query(page)).toContain("mesure=quadrants");
    expect(await violations(page)).toEqual([]);
    await main.getByRole("button", { name: "Ce que l'on ne sait pas" }).click();
    await expect(main.getByRole("table", { name: "Par facette" })).toBeVisible();
  });
}

test("the card says with what it converges, and why", async ({ page }) => {
  await page.goto(`${address()}?vue=table&fiche=programme-2018:axe-participation`);
  const section = card(page).locator("section", { hasText: "Converge avec" });
  await expect(section.getByRole("listitem")).toHaveCount(5);
  await expect(section).toContainText("le hasard en donnerait autant");
});
