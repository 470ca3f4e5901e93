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
    await expect(main).toContainText("Le filtre ne laisse rien passer.");
  });
}
