// How the end-to-end tests run: in the system's own Chromium, against the real server. Most do without
// its windows; what is judged by what people have uses the whole browser (`IN_THE_WHOLE_BROWSER`).
//
// No browser is ever downloaded; `world/settings.ts` says where everything is looked for.

import { defineConfig } from "@playwright/test";
import { CHROMIUM_HEADLESS_SHELL, FOR_THE_NEXT_TEST, launch } from "./world/settings.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "results/failures",
  globalSetup: "./world/seed.ts",
  reporter: [["list"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Nothing is tried again, unless a test says why (`test.describe.configure({ retries: 1 })`); what
  // passes only then fails the run all the same.
  failOnFlakyTests: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...FOR_THE_NEXT_TEST,
    browserName: "chromium",
    launchOptions: launch(CHROMIUM_HEADLESS_SHELL),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // What moves on its way is waited for with every click.
    contextOptions: { reducedMotion: "reduce" },
    permissions: ["clipboard-read", "clipboard-write"],
    // Recording every test takes as long again as running it.
    trace: "on-first-retry",
  },
});
