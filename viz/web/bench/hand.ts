/** A hand within the page: it types, chooses and expands, and notes when what it waits for has been drawn. */

/** `head` is the name on the card, from what is known already; `card` the whole of it. */
export type Gesture = "hits" | "head" | "card" | "expand";

/** Milliseconds since the page was opened. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Hand {
  /** The tasks over 50 ms since the page was opened. */
  readonly long: readonly Span[];
  /** Waits less from now on, for when nothing is timed: what is on the map already brings nothing new. */
  readonly hurry: () => void;
  /** Looks for a word and opens the card of the first hit. */
  readonly card: (word: string) => Promise<Readonly<Record<Exclude<Gesture, "expand">, readonly Span[]>>>;
  /** All gestures for one word; empty where there was nothing to choose or to expand. */
  readonly all: (word: string) => Promise<Readonly<Record<Gesture, readonly Span[]>>>;
}

/** Runs in the page before its own scripts; all that it needs stands in it. */
export function install(): void {
  const long: Span[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) long.push({ from: startTime, to: startTime + duration });
  }).observe({ type: "longtask", buffered: true });
  let patience = 10_000;

  /** From `act` until `done` holds and a frame has been drawn with it; nothing when it never does. */
  const timed = (act: () => void, done: () => boolean) =>
    new Promise<Span[]>((found) => {
      const from = performance.now();
      const look = () => {
        if (performance.now() - from > patience) found([]);
        else if (done()) requestAnimationFrame(() => setTimeout(() => { found([{ from, to: performance.now() }]); }));
        else setTimeout(look, 2);
      };
      act();
      setTimeout(look);
    });
  const pause = (time: number) => new Promise((over) => { setTimeout(over, time); });
  const one = (selector: string) => document.querySelector<HTMLElement>(selector);

  const type = (word: string) => {
    const field = one("input[role=combobox]");
    if (field === null) return;
    field.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, word);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const answered = () => one("[role=listbox]")?.getAttribute("aria-busy") === "false" && one(".hits:not([hidden])") !== null;
  const chosen = () => new URLSearchParams(location.search).get("fiche");
  const carded = (before: string | null, article: string) => () => chosen() !== before && one(article)?.dataset.entity === chosen();
  const whole = "article[data-entity]:not([aria-busy])";

  const card = async (word: string) => {
    const before = chosen();
    const hits = await timed(() => { type(word); }, answered);
    const hit = one(".hit");
    if (hit === null) return { hits, head: [], card: [] };
    // One click, two things that come of it; the click itself counts for both.
    const [head, card] = await Promise.all([timed(() => undefined, carded(before, "article[data-entity]")), timed(() => { hit.click(); }, carded(before, whole))]);
    return { hits, head, card };
  };
  const all = async (word: string) => {
    const opened = await card(word);
    // A person reads first; what the choice itself brings onto the map has come by then.
    await pause(700);
    one(".actions button")?.click();
    await timed(() => undefined, () => one(".expand li") !== null);
    const show = one(".expand-do button");
    const count = window.maillage?.count() ?? 0;
    const expand = show === null ? [] : await timed(() => { show.click(); }, () => (window.maillage?.count() ?? 0) > count);
    one(".expand .close")?.click();
    await pause(300);
    return { ...opened, expand };
  };
  const hurry = () => { patience = 1500; };
  Object.assign(window, { hand: { long, card, all, hurry } satisfies Hand });
}
