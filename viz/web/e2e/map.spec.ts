/** The map's own gestures: arrangements, groups, lasso, small map, a picture in lines. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { violations } from "./axe";
import { card, CNFPT, open, position, query, ready, shownCount, test, UNADEL } from "./page";

async function arrange(page: Page, choice: string, of = "Disposition"): Promise<void> {
  await page.getByRole("button", { name: "Disposer" }).click();
  await page.getByRole("group", { name: of, exact: true }).getByRole("radio", { name: choice }).click();
  await page.keyboard.press("Escape");
}

/** Where a mark has come to rest: newcomers get their places from a worker. */
async function still(page: Page, id: string): Promise<{ x: number; y: number }> {
  let last = "";
  await expect(async () => {
    const before = last;
    last = JSON.stringify(await position(page, id));
    expect(last).toBe(before);
  }).toPass({ intervals: [500] });
  return position(page, id);
}

test("arrangements: columns from actors to themes, in the address, undone", async ({ page }) => {
  await open(page);
  const before = await position(page, UNADEL);
  await page.getByRole("button", { name: "Disposer" }).click();
  const panel = page.getByRole("group", { name: "Disposer et regrouper" });
  await expect(panel).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("radio", { name: /^Colonnes/ }).click();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  expect(query(page)).toBe("?disposition=columns");
  const event = "programme-2018:atelier-irdsu-grenoble";
  await expect.poll(async () => (await position(page, UNADEL)).x - (await position(page, event)).x).toBeLessThan(-60);
  await page.reload();
  await ready(page);
  expect((await position(page, UNADEL)).x).toBeLessThan((await position(page, event)).x);
  await arrange(page, "Par les liens");
  await expect.poll(() => query(page)).toBe("");
  // The same place, but for the rounding of another frame; the places may still be on their way.
  await expect(async () => {
    const now = await position(page, UNADEL);
    expect(Math.hypot(now.x - before.x, now.y - before.y)).toBeLessThan(6);
  }).toPass();
});

test("groups: by family, a click opens one, the count of cards stays true", async ({ page }) => {
  await open(page);
  const all = await shownCount(page);
  await arrange(page, "Par famille", "Regrouper");
  await expect(page.locator(".status")).toContainText(/\d+ groupes : un clic en ouvre un/);
  await expect.poll(() => shownCount(page)).toBe(all);
  await page.locator(".stage").click({ position: await still(page, "groupe:kind:Association") });
  await expect.poll(() => query(page)).toContain("deplies=kind:Association");
  await expect.poll(() => position(page, UNADEL).catch(() => null)).not.toBeNull();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => query(page)).toBe("");
});

/** Where a mark is on the page. */
async function onPage(page: Page, id: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(".stage").boundingBox();
  if (box === null) throw new Error("no stage");
  const { x, y } = await position(page, id);
  return { x: box.x + x, y: box.y + y };
}

test("a click right after a zoom, and right after a drag, chooses what is under the mouse", async ({ page }) => {
  await open(page);
  const at = await onPage(page, UNADEL);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -120);
  // The mark under the mouse stays there while the map grows around it.
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(() => query(page)).toContain(`fiche=${UNADEL}`);
  await page.keyboard.press("Escape");
  await expect.poll(() => query(page)).not.toContain("fiche");
  const [from, ground] = [await still(page, UNADEL), await onPage(page, UNADEL)];
  await page.mouse.move(ground.x - 45, ground.y - 45);
  await page.mouse.down();
  await page.mouse.move(ground.x + 15, ground.y - 5, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await position(page, UNADEL)).x - from.x).toBeGreaterThan(40);
  await still(page, UNADEL);
  const now = await onPage(page, UNADEL);
  await page.mouse.click(now.x, now.y);
  await expect.poll(() => query(page)).toContain(`fiche=${UNADEL}`);
});

test("the mouse that rests after a zoom is on what is under it", async ({ page }) => {
  await open(page);
  const at = await onPage(page, UNADEL);
  await page.mouse.move(at.x - 3, at.y);
  await page.mouse.wheel(0, -120);
  // Moved while the map moves, and never again.
  await page.mouse.move(at.x, at.y);
  await expect(page.locator(".stage")).toHaveCSS("cursor", "pointer");
});

test("lasso: what is within is kept, or gathered into one mark", async ({ page }) => {
  await open(page);
  const all = await shownCount(page);
  const lasso = async () => {
    await page.getByRole("button", { name: "Disposer" }).click();
    await page.getByRole("button", { name: "Entourer au lasso" }).click();
    const box = await page.locator(".lasso").boundingBox();
    if (box === null) throw new Error("no lasso");
    const { x, y } = await position(page, UNADEL);
    const corners = [[-90, -90], [90, -90], [90, 90], [-90, 90], [-90, -80]] as const;
    for (const [i, [dx, dy]] of corners.entries()) {
      await page.mouse.move(box.x + x + dx, box.y + y + dy, { steps: 4 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  };
  await lasso();
  const within = Number(/^\d+/.exec((await page.locator(".lasso-bar [role=status]").textContent()) ?? "")?.[0]);
  expect(within).toBeGreaterThan(1);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Réunir en une marque" }).click();
  await expect.poll(() => query(page)).toContain(`plis=Groupe%201*`.replace("%20", " "));
  await expect(page.locator(".status")).toContainText("1 groupe");
  await page.keyboard.press("Control+z");
  await lasso();
  await page.getByRole("button", { name: "Garder seulement" }).click();
  await expect.poll(() => shownCount(page)).toBe(within);
  await page.getByRole("button", { name: "Tout montrer" }).click();
  await expect.poll(() => shownCount(page)).toBe(all);
});

test("the small map comes when not all is seen, and a click on it looks there", async ({ page }) => {
  await open(page);
  await expect(page.locator(".minimap")).toBeHidden();
  for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Agrandir" }).click();
  await expect(page.locator(".minimap")).toBeVisible();
  const before = await position(page, CNFPT);
  await page.locator(".minimap").click({ position: { x: 20, y: 20 } });
  await expect.poll(() => position(page, CNFPT)).not.toEqual(before);
});

test("the map as SVG: print size, title, legend, date; hostile names are text", async ({ page }) => {
  await open(page, "?fiche=fictif:formule");
  await expect(card(page).getByRole("heading", { level: 1 })).toContainText("HYPERLINK");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("maillage.svg");
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain('width="420mm"');
  const found = await page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
    return { errors: parsed.querySelectorAll("parsererror, script, image, foreignObject").length, words: parsed.documentElement.textContent };
  }, text);
  expect(found.errors).toBe(0);
  expect(found.words).toContain("Associations");
  expect(found.words).toMatch(/maillage · \d+/);
  expect(found.words).toContain("=HYPERLINK");
});
