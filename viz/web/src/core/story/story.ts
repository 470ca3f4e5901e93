/** Views that somebody saved, in their order: each a title, a text, the view's address and a picture of it. */
import { format, parse } from "../state/address";
import { escaped } from "./escape";

export interface Step {
  readonly title: string;
  readonly text: string;
  /** The view, as in the page's address. */
  readonly query: string;
  /** SVG text; null where none was kept. */
  readonly picture: string | null;
}

const MOST = { steps: 200, title: 300, text: 20_000, query: 60_000, picture: 8_000_000 };
const FORM = "maillage-views-1";

function text(value: unknown, most: number): string | null {
  return typeof value === "string" && value.length <= most ? value : null;
}

function step(value: unknown): Step | null {
  if (typeof value !== "object" || value === null) return null;
  const raw = value as Record<string, unknown>;
  const [title, said, query] = [text(raw.title, MOST.title), text(raw.text, MOST.text), text(raw.query, MOST.query)];
  if (title === null || said === null || query === null) return null;
  // The address is read and written again: what it cannot say is not taken over.
  return { title, text: said, query: format(parse(query)), picture: text(raw.picture, MOST.picture) };
}

/** The steps of a file or of the browser's store; null for what is no such thing. */
export function read(json: string): readonly Step[] | null {
  try {
    const raw = JSON.parse(json) as { form?: unknown; steps?: unknown } | null;
    if (raw?.form !== FORM || !Array.isArray(raw.steps)) return null;
    const found = raw.steps.slice(0, MOST.steps).map(step);
    return found.every((one) => one !== null) ? found : null;
  } catch {
    return null;
  }
}

export const written = (steps: readonly Step[]): string => JSON.stringify({ form: FORM, steps });

/** The list with one moved by so many places. */
export function moved(steps: readonly Step[], at: number, by: number): readonly Step[] {
  const to = at + by;
  const one = steps[at];
  if (one === undefined || to < 0 || to >= steps.length) return steps;
  const rest = steps.filter((_, i) => i !== at);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text.toWellFormed()), (byte) => String.fromCharCode(byte)).join(""));
}

const CSS = `html{scroll-snap-type:y mandatory}body{margin:0;font:20px/1.45 system-ui,sans-serif;color:#1d2329;background:#fbfaf7}
section{min-height:100vh;box-sizing:border-box;padding:3vh 4vw;scroll-snap-align:start;display:grid;grid-template-rows:auto auto minmax(0,1fr) auto;gap:1vh}
h1,h2{margin:0;line-height:1.2}p{margin:0;max-width:70ch;white-space:pre-line}img{width:100%;height:100%;max-height:72vh;object-fit:contain}
nav{display:flex;gap:1em;font-size:16px;color:#57616b}a{color:#0f6b6b}@media print{section{break-after:page}}`;

interface Said {
  readonly lang: string;
  readonly title: string;
  readonly made: string;
  readonly next: string;
  readonly previous: string;
  readonly picture: (title: string) => string;
}

/** One HTML file that needs no network and runs nothing: a screen a step, moved by keys as any page is, pictures within. */
export function standalone(steps: readonly Step[], said: Said): string {
  const sections = steps.map(({ title, text: words, picture }, i) => {
    const image = picture === null ? "" : `<img alt="${escaped(said.picture(title))}" src="data:image/svg+xml;base64,${base64(picture)}">`;
    const link = (to: number, name: string) => (to < 0 || to >= steps.length ? "" : `<a href="#s${to + 1}">${escaped(name)}</a>`);
    return `<section id="s${i + 1}"><h2>${escaped(title)}</h2><p>${escaped(words)}</p>${image || "<span></span>"}<nav><span>${i + 1} / ${steps.length}</span>${link(i - 1, said.previous)}${link(i + 1, said.next)}<span>${escaped(said.made)}</span></nav></section>`;
  });
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  return `<!doctype html><html lang="${escaped(said.lang)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(said.title)}</title><style>${CSS}</style></head><body><main>${sections.join("\n")}</main></body></html>`;
}
