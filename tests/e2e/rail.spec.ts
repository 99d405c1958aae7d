// The rail: what it shows is there for something, wide, collapsed and as a sheet.

import type { Locator } from "@playwright/test";
import { Proxy } from "./world/proxy.ts";
import { ADMIN, READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

/** The width of the edge, zero where there is none. */
const edge = (it: Locator) => it.evaluate((it) => getComputedStyle(it).borderBlockStartWidth);

test("a single connection is text, not a menu, and leaves no box in the collapsed rail", async ({ console, page }) => {
  const connection = page.locator(".rail-connection");
  await expect(connection).toBeVisible();
  await expect(connection.getByRole("button")).toHaveCount(0);
  expect(await edge(connection)).toBe("0px");
  await console.button("Collapse").click();
  await expect(console.button("Expand")).toBeVisible();
  const box = await connection.evaluate((it) => it.getBoundingClientRect().toJSON());
  expect(box).toMatchObject({ width: 0, height: 0 });
  // Nor is room kept for it: the links follow the mark as closely as the other parts do each other.
  const [mark, links] = await Promise.all([page.locator(".rail-mark").boundingBox(), page.locator(".rail-links").first().boundingBox()]);
  expect(links!.y - (mark!.y + mark!.height)).toBeCloseTo(12);
});

test("several connections form a menu, also in the collapsed rail", async ({ visitor, page, server, watch }) => {
  const connection = { id: "one", name: "One", region: "local-1", sign_in: ["password"] };
  const config = JSON.stringify({ connections: [connection, { ...connection, id: "two", name: "Two" }] });
  const proxy = await Proxy.start(server, { files: { "/config.json": config } });
  watch.allowOrigin(proxy.origin);
  try {
    await visitor.openAs(READER, `${proxy.origin}/organizations`, { connection: "one" });
    const menu = page.locator(".rail-connection").getByRole("button");
    expect(await edge(menu)).toBe("1px");
    await visitor.button("Collapse").click();
    await expect(menu.locator("svg")).toBeVisible();
    await menu.click();
    await expect(visitor.menuItem("Two")).toBeVisible();
  } finally {
    await proxy.close();
  }
});

test("a rail shown as a sheet cannot be collapsed", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.button("Open navigation").click();
  await expect(visitor.link("Settings")).toBeVisible();
  await expect(visitor.button("Collapse")).toBeHidden();
});
