/** The three gestures that the guide shows, as it shows them. */
import { expect } from "@playwright/test";
import { gestures } from "./gestures";
import { card, CNFPT, open, query, test, UNADEL } from "./page";

test("type unadel, choose it, shift-click CNFPT: what they share, with its sources", async ({ page }) => {
  await open(page);
  await gestures(page, async (number) => {
    if (number === 1) await expect(page.getByRole("option").first()).toContainText("UNADEL");
    if (number === 2) await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("UNADEL");
  });
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText("CNFPT");
  await expect(card(page)).toContainText(/\d+ points communs/);
  await expect(card(page).locator(".statement").first()).toContainText("Programme d'action 2018");
  expect(query(page)).toBe(`?fiche=${UNADEL}&avec=${CNFPT}`);
});
