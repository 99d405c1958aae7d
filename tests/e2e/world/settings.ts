// Where the things under test are. `cargo xtask test` sets the variables; the defaults are where it
// builds them.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const SERVER_BINARY = process.env.SWR_SERVER_BINARY ?? fromRoot("target/release/swr-server");
export const CONSOLE = process.env.SWR_CONSOLE_DIST ?? fromRoot("dist");
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SHELL = "/usr/bin/chromium-headless-shell";
/** The same without windows, where it is installed: a page opens with half the work. */
export const CHROMIUM_HEADLESS_SHELL = process.env.CHROMIUM_HEADLESS_SHELL ?? (existsSync(SHELL) ? SHELL : CHROMIUM);
export const launch = (executablePath: string) => ({ executablePath, args: ["--no-sandbox"] });
/**
 * A worker keeps its page: emptied and not made anew it costs half. Playwright does so for its own component
 * tests and names it for no one else; a version that does not know it any longer is slower, and that is all.
 */
const kept = (mode: "when-possible" | "none") => ({ _optionContextReuseMode: mode }) as object;
export const FOR_THE_NEXT_TEST = kept("when-possible");
/** For the tests of a file: what people have, and not what is quick. */
export const IN_THE_WHOLE_BROWSER = {
  launchOptions: launch(CHROMIUM),
  contextOptions: { reducedMotion: "no-preference" },
  ...kept("none"),
} as const;
/** The registry client that is not ours. */
export const SKOPEO = process.env.SKOPEO ?? "skopeo";

/** The host of static files that the recipe is for. */
export const NGINX = process.env.NGINX ?? "/usr/sbin/nginx";
/** Another browser than the one that runs everything else. */
export const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
/** The packaged console, below `path` and `hash`. */
export const PACKAGES = process.env.SWR_CONSOLE_PACKAGES ?? fromRoot("target/package/routings");
export const RECIPE = fromRoot("hosting/nginx.conf");

/** Whether every page and dialog is to be photographed, which takes as long again as testing it. */
export const PICTURES = Boolean(process.env.SWR_PICTURES);

/** What the tests leave to be looked at; ignored by git. */
export const RESULTS = fileURLToPath(new URL("../results", import.meta.url));

/** The data folder of a demo world that no one has touched; set by `seed.ts` before any test. */
export const untouchedDemo = () => {
  const folder = process.env.SWR_UNTOUCHED_DEMO;
  if (!folder) throw new Error("the demo world was not seeded");
  return folder;
};

export const REGION = "local-1";
/** Another region of the same server, on a port of its own. */
export const SECOND_REGION = "local-2";
export const ACCOUNT = "local";
export const PROJECT_ID = "00000000000000000000000000000001";

/** Someone who may sign in, to the account `local` where no other is named. */
export type Person = { user: string; password: string; accessKey: string; secretKey: string; account?: string };

const person = (user: string, accessKey: string): Person => ({
  user,
  password: `demo-${user}`,
  accessKey,
  secretKey: `demo-${user}-secret`,
});

/** Manages everything. */
export const ADMIN = person("admin", "DEMOADMINACCESSKEY01");
/** Manages `web`, edits `platform`, `tools` and `scale`, reads `data` and `fleet`. */
export const EDITOR = person("editor", "DEMOEDITORACCESSKEY1");
/** Reads `platform`, `web` and `scale`. */
export const READER = person("reader", "DEMOREADERACCESSKEY1");
/** Manages everything of the second account of the demo world. */
export const PARTNER: Person = {
  account: "partner",
  user: "admin",
  password: "demo-admin",
  accessKey: "DEMOPARTNERADMINKEY1",
  secretKey: "demo-partner-admin-secret",
};
