/** Turns tokens.json into the style sheet's variables, so that a colour is written in one place only. */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const FILE = new URL("../../tokens.json", import.meta.url);
const ID = "virtual:tokens.css";

interface Tokens {
  colours: Record<"light" | "dark", Record<string, string>>;
  kinds: Record<string, Record<"light" | "dark", { fill: string; line: string }>>;
  type: { font: string; base: number; projector: number };
}

function variables(tokens: Tokens, mode: "light" | "dark"): string {
  const plain = Object.entries(tokens.colours[mode]).map(([name, value]) => `--${name}:${value}`);
  const kinds = Object.entries(tokens.kinds).flatMap(([name, kind]) => [
    `--fill-${name}:${kind[mode].fill}`,
    `--line-${name}:${kind[mode].line}`,
  ]);
  return [...plain, ...kinds, `color-scheme:${mode}`].join(";");
}

/** The CSS text: light by default, dark under `[data-theme=dark]`, sizes of text. */
export function tokensCss(text: string): string {
  const tokens = JSON.parse(text) as Tokens;
  const type = `--font:${tokens.type.font};--base:${String(tokens.type.base)}px`;
  return [
    `:root{${type};${variables(tokens, "light")}}`,
    `:root[data-theme=dark]{${variables(tokens, "dark")}}`,
    `:root[data-projector]{--base:${String(tokens.type.projector)}px}`,
  ].join("\n");
}

export function tokens(): Plugin {
  return {
    name: "maillage-tokens",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined;
      this.addWatchFile(FILE.pathname);
      return tokensCss(readFileSync(FILE, "utf8"));
    },
  };
}
