/** Starts the real server on a fresh store before the journeys, and stops it after them. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const OURS = `${ROOT}.venv/bin/python`;

export interface Running {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A server with these arguments of `serve.py`; its address ends with a slash. */
export async function start(...args: string[]): Promise<Running> {
  const python = process.env.PYTHON ?? (existsSync(OURS) ? OURS : "python3");
  const child = spawn(python, [fileURLToPath(new URL("serve.py", import.meta.url)), ...args], { cwd: ROOT, env: { ...process.env, PYTHONPATH: [process.env.PYTHONPATH, ROOT].filter(Boolean).join(":") }, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).once("line", found);
    child.once("exit", (code) => {
      failed(new Error(`serve.py ended with ${String(code)}`));
    });
  });
  return { address, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(late);
}

export default async function setup(): Promise<() => Promise<void>> {
  const running = await start("--hostile");
  process.env.MAILLAGE_E2E = running.address;
  return running.stop;
}
