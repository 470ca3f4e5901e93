/** Three tasks by keyboard alone: nothing here but page.keyboard acts on the page. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { card, find, open, query, ready, test } from "./page";

const MOST = 120;

/** Presses a key until what has the focus is as wanted; what a person does who cannot point. */
async function until(page: Page, key: string, wanted: { readonly selector: string; readonly text?: string }): Promise<void> {
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press(key);
    const there = await page.evaluate(({ selector, text }) => {
      const at = document.activeElement;
      return at !== null && at.matches(selector) && (text === undefined || at.textContent.includes(text));
    }, wanted);
    if (there) return;
  }
  throw new Error(`${MOST} times ${key}, and never at ${wanted.selector} ${wanted.text ?? ""}`);
}

async function choose(page: Page, words: string, key: string): Promise<void> {
  const hits = await find(page, words);
  await expect(hits.getByRole("option", { selected: true })).toHaveCount(1);
  await page.keyboard.press(key);
  await expect(page.locator("#card")).toBeFocused();
}

test("find an actor and read the source of one link", async ({ page }) => {
  await open(page);
  await choose(page, "irdsu", "Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("IRDSU");
  await expect(card(page).locator(".reveal").first()).toBeVisible();
  await until(page, "Tab", { selector: ".reveal" });
  await page.keyboard.press("Enter");
  await expect(page.locator(".reveal:focus")).toHaveAttribute("aria-expanded", "true");
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  // What its words mean, in place.
  await until(page, "Tab", { selector: ".statement .help" });
  await page.keyboard.press("Enter");
  await expect(page.locator(".help-text:visible")).toContainText("sûr d'avoir bien lu");
  await page.keyboard.press("Escape");
  await expect(page.locator(".help-text:visible")).toHaveCount(0);
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("IRDSU");
});

test("find what two practices share", async ({ page }) => {
  await open(page);
  await choose(page, "journee d'etude sur la gouvernance", "Enter");
  const first = (await card(page).getByRole("heading", { level: 1 }).textContent()) ?? "";
  await choose(page, "evolution de la gouvernance", "Shift+Enter");
  await expect(card(page)).toContainText("Que partagent-ils ?");
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText(first.slice(0, 20));
  await expect(card(page)).toContainText(/[1-9]\d* points? communs?/);
  await until(page, "Tab", { selector: ".reveal" });
  await page.keyboard.press("Enter");
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  await page.keyboard.press("Escape");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText(first);
});

/** The cells of a CSV line, read by this test's own hand. */
function cells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}

const inSight = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[role=rowgroup] > [role=row]")].map((row) => [row.getAttribute("aria-rowindex") ?? "", ...[...row.children].map((cell) => cell.textContent.trim())]),
  );

/** Page Down moves smoothly: how far down the table is once it has come to rest. */
const rested = (page: Page) =>
  page.locator(".table-scroll").evaluate(async (box) => {
    for (let before = -1; before !== box.scrollTop; ) {
      before = box.scrollTop;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

/** Every row of the table, walked through by Page Down, each page once the one before is in sight. */
async function walked(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = new Map<number, readonly string[]>();
  const count = Number(await page.getByRole("table").getAttribute("aria-rowcount")) - 1;
  for (let i = 0; i < MOST && rows.size < count; i++) {
    const seen = await inSight(page);
    for (const [index, ...row] of seen) rows.set(Number(index), row);
    if (rows.size === count) break;
    await page.keyboard.press("PageDown");
    await expect.poll(async () => (await inSight(page)).at(-1)?.[0]).not.toBe(seen.at(-1)?.[0]);
    await rested(page);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

test("export the filtered table: the file is what is shown, row by row", async ({ page }) => {
  await open(page);
  await page.keyboard.press("/");
  await until(page, "Tab", { selector: ".legend-toggle", text: "Thèmes" });
  await page.keyboard.press("Space");
  await expect.poll(() => query(page)).toContain("sans=Theme");
  await until(page, "Shift+Tab", { selector: ".views button", text: "Tableau" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await until(page, "Tab", { selector: ".table-bar .button" });
  const saved = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const text = await readFile(await (await saved).path(), "utf8");
  await until(page, "Tab", { selector: ".table-scroll" });
  const shown = await walked(page);
  const [heading, ...lines] = text.replace("\ufeff", "").split("\r\n").filter((line) => line !== "").map(cells);
  expect(heading).toEqual(["Nom", "Famille", "Quand", "Lieu", "Liens", "Sources", "id"]);
  expect(shown.length).toBeGreaterThan(100);
  const plain = (cell: string) => cell.replace(/^'(?=[=+\-@])/, "").replaceAll("\u00a0", " ");
  expect(lines.map((line) => line.slice(0, 6).map(plain))).toEqual(shown.map((row) => row.map(plain)));
  expect(shown.some(([, kind]) => kind === "thème")).toBe(false);
});

test("an arrow goes to an example where nothing was found; Enter alone takes none", async ({ page }) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("zzzzqqqq");
  await expect(page.getByText("Rien ne porte ce nom.")).toBeVisible();
  await page.keyboard.press("Enter");
  expect(query(page)).toBe("");
  await page.keyboard.press("ArrowDown");
  const example = page.getByRole("option", { selected: true });
  const name = (await example.locator(".hit-name").textContent()) ?? "";
  await page.keyboard.press("Enter");
  await ready(page);
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText(name);
});

test("a sentence that names two: Enter opens the pair, the arrows reach each name, the focus follows", async ({ page }) => {
  await open(page);
  await page.keyboard.press("/");
  await page.keyboard.type("Avec qui UNADEL travaille sur la gouvernance");
  await expect(page.getByText("Votre phrase nomme :")).toBeVisible();
  await expect(page.getByText("Rien ne porte ce nom.")).toBeHidden();
  const chosen = page.getByRole("option", { selected: true });
  await expect(chosen).toHaveText("Avec qui agit UNADEL sur « Gouvernance » ?");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(card(page)).toContainText("Que partagent-ils ?");
  await expect(page.locator("#card")).toBeFocused();
  await page.keyboard.press("/");
  await expect(chosen).toHaveText("Avec qui agit UNADEL sur « Gouvernance » ?");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(chosen.locator(".hit-name")).toHaveText("Gouvernance");
  await page.keyboard.press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Gouvernance");
  await expect(page.locator("#card")).toBeFocused();
});
