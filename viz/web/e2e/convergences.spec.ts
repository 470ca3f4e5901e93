import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { violations } from "./axe";
import { address, card, query, test } from "./page";
import { start } from "./server";

for (const scheme of ["light", "dark"] as const) {
  test(`missed meetings with their reasons and sources, the quadrants, what is not known; ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${address()}?vue=convergences`);
    const main = page.getByRole("main");
    await expect(main.getByRole("button", { name: "Qui gagnerait à se rencontrer ?" })).toHaveAttribute("aria-pressed", "true");
    const first = main.locator(".findings > li").first();
    await expect(first).toContainText("ont en commun");
    await expect(main.getByRole("note")).toContainText("ne disent rien dans ces facettes");
    await first.locator(".reasons").getByRole("button", { name: /Voir la preuve/ }).first().click();
    await expect(first.locator(".statement").first()).toContainText("Programme d'action 2018");
    expect(await violations(page)).toEqual([]);
    await first.getByRole("button", { name: "Que partagent-ils ?" }).click();
    await expect(card(page)).toContainText("Que partagent-ils ?");
    await main.getByRole("button", { name: "Ceux qui se ressemblent sont-ils liés ?" }).click();
    await expect(main.locator(".quadrants circle").first()).toBeVisible();
    await main.locator(".quadrants circle").first().focus();
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Que partagent-ils ?");
    expect(query(page)).toContain("mesure=quadrants");
    expect(await violations(page)).toEqual([]);
    await main.getByRole("button", { name: "Que ne sait-on pas ?" }).click();
    await expect(main.getByRole("table", { name: "Par facette" })).toBeVisible();
  });
}

test("the card says with what it converges, and why", async ({ page }) => {
  await page.goto(`${address()}?vue=table&fiche=programme-2018:axe-participation`);
  const section = card(page).locator("section", { hasText: "Converge avec" });
  await expect(section.getByRole("listitem")).toHaveCount(5);
  await expect(section).toContainText("le hasard en donnerait autant");
});

test("every measure is behind a question in everyday words", async ({ page }) => {
  const measures = (await (await page.request.get(`${address()}api/analysis`)).json()) as { name: string; question: { fr: string } }[];
  await page.goto(`${address()}?vue=convergences`);
  const main = page.getByRole("main");
  const buttons = main.getByRole("navigation", { name: "Questions" }).getByRole("button");
  await expect(buttons.first()).toBeVisible();
  const met = new Set<string>();
  for (const button of await buttons.all()) {
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "true");
    met.add((await main.getByRole("heading", { level: 2 }).textContent()) ?? "");
    await expect(main.getByRole("status").or(main.getByText("De quel territoire s'agit-il ?")).first()).toBeVisible();
    await expect(main.getByRole("alert")).toHaveCount(0);
  }
  expect([...met].sort()).toEqual(measures.map(({ question }) => question.fr).sort());
});

test("a question is adjusted: weights, confidence, one family against another; the address keeps it, one click undoes it", async ({ page }) => {
  await page.goto(`${address()}?vue=convergences&mesure=convergence`);
  const main = page.getByRole("main");
  const told = main.locator("p[role=status]");
  await expect(told).toContainText("153 paires partagent quelque chose");
  // The part of chance is explained once, where it is said first.
  await main.locator(".findings").getByRole("button", { name: "Aide : la part du hasard" }).click();
  await expect(page.locator(".help-text:visible")).toContainText("ce n'est jamais une preuve");
  await page.keyboard.press("Escape");
  await main.getByText("Régler la question").click();
  const themes = main.getByRole("slider", { name: "Porte sur" });
  await themes.focus();
  await page.keyboard.press("Home");
  await expect(told).toContainText("37 paires partagent quelque chose");
  await expect.poll(() => query(page)).toContain("reglages=weights*CONCERNS=0");
  const sure = main.getByRole("slider", { name: "Confiance minimale des liens" });
  await sure.focus();
  await page.keyboard.press("End");
  await expect.poll(() => query(page)).toContain("confidence*1");
  await page.reload();
  await main.getByText("Régler la question").click();
  await expect(themes).toHaveValue("0");
  await expect(sure).toHaveValue("1");
  expect(await violations(page)).toEqual([]);
  await main.getByRole("button", { name: "Revenir aux réglages de départ" }).click();
  await expect(told).toContainText("153 paires partagent quelque chose");
  await main.getByRole("button", { name: /Instances et initiatives/ }).click();
  expect(query(page)).toContain("types*InstitutedBody,against*CitizenInitiative");
  // The question begins so: there is nothing to go back to.
  await expect(main.locator("button", { hasText: "Revenir aux réglages de départ" })).toBeDisabled();
});

test("the filter of the page narrows the question; a territory is chosen by its name", async ({ page }) => {
  await page.goto(`${address()}?vue=convergences&mesure=convergence&periode=2018-05/2018-06`);
  const main = page.getByRole("main");
  await expect(main).toContainText(/Dans le filtre : mai\s–\sjuin 2018/);
  await main.getByRole("button", { name: "Que manque-t-il ici ?" }).click();
  await main.getByLabel("Chercher un territoire").fill("paris");
  await main.locator(".picks").getByRole("button", { name: /^Paris/ }).click();
  await expect(main.getByRole("status")).toContainText("À « Paris », on connaît");
  expect(query(page)).toContain("territoire=programme-2018:paris");
});

test("ranks put to the test say their interval", async ({ page }) => {
  await page.goto(`${address()}?vue=convergences&mesure=missed_meetings`);
  const main = page.getByRole("main");
  await main.getByText("Régler la question").click();
  await main.getByLabel("Mettre les rangs à l'épreuve").selectOption("20");
  await expect(main.locator(".findings > li").first()).toContainText(/Tirages\s: /, { timeout: 60_000 });
});

test("a long computation tells how far it is, is stopped, and begins anew", async ({ page }) => {
  const large = await start("--empty", "--made");
  try {
    await page.goto(`${large.address}?vue=convergences&mesure=convergence&reglages=draws*100`);
    const main = page.getByRole("main");
    await expect(main.getByRole("progressbar")).toBeVisible();
    await main.getByRole("button", { name: "Arrêter" }).click();
    await expect(main).toContainText("Le calcul a été arrêté.");
    await expect.poll(async () => (await page.request.get(`${large.address}api/analysis/jobs`)).text()).toBe("[]");
    await main.getByRole("button", { name: "Calculer de nouveau" }).click();
    await expect(main.getByRole("button", { name: "Arrêter" })).toBeVisible();
  } finally {
    await large.stop();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the question is chosen from a list, its settings fit", async ({ page }) => {
    await page.goto(`${address()}?vue=convergences`);
    const main = page.getByRole("main");
    await main.getByLabel("Questions").selectOption("Qui travaille avec qui ?");
    await expect(main.getByRole("heading", { level: 2 })).toHaveText(/Qui travaille avec qui/);
    await main.getByText("Régler la question").tap();
    await expect(main.getByLabel("Entre pratiques, ou entre acteurs")).toHaveValue("actors");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});

test("the ranked list goes to a spreadsheet; two families that share nothing say why", async ({ page }) => {
  await page.goto(`${address()}?vue=convergences`);
  const main = page.getByRole("main");
  const first = (await main.locator(".findings > li").first().locator(".finding-names a").allTextContents()).join();
  const [file] = await Promise.all([page.waitForEvent("download"), main.getByRole("button", { name: "Télécharger en tableur" }).click()]);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  expect(lines[0]).toContain("Rang;Nom;Avec;Valeur");
  expect(lines).toHaveLength((await main.locator(".findings > li").count()) + 2);
  expect(first.split(",").every((name) => lines[1]?.includes(name))).toBe(true);
  await main.getByRole("button", { name: "Instances et initiatives citoyennes : quoi de commun ?" }).click();
  await expect(main).toContainText("Parmi 3 formes instituées de participation et 2 initiatives citoyennes, aucune paire");
  await expect(main.getByRole("note")).toContainText("une source doit dire des deux le même thème");
});
