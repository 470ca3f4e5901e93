/** Saved views, and the story that they are. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, beenHere, card, open, query, ready, test, UNADEL } from "./page";

async function keep(page: Page, title: string, text: string): Promise<void> {
  await page.getByRole("button", { name: "Vues gardées" }).click();
  await page.getByRole("textbox", { name: "Titre" }).fill(title);
  await page.getByRole("textbox", { name: "Ce qu'il faut dire" }).fill(text);
  await page.getByRole("button", { name: "Garder cette vue" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText(`Vue gardée : ${title}`);
}

test("a story: kept, shown with the arrows, handed over as one file that runs nothing", async ({ page, context }) => {
  await open(page, `?fiche=${UNADEL}`);
  await keep(page, "Un acteur <b>fictif</b>", "D'abord l'UNADEL.");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.goto(`${address()}?vue=table`);
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await keep(page, "La liste", "Puis le tableau.");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Récit en un fichier HTML" }).click();
  const html = await readFile(await (await saved).path(), "utf8");
  expect(html).toContain("Un acteur &lt;b&gt;fictif&lt;/b&gt;");
  expect(html).not.toContain("<script");
  await page.getByRole("button", { name: "Montrer en plein écran" }).click();
  const player = page.getByRole("region", { name: "Vues gardées et récit" });
  await expect(player.getByRole("heading")).toHaveText("Un acteur <b>fictif</b>");
  await ready(page);
  expect(query(page)).toContain(`fiche=${UNADEL}`);
  await page.keyboard.press("ArrowRight");
  await expect(player.getByRole("heading")).toHaveText("La liste");
  await expect.poll(() => query(page)).toContain("vue=table");
  await page.keyboard.press("ArrowLeft");
  await expect(player.getByRole("heading")).toHaveText("Un acteur <b>fictif</b>");
  await page.keyboard.press("Escape");
  await expect(player).toHaveCount(0);
  await expect.poll(() => query(page)).toBe("?vue=table");
  const other = await context.newPage();
  await other.setContent(html);
  await expect(other.getByRole("heading", { level: 2 })).toHaveText(["Un acteur <b>fictif</b>", "La liste"]);
  for (const image of await other.getByRole("img").all()) {
    expect(await image.evaluate(async (one: HTMLImageElement) => { await one.decode(); return one.naturalWidth; })).toBeGreaterThan(200);
  }
});

test("saved views: opened, moved, taken from one browser to another", async ({ page, browser }) => {
  await open(page, `?fiche=${UNADEL}`);
  await keep(page, "Première", "");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Fichier des vues" }).click();
  const path = await (await saved).path();
  const elsewhere = await browser.newContext({ locale: "fr-FR", viewport: { width: 1440, height: 900 } });
  await beenHere(elsewhere);
  const other = await elsewhere.newPage();
  await open(other);
  await other.getByRole("button", { name: "Vues gardées" }).click();
  await other.locator(".saved-files input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(other.getByText("n'est pas un fichier de vues")).toBeVisible();
  await other.locator(".saved-files input[type=file]").setInputFiles(path);
  await other.getByRole("button", { name: "Première", exact: true }).click();
  await expect(card(other).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
  expect(query(other)).toBe(`?fiche=${UNADEL}`);
  await elsewhere.close();
});
