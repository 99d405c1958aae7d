// The test of this suite: a page, the console on it, and a server with calls that are not the
// console's. A test names the world it plays in with `test.use({ world: "empty" })`; the demo world
// is shared by the tests of a worker, so anyone who changes something there makes it first.

import { test as base, expect, firefox, type Page } from "@playwright/test";
import { Api } from "./api.ts";
import { tellOfViolations } from "./browsers.ts";
import { Console } from "./console.ts";
import { Demo, fresh } from "./demo.ts";
import type { Portal, Example } from "./portal.ts";
import { Server, type World } from "./server.ts";
import { ADMIN, FIREFOX } from "./settings.ts";
import { Watch } from "./watch.ts";

type Fixtures = {
  world: World;
  server: Server;
  api: Api;
  watch: Watch;
  /** The console on the page; no one is signed in. */
  visitor: Console;
  /** The console with the administrator signed in, at the organizations. */
  console: Console;
  /** The page that embeds the console, of an example; only in the demo world. */
  portalOf: (example: Example) => Promise<Portal>;
  /** An empty page of another browser than the one that runs everything else. */
  firefoxPage: Page;
  firefoxWatch: Watch;
};

/** What a worker keeps. */
type WorkerFixtures = {
  demo: Demo;
  keptFirefoxPage: Page;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  world: ["demo", { option: true }],

  demo: [
    async ({}, use) => {
      const demo = new Demo();
      await use(demo);
      await demo.dispose();
    },
    { scope: "worker" },
  ],

  keptFirefoxPage: [
    async ({}, use) => {
      // Debian's own, over WebDriver BiDi: the patched one of this channel's other name is not there.
      const browser = await firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX });
      const context = await browser.newContext({ locale: "en-GB" });
      await tellOfViolations(context);
      // Each page of this browser is a window of its own, which takes a second.
      await use(await context.newPage());
      await browser.close();
    },
    { scope: "worker" },
  ],

  firefoxPage: async ({ keptFirefoxPage: page }, use) => {
    if (page.isClosed()) throw new Error("the page that Firefox keeps was closed");
    await use(page);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.goto("about:blank");
    page.removeAllListeners();
    page.context().removeAllListeners();
  },

  firefoxWatch: async ({ firefoxPage, server }, use) => {
    const watch = new Watch(firefoxPage.context(), server.origin);
    await use(watch);
    expect(watch.unexpected(), "nothing goes wrong beside the test").toEqual([]);
  },

  server: async ({ world, demo }, use) => {
    if (world === "demo") return use(await demo.server());
    const server = await Server.ofWorld(world);
    await use(server);
    await server.dispose();
  },

  portalOf: async ({ demo }, use) => use((example) => demo.portal(example)),

  baseURL: async ({ server }, use) => use(server.origin),

  api: async ({ server }, use) => use(await Api.signIn(server)),

  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch(context, server.origin);
      await use(watch);
      // A call may have been under way, whatever the test looked at.
      if (server.hasBeenAway) watch.expectNoAnswer();
      expect(watch.unexpected(), "nothing goes wrong beside the test").toEqual([]);
    },
    { auto: true },
  ],

  visitor: async ({ page, server }, use) => use(new Console(page, server)),

  console: async ({ visitor }, use) => {
    await visitor.openAs(ADMIN, "/organizations");
    await use(visitor);
  },
});

export { expect, fresh };
