/** The five questions of a new user, from the address alone; what was stumbled on stands in docs/essai.md. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, find, open, query, test, UNADEL } from "./page";

async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
}

test("with whom does X work on Y: typed as a sentence, answered with names, sources a click away", async ({ page }) => {
  await open(page);
  await ask(page, "avec qui l'Unadel travaille-t-elle sur la gouvernance ?");
  await page.getByRole("option", { name: "Avec qui agit UNADEL sur « Gouvernance » ?" }).click();
  const answer = card(page).locator("section", { hasText: "Avec qui agit UNADEL sur « Gouvernance » ?" });
  await expect(answer.getByRole("link", { name: "ADCF" })).toBeVisible();
  await expect(card(page).locator("section").first()).toContainText("Avec qui agit UNADEL");
  await expect(answer).toContainText("Journée d'étude sur la gouvernance");
  await card(page).getByRole("button", { name: /Voir la preuve/ }).first().click();
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  expect(await violations(page)).toEqual([]);
});

test("nothing on a narrow theme: the broader one is offered, and answers", async ({ page }) => {
  await open(page, "?fiche=programme-2018:unadel&avec=programme-2018:democratie-participative");
  await card(page).getByRole("button", { name: "Et « Participation », qui en est proche ?" }).click();
  await expect(card(page)).toContainText("Avec qui agit UNADEL sur « Participation » ?");
});

test("what could A and B do together: the second is written at once, then one click", async ({ page }) => {
  await open(page);
  await find(page, "unadel");
  await page.keyboard.press("Enter");
  await expect(card(page).locator("section", { hasText: "Travaille avec" }).getByRole("listitem").first()).toBeVisible();
  await card(page).getByRole("button", { name: "Comparer avec…" }).click();
  await expect(page.getByRole("combobox")).toHaveValue("");
  await page.keyboard.type("cnfpt");
  await expect(page.getByRole("option", { name: /CNFPT/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await card(page).getByRole("button", { name: "Chercher ce qui les rapproche sans qu'ils y soient ensemble" }).click();
  const answer = card(page).locator("section", { hasText: "Que pourraient-ils faire ensemble ?" });
  await expect(answer).toContainText("Développement territorial");
  await expect(answer).toContainText("UNADEL pourrait apporter");
  await expect(answer).toContainText(/UNADEL agit dans «\s.+\s»\s; CNFPT dans «\s/u);
});

test("what is new since a date: written in a field, listed, then as a file for a spreadsheet", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Temps" }).click();
  await page.getByLabel("Depuis").fill("09/2018");
  await page.keyboard.press("Enter");
  await expect.poll(() => query(page)).toContain("periode=2018-09/..");
  const changes = page.getByRole("region", { name: /Ce qui a changé/ });
  await expect(changes).toContainText("Congrès national des conseils");
  await expect(changes).not.toContainText("Rencontres nationales de la participation 2018");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Jusqu'à").fill("jadis");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Écrivez 2018");
  await page.getByRole("button", { name: "Tableau" }).click();
  const count = page.getByRole("main").getByRole("status");
  const all = page.getByRole("main").getByRole("button", { name: "Tout montrer" });
  await expect(all).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Fichier CSV" }).click()]);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("Congrès national des conseils");
  expect(text).not.toContain("Rencontres nationales de la participation 2018");
  expect(text).toContain("Nom;Famille;Quand;Lieu;Liens;Sources;id\r\n");
  await all.click();
  await expect(count).toHaveText(/^(\d+) fiches sur \1 affichées$/);
  await expect(all).toBeHidden();
});

test.describe("on a phone, in English", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: "en-GB" });

  test("a sentence finds its two names; nothing is wider than the window", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Find and filter" }).tap();
    await page.getByRole("combobox").fill("who works with UNADEL on participation");
    await expect(page.getByRole("option", { name: "With whom does UNADEL act on “Participation”?" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole("option", { name: "With whom does UNADEL act on “Participation”?" }).tap();
    await expect(card(page)).toContainText("With whom does UNADEL act on “Participation”?");
  });
});

test.describe("on a phone, in French", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("who says so: the source is one touch from the card, which makes room when the view changes", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Chercher et filtrer" }).tap();
    await page.getByRole("combobox").fill("unadel");
    await page.getByRole("option").first().tap();
    await card(page).getByRole("button", { name: /Voir la preuve/ }).first().tap();
    await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
    await page.getByRole("button", { name: "Temps" }).tap();
    await expect.poll(async () => (await card(page).boundingBox())?.height).toBeLessThan(120);
    await expect(card(page).getByRole("heading", { level: 1, name: "UNADEL" })).toBeInViewport();
    await card(page).locator(".grip").tap();
    await expect.poll(async () => (await card(page).boundingBox())?.height).toBeGreaterThan(250);
  });

  test("what could A and B do: the search comes in sight alone, for the second one", async ({ page }) => {
    await open(page, `?fiche=${UNADEL}`);
    await card(page).getByRole("button", { name: "Comparer avec…" }).tap();
    await expect(page.getByRole("combobox")).toBeFocused();
    await expect(card(page)).toBeHidden();
    await page.keyboard.type("cnfpt");
    await page.getByRole("option", { name: /CNFPT/ }).tap();
    await expect(card(page)).toContainText("Ils agissent ensemble dans");
  });

  test("what is new: the date is written, said back and answered", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Temps" }).tap();
    await page.getByLabel("Depuis").fill("2018");
    await page.keyboard.press("Enter");
    await expect(page.locator(".period-said").first()).toContainText("depuis 2018");
    await expect(page.getByRole("region", { name: "Ce qui a changé : depuis 2018" })).toContainText("Congrès national des conseils");
  });
});

test("the language chosen last comes back on a bare address; an address that says one has the last word", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Read this page in English" }).click();
  await page.goto(address());
  await expect(page.getByRole("button", { name: "Territories", exact: true })).toBeVisible();
  await page.goto(`${address()}?langue=fr`);
  await expect(page.getByRole("button", { name: "Territoires", exact: true })).toBeVisible();
});

test.describe("in English", () => {
  test.use({ locale: "en-GB" });

  test("give me the list in a spreadsheet: the button says so, and the names are English", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV file (spreadsheet)" }).click()]);
    const text = await readFile(await file.path(), "utf8");
    expect(text).toContain("Name,Family,When,Place,Links,Sources,id");
    expect(text).toContain("Crossroads of Territorial Development Professions,association");
  });
});
