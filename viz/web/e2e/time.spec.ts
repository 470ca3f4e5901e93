/** The time view and the period that filters all views. */
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, open, query, ready, settledCount, shownCount, test } from "./page";

async function openTime(page: Page, rest = ""): Promise<void> {
  await page.goto(`${address()}?vue=time${rest}`);
  await expect(page.locator(".time-row").first()).toBeVisible();
}

test("time: bars and points say their dates; a name opens its card", async ({ page }) => {
  await openTime(page);
  const rows = page.locator(".time-row");
  await expect(page.locator(".time-view .status")).toHaveText(/^16 fiches datées sur \d+/);
  await expect(rows.filter({ hasText: "Développement territorial : une recomposition" })).toContainText("19 mars 2018");
  await expect(rows.filter({ hasText: "31 mai – 1er juin 2018" }).locator(".time-mark")).toHaveClass(/point/);
  await expect(rows.filter({ hasText: "Réunion 1 du groupe" }).locator(".time-mark")).toHaveClass(/month/);
  await rows.getByRole("link", { name: "Congrès national des conseils" }).click();
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText("Congrès national des conseils");
  await expect(page.locator(".time-row.chosen")).toHaveCount(1);
});

test("the period filters every view, is in the address, and can be undone; by keyboard alone", async ({ page }) => {
  await open(page);
  const all = await shownCount(page);
  const end = page.getByRole("slider", { name: "Fin de la période" });
  await end.focus();
  await page.keyboard.press("Home");
  await expect(end).toHaveAttribute("aria-valuetext", "janvier 2018");
  await expect.poll(() => query(page)).toBe("?periode=2018-01");
  for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
  await expect.poll(() => query(page)).toBe("?periode=2018-01/2018-03");
  const some = await settledCount(page);
  expect(some).toBeGreaterThan(10);
  expect(some).toBeLessThan(all);
  await page.getByRole("button", { name: "Tableau" }).click();
  await expect.poll(() => shownCount(page)).toBe(some);
  await page.getByRole("button", { name: "Temps" }).click();
  await expect(page.locator(".time-row").filter({ hasText: "13 mars 2018" })).toHaveCount(1);
  await expect(page.locator(".time-row").filter({ hasText: "décembre 2018" })).toHaveCount(0);
  await page.getByRole("button", { name: "Montrer toutes les dates" }).first().click();
  await expect.poll(() => query(page)).toBe("?vue=time");
  await page.keyboard.press("Control+z");
  await expect.poll(() => query(page)).toContain("periode=2018-01/2018-03");
  await page.getByRole("button", { name: "Carte" }).click();
  await ready(page);
  await expect.poll(() => shownCount(page)).toBe(some);
});

test("time: what began, ended and took place between two dates", async ({ page }) => {
  await openTime(page, "&periode=2018-05/2018-06");
  const changes = page.getByRole("region", { name: "Ce qui a changé" });
  await expect(changes).toContainText(/mai\s–\sjuin 2018/);
  const column = (name: string) => changes.locator(".time-columns > div", { hasText: name });
  await expect(column("A commencé").getByRole("listitem")).toHaveText([/Groupe de travail/]);
  await expect(column("A eu lieu").getByRole("listitem")).toHaveCount(4);
  await expect(column("S'est terminé")).toHaveCount(0);
});

test("time: a date typed and Enter keep the focus in the field; what is no date stays, to be put right; undo gives the other back", async ({ page }) => {
  await openTime(page, "&periode=2018");
  const since = page.getByLabel("Depuis");
  await since.fill("jadis");
  await since.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Écrivez 2018");
  await expect(since).toHaveValue("jadis");
  await since.fill("09/2017");
  await since.press("Enter");
  await expect(since).toHaveValue("2017-09");
  await expect(since).toBeFocused();
  expect(query(page)).toContain("periode=2017-09");
  await since.blur();
  await page.keyboard.press("Control+z");
  await expect(since).toHaveValue("2018");
});

for (const scheme of ["light", "dark"] as const) {
  test(`time, ${scheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openTime(page, "&periode=2018-03/2018-06");
    await expect(page.locator(".skeleton")).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("time: nothing is wider than the window, axe finds nothing", async ({ page }) => {
    await openTime(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
