import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { address, card, CNFPT, find, legend, open, position, query, ready, shownCount, someLink, test, UNADEL } from "./page";

test("search, card, evidence: from a name to who says so", async ({ page }) => {
  await open(page);
  const hits = await find(page, "unadl");
  await expect(hits.getByRole("option").first()).toContainText("UNADEL");
  await expect(hits.getByRole("option").first()).toContainText("proche");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
  await expect(card(page)).toContainText(/Est partenaire de \d+ pratiques/);
  await card(page).getByRole("button", { name: /Voir la preuve : UNADEL est partenaire de/ }).first().click();
  const proof = card(page).locator(".statement").first();
  await expect(proof).toContainText("Programme d'action 2018");
  await expect(proof).toContainText("Partenaires");
  await expect(proof).toContainText("saisi à la main");
  await expect(card(page)).toContainText("Ce qu'on ne sait pas");
  expect(query(page)).toBe(`?fiche=${UNADEL}`);
});

test("search by keyboard: arrows choose, Escape leaves, nothing found says what to try", async ({ page }) => {
  await open(page);
  const hits = await find(page, "participation");
  await expect(hits.getByRole("option").nth(0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  const second = hits.getByRole("option").nth(1);
  await expect(second).toHaveAttribute("aria-selected", "true");
  const name = (await second.locator(".hit-name").textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText(name);
  await page.keyboard.press("/");
  await page.keyboard.type("zzzzqqqq");
  await expect(page.getByText("Rien ne porte ce nom.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Rien ne porte ce nom.")).toBeHidden();
});

test("Enter pressed before the list has come takes the first of what was typed, not of what was there before", async ({ page }) => {
  await open(page);
  await find(page, "cnfpt");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("adcf");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("ADCF");
});

test("the legend filters: click hides, alt-click isolates, the counts stay", async ({ page }) => {
  await open(page);
  const all = await shownCount(page);
  const themes = legend(page, "Thèmes");
  const count = Number(await themes.locator(".legend-count").textContent());
  await themes.click();
  await expect(themes).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => shownCount(page)).toBe(all - count);
  await expect(page.locator(".status")).toContainText("masqués : thèmes");
  await expect(themes.locator(".legend-count")).toHaveText(String(count));
  await themes.click({ modifiers: ["Alt"] });
  await expect.poll(() => shownCount(page)).toBe(count);
  await page.getByRole("button", { name: "Tout montrer" }).click();
  await expect.poll(() => shownCount(page)).toBe(all);
  await page.getByRole("button", { name: "Ne montrer que : Rencontres" }).focus();
  await page.keyboard.press("Enter");
  expect(query(page)).toContain("sans=");
  await expect.poll(() => shownCount(page)).toBeLessThan(all / 4);
});

test("readings and territories filter too", async ({ page }) => {
  await open(page);
  const all = await shownCount(page);
  await legend(page, "convergence").click();
  expect(query(page)).toBe("?sans-liens=convergence");
  await page.getByRole("button", { name: /^Grenoble/ }).click();
  await expect.poll(() => shownCount(page)).toBeLessThan(all / 3);
  expect(query(page)).toContain("territoire=programme-2018:grenoble");
});

test("three gestures: what do they share?", async ({ page }) => {
  await open(page);
  await find(page, "unadel");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
  const at = await position(page, CNFPT);
  await page.locator(".stage").click({ position: at, modifiers: ["Shift"] });
  await expect(card(page)).toContainText("Que partagent-ils ?");
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText("CNFPT");
  await expect(card(page)).toContainText(/\d+ points communs/);
  await card(page).getByRole("button", { name: /Voir la preuve/ }).first().click();
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  await expect(card(page).locator(".sentence").first()).toContainText("est partenaire de");
  expect(query(page)).toBe(`?fiche=${UNADEL}&avec=${CNFPT}`);
  await page.keyboard.press("Escape");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
});

test("a link on the map opens its card with its claims", async ({ page }) => {
  await open(page, "?sans=Theme,Method,Competence,Profession");
  const link = await someLink(page);
  await page.locator(".stage").click({ position: link });
  await expect(card(page)).toContainText(/Lien ·/);
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  expect(query(page)).toContain("lien=");
});

test("the address is the view: the same link, the same page; back, forward, undo, redo", async ({ page, context }) => {
  await open(page);
  await legend(page, "Territoires").click();
  await find(page, "cget");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("CGET");
  const other = await context.newPage();
  await other.goto(page.url());
  await ready(other);
  await expect(card(other).getByRole("heading", { level: 1 })).toHaveText("CGET");
  await expect(legend(other, "Territoires")).toHaveAttribute("aria-pressed", "false");
  await other.close();
  await page.goBack();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Par où commencer");
  await page.goForward();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("CGET");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(legend(page, "Territoires")).toHaveAttribute("aria-pressed", "false");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Par où commencer");
  await page.keyboard.press("Control+y");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("CGET");
});

test("the same graph gives the same map", async ({ page }) => {
  await open(page);
  const before = await position(page, UNADEL);
  await page.reload();
  await ready(page);
  expect(await position(page, UNADEL)).toEqual(before);
  await legend(page, "Thèmes").click();
  expect(await position(page, UNADEL)).toEqual(before);
});

test("double-click shows what lies around in groups, and brings hidden neighbours back", async ({ page }) => {
  await open(page, `?sans=Event&fiche=${UNADEL}`);
  const before = await shownCount(page);
  await card(page).getByRole("button", { name: "Voir autour" }).click();
  const around = page.getByRole("dialog", { name: "Autour de UNADEL" });
  await expect(around).toContainText(/0 sur \d+ sur la carte/);
  await around.getByRole("button", { name: /Montrer .*Est partenaire de · rencontres/ }).last().click();
  await expect.poll(() => shownCount(page)).toBeGreaterThan(before);
  expect(query(page)).toContain(`ouvert=${UNADEL}*PARTNER_IN*vers*Event*`);
  await page.keyboard.press("Escape");
  await expect(around).toBeHidden();
});

test("dragging pins a mark, and the pin is in the address", async ({ page }) => {
  await open(page);
  const at = await position(page, UNADEL);
  const box = await page.locator(".stage").boundingBox();
  if (box === null) throw new Error("no map");
  await page.mouse.move(box.x + at.x, box.y + at.y);
  await page.mouse.down();
  await page.mouse.move(box.x + at.x + 60, box.y + at.y + 40, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => query(page)).toContain(`places=${UNADEL}*`);
  await page.getByRole("button", { name: "Libérer" }).click();
  await expect.poll(() => query(page)).not.toContain("places=");
});

test("the language switches everywhere, and is in the address", async ({ page }) => {
  await open(page, `?fiche=${UNADEL}`);
  await expect(card(page)).toContainText("Association");
  await page.getByRole("button", { name: "Read this page in English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { name: "What the map shows" })).toBeVisible();
  await expect(legend(page, "People")).toBeVisible();
  await expect(card(page)).toContainText("National union of local development actors");
  await expect(card(page)).toContainText(/Is a partner in \d+ practices/);
  expect(query(page)).toContain("langue=en");
});

test("appearance: system, light, dark; projector is large", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page, "?projecteur=oui");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))).toBeGreaterThanOrEqual(18);
  await page.getByRole("button", { name: /Apparence/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("by keyboard alone: find an actor and read the source of one link", async ({ page }) => {
  await open(page);
  await find(page, "irdsu");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("IRDSU");
  await page.locator("#card").focus();
  await expect(async () => {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("reveal");
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
});

test("by keyboard alone: walk the map, open, compare, zoom, read the keys", async ({ page }) => {
  await open(page, `?fiche=${UNADEL}`);
  await page.locator(".stage").focus();
  await page.keyboard.press("ArrowUp");
  const here = page.locator(".map > .unseen[role=status]");
  await expect(here).toHaveText(/.+, .+, \d+ liens?/);
  const name = ((await here.textContent()) ?? "").split(",")[0] ?? "";
  await page.keyboard.press("Shift+Enter");
  await expect(card(page)).toContainText("Que partagent-ils ?");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText(name.slice(0, 12));
  await page.keyboard.press("+");
  await expect.poll(() => query(page)).toContain("cadre=");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Touches du clavier" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the text twin reads the map: families, entities, links as sentences", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Texte", exact: true }).click();
  const tree = page.getByRole("tree");
  await tree.getByRole("treeitem", { name: /^Associations/ }).focus();
  await page.keyboard.press("ArrowRight");
  const unadel = tree.getByRole("treeitem", { name: /^UNADEL, association, \d+ liens/ });
  await unadel.focus();
  await page.keyboard.press("ArrowRight");
  await expect(tree.getByRole("treeitem", { name: /^UNADEL est partenaire de/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
});

test("the map is saved as an image", async ({ page }) => {
  await open(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Image" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("maillage.png");
  const path = await download.path();
  const bytes = await readFile(path);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  // Width in the header: twice the map's, for print.
  const box = await page.locator(".stage").boundingBox();
  expect(bytes.readUInt32BE(16)).toBe(2 * Math.round(box?.width ?? 0));
});

test("the table: what the filter shows, sorted, selected, and as a file of exactly that", async ({ page }) => {
  await open(page, "?sans=Theme");
  await page.getByRole("button", { name: "Tableau" }).click();
  expect(query(page)).toContain("vue=table");
  const table = page.getByRole("table");
  const names = table.locator("[role=row] .table-name");
  await expect(names.first()).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "Liens" })).toHaveAttribute("aria-sort", "descending");
  await table.getByRole("button", { name: "Nom" }).click();
  await expect(names.first()).toHaveText(/^[^b-z]/iu);
  expect(query(page)).toContain("tri=name");
  await page.getByRole("link", { name: "ADCF", exact: true }).click();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("ADCF");
  await expect(table.locator(".chosen")).toHaveCount(1);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Fichier CSV" }).click();
  const text = await readFile(await (await saved).path(), "utf8");
  const lines = text.split("\r\n").filter((line) => line !== "");
  expect(lines[0]).toBe("\ufeffNom;Famille;Quand;Lieu;Liens;Sources;id");
  expect(lines.length - 1).toBe(Number(await table.getAttribute("aria-rowcount")) - 1);
  expect(text).not.toContain("thème");
  expect(text).toContain(`'=HYPERLINK`);
  await page.getByRole("button", { name: "Carte" }).click();
  await ready(page);
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("ADCF");
});

test("a merged or unknown id is told in words", async ({ page }) => {
  await open(page, "?fiche=programme-2018:nobody");
  await expect(card(page)).toContainText("Cette fiche n'existe pas");
});

test("the server away is said, and the page recovers by itself", async ({ page }) => {
  await open(page);
  await page.route("**/api/**", (route) => route.abort());
  await page.keyboard.press("/");
  await page.keyboard.type("cnfpt");
  await expect(page.getByText("Le serveur ne répond pas").first()).toBeVisible({ timeout: 30_000 });
  await page.unroute("**/api/**");
  await expect(page.locator(".away")).toBeHidden({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await find(page, "adcf");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("ADCF");
});

test("a server that comes and goes takes nothing away that was typed or shown", async ({ page }) => {
  await open(page);
  // It says that it is ready, and answers nothing: twice away, twice back.
  let ready = 0;
  await page.route("**/api/**", (route) => {
    if (!route.request().url().endsWith("/api/ready")) return route.abort();
    ready += 1;
    return route.continue();
  });
  await page.keyboard.press("/");
  await page.keyboard.type("adcf");
  await page.keyboard.press("Enter");
  await expect.poll(() => ready, { timeout: 40_000 }).toBeGreaterThan(2);
  await expect(page.getByRole("combobox")).toHaveValue("adcf");
  await expect(page.locator(".stage")).toHaveCount(1);
  await page.unroute("**/api/**");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("ADCF", { timeout: 30_000 });
});

test("hostile names are shown as text", async ({ page }) => {
  await open(page, "?fiche=fictif:formule");
  const panel = card(page);
  await expect(panel.getByRole("heading", { level: 1 })).toHaveText('=HYPERLINK("http://exemple.invalid";"Fictif")');
  await expect(panel).toContainText("<script>window.hacked=1</script><img src=x");
  await expect(panel).toContainText('Fictif"); DROP TABLE entities; --');
  await expect(panel).toContainText("{{count}} $t(brand) &lt;b&gt;");
  await panel.getByRole("link", { name: /<script>/ }).click();
  await expect(panel.getByRole("heading", { level: 1 })).toContainText("<script>");
  await expect(panel.locator("a[href^='javascript']")).toHaveCount(0);
  await expect(panel.locator("script, img, b")).toHaveCount(0);
  await find(page, "hacked");
  await expect(page.getByRole("option").filter({ hasText: "<script>" })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Texte", exact: true }).click();
  await page.getByRole("treeitem", { name: /^Thèmes/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("treeitem", { name: /^Fictif très très/ })).toHaveCount(1);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test("the page carries the token and nothing of it goes into the address", async ({ page }) => {
  const html = await (await page.request.get(address())).text();
  expect(html).not.toContain("__MAILLAGE_TOKEN__");
  expect(html).not.toMatch(/<script(?![^>]*src=)/);
  await open(page);
  const token = await page.locator("meta[name=maillage-token]").getAttribute("content");
  expect(token?.length ?? 0).toBeGreaterThan(15);
  expect(page.url()).not.toContain(token ?? "");
});
