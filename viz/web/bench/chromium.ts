/** Chromium for measures: no graphics card is asked for. */
import { type Browser, chromium } from "@playwright/test";
import config from "../e2e/playwright.config.ts";

const { executablePath, args = [] } = config.use?.launchOptions ?? {};
const UNBOUND = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

export const SIZE = { width: 1440, height: 900 };

/** Frames come as fast as they are drawn: without a screen to wait for, waiting would be chance. */
export function launch(): Promise<Browser> {
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: [...args, ...UNBOUND] });
}
