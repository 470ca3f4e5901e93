/**
 * Measures the explorer for `python -m benchmarks --only browser`: one order in JSON on standard input, one answer in JSON
 * on standard output. Run: node bench/run.js maps|gestures|memory < order.json
 */
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const { module } = await runnerImport(fileURLToPath(new URL("measures.ts", import.meta.url)), { configFile: false, logLevel: "error" });
process.stdout.write(`${JSON.stringify(await module.measured(process.argv[2] ?? "", JSON.parse(await text(process.stdin))))}\n`);
process.exit(0);
