import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { outlines } from "./build/france.ts";
import { licenceFile } from "./build/licences.ts";
import { tokens } from "./build/tokens.ts";

// The bundle is committed and CI compares it with its source: names depend on content alone, nothing holds a date.
export default defineConfig({
  base: "/",
  plugins: [tokens(), outlines(), react(), licenceFile()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  worker: { format: "es" },
  server: { proxy: { "/api": process.env.MAILLAGE_API ?? "http://127.0.0.1:8765" } },
  test: { include: ["src/**/*.spec.ts"], environment: "node" },
});
