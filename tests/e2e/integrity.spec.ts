// A package whose files were changed on their way, or by the host that has them: each of them in turn is
// refused, and the page says so. And hosts that do not know what WebAssembly is called.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Console } from "./world/console.ts";
import { Nginx } from "./world/nginx.ts";
import { ACCOUNT, PACKAGES, READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Server } from "./world/server.ts";
import type { Watch } from "./world/watch.ts";

const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm" };
type Kind = keyof typeof TYPES;

/** What changes a file and leaves it one that runs. */
const CHANGES: Record<Kind, Buffer> = {
  js: Buffer.from("\n// changed"),
  css: Buffer.from("\n/* changed */"),
  // A section of its own, which says nothing.
  wasm: Buffer.from([0, 2, 1, 97]),
};

const kindOf = (path: string) => path.split(".").pop() as Kind;

/** Sends a file of the package with these headers, and changed where that is wanted. */
async function send(page: Page, site: Nginx, path: string, { type = TYPES[kindOf(path)], isChanged = false } = {}) {
  const file = readFileSync(join(PACKAGES, "path", path));
  const body = isChanged ? Buffer.concat([file, CHANGES[kindOf(path)]]) : file;
  await page.route(`${site.origin}${site.base}${path}`, (route) => route.fulfill({ body, headers: { "content-type": type } }));
}

/** Every script, style sheet and part of the program in the package, by its path. */
function shipped(): string[] {
  const { files } = JSON.parse(readFileSync(join(PACKAGES, "path/assets.json"), "utf8"));
  const paths = files.map((it: { path: string }) => it.path);
  return paths.filter((path: string) => /\.(js|css|wasm)$/.test(path));
}

/** What the page imports in a frame only, and what a page around a frame imports. */
const IN_FRAMES = ["framed.js", "swr-console.js", "frame.js"];
const FIRST_PART = /swr-console_bg\.wasm$/;

async function at({ page, watch, server }: { page: Page; watch: Watch; server: Server }, play: (visitor: Console, site: Nginx) => Promise<void>) {
  const site = await Nginx.start(server, "/a/", "path");
  try {
    watch.allowNothingBut(site.origin);
    await play(new Console(page), site);
  } finally {
    await site.stop();
  }
}

test("every modified file of a package is rejected with a message", async ({ page, watch, server }) => {
  test.setTimeout(240_000);
  watch.expect(/integrity/i, /ERR_FAILED/, /changed/);
  const files = shipped();
  expect(files.length).toBeGreaterThanOrEqual(10);
  await at({ page, watch, server }, async (visitor, site) => {
    for (const path of files) {
      await test.step(path, async () => {
        await send(page, site, path, { isChanged: true });
        await expectRefused(visitor, site, path);
        await page.unrouteAll();
        await page.evaluate(() => sessionStorage.clear());
      });
    }
    await visitor.signInAt(READER, site.address("/organizations"));
    await visitor.expectRow("platform");
  });
});

async function expectRefused(visitor: Console, site: Nginx, path: string) {
  const { page } = visitor;
  if (IN_FRAMES.includes(path)) {
    await visitor.open(site.address("/organizations"));
    await expect(visitor.field("Password")).toBeVisible();
    const imported = page.evaluate((address) => import(address).then(() => "it ran"), site.base + path);
    await expect(imported).rejects.toThrow();
    return;
  }
  if (path.endsWith(".wasm") && !FIRST_PART.test(path)) {
    await visitor.open(site.address("/settings"));
    await visitor.fill({ Account: ACCOUNT, User: READER.user, Password: READER.password });
    await visitor.button("Sign in").click();
    await expect(visitor.alert()).toContainText("A part of the console could not be loaded.");
    return;
  }
  await page.goto(site.address("/organizations"));
  if (path === "boot.js") {
    // Nothing else than the page itself can say it; that takes as long as a slow line may.
    await expect(page.getByText("The console could not start:")).toBeVisible({ timeout: 20_000 });
    return;
  }
  const sentence = FIRST_PART.test(path)
    ? "A file of the console was modified in transit or by its host and was not used."
    : "A file of the console could not be loaded or was modified in transit.";
  await expect(visitor.alert()).toContainText(sentence);
}

for (const type of ["application/wasm; charset=utf-8", "application/octet-stream"]) {
  test(`works on a host that sends the program as ${type}`, async ({ page, watch, server }) => {
    await at({ page, watch, server }, async (visitor, site) => {
      for (const path of shipped().filter((it) => it.endsWith(".wasm"))) await send(page, site, path, { type });
      await visitor.signInAt(READER, site.address("/organizations"), { keep: true });
      await visitor.expectRow("platform");
      await visitor.open(site.address("/settings"));
      await visitor.expectHeading("Settings");
      await visitor.expectNoError();
    });
  });
}
