/** The territory view: from the country to a municipality, and what has no place. */
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { address, card, query, test } from "./page";

async function openTerritory(page: Page, rest = ""): Promise<void> {
  await page.goto(`${address()}?vue=territory${rest}`);
  await expect(page.locator(".area").first()).toBeVisible();
}

/** Clicks a point of the sheet where the zone of this name is on top. */
async function clickZone(page: Page, name: string): Promise<void> {
  const find = () => page.locator(".outlines svg").evaluate((svg, wanted) => {
    const { left, top, right, bottom } = svg.getBoundingClientRect();
    for (let y = top + 5; y < bottom; y += 9) for (let x = left + 5; x < right; x += 9) {
      const title = document.elementFromPoint(x, y)?.closest(".zone")?.querySelector("title")?.textContent;
      if (title?.startsWith(wanted)) return { x, y };
    }
    return null;
  }, name);
  await expect.poll(find).not.toBeNull();
  const at = await find();
  if (at !== null) await page.mouse.click(at.x, at.y);
}

test("territories: from the country to the town by keyboard, then its card and the filter of all views", async ({ page }) => {
  await openTerritory(page);
  await page.getByRole("button", { name: /^Auvergne-Rhône-Alpes : 3 fiches/ }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=region-84");
  await page.getByRole("button", { name: /^Isère : 2 fiches/ }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=departement-38");
  await expect(page.getByRole("navigation", { name: "Où l'on est" })).toHaveText("FranceAuvergne-Rhône-AlpesIsère");
  await page.locator(".territory-list").getByRole("link", { name: "Grenoble" }).press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Grenoble");
  await page.getByRole("button", { name: "Ne montrer que ce territoire : Grenoble" }).press("Enter");
  expect(query(page)).toContain("territoire=programme-2018:grenoble");
  await page.getByRole("button", { name: "France", exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: /^Hauts-de-France : 0 fiche/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => query(page)).toContain("zone=departement-38");
});

test("territories: below the département by keyboard, intercommunality and municipality, and back up by the path", async ({ page }) => {
  await openTerritory(page, "&zone=departement-38");
  await expect(page.locator(".zone")).toHaveCount(18);
  await expect(page.getByText("elle n'est pas officielle")).toBeVisible();
  // What is in Grenoble counts in its intercommunality.
  await page.getByRole("button", { name: /^Grenoble-Alpes-Métropole : 2 fiches/ }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=epci-200040715");
  await expect(page.getByRole("button", { name: /^Échirolles : 0 fiche/ })).toBeVisible();
  await page.getByRole("button", { name: /^Grenoble : 2 fiches/ }).press("Enter");
  await expect(page.getByRole("navigation", { name: "Où l'on est" })).toHaveText("FranceAuvergne-Rhône-AlpesIsèreGrenoble-Alpes-MétropoleGrenoble");
  const here = page.getByRole("region", { name: "Situé ici" });
  await expect(here.getByRole("link")).toHaveCount(2);
  await here.getByRole("link", { name: "Grenoble-Alpes Métropole" }).press("Enter");
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Grenoble-Alpes Métropole");
  await page.getByRole("button", { name: "Isère", exact: true }).press("Enter");
  await expect.poll(() => query(page)).toContain("zone=departement-38");
});

test("territories: a click on a zone opens it, on a neighbouring one too, on a centre the municipality; English", async ({ page }) => {
  await openTerritory(page, "&zone=departement-38&langue=en");
  await clickZone(page, "CC de l'Oisans");
  await expect.poll(() => query(page)).toContain("zone=epci-243800745");
  await clickZone(page, "CC de la Matheysine");
  await expect.poll(() => query(page)).toContain("zone=epci-200040657");
  await page.locator(".place").filter({ hasText: "La Mure" }).locator("circle").click();
  await expect(page.locator(".territory-path strong")).toHaveText("La Mure");
  await expect(page.locator(".territory-path button").first()).toHaveText("France");
});

test("territories: an area that does not exist is said, and the country is shown", async ({ page }) => {
  await openTerritory(page, "&zone=commune-99999");
  await expect(page.locator(".territory-list")).toContainText("Aucun territoire de France ne porte ce code.");
  await expect(page.getByRole("button", { name: /^Bretagne : / })).toBeVisible();
});

for (const rest of ["", "&zone=region-76", "&zone=departement-34", "&zone=epci-200040715"]) {
  test(`territories, on a wall: no name lies over another${rest}`, async ({ page }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await openTerritory(page, `&projecteur=oui${rest}`);
    const names = page.locator(".outlines text");
    await expect(names.first()).toBeVisible();
    const boxes = await names.evaluateAll((all) => all.map((one) => ({ text: one.textContent, size: parseFloat(getComputedStyle(one).fontSize), box: one.getBoundingClientRect().toJSON() as DOMRect })));
    // The box of a text has room above and below its letters: a fifth of it may be shared.
    const over = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.box.left < b.box.right && b.box.left < a.box.right && a.box.top + a.size * 0.2 < b.box.bottom && b.box.top + a.size * 0.2 < a.box.bottom).map((b) => `${a.text} / ${b.text}`));
    expect(over).toEqual([]);
    expect(boxes.every(({ size }) => size >= 18)).toBe(true);
  });
}

test("territories: what has no place is listed, and the outlines say whose they are", async ({ page }) => {
  await openTerritory(page);
  const unknown = page.getByRole("region", { name: "Lieux sans place sur la carte" });
  await expect(unknown.getByRole("link", { name: "Québec", exact: true })).toBeVisible();
  await expect(page.locator(".territory-nowhere")).toHaveText(/^\d+ fiches montrées n'ont aucun lieu connu/);
  await expect(page.getByText("Natural Earth (domaine public)")).toBeVisible();
  await expect(page.getByRole("region", { name: "Liens entre lieux" })).toContainText(/Paris – .* : \d+ liens?|.* – Paris : \d+ liens?/);
});

test("territories: a click on the outline opens the region, a click on a point its card", async ({ page }) => {
  await openTerritory(page);
  await page.locator(".area").filter({ hasText: "Bretagne" }).locator(".ground").click();
  await expect.poll(() => query(page)).toContain("zone=region-53");
  await expect(page.getByText("Rien n'est situé ici parmi ce qui est montré.")).toBeVisible();
  await page.getByRole("button", { name: "France", exact: true }).click();
  await page.locator(".place").filter({ hasText: "Lille" }).locator("circle").click();
  await expect(card(page).getByRole("heading", { level: 1 })).toHaveText("Lille");
});

for (const scheme of ["light", "dark"] as const) {
  test(`territories, ${scheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const zone of ["region-84", "departement-38", "epci-200040715"]) {
      await openTerritory(page, `&zone=${zone}`);
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
    }
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("territories: nothing is wider than the window, axe finds nothing", async ({ page }) => {
    await openTerritory(page, "&zone=epci-200040715");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Échirolles/ }).tap();
    await expect(page.locator(".territory-path strong")).toHaveText("Échirolles");
  });
});
