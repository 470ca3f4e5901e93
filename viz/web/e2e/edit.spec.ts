import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { card, find, ready, test, UNADEL } from "./page";
import { type Running, start } from "./server";

// A server of their own: these journeys change what is there.
let server: Running;
test.beforeAll(async () => {
  server = await start();
});
test.afterAll(() => server.stop());

async function openCard(page: Page, query = `?vue=table&fiche=${UNADEL}`): Promise<void> {
  await page.goto(`${server.address}${query}`);
  await expect(card(page).getByRole("heading", { level: 1 })).toBeVisible();
}

const told = (page: Page) => page.locator(".told-place").getByRole("status");

async function sayWhence(page: Page): Promise<void> {
  await card(page).getByLabel("Votre nom").fill("Personne Fictive");
  await card(page).getByLabel("Titre de la source").fill("Atelier d'exemple");
  await card(page).getByLabel("Endroit dans la source").fill("table 2");
  await card(page).getByLabel("Comment").selectOption("workshop");
}

test("a value with its source: refused in words, kept, proved, undone", async ({ page }) => {
  // The token of a server that was started before is kept in this browser still: it stands in nobody's way.
  await page.addInitScript(() => { localStorage.setItem("maillage-token", "stale"); });
  await openCard(page);
  await card(page).getByRole("button", { name: "Ajouter une valeur" }).click();
  await card(page).getByLabel("Quoi").selectOption("founded");
  await card(page).getByLabel("Valeur", { exact: true }).fill("jadis");
  await expect(card(page)).toContainText("Il manque : votre nom, la source, l'endroit dans la source.");
  await sayWhence(page);
  await card(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.locator(".told-place").getByRole("alert")).toContainText("n'est pas une valeur de founded");
  await card(page).getByLabel("Valeur", { exact: true }).fill("1992");
  await card(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(told(page)).toContainText("Valeur ajoutée.");
  await expect(card(page)).toContainText("1992");
  await card(page).getByRole("button", { name: /Voir la preuve : .* : 1992/ }).click();
  await expect(card(page).locator(".statement")).toContainText("Atelier d'exemple · table 2");
  await expect(card(page).locator(".statement")).toContainText("dit en atelier · auteur : Personne Fictive");
  await told(page).getByRole("button", { name: "Annuler" }).click();
  await expect(told(page)).toContainText("C'est annulé.");
  await expect(card(page)).not.toContainText("1992");
});

test("a second value stands beside the first, its date written as people write it", async ({ page }) => {
  await openCard(page);
  await card(page).getByRole("button", { name: "Ajouter une valeur" }).click();
  await card(page).getByLabel("Valeur", { exact: true }).fill("Une autre description fictive.");
  await sayWhence(page);
  await card(page).getByLabel("Date", { exact: true }).fill("10/2018");
  await card(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(told(page)).toContainText("Valeur ajoutée.");
  const values = card(page).locator("section", { hasText: "Ce qu'on en dit" });
  await expect(values).toContainText("Une autre description fictive.");
  await expect(values).toContainText("Union nationale des acteurs");
  await expect(card(page)).toContainText("Atelier d'exemple · octobre 2018");
  await told(page).getByRole("button", { name: "Annuler" }).click();
  await expect(values).toHaveCount(0);
});

test("the form of a new card comes in sight, ready to write", async ({ page }) => {
  await page.goto(`${server.address}?vue=table`);
  await card(page).getByRole("button", { name: "Ajouter une fiche" }).click();
  await expect(card(page).getByLabel("Nom", { exact: true })).toBeFocused();
  await expect(card(page).getByLabel("Famille")).toBeInViewport();
});

test("a link to a new card, which is found and opened at once; a namesake is told apart", async ({ page }) => {
  await openCard(page);
  await card(page).getByRole("button", { name: "Ajouter un lien" }).click();
  await card(page).getByLabel("Lien", { exact: true }).selectOption({ label: "Est partenaire de" });
  await card(page).getByLabel("Chercher une fiche").fill("travail social");
  await expect(card(page).locator(".picks button").first()).toContainText("Travail social", { ignoreCase: true });
  await card(page).getByRole("button", { name: "Elle n'y est pas : la créer" }).click();
  await card(page).getByLabel("Nom de la nouvelle fiche").fill("Journées des territoires « transitions et conduite du changement »");
  await card(page).getByLabel("Famille").selectOption({ label: "Rencontre" });
  await sayWhence(page);
  await card(page).getByRole("button", { name: "Enregistrer" }).click();
  await expect(told(page)).toContainText("Lien ajouté.");
  await expect(card(page)).toContainText("Est partenaire de 10 pratiques");
  const found = await find(page, "journées des territoires");
  await expect(found.getByRole("option").nth(1)).toContainText("Journées des territoires");
  await page.keyboard.press("Enter");
  const twins = card(page).locator("section", { hasText: "Peut-être la même chose que" });
  await expect(twins.getByRole("link")).toHaveCount(1);
  await twins.getByRole("button", { name: "Ce sont deux choses" }).click();
  await page.keyboard.type("Deux années du même rendez-vous");
  await page.keyboard.press("Enter");
  await expect(twins).toHaveCount(0);
  const decisions = card(page).locator("section", { hasText: "Décisions" });
  await expect(decisions).toContainText("Fiches tenues pour distinctes.");
  await expect(decisions).toContainText("« Deux années du même rendez-vous »");
  await decisions.getByRole("button", { name: "Annuler" }).click();
  await expect(twins.getByRole("link")).toHaveCount(1);
  await twins.getByRole("button", { name: "C'est la même chose" }).click();
  await twins.getByRole("button", { name: "Réunir les fiches" }).click();
  await expect(card(page)).toContainText("Réunit 2 fiches de sources");
  await expect(decisions).toContainText("annulée par");
});

test("a claim is contested, then rejected; the link goes and comes back", async ({ page }) => {
  await openCard(page);
  const row = card(page).locator(".link-row").first();
  const name = (await row.getByRole("link").textContent()) ?? "";
  await row.getByRole("button", { name: /Voir la preuve/ }).click();
  await row.getByRole("button", { name: "Contester" }).click();
  await row.getByLabel("Pourquoi ? (facultatif)").fill("Le compte rendu <b>dit</b> autre chose");
  await row.getByRole("button", { name: "Contester l'affirmation" }).click();
  await expect(told(page)).toContainText("Affirmation contestée.");
  await expect(card(page).locator(".link-row", { hasText: name }).first()).toContainText("contesté");
  await expect(card(page).getByRole("list", { name: "Décisions" })).toContainText("« Le compte rendu <b>dit</b> autre chose »");
  await card(page).locator(".link-row", { hasText: name }).first().getByRole("button", { name: "Rejeter" }).click();
  await page.keyboard.press("Enter");
  await expect(told(page)).toContainText("Affirmation rejetée.");
  await expect(card(page).locator(".link-row").first()).not.toContainText(name);
  await told(page).getByRole("button", { name: "Annuler" }).click();
  await expect(card(page).locator(".link-row", { hasText: name })).not.toHaveCount(0);
});

test("of many decisions the latest are listed, the older ones a page at a time", async ({ page }) => {
  await openCard(page);
  const html = await (await page.request.get(server.address)).text();
  const headers = { "X-Maillage-Token": /name="maillage-token" content="([^"]+)"/.exec(html)?.[1] ?? "" };
  const known = (await (await page.request.get(`${server.address}api/entities/${UNADEL}?evidence=true`)).json()) as { properties: { name: { claims: { id: string }[] }[] } };
  const target = known.properties.name[0]?.claims[0]?.id;
  for (let i = 0; i < 23; i++) expect((await page.request.post(`${server.address}api/decisions`, { headers, data: { kind: "accept", target, reason: `fictif ${i}` } })).status()).toBe(201);
  await page.reload();
  const decisions = card(page).locator("section", { hasText: "Décisions" }).getByRole("listitem");
  await expect(decisions).toHaveCount(20);
  const before = await decisions.count();
  await card(page).getByRole("button", { name: /plus anciennes…/ }).click();
  expect(await decisions.count()).toBeGreaterThan(before);
});

test("two sources that differ stand side by side", async ({ page }) => {
  await openCard(page);
  for (const year of ["1988", "1992"]) {
    await card(page).getByRole("button", { name: "Ajouter une valeur" }).click();
    await card(page).getByLabel("Quoi").selectOption("founded");
    await card(page).getByLabel("Valeur", { exact: true }).fill(year);
    await sayWhence(page);
    await card(page).getByLabel("Titre de la source").fill(`Atelier de ${year}`);
    await card(page).getByRole("button", { name: "Enregistrer" }).click();
    await expect(card(page).locator(".values")).toContainText(year);
  }
  const both = card(page).locator(".side-by-side");
  await expect(both).toContainText("Les sources ne disent pas la même chose");
  const [one, other] = [await both.getByText("1988").boundingBox(), await both.getByText("1992").boundingBox()];
  expect(one?.y).toBe(other?.y);
});

test("what was just brought in is taken back where it was loaded, and that it was is told", async ({ page }) => {
  await page.goto(`${server.address}?vue=import`);
  const main = page.getByRole("main");
  await main.getByLabel("Choisir des fichiers").first().setInputFiles({ name: "cercles.csv", mimeType: "text/csv", buffer: Buffer.from("Nom;Type\nCercle Fictif;Association\n") });
  await main.getByRole("button", { name: "Charger" }).click();
  await expect(main).toContainText(/Chargé : \d+ affirmations nouvelles/);
  await main.getByRole("button", { name: "Reprendre cet apport", exact: true }).click();
  await expect(told(page)).toContainText("C'est annulé");
  await expect(main).toContainText("Déposez ici un ou plusieurs fichiers.");
  await expect(main.getByRole("listitem").filter({ hasText: "cercles" })).toHaveCount(0);
});

test("without the token nothing is written, and the page asks for it", async ({ page }) => {
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/(name="maillage-token" content=")[^"]*/, "$1");
    return route.fulfill({ response: answer, body });
  });
  await openCard(page);
  const row = card(page).locator(".link-row", { has: page.getByRole("button", { name: /preuve/ }) }).last();
  await row.getByRole("button", { name: /Voir la preuve/ }).click();
  const judge = async () => {
    await row.getByRole("button", { name: "Confirmer" }).or(row.getByRole("button", { name: "Contester" })).first().click();
    await page.keyboard.press("Enter");
  };
  await judge();
  await expect(page.locator(".told-place").getByRole("alert")).toContainText("jeton de ce serveur");
  await page.getByLabel("Jeton du serveur").fill("faux");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await expect(told(page)).toContainText("Recommencez");
  await judge();
  await expect(page.locator(".told-place").getByRole("alert")).toContainText("n'est pas celui de ce serveur");
  expect(await violations(page)).toEqual([]);
  // The page's own token, as whoever started the server would say it: kept for this visit, not on the computer.
  const html = await (await page.request.get(server.address)).text();
  await page.getByLabel("Jeton du serveur").fill(/name="maillage-token" content="([^"]+)"/.exec(html)?.[1] ?? "");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await judge();
  await expect(told(page)).toContainText(/Affirmation (confirmée|contestée)/);
  expect(await page.evaluate(() => [sessionStorage.length, localStorage.getItem("maillage-token")])).toEqual([1, null]);
  await told(page).getByRole("button", { name: "Annuler" }).click();
  await expect(told(page)).toContainText("C'est annulé");
});

for (const scheme of ["light", "dark"] as const) {
  test(`forms, ${scheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openCard(page, `?fiche=${UNADEL}`);
    await ready(page);
    await card(page).getByRole("button", { name: "Ajouter un lien" }).click();
    await card(page).getByLabel("Lien", { exact: true }).selectOption({ label: "Est partenaire de" });
    await card(page).getByLabel("Chercher une fiche").fill("participation");
    await expect(card(page).locator(".picks button").first()).toBeVisible();
    await card(page).locator(".reveal", { hasText: "voir la preuve" }).first().click();
    await expect(card(page).locator(".judge").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a form fits", async ({ page }) => {
    await openCard(page, `?vue=table&fiche=${UNADEL}`);
    await card(page).getByRole("button", { name: "Ajouter une valeur" }).tap();
    await expect(card(page).getByLabel("Votre nom")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
