// The console in a frame of another origin's page: who may show it, and what passes between the two.

import { createServer, type Server as Listener } from "node:http";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Page } from "@playwright/test";
import { CONSOLE, READER } from "./world/settings.ts";
import { expect, test as base } from "./world/test.ts";
import { Server } from "./world/server.ts";

/** A page of another origin, and a console that lets it in unless the test says otherwise. */
type Framed = { portal: string; isNamed: boolean; hosted: Server };

const test = base.extend<Framed>({
  isNamed: [true, { option: true }],

  portal: async ({ watch }, use) => {
    const frame = await readFile(join(CONSOLE, "frame.js"), "utf8");
    const listener = createServer((asked, answer) => {
      const isScript = asked.url === "/frame.js";
      answer.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
      answer.end(isScript ? frame : "<!doctype html><title>A portal</title><body></body>");
    });
    const origin = await opened(listener);
    watch.allowOrigin(origin);
    await use(origin);
    listener.closeAllConnections();
    listener.close();
  },

  hosted: async ({ portal, isNamed, watch }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "swr-e2e-framed-"));
    await cp(CONSOLE, folder, { recursive: true });
    const frame_ancestors = isNamed ? ["https://portal.example", portal] : [];
    await writeFile(join(folder, "config.json"), JSON.stringify({ frame_ancestors }));
    const server = await Server.ofWorld("demo", [], folder);
    watch.allowOrigin(server.origin);
    await use(server);
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  },
});

async function opened(listener: Listener): Promise<string> {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

/** Shows the console in a frame of the page, with a token of `token` where there is one. */
async function shown(page: Page, src: string, options: Record<string, unknown> = {}, token?: string): Promise<FrameLocator> {
  await page.evaluate(
    async ({ src, options, token }) => {
      const { frame } = await import("/frame.js" as string);
      const heard: unknown[] = [];
      const asked: string[] = [];
      for (const type of ["ready", "navigate", "mutation", "auth-required", "error"]) {
        document.body.addEventListener(type, (event) => heard.push([type, (event as CustomEvent).detail]));
      }
      const getToken = token && ((reason: string) => (asked.push(reason), token));
      Object.assign(window, { heard, asked, framed: frame(document.body, { src, ...options, ...(getToken && { getToken }) }) });
      Object.assign(document.querySelector("iframe")!.style, { width: "1200px", height: "800px" });
    },
    { src, options, token },
  );
  return page.frameLocator("iframe");
}

const heard = (page: Page) => page.evaluate(() => (window as never)["heard"] as [string, Record<string, unknown>][]);
const command = (page: Page, name: string, argument?: unknown) =>
  page.evaluate(([name, argument]) => (window as never)["framed"][name as never](argument as never), [name, argument] as const);

const tokenOf = (server: Server) => server.tokens.of(READER);

test("the parent page signs in, navigates and receives events", async ({ page, portal, hosted }) => {
  await page.goto(portal);
  const framed = await shown(page, hosted.origin, { layout: "content", address: "/organizations" }, await tokenOf(hosted));
  await expect(framed.getByRole("link", { name: "platform", exact: true })).toBeVisible();
  await expect(framed.getByLabel("Password")).toHaveCount(0);
  expect(await page.evaluate(() => (window as never)["asked"])).toEqual(["start"]);
  await expect.poll(() => heard(page)).toContainEqual(["ready", {}]);
  await framed.getByRole("link", { name: "platform", exact: true }).click();
  await expect.poll(() => heard(page)).toContainEqual(["navigate", { address: "/organizations/platform", outside: false }]);
  await command(page, "navigate", "/settings");
  await expect(framed.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await command(page, "setTheme", "dark");
  await expect(framed.locator(".embedded")).toHaveAttribute("data-theme", "dark");
  await command(page, "destroy");
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("users can sign in within the frame and reload it", async ({ page, portal, hosted }) => {
  await page.goto(portal);
  const framed = await shown(page, hosted.origin, { address: "/organizations" });
  await framed.getByLabel("Account", { exact: true }).fill("local");
  await framed.getByLabel("User", { exact: true }).fill(READER.user);
  await framed.getByLabel("Password", { exact: true }).fill(READER.password);
  await framed.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(framed.getByRole("link", { name: "platform", exact: true })).toBeVisible();
  await page.evaluate(() => {
    const box = document.querySelector("iframe")!;
    box.src = box.src;
  });
  await expect(framed.getByLabel("Password", { exact: true })).toBeVisible();
});

test("messages before or outside the handshake are ignored", async ({ page, portal, hosted }) => {
  await page.goto(portal);
  await page.evaluate((src) => {
    const box = document.createElement("iframe");
    Object.assign(box, { src, referrerPolicy: "origin" });
    const greeted: string[] = [];
    addEventListener("message", ({ data, origin }) => greeted.push(`${origin} ${data.type}`));
    Object.assign(window, { greeted });
    document.body.append(box);
  }, hosted.origin);
  const greeted = () => page.evaluate(() => (window as never)["greeted"] as string[]);
  await expect.poll(greeted).toEqual([`${hosted.origin} swr-console:hello`]);
  const token = await tokenOf(hosted);
  await page.evaluate(
    ([origin, token]) => {
      const { contentWindow } = document.querySelector("iframe")!;
      const send = (message: unknown, ...ports: MessagePort[]) => contentWindow!.postMessage(message, origin!, ports);
      const { port1, port2 } = new MessageChannel();
      send({ type: "command", name: "setToken", argument: token }, port2);
      send({ type: "swr-console:connect", version: 2, options: {} }, new MessageChannel().port2);
      send({ type: "swr-console:connect", version: 1, options: {} });
      port1.postMessage({ type: "command", name: "setToken", argument: token });
      // The one that counts: with an option that no one outside may say.
      const channel = new MessageChannel();
      const options = { layout: "content", address: "/organizations", endpoint: "https://elsewhere.example" };
      send({ type: "swr-console:connect", version: 1, options }, channel.port2);
      Object.assign(window, { channel });
    },
    [hosted.origin, token] as const,
  );
  const framed = page.frameLocator("iframe");
  await expect(framed.getByLabel("Password", { exact: true })).toBeVisible();
  await page.evaluate((token) => {
    const { port1 } = (window as never)["channel"] as MessageChannel;
    port1.postMessage({ type: "command", name: "setToken", argument: token });
  }, token);
  // By the service that the configuration names, and by no other.
  await expect(framed.getByRole("link", { name: "platform", exact: true })).toBeVisible();
});

test.describe("without frame_ancestors", () => {
  test.use({ isNamed: false });

  test("the browser blocks the console", async ({ page, portal, hosted, watch }) => {
    watch.expect(/frame-ancestors/);
    await page.goto(portal);
    const framed = await shown(page, hosted.origin);
    await expect(framed.locator(".shell, .embedded, #failure")).toHaveCount(0);
  });

  test("the console refuses to start if the header is missing", async ({ page, portal, hosted }) => {
    await page.route(`${hosted.origin}/**`, async (route) => {
      const answer = await route.fetch();
      const { "content-security-policy": _, ...headers } = answer.headers();
      await route.fulfill({ response: answer, headers });
    });
    await page.goto(portal);
    const framed = await shown(page, hosted.origin);
    await expect(framed.getByRole("alert")).toContainText("does not list it");
    await expect(framed.locator(".embedded, #frame")).toHaveCount(0);
  });
});

test("a console that allows framing is unchanged outside a frame", async ({ visitor, hosted }) => {
  await visitor.signInAt(READER, `${hosted.origin}/organizations`);
  await visitor.expectRow("platform");
});
