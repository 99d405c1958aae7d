// Services differ: what one cannot do is not shown, whether the configuration says so, its feature
// gates or its responses; and while one is under maintenance nothing can be changed.

import { Proxy, type Refusal } from "./world/proxy.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Server } from "./world/server.ts";
import type { Watch } from "./world/watch.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway";

const connection = { id: "one", name: "One", region: "local-1", sign_in: ["password"] };

type Service = { capabilities?: Record<string, boolean>; refuse?: (method: string, path: string) => Refusal | undefined };

/** The console in front of a service that is less than this one. */
async function before(server: Server, watch: Watch, { capabilities, refuse }: Service, play: (origin: string) => Promise<void>) {
  const config = JSON.stringify({ connections: [{ ...connection, capabilities }] });
  const proxy = await Proxy.start(server, { files: { "/config.json": config }, refuse });
  watch.allowOrigin(proxy.origin);
  try {
    await play(proxy.origin);
  } finally {
    await proxy.close();
  }
}

/** What a gateway says of a call that it does not know. */
const noSuchCall: Refusal = { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } };

test("hides features that the configuration switches off", async ({ visitor, server, watch }) => {
  const capabilities = { triggers: false, retention: false, synchronization: false, retag: false, references: false, accessories: false };
  await before(server, watch, { capabilities }, async (origin) => {
    await visitor.openAs(ADMIN, `${origin}${GATEWAY}`, { connection: connection.id });
    await visitor.expectRow("latest");
    await expect(visitor.link("Sharing")).toBeVisible();
    for (const tab of ["Triggers", "Replication", "Retention"]) await expect(visitor.link(tab)).toBeHidden();
    await visitor.button("Actions for latest").click();
    await expect(visitor.menuItem("Delete")).toBeVisible();
    await expect(visitor.menuItem("Add tag")).toHaveCount(0);
    await visitor.page.keyboard.press("Escape");
    await visitor.row("latest").getByRole("link", { name: "latest" }).click();
    await visitor.expectHeading("latest");
    await expect(visitor.link("Manifest")).toBeVisible();
    await expect(visitor.link("Attached artifacts")).toBeHidden();
  });
});

test("addresses of unsupported features explain why nothing is shown", async ({ visitor, server, watch, page }) => {
  await before(server, watch, { capabilities: { retention: false } }, async (origin) => {
    await visitor.openAs(ADMIN, `${origin}${GATEWAY}/retention`, { connection: connection.id });
    await visitor.expectHeading("api-gateway");
    await expect(page.getByText("Not supported by this service.")).toBeVisible();
    await visitor.expectNoError();
  });
});

test("learns from a response that an operation is not supported", async ({ visitor, server, watch, page }) => {
  const refuse = (_: string, path: string) => (/^\/v[23]\/.*\/(references|accessories)(\?|$)/.test(path) ? noSuchCall : undefined);
  watch.expectStatus(404);
  await before(server, watch, { refuse }, async (origin) => {
    await visitor.openAs(ADMIN, `${origin}${GATEWAY}/tags/latest/references`, { connection: connection.id });
    await visitor.expectHeading("latest");
    await expect(page.getByText("This service does not list attached artifacts.")).toBeVisible();
    await expect(visitor.link("Attached artifacts")).toBeHidden();
    await visitor.expectNoError();
  });
});

test("uses version 3 lists where available and version 2 lists otherwise", async ({ visitor, server, watch, page }) => {
  for (const has of [true, false]) {
    await before(server, watch, { capabilities: { list_v3: has } }, async (origin) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await visitor.openAs(ADMIN, `${origin}/organizations?dialog=delete-organization&subject=web`, { connection: connection.id });
      await expect(visitor.dialog()).toContainText("It contains 7 repositories");
      expect(asked.includes("/v3/manage/repos")).toBe(has);
      page.removeAllListeners("request");
    });
  }
});

test("shows maintenance once, blocks changes, and recovers", async ({ visitor, server, watch, page }) => {
  let isDown = false;
  const down: Refusal = { status: 503, body: { error_code: "APIGW.0503", error_msg: "under maintenance" } };
  const refuse = (_: string, path: string) => (isDown && path.startsWith("/v2/manage/") ? down : undefined);
  const reason = "The service is under maintenance. Changes are not possible until it is available again.";
  watch.expectStatus(503);
  await before(server, watch, { refuse }, async (origin) => {
    await visitor.openAs(ADMIN, `${origin}/organizations`, { connection: connection.id });
    await visitor.expectRow("platform");
    isDown = true;
    await visitor.button("Refresh").click();
    await expect(page.getByText(/Refresh failed/)).toBeVisible();
    // One answer is no maintenance.
    await expect(page.getByText(reason)).toHaveCount(0);
    await visitor.button("Refresh").click();
    await expect(page.getByRole("main").getByText(reason).last()).toBeVisible();
    await visitor.expectDisabled(visitor.button("Create organization"), reason);
    isDown = false;
    await visitor.button("Refresh").click();
    await expect(page.getByText(reason)).toHaveCount(0);
    await expect(visitor.button("Create organization")).not.toHaveAttribute("aria-disabled", "true");
  });
});

test("the settings describe the service and copy no secrets", async ({ visitor, page, api }) => {
  // With the form, so that the page has seen the password.
  await visitor.signInAt(ADMIN, "/settings");
  const main = page.getByRole("main");
  for (const fact of ["Service", "local-1", "Same origin as this page"]) await expect(main).toContainText(fact);
  await page.getByText(/\d+ feature gates/).click();
  await expect(main).toContainText("enable_list_v3");
  await visitor.button("Copy").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("enable_list_v3: true");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const secret of [ADMIN.password, ADMIN.secretKey, api.token]) expect(copied).not.toContain(secret);
});
