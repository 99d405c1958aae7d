// What a host can say in `config.json`, and what a person sees when it is wrong.

import { Proxy } from "./world/proxy.ts";
import { READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Server } from "./world/server.ts";
import type { Watch } from "./world/watch.ts";

/** The console as a host with this file would serve it. */
async function hosted(server: Server, watch: Watch, config: unknown, play: (origin: string) => Promise<void>) {
  const file = typeof config === "string" ? config : JSON.stringify(config);
  const proxy = await Proxy.start(server, { files: { "/config.json": file } });
  watch.allowOrigin(proxy.origin);
  try {
    await play(proxy.origin);
  } finally {
    await proxy.close();
  }
}

const connection = { id: "one", name: "One", region: "local-1", sign_in: ["password"] };

for (const [what, config, field] of [
  ["an unknown field", { connections: [connection], colour: "red" }, "colour"],
  ["an unknown way to sign in", { connections: [{ ...connection, sign_in: ["magic"] }] }, "connections[0].sign_in"],
  ["a connection without a region", { connections: [{ id: "one", name: "One" }] }, "connections[0].region"],
  ["two connections with one ID", { connections: [connection, connection] }, "connections[1].id"],
  ["a number for a name", { brand: { name: 7 } }, "brand.name"],
] as const) {
  test(`${what} is reported`, async ({ visitor, server, watch }) => {
    await hosted(server, watch, config, async (origin) => {
      await visitor.open(`${origin}/organizations`);
      await visitor.expectOneError("Invalid configuration", field, "config.json contains errors.");
    });
  });
}

test("invalid JSON is reported with its position", async ({ visitor, server, watch }) => {
  await hosted(server, watch, '{"connections": [', async (origin) => {
    await visitor.open(origin);
    await visitor.expectOneError("Invalid configuration", /line 1/);
  });
});

test("a configuration that cannot be loaded is distinguished from an invalid one and can be retried", async ({ visitor, page, server, watch }) => {
  let isDown = true;
  const proxy = await Proxy.start(server, { isSilent: (path) => isDown && path === "/config.json" });
  watch.allowOrigin(proxy.origin);
  try {
    await page.clock.install();
    const asked = page.waitForRequest(/config\.json/);
    await visitor.open(`${proxy.origin}/organizations`);
    await asked;
    await page.clock.fastForward(31_000);
    await visitor.expectOneError("The configuration could not be loaded", "no answer within 30 seconds");
    isDown = false;
    await visitor.button("Try again").click();
    await expect(visitor.field("Password")).toBeVisible();
    await visitor.expectNoError();
  } finally {
    await proxy.close();
  }
});

test("hash routing", async ({ visitor, page, server, watch }) => {
  await hosted(server, watch, { connections: [connection], routing: "hash" }, async (origin) => {
    await visitor.openAs(READER, `${origin}/#/organizations/platform`, { connection: connection.id });
    await visitor.expectHeading("platform");
    await visitor.link("Organizations").first().click();
    await visitor.expectAddress("/#/organizations");
    await visitor.expectRow("platform");
    await page.goBack();
    await visitor.expectHeading("platform");
  });
});

test("a read-only console prevents changes and says why", async ({ visitor, server, watch }) => {
  await hosted(server, watch, { connections: [connection], read_only: true }, async (origin) => {
    await visitor.openAs(READER, `${origin}/organizations`, { connection: connection.id });
    const reason = "This console is read-only.";
    await expect(visitor.page.getByText(reason).first()).toBeVisible();
    await visitor.expectDisabled(visitor.button("Create organization"), reason);
    await visitor.button("Actions for platform").click();
    await visitor.expectDisabled(visitor.menuItem("Delete"), reason);
  });
});

test("branding, language and theme are the host's until the user chooses", async ({ visitor, page, server, watch }) => {
  const config = { connections: [connection], brand: { name: "Harbour" }, language: "fr", theme: "dark" };
  await hosted(server, watch, config, async (origin) => {
    await visitor.open(`${origin}/organizations`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page).toHaveTitle(/Harbour$/);
  });
});

test("the user chooses between two connections", async ({ visitor, server, watch }) => {
  const other = { ...connection, id: "two", name: "Two", project: "local-1", sign_in: ["token"] };
  await hosted(server, watch, { connections: [connection, other] }, async (origin) => {
    await visitor.open(`${origin}/organizations`);
    await expect(visitor.field("Password")).toBeVisible();
    await visitor.field("Connection").selectOption({ label: "Two" });
    await expect(visitor.field("Token")).toBeVisible();
    await visitor.page.reload();
    await expect(visitor.field("Token")).toBeVisible();
  });
});

test("switching the connection removes everything of the previous service", async ({ visitor, server, api, watch }) => {
  const proxied = { ...connection, sign_in: ["proxy"] };
  const connections = [proxied, { ...proxied, id: "two", name: "Two" }];
  let isDown = false;
  const proxy = await Proxy.start(server, {
    headers: { "x-auth-token": api.token },
    files: { "/config.json": JSON.stringify({ connections }) },
    isSilent: (path) => isDown && path.startsWith("/v2/manage"),
  });
  watch.allowOrigin(proxy.origin);
  try {
    await visitor.open(`${proxy.origin}/organizations`);
    await visitor.expectRow("platform");
    isDown = true;
    await visitor.choose("Connection", "Two");
    await expect(visitor.button("Connection")).toContainText("Two");
    await expect(visitor.row("platform")).toHaveCount(0);
  } finally {
    await proxy.close();
  }
});
