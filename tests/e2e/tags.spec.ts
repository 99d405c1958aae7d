// Tags: the list, ten thousand of them, one tag, deleting one and several.

import type { Page } from "@playwright/test";
import { image, pulledDigest, push } from "./world/images.ts";
import { ADMIN, READER } from "./world/settings.ts";
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

/** Elements and texts: both cost a browser something. */
const nodeCount = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) count++;
    return count;
  });

/** A size as the console writes it: decimal units, three significant digits. */
const written = (bytes: number) => (bytes < 1_000 ? `${bytes}\u00a0B` : `${Number((bytes / 1_000).toPrecision(3))} kB`);

test("lists tags newest first with their images", async ({ visitor, page, api }) => {
  const tag = await api.tag("platform", "api-gateway", "latest");
  // By the service's clock, whatever this machine's says: they differ by hours here.
  const date = new Date(Date.parse(tag.updated) + 7.5 * 3_600_000).toUTCString();
  await page.route(/\/v[23]\/manage\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date } });
  });
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectLoaded();
  await visitor.expectRowCount(42);
  const row = visitor.row("latest");
  const digest = tag.digest.replace(/^(sha256:.{4}).*(.{4})$/, "$1…$2");
  for (const fact of [digest, "linux/amd64", "linux/arm64", "index"]) await expect(row).toContainText(fact);
  await expect(row).toContainText("7 hours ago");
});

test("sorts versions naturally", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/organizations/platform/repositories/base/python".replace("base/", "base$"));
  await visitor.expectLoaded();
  await visitor.sortBy("Tag");
  const names = await visitor.rowNames();
  const numbers = names.filter((it) => /^\d+\.\d+\.\d+$/.test(it));
  expect(numbers.length).toBeGreaterThan(3);
  const byPart = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
  expect(numbers).toEqual([...numbers].sort(byPart));
});

test("copies the pull command from a row and from its menu", async ({ visitor, page, api }) => {
  const { path, digest } = await api.tag("platform", "api-gateway", "latest");
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.row("latest").getByRole("button", { name: "Copy pull command" }).click();
  await expect.poll(() => clipboard(page)).toBe(`docker pull ${path}`);
  await visitor.rowAction("latest", "Copy digest");
  await visitor.expectToast("Copied");
  expect(await clipboard(page)).toBe(digest);
});

test("of ten thousand tags only the visible rows are in the document", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, MANY);
  await expect(page.getByText("Loaded 10,000 of 10,000")).toBeVisible();
  await visitor.expectRowCount(10_000);
  await page.locator("tbody tr.table-row").first().focus();
  await page.keyboard.press("End");
  const last = page.locator("tr[aria-rowindex='10001']");
  await expect(last).toBeFocused();
  expect(await nodeCount(page)).toBeLessThanOrEqual(2_500);

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

test("selects all ten thousand tags, or a range", async ({ visitor, page }) => {
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

test("shows the contents and pull commands of a tag", async ({ visitor, page, api, server }) => {
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

test("an index shows its platforms and never the size of its own manifest", async ({ visitor, page, api }) => {
  const { manifest } = await api.tag("platform", "api-gateway", "latest");
  await visitor.openAs(ADMIN, `${GATEWAY}/tags/latest`);
  await visitor.expectHeading("latest");
  const main = page.getByRole("main");
  for (const fact of ["index · 2 platforms", "linux/amd64", "linux/arm64"]) await expect(main).toContainText(fact);
  await expect(main).not.toContainText("unknown/unknown");
  await expect(main).toContainText(/[\d.]+\s[kMG]B \(all platforms\)/);
  const children: { size: number }[] = JSON.parse(manifest).manifests;
  for (const bytes of [manifest.length, ...children.map((it) => it.size)]) {
    await expect(main).not.toContainText(new RegExp(`(^|[^\\d.])${written(bytes)}`));
  }
});

test("deleting a tag shows what is kept and deletes only that tag", async ({ visitor, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  await visitor.rowAction("1.0", "Delete");
  const dialog = visitor.dialog(`Delete tag ${organization}/web/app:1.0?`);
  await expect(dialog).toContainText("image also tagged latest");
  await expect(dialog).toContainText("Other tags of the same image are kept.");
  await visitor.submit("Delete");
  await visitor.expectNoDialog();
  await visitor.expectToast("Tag 1.0 deleted.");
  await visitor.expectNoRow("1.0");
  await visitor.expectRow("latest");
  expect(await api.tags(organization, "web/app")).toEqual(["0.9", "latest"]);
  const kept = await pulledDigest(server, `${organization}/web/app:latest`);
  expect(kept).toBe(image("ten").manifestDigest);
});

test("deleting a tag from its page leads to the list", async ({ visitor, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, `${addressOf(organization)}/tags/0.9`);
  await visitor.choose("Actions for 0.9", "Delete");
  await expect(visitor.dialog(`Delete tag ${organization}/web/app:0.9?`)).toContainText("image deleted");
  await visitor.submit("Delete");
  await visitor.expectAddress(addressOf(organization));
  await visitor.expectNoRow("0.9");
  expect(await api.tag(organization, "web/app", "0.9")).toBeUndefined();
});

test("deletes several tags after the name is typed, and verifies it", async ({ visitor, page, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  for (const tag of ["0.9", "1.0"]) await page.getByRole("checkbox", { name: `Select ${tag}` }).click();
  await visitor.button("Delete 2 tags").click();
  const dialog = visitor.dialog();
  await expect(dialog).toContainText("image deleted");
  await expect(dialog).toContainText("image also tagged latest");
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

test("adds a tag to an image", async ({ visitor, api, server, page }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  await visitor.rowAction("1.0", "Add tag");
  await visitor.expectAddress(`${addressOf(organization)}?dialog=retag&subject=${organization}/web$app/1.0`);
  await expect(visitor.dialog(`Add tag to ${organization}/web/app:1.0`)).toBeVisible();
  await expect(page.locator("datalist option[value='latest']")).toHaveCount(1);
  await visitor.fill({ "New tag": "a b" });
  await visitor.submit("Add tag");
  await visitor.expectFieldError("New tag", "A name cannot contain spaces.");
  await visitor.fill({ "New tag": "latest" });
  await visitor.expectFieldError("New tag", "This tag already points to the same image.");
  await visitor.fill({ "New tag": "stable" });
  await visitor.submit("Add tag");
  await visitor.expectNoDialog();
  await visitor.expectToast("Tag stable now points to the image of 1.0.");
  await visitor.expectRow("stable");
  expect((await api.tag(organization, "web/app", "stable")).digest).toBe(image("ten").manifestDigest);
});

test("moving a tag requires confirmation and shows the untagged image", async ({ visitor, api, server }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, `${addressOf(organization)}/tags/1.0?dialog=retag&subject=${organization}/web$app/1.0`);
  await visitor.fill({ "New tag": "0.9" });
  const dialog = visitor.dialog();
  const digest = image("nine").manifestDigest.replace(/^(sha256:.{4}).*(.{4})$/, "$1…$2");
  for (const fact of ["Tag 0.9 points to another image", digest, "It will be untagged"]) await expect(dialog).toContainText(fact);
  await visitor.expectDisabled(dialog.getByRole("button", { name: "Add tag" }), "Confirm that the tag may be replaced.");
  await visitor.field("Replace 0.9").check();
  await visitor.submit("Add tag");
  await visitor.expectNoDialog();
  expect((await api.tag(organization, "web/app", "0.9")).digest).toBe(image("ten").manifestDigest);
});

test("a name taken in the meantime is reported at its field with its image", async ({ visitor, api, server, watch }) => {
  const organization = await twoImages(server, api);
  await visitor.openAs(ADMIN, `${addressOf(organization)}?dialog=retag&subject=${organization}/web$app/1.0`);
  await visitor.fill({ "New tag": "next" });
  // The name was looked up while it was free.
  await expect(visitor.dialog().getByRole("button", { name: "Add tag" })).not.toHaveAttribute("aria-disabled", "true");
  const path = `/v2/manage/namespaces/${organization}/repos/web$app/tags`;
  expect((await api.call("POST", path, { source_tag: "0.9", destination_tag: "next" })).status).toBeLessThan(300);
  watch.expectStatus(409);
  await visitor.submit("Add tag");
  await visitor.expectFieldError("New tag", "This tag exists.");
  await expect(visitor.dialog()).toContainText("That image is still tagged 0.9.");
  await expect(visitor.field("New tag")).toHaveValue("next");
});

test("readers cannot add tags and see why", async ({ visitor }) => {
  await visitor.openAs(READER, GATEWAY);
  await visitor.expectLoaded();
  await visitor.button("Actions for latest").click();
  await visitor.expectDisabled(visitor.menuItem("Add tag"), /Requires the Edit role on platform/);
});

test("a row offers pull commands of every tool by tag and by digest", async ({ visitor, api, page }) => {
  const { path, digest } = await api.tag("platform", "api-gateway", "latest");
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.rowAction("latest", "Pull commands");
  const dialog = visitor.dialog("Pull platform/api-gateway:latest");
  const byDigest = path.replace(/:[^:/]*$/, `@${digest}`);
  for (const tool of ["docker", "podman", "nerdctl", "crictl", "ctr", "skopeo", "Kubernetes"]) {
    await page.getByRole("tab", { name: tool, exact: true }).click();
    for (const reference of [path, byDigest]) await expect(dialog).toContainText(reference);
  }
});

const SIGNED = "/organizations/edge/repositories/bootloader";

test("signature tags are hidden unless the address shows them", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, SIGNED);
  await visitor.expectLoaded();
  const signatures = page.getByRole("rowheader").getByRole("link", { name: /^sha256-/ });
  await expect(signatures).toHaveCount(0);
  await visitor.button(/^Signature tags: 3 hidden · show$/).click();
  await visitor.expectAddress(`${SIGNED}?signatures=shown`);
  await expect(signatures).toHaveCount(3);
  await expect(page.getByRole("row").filter({ has: signatures }).first()).toContainText("signature");
  await visitor.button("Signature tags: 3 shown · hide").click();
  await visitor.expectAddress(SIGNED);
  await expect(signatures).toHaveCount(0);
});

test("shows attached artifacts and the related tags of a signature", async ({ visitor, page, api }) => {
  const { digest } = await api.tag("edge", "bootloader", "2.1.0");
  const signature = `${digest.replace(":", "-")}.sig`;
  await visitor.openAs(ADMIN, `${SIGNED}/tags/2.1.0/references`);
  const main = page.getByRole("main");
  await expect(main).toContainText("Attached to this image");
  await visitor.link(signature).click();
  await visitor.expectHeading(signature);
  await visitor.link("Attached artifacts").click();
  await expect(visitor.link("2.1.0")).toBeVisible();
});

test("the deletion dialog shows the signatures that are deleted too", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, SIGNED);
  await visitor.expectLoaded();
  await visitor.field("Select 2.0.0").check();
  await visitor.button("Delete 1 tag").click();
  await expect(visitor.dialog()).toContainText(/1 attached artifact will also be deleted: sha256-/);
  await page.keyboard.press("Escape");
});

test("searches a manifest", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${GATEWAY}/tags/latest/manifest`);
  await page.getByRole("searchbox", { name: "Find" }).fill("MEDIATYPE");
  const marks = page.locator("mark");
  const count = await marks.count();
  expect(count).toBeGreaterThan(1);
  const said = page.getByText(new RegExp(`^\\d+ of ${count}$`)).first();
  await expect(said).toHaveText(`1 of ${count}`);
  await visitor.button("Next match").click();
  await expect(said).toHaveText(`2 of ${count}`);
  await expect(marks.nth(1)).toHaveAttribute("aria-current", "true");
  await visitor.button("Previous match").click();
  await visitor.button("Previous match").click();
  await expect(said).toHaveText(`${count} of ${count}`);
  await page.getByRole("searchbox", { name: "Find" }).fill("nowhere");
  await expect(page.getByText("No match").first()).toBeVisible();
});
