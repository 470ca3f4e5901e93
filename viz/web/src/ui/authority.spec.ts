import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** What a browser gives to a page: the token that the page carries, and what was kept. */
function browser(own: string, storages: { session: Map<string, string>; local: Map<string, string> } | null): void {
  vi.stubGlobal("document", { querySelector: () => ({ content: own }) });
  const storage = (held: Map<string, string> | undefined) => ({
    get value() {
      if (held === undefined) throw new DOMException("denied", "SecurityError");
      return { getItem: (name: string) => held.get(name) ?? null, setItem: (name: string, value: string) => held.set(name, value), removeItem: (name: string) => held.delete(name) };
    },
  });
  for (const [name, given] of [["sessionStorage", storage(storages?.session)], ["localStorage", storage(storages?.local)]] as const) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => given.value });
  }
}

/** The module as a page that was just opened has it. */
async function page() {
  vi.resetModules();
  return import("./authority");
}

const KEPT = "maillage-token";
const before = ["sessionStorage", "localStorage"].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
let held = { session: new Map<string, string>(), local: new Map<string, string>() };

beforeEach(() => {
  held = { session: new Map(), local: new Map() };
});

afterEach(() => {
  vi.unstubAllGlobals();
  for (const [name, own] of before) {
    if (own === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, own);
  }
});

it("the page's own token is newer than one that was kept", async () => {
  held.local.set(KEPT, "stale");
  held.session.set(KEPT, "stale too");
  browser("own", held);
  expect((await page()).authority()).toEqual({ "X-Maillage-Token": "own" });
});

it("one that was kept serves where the page carries none", async () => {
  held.local.set(KEPT, "kept");
  for (const own of ["", "__TOKEN__"]) {
    browser(own, held);
    expect((await page()).authority()).toEqual({ "X-Maillage-Token": "kept" });
  }
});

it("what is typed is newer than the one that the page carries, as long as the page stands, and kept in one place", async () => {
  held.local.set(KEPT, "stale");
  browser("old", held);
  const { authority, keepToken } = await page();
  keepToken(" typed ", false);
  expect(authority()).toEqual({ "X-Maillage-Token": "typed" });
  expect([[...held.session], [...held.local]]).toEqual([[[KEPT, "typed"]], []]);
  keepToken("always", true);
  expect([[...held.session], [...held.local]]).toEqual([[], [[KEPT, "always"]]]);
  expect((await page()).authority()).toEqual({ "X-Maillage-Token": "old" });
});

it("a browser that keeps nothing is no error", async () => {
  browser("", null);
  const { authority, hasToken, keepToken } = await page();
  expect(hasToken()).toBe(false);
  keepToken("typed", true);
  expect(authority()).toEqual({ "X-Maillage-Token": "typed" });
});
