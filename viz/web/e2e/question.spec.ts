import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, query, ready, test } from "./page";

const run = promisify(execFile);
const field = (page: Page) => page.getByRole("textbox", { name: "Votre question" });
const rows = (page: Page) => page.getByRole("table", { name: "Tableau" }).getByRole("row");

async function openQuestions(page: Page, cypher = ""): Promise<void> {
  await page.goto(`${address()}?vue=question${cypher === "" ? "" : `&question=${encodeURIComponent(cypher)}`}`);
  await expect(field(page)).toBeVisible();
}

async function write(page: Page, text: string): Promise<void> {
  await field(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

test("an example is asked by one click; its entities open their cards; the address keeps it", async ({ page }) => {
  await openQuestions(page);
  await page.getByRole("button", { name: /Qui intervient dans quelles rencontres/ }).click();
  await expect(rows(page).nth(1)).toBeVisible();
  await expect(page.locator(".question-told .status")).toContainText(/\d+ lignes en/);
  await rows(page).nth(1).getByRole("link").first().click();
  await expect(card(page).getByRole("heading", { level: 1 })).toBeVisible();
  expect(query(page)).toContain("question=MATCH (s:Person)");
  await page.reload();
  await expect(rows(page).nth(1)).toBeVisible();
  await expect(field(page)).toContainText("SPEAKS_AT");
  await page.getByRole("button", { name: "Carte", exact: true }).last().click();
  await ready(page);
  await expect(page.locator(".status").last()).toContainText(/^\d+ fiches/);
});

test("before anything is asked the gallery in words stands above the editor; afterwards below it", async ({ page }) => {
  await openQuestions(page);
  const example = page.getByRole("button", { name: /Qui intervient dans quelles rencontres/ });
  const top = async (what: ReturnType<typeof field>) => (await what.boundingBox())?.y ?? Number.NaN;
  expect(await top(example)).toBeLessThan(await top(field(page)));
  await example.click();
  await expect(rows(page).nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Exemples", exact: true }).click();
  expect(await top(example)).toBeGreaterThan(await top(field(page)));
});

test("writing: completion from the ontology, Ctrl+Enter asks, a slip is told in words", async ({ page }) => {
  await openQuestions(page);
  await field(page).click();
  await page.keyboard.type("MATCH (t:Them");
  await expect(page.getByRole("listbox")).toContainText("thème");
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await page.keyboard.type(") RETURN t.na");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("name");
  await page.waitForTimeout(200); // a list that has just opened takes no Enter: it may have been meant for the text
  await page.keyboard.press("Enter");
  await expect(field(page)).toContainText("MATCH (t:Theme) RETURN t.name");
  await page.keyboard.press("Control+Enter");
  await expect(rows(page).nth(1)).toBeVisible();
  await write(page, "MATCH (t:Theme RETURN t");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("La requête ne peut être exécutée");
  await write(page, "MATCH (t:Theme) DETACH DELETE t");
  await page.getByRole("button", { name: "Poser la question" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Requête refusée");
  await write(page, "MATCH (t:Theme) WHERE t.name = 'zzz' RETURN t");
  await page.getByRole("button", { name: "Poser la question" }).click();
  await expect(page.getByText("Rien ne répond à cette question.")).toBeVisible();
  await page.locator("#card").focus();
  await page.keyboard.press("Control+z");
  await expect(field(page)).toContainText("DETACH DELETE");
});

test("the answer as a file, a command and a script: all three say the same", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openQuestions(page, "MATCH (e:Event) WHERE e.start IS NOT NULL RETURN e.name AS event, e.start AS day ORDER BY day, event");
  await expect(rows(page).nth(1)).toBeVisible();
  await expect(page.getByText("Lecture seule : 10 s et 10 000 lignes au plus.")).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Fichier CSV" }).click()]);
  const saved = (await readFile(await file.path(), "utf8")).replace(/^\ufeff/, "");
  const copied = async (name: string) => {
    await page.getByRole("button", { name }).click();
    await expect(page.getByText("Copié", { exact: true })).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const { stdout: told } = await run("sh", ["-c", await copied("Copier en curl")]);
  expect(told).toBe(saved);
  const { stdout: printed } = await run("python3", ["-c", await copied("Copier en Python")]);
  expect(printed.trim().split("\n")).toHaveLength(saved.trim().split("\r\n").length - 1);
});

test("every question of the gallery has an answer on the programme", async ({ page }) => {
  const gallery = JSON.parse(await readFile(new URL("../src/core/question/gallery.json", import.meta.url), "utf8")) as { id: string; cypher: string }[];
  const empty: string[] = [];
  for (const { id, cypher } of gallery) {
    const answer = await page.request.post(`${address()}api/query`, { data: { cypher } });
    const found = answer.ok() ? ((await answer.json()) as { rows: unknown[] }).rows.length : 0;
    if (found === 0) empty.push(id);
  }
  expect(empty).toEqual([]);
});

for (const scheme of ["light", "dark"] as const) {
  test(`question, ${scheme}: axe finds nothing, with examples, an answer, a refusal`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openQuestions(page);
    await expect(page.getByText("Lecture seule")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /Qui intervient dans quelles rencontres/ }).click();
    await expect(rows(page).nth(1)).toBeVisible();
    await field(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" ORDER BY s.");
    await expect(page.getByRole("listbox")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("an example is asked and read", async ({ page }) => {
    await openQuestions(page);
    await page.getByRole("button", { name: /Que se passe-t-il où/ }).tap();
    await expect(rows(page).nth(1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
