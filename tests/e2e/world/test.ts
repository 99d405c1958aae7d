// The test of this suite: a page, the console on it, and a server with calls that are not the
// console's. A test names the world it plays in with `test.use({ world: "empty" })`; the demo world
// is shared by the tests of a worker, so whoever changes something there makes it first.

import { test as base, expect } from "@playwright/test";
import { Api } from "./api.ts";
import { Console } from "./console.ts";
import { Server, type World } from "./server.ts";
import { ADMIN } from "./settings.ts";
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
};

export const test = base.extend<Fixtures, { demo: Server }>({
  world: ["demo", { option: true }],

  demo: [
    async ({}, use) => {
      const server = await Server.ofWorld("demo");
      await use(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],

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

/** A name that nobody else uses. */
export const fresh = (word: string) => `${word}-${process.pid.toString(36)}${(made++).toString(36)}`;

export { expect };
