import { expect } from "@playwright/test";
import { violations } from "./axe";
import { address, card, legend, query, test } from "./page";

for (const scheme of ["light", "dark"] as const) {
  test(`practices by what they hold: a cell opens its claims, the filter holds; ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${address()}?vue=matrix`);
    const main = page.getByRole("main");
    const cells = main.locator(".matrix-cell button");
    await expect(cells.first()).toBeVisible();
    await expect(main.getByRole("status")).toContainText(/\d+ lignes × \d+ colonnes/);
    await main.getByRole("button", { name: "Conseils citoyens porte sur Participation", exact: true }).click();
    await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Conseils citoyens porte sur Participation");
    await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
    expect(await violations(page)).toEqual([]);
    await main.getByRole("button", { name: "Acteurs × pratiques" }).click();
    expect(query(page)).toContain("colonnes=Practice");
    await expect(main.getByRole("rowheader").first()).toBeVisible();
    await legend(page, "coopération").click();
    // There are actors and practices still: what the filter lets through is not the reason.
    await expect(main).toContainText("Aucun lien de cette sorte parmi ce qui est montré.");
    await expect(main.getByRole("button", { name: /fiches?$/ })).toHaveCount(0);
  });
}

test("the arrow keys go from one filled cell to the next, Enter opens its claims", async ({ page }) => {
  await page.goto(`${address()}?vue=matrix`);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Conseils citoyens porte sur Participation instituée" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(main.locator(".matrix-cell button:focus")).toHaveAccessibleName(/^Conseils citoyens porte sur (?!Participation instituée)/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await expect(main.locator(".matrix-cell button:focus")).toHaveAccessibleName(/^(?!Conseils citoyens).* porte sur Participation instituée$/);
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText(/porte sur Participation instituée$/);
});

test("where nothing at all passes the filter, the matrix says so and what to let go of", async ({ page }) => {
  await page.goto(`${address()}?vue=matrix&periode=1850`);
  const main = page.getByRole("main");
  await expect(main).toContainText("Le filtre ne laisse rien passer.");
  await main.getByRole("button", { name: /\d+ fiches$/ }).click();
  await expect(main.locator(".matrix-cell button").first()).toBeVisible();
});

test("on a wall the cells and the names grow with the letters, and the arrows still find the next cell", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${address()}?vue=matrix&projecteur=oui`);
  const main = page.getByRole("main");
  const cell = main.getByRole("button", { name: "Conseils citoyens porte sur Participation instituée" });
  expect((await cell.boundingBox())?.height).toBeGreaterThanOrEqual(34);
  const sizes = await main.locator(".matrix-name .entity, .matrix-column button").evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
  await cell.focus();
  await page.keyboard.press("ArrowRight");
  await expect(main.locator(".matrix-cell button:focus")).toHaveAccessibleName(/^Conseils citoyens porte sur (?!Participation instituée)/);
  // A row that is drawn stays the same element while one scrolls.
  const row = main.locator(".matrix-row").nth(8);
  await row.evaluate((element) => { element.dataset.kept = "yes"; });
  await main.locator(".matrix-scroll").evaluate((box) => { box.scrollTop = 160; });
  await expect(main.locator("[data-kept=yes]")).toHaveCount(1);
});
