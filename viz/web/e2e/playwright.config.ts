import { defineConfig } from "@playwright/test";

// One real server for all journeys, one browser: Debian's Chromium, which downloads nothing.
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./server.ts",
  workers: 1,
  fullyParallel: false,
  // Two processors draw, serve and judge at once: what fails twice is a fault; what passes the second time is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.MAILLAGE_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // WebGL without a graphics card.
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
      ],
    },
  },
});
