import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { test } from "./page";
import { type Running, start } from "./server";

let server: Running;
test.beforeAll(async () => {
  server = await start();
});
test.afterAll(() => server.stop());

const main = (page: Page) => page.getByRole("main");

async function give(page: Page, name: string, text: string): Promise<void> {
  await main(page).getByLabel("Choisir des fichiers").first().setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("a file is looked at, loaded, found, and taken back; axe finds nothing on the way", async ({ page }) => {
  await page.goto(`${server.address}?vue=import`);
  await expect(main(page)).toContainText("50 fichiers et 200 Mo au plus");
  await give(page, "acteurs d'exemple.csv", "Nom;Type;Thème\nAmicale Fictive;Association;Eau (exemple)\n<b>Cercle</b>;Association;Air (exemple)\n");
  await expect(main(page)).toContainText("Ce que devient chaque colonne");
  await expect(main(page)).toContainText("<b>Cercle</b> (association");
  expect(await violations(page)).toEqual([]);
  await main(page).getByRole("button", { name: "Charger" }).click();
  await expect(main(page)).toContainText(/Chargé : \d+ affirmations nouvelles/);
  await page.getByRole("combobox").first().fill("amicale fictive");
  await expect(page.getByRole("option").first()).toContainText("Amicale Fictive");
  await page.keyboard.press("Escape");
  await main(page).getByRole("button", { name: "Reprendre cet apport : acteurs d'exemple" }).click();
  await expect(page.locator(".told-place").getByRole("status")).toContainText("C'est annulé.");
  await expect(main(page).locator(".history")).not.toContainText("acteurs d'exemple");
});

test("a table of unknown headings is mapped by hand", async ({ page }) => {
  await page.goto(`${server.address}?vue=import`);
  await give(page, "agenda.csv", "Zig;Zag\nSoirée d'exemple;Eau (exemple)\n");
  await expect(main(page)).toContainText("Ce tableau ne se lit pas tout seul");
  await main(page).getByRole("button", { name: "Choisir ce que devient chaque colonne" }).click();
  await main(page).getByLabel("Chaque ligne est").selectOption({ label: "Rencontre" });
  await main(page).getByLabel("Zig").selectOption("name");
  await main(page).getByLabel("Zag").selectOption("CONCERNS:Theme");
  await main(page).getByRole("button", { name: "Voir ce que cela donne" }).click();
  await expect(main(page)).toContainText("Soirée d'exemple (rencontre)");
  await main(page).getByRole("button", { name: "Charger" }).click();
  await expect(main(page)).toContainText(/Chargé : \d+ affirmations nouvelles/);
});

test("what cannot be read is refused in words; on a phone nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${server.address}?vue=import`);
  await give(page, "image.csv", "\x89PNG\r\n\x1a\n");
  await expect(main(page).getByRole("alert")).toContainText("image.csv");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await violations(page)).toEqual([]);
});
