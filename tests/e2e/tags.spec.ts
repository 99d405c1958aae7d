// Tags: the list, ten thousand of them, one tag, deleting one and several.

import type { Page } from "@playwright/test";
import { image, pulledDigest, push } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import type { Api } from "./world/api.ts";
import type { Server } from "./world/server.ts";
import { expect, fresh, test } from "./world/test.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway";
const MANY = "/organizations/scale/repositories/many-tags";

/** A repository of two images: `1.0` and `latest` are one, `0.9` is the other. */
async function twoImages(server: Server, api: Api): Promise<string> {
  const organization = fresh("tags");
  await api.createOrganization(organization);
  await api.createRepository(organization, "web/app");
  await push(server, `${organization}/web/app:0.9`, image("nine"));
  for (const tag of ["1.0", "latest"]) await push(server, `${organization}/web/app:${tag}`, image("ten"));
  return organization;
}

const addressOf = (organization: string) => `/organizations/${organization}/repositories/web$app`;

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("tags are listed newest first, with what they name", async ({ visitor, api }) => {
  const tag = await api.tag("platform", "api-gateway", "latest");
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectLoaded();
  await visitor.expectRowCount(42);
  const row = visitor.row("latest");
  const digest = tag.digest.replace(/^(sha256:.{4}).*(.{4})$/, "$1…$2");
  for (const fact of [digest, "linux/amd64", "linux/arm64", "index"]) await expect(row).toContainText(fact);
  await expect(row).toContainText(/\d+ minutes ago/);
});

test("versions are sorted as versions", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/organizations/platform/repositories/base/python".replace("base/", "base$"));
  await visitor.expectLoaded();
  await visitor.sortBy("Tag");
  const names = await visitor.rowNames();
  const numbers = names.filter((it) => /^\d+\.\d+\.\d+$/.test(it));
  expect(numbers.length).toBeGreaterThan(3);
  const byPart = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
  expect(numbers).toEqual([...numbers].sort(byPart));
});

test("the pull command of a row is copied from the row and from its menu", async ({ visitor, page, api }) => {
  const { path, digest } = await api.tag("platform", "api-gateway", "latest");
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.row("latest").getByRole("button", { name: "Copy pull command" }).click();
  await expect.poll(() => clipboard(page)).toBe(`docker pull ${path}`);
  await visitor.rowAction("latest", "Copy digest");
  await visitor.expectToast("Copied");
  expect(await clipboard(page)).toBe(digest);
});

test("ten thousand tags are few in the document and all in the table", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, MANY, { keep: true });
  await expect(page.getByText("Loaded 10,000 of 10,000")).toBeVisible();
  await visitor.expectRowCount(10_000);
  await page.locator("tbody tr.table-row").first().focus();
  await page.keyboard.press("End");
  const last = page.locator("tr[aria-rowindex='10001']");
  await expect(last).toBeFocused();
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(2_500);

  await visitor.sortBy("Tag");
  await visitor.filter("1.42.");
  await visitor.expectRowCount(100);
  const first = Array.from({ length: 7 }, (_, patch) => `1.42.${patch}`);
  await expect.poll(async () => (await visitor.rowNames()).slice(0, 7)).toEqual(first);
  await visitor.expectAddress(`${MANY}?filter=1.42.&sort=tag`);
  await page.reload();
  await expect(page.getByText("Loaded 10,000 of 10,000")).toBeVisible();
  await visitor.expectRowCount(100);
  await visitor.expectAddress(`${MANY}?filter=1.42.&sort=tag`);
  expect((await visitor.rowNames()).slice(0, 7)).toEqual(first);
});

test("all ten thousand are one selection, and a range is, too", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, MANY);
  await expect(page.getByText("Loaded 10,000 of 10,000")).toBeVisible();
  await visitor.field("Select 1.99.99").click();
  await visitor.field("Select 1.99.95").click({ modifiers: ["Shift"] });
  await expect(page.getByText("5 of 10,000 selected").first()).toBeVisible();
  await visitor.button("Select all 10,000 matching").click();
  await expect(page.getByText("10,000 of 10,000 selected").first()).toBeVisible();
  await expect(visitor.button("Delete 10,000 tags")).toBeVisible();
  await visitor.button("Clear selection").click();
  await visitor.filter("1.42.");
  await visitor.expectRowCount(100);
  await visitor.field("Select all").click();
  await expect(page.getByText("100 of 100 selected").first()).toBeVisible();
});

test("one tag tells what it is made of and how it is pulled", async ({ visitor, page, api, server }) => {
  const organization = await twoImages(server, api);
  const { path, digest } = await api.tag(organization, "web/app", "1.0");
  await visitor.openAs(ADMIN, `${addressOf(organization)}/tags/1.0`);
  await visitor.expectHeading("1.0");
  const main = page.getByRole("main");
  for (const fact of [`docker pull ${path}`, digest, "1 layer", "latest"]) await expect(main).toContainText(fact);
  await page.getByRole("tab", { name: "skopeo" }).click();
  await expect(main).toContainText(`docker://${path}`);
  await visitor.link("Manifest").click();
  await visitor.expectAddress(`${addressOf(organization)}/tags/1.0/manifest`);
  await expect(main).toContainText('"schemaVersion": 2');
  await page.getByRole("button", { name: "Copy manifest" }).click();
  await expect.poll(async () => JSON.parse(await clipboard(page)).config.mediaType).toContain("image.config");
});

test("an index shows its platforms and never the size of its own text", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${GATEWAY}/tags/latest`);
  await visitor.expectHeading("latest");
  const main = page.getByRole("main");
  for (const fact of ["index · 2 platforms", "linux/amd64", "linux/arm64"]) await expect(main).toContainText(fact);
  await expect(main).not.toContainText("unknown/unknown");
});

test("deleting a tag says what stays, and takes that tag only", async ({ visitor, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  await visitor.rowAction("1.0", "Delete");
  const dialog = visitor.dialog(`Delete tag ${organization}/web/app:1.0?`);
  await expect(dialog).toContainText("image kept by latest");
  await expect(dialog).toContainText("Deleting a tag removes that tag only");
  await visitor.submit("Delete");
  await visitor.expectNoDialog();
  await visitor.expectToast("Tag 1.0 is deleted.");
  await visitor.expectNoRow("1.0");
  await visitor.expectRow("latest");
  expect(await api.tags(organization, "web/app")).toEqual(["0.9", "latest"]);
  const kept = await pulledDigest(server, `${organization}/web/app:latest`);
  expect(kept).toBe(image("ten").manifestDigest);
});

test("a tag deleted from its own page leads to the others", async ({ visitor, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, `${addressOf(organization)}/tags/0.9`);
  await visitor.choose("Actions for 0.9", "Delete");
  await expect(visitor.dialog(`Delete tag ${organization}/web/app:0.9?`)).toContainText("image goes");
  await visitor.submit("Delete");
  await visitor.expectAddress(addressOf(organization));
  await visitor.expectNoRow("0.9");
  expect(await api.tag(organization, "web/app", "0.9")).toBeUndefined();
});

test("several are deleted after the repository's name was typed, and read back", async ({ visitor, page, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  for (const tag of ["0.9", "1.0"]) await page.getByRole("checkbox", { name: `Select ${tag}` }).click();
  await visitor.button("Delete 2 tags").click();
  const dialog = visitor.dialog();
  await expect(dialog).toContainText("image goes");
  await expect(dialog).toContainText("image kept by latest");
  await visitor.expectDisabled(dialog.getByRole("button", { name: "Delete 2 tags" }), /web\/app/);
  await visitor.fill({ "Type web/app to confirm": "web/app" });
  await visitor.submit("Delete 2 tags");
  await visitor.expectNoRow("1.0");
  expect(await api.tags(organization, "web/app")).toEqual(["latest"]);
});

test("an empty repository shows the first step", async ({ visitor, page, api }) => {
  const organization = fresh("tags");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  const { path } = await api.repository(organization, "app");
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app`);
  await expect(page.getByText("No tags yet")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`docker push ${path}:latest`);
});
