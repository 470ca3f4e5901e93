import { expect, it } from "vitest";
import words from "./fr.json";

type Tree = { [key: string]: string | Tree };

const files = import.meta.glob<string>(["../../**/*.{ts,tsx}", "../question/gallery.json", "!**/*.spec.ts", "!**/schema.ts"], { query: "?raw", import: "default", eager: true });
const code = Object.values(files).join("\n");

function keys(tree: Tree, prefix = ""): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [(prefix + key).replace(/_(one|many|other)$/, "")] : keys(value, `${prefix}${key}.`)));
}

/** Keys that are put together as the page goes, such as `nav.${id}`, with a group for each part that is put in. */
const patterns = [...code.matchAll(/`([a-z]\w*\.(?:[\w.]|\$\{[^}`]*\})*)`/g)].map(([, text = ""]) => new RegExp(`^${text.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "([^.]+)")}$`));
/** What may be put in: a text of the code, or the name of something in it. */
const said = (part: string) => new RegExp(`["']${part}["']|\\b${part}:`).test(code);
const made = (key: string) => patterns.some((pattern) => pattern.exec(key)?.slice(1).every(said));

it("every word is said somewhere in the page", () => {
  expect(Object.keys(files).length).toBeGreaterThan(100);
  expect(patterns.length).toBeGreaterThan(20);
  expect([...new Set(keys(words))].filter((key) => !code.includes(`"${key}"`) && !made(key))).toEqual([]);
});
