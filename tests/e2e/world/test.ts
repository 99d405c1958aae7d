// The test of this suite: a page, the console on it, and a server with calls that are not the
// console's. A test names the world it plays in with `test.use({ world: "empty" })`; the demo world
// is shared by the tests of a worker, so whoever changes something there makes it first.

import { test as base, expect, firefox, type BrowserContext, type Page } from "@playwright/test";
import { Api } from "./api.ts";
import { tellOfViolations } from "./browsers.ts";
import { Console } from "./console.ts";
import { Portal, type Example } from "./portal.ts";
import { Server, type World } from "./server.ts";
import { ADMIN, FIREFOX } from "./settings.ts";
import { Watch } from "./watch.ts";

type Fixtures = {
  world: World;
  server: Server;
  api: Api;
  watch: Watch;
  /** The console on the page; nobody is signed in. */
  visitor: Console;
  /** The console with the administrator signed in, at the organizations. */
  console: Console;
  /** An empty page of another browser than the one that runs everything else. */
  firefoxPage: Page;
  firefoxWatch: Watch;
};

/** What a worker starts when it is first asked for, and keeps. */
type WorkerFixtures = {
  demo: Server;
  /** The page that embeds the console, of an example, before the demo world. */
  portalOf: (example: Example) => Promise<Portal>;
  firefoxContext: BrowserContext;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  world: ["demo", { option: true }],

  demo: [
    async ({}, use) => {
      const server = await Server.ofWorld("demo");
      await use(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],

  portalOf: [
    async ({ demo }, use) => {
      const started = new Map<Example, Promise<Portal>>();
      await use((example) => {
        const portal = started.get(example) ?? Portal.start(demo, example);
        started.set(example, portal);
        return portal;
      });
      for (const portal of started.values()) await (await portal).stop();
    },
    { scope: "worker" },
  ],

  firefoxContext: [
    async ({}, use) => {
      // Debian's own, over WebDriver BiDi: the patched one of this channel's other name is not there.
      const browser = await firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX });
      const context = await browser.newContext({ locale: "en-GB" });
      await tellOfViolations(context);
      // It is kept: each page of this browser is a window of its own, which takes a second.
      await context.newPage();
      await use(context);
      await browser.close();
    },
    { scope: "worker" },
  ],

  firefoxPage: async ({ firefoxContext }, use) => {
    const page = firefoxContext.pages()[0]!;
    await use(page);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.goto("about:blank");
    page.removeAllListeners();
    firefoxContext.removeAllListeners();
  },

  firefoxWatch: async ({ firefoxPage, server }, use) => {
    const watch = new Watch(firefoxPage.context(), server.origin);
    await use(watch);
    expect(watch.unexpected(), "nothing goes wrong beside the test").toEqual([]);
  },

  server: async ({ world, demo }, use) => {
    if (world === "demo") return use(demo);
    const server = await Server.ofWorld(world);
    await use(server);
    await server.dispose();
  },

  baseURL: async ({ server }, use) => use(server.origin),

  api: async ({ server }, use) => use(await Api.signIn(server)),

  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch(context, server.origin);
      await use(watch);
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

let made = 0;

/** A name that nobody else uses. It stands behind those of the demo world, whose rows stay in sight. */
export const fresh = (word: string) => `z-${word}-${process.pid.toString(36)}${(made++).toString(36)}`;

export { expect };
