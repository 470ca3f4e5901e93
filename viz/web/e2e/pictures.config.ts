import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

// The pictures of the guide, not part of the journeys: their own server, without the hostile names.
export default defineConfig({ ...config, globalSetup: [], testMatch: "pictures.ts", reporter: [["line"]] });
