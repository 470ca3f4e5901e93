/** What the pictures show: each view in a state worth seeing, and what to wait for before it is taken. */
import type { Page } from "@playwright/test";
import gallery from "../src/core/question/gallery.json" with { type: "json" };

const UNADEL = "programme-2018:unadel";
const CNFPT = "programme-2018:cnfpt";

export interface Shot {
  readonly name: string;
  readonly title: string;
  /** The address, without its question mark. */
  readonly query: string;
  /** Brings the page into the state of the picture. */
  readonly prepare: (page: Page) => Promise<void>;
  /** What another language closes and must be opened again. */
  readonly again?: (page: Page) => Promise<void>;
}

const standing = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().waitFor({ timeout: 60_000 });
};
const map = standing(".stage[data-ready=true]");

async function evidence(page: Page): Promise<void> {
  await map(page);
  await page.locator(".card .reveal").first().waitFor();
  if (await page.locator(".card .statement").count() === 0) await page.locator(".card .reveal").first().click();
  await page.locator(".card .statement").first().waitFor();
}

async function given(page: Page): Promise<void> {
  const text = "Nom;Type;Thème;Territoire\nAmicale Fictive;Association;Eau (exemple);Grenoble\nCercle fictif;Association;Air (exemple);Paris\n";
  await page.locator(".centre input[type=file]").first().setInputFiles({ name: "acteurs d'exemple.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator(".centre .button.primary").first().waitFor();
}

async function playing(page: Page): Promise<void> {
  await map(page);
  await page.locator(".header button", { hasText: /Vues gardées|Saved views/ }).dispatchEvent("click");
  await page.locator(".saved-files button").first().click();
  await page.locator(".player").waitFor();
  await map(page);
}

const steps = [
  { title: "L'UNADEL et le CNFPT", text: "Deux réseaux, quatre pratiques communes : c'est par là que l'on commence.", query: `?fiche=${UNADEL}&avec=${CNFPT}`, picture: null },
  { title: "La liste", text: "Tout, ligne par ligne.", query: "?vue=table", picture: null },
];
/** What the browser has kept of earlier visits: two views of a story, and that it has seen the tour. */
export const STORY = `localStorage.setItem("maillage-tour", "seen"); localStorage.setItem("maillage.views", ${JSON.stringify(JSON.stringify({ form: "maillage-views-1", steps }))});`;

const ask = encodeURIComponent(gallery.find(({ id }) => id === "alliances")?.cypher ?? "");

export const SHOTS: readonly Shot[] = [
  { name: "map", title: "Carte · *Map*", query: "", prepare: map },
  { name: "card", title: "Fiche et preuve · *Card with evidence*", query: `fiche=${UNADEL}`, prepare: evidence, again: evidence },
  { name: "shared", title: "Que partagent-ils ? · *What do they share?*", query: `fiche=${UNADEL}&avec=${CNFPT}`, prepare: map },
  { name: "territory", title: "Territoires · *Territories*", query: "vue=territory", prepare: standing(".area") },
  { name: "time", title: "Temps · *Time*", query: "vue=time", prepare: standing(".time-row") },
  { name: "convergences", title: "Convergences", query: "vue=convergences", prepare: standing(".centre h2") },
  { name: "matrix", title: "Matrice · *Matrix*", query: "vue=matrix", prepare: standing(".centre svg, .centre table") },
  { name: "table", title: "Tableau · *Table*", query: "vue=table", prepare: standing(".table-row .entity") },
  { name: "question", title: "Question", query: `vue=question&question=${ask}`, prepare: standing("[role=table] [role=row], table tr") },
  { name: "import", title: "Apporter · *Import*", query: "vue=import", prepare: given },
  { name: "story", title: "Récit · *Story*", query: "", prepare: playing },
];
