// A page fits its window: a list scrolls and its foot stays in sight, the page's own name and the open tab
// are there in a narrow one, and a dialog in a low one leaves room for its fields.

import type { Page } from "@playwright/test";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway";
const MANY_TAGS = "/organizations/scale/repositories/many-tags";

/** Where the foot of the list ends, in pixels from the top. */
async function footOf(page: Page): Promise<number> {
  const box = await page.locator(".table-footer").boundingBox();
  return box!.y + box!.height;
}

for (const height of [900, 700]) {
  for (const address of ["/repositories", "/organizations/platform", MANY_TAGS]) {
    test(`${address}: only the list scrolls at a height of ${height}`, async ({ visitor, page }) => {
      await page.setViewportSize({ width: 1440, height });
      await visitor.openAs(ADMIN, address);
      await visitor.expectLoaded();
      // Nothing is left empty below it, either, where there are more rows than the window has room for.
      const least = address === MANY_TAGS ? height - 60 : 0;
      await expect.poll(() => footOf(page)).toBeGreaterThan(least);
      expect(await footOf(page)).toBeLessThanOrEqual(height);
      const isScrolled = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight);
      expect(isScrolled).toBe(false);
    });
  }
}

test("the footer of a list is visible below a banner", async ({ visitor, page, watch }) => {
  watch.expect(/ERR_FAILED/);
  await page.setViewportSize({ width: 1440, height: 700 });
  await visitor.openAs(ADMIN, MANY_TAGS);
  await visitor.expectLoaded();
  await page.route("**/v2/manage/**", (route) => route.abort("failed"));
  await visitor.button("Refresh").first().click();
  await visitor.expectOneError("The service did not respond.");
  expect(await footOf(page)).toBeLessThanOrEqual(700);
});

test("shows the name of the page and the open tab at 320 px", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await visitor.openAs(ADMIN, `${GATEWAY}/about`);
  const own = page.locator(".breadcrumbs li:last-child > *");
  await expect(own).toHaveText("api-gateway");
  // A hundredth of a pixel less, and it ends in three dots.
  const missing = await own.evaluate((it) => {
    const words = document.createRange();
    words.selectNodeContents(it);
    return words.getBoundingClientRect().width - it.getBoundingClientRect().width;
  });
  expect(missing).toBeLessThan(0.01);
  // And the way up, with nothing between them that has no room.
  await expect(visitor.link("platform")).toBeInViewport();
  await expect(page.locator(".breadcrumbs li:visible")).toHaveCount(2);
  // Where both have room, neither is cut.
  await visitor.openAs(ADMIN, "/organizations/web/repositories/checkout/about");
  for (const crumb of await page.locator(".breadcrumbs li:visible > *").all()) {
    expect(await crumb.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  }
  const tab = page.getByRole("link", { name: "Details", exact: true });
  await expect(tab).toBeInViewport({ ratio: 0.95 });
});

test("shows roles at 320 px with rows of equal height", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await visitor.openAs(ADMIN, "/organizations/platform/members");
  await expect(visitor.button("Actions for reader")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Role" })).toBeInViewport({ ratio: 0.9 });
  const heights = await page.locator(".table-row").evaluateAll((rows) => rows.map((it) => it.getBoundingClientRect().height));
  expect(new Set(heights).size).toBe(1);
});

test("shows size and push date of tags at 768 px", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectLoaded();
  for (const column of ["Size", "Pushed"]) {
    await expect(page.getByRole("columnheader", { name: column })).toBeInViewport({ ratio: 0.9 });
  }
});

test("shows the bulk actions at 320 px", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectLoaded();
  await visitor.field("Select latest").check();
  await visitor.button("Select all 42 matching").click();
  await visitor.button("Delete 42 tags").click();
  await expect(visitor.dialog()).toBeVisible();
});

test("a table that scrolls sideways shows it", async ({ visitor, page }) => {
  // How much of the shade before the last column is there.
  const shade = () => page.locator("thead .table-tail").evaluate((it) => Number(getComputedStyle(it, "::before").opacity));
  await page.setViewportSize({ width: 768, height: 900 });
  await visitor.openAs(ADMIN, "/organizations/platform");
  await visitor.expectLoaded();
  await expect.poll(shade).toBeGreaterThan(0.5);
  await page.locator(".table-viewport").evaluate((it) => void (it.scrollLeft = it.scrollWidth));
  await expect.poll(shade).toBeLessThan(0.1);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(shade).toBe(0);
});

test("the buttons of a dialog are beside each other and their consequences", async ({ visitor, page }) => {
  const repository = "platform/auth$session-broker";
  await visitor.openAs(ADMIN, `/organizations/platform/repositories/auth$session-broker/retention?dialog=create-retention&subject=${repository}`);
  await page.getByRole("radio", { name: "Keep only the newest N" }).check();
  await visitor.fill({ "Number of tags": "10" });
  const buttons = visitor.dialog().locator(".dialog-buttons > .button");
  await expect(buttons.last()).toContainText("Save rule and delete");
  for (const width of [1440, 768]) {
    await page.setViewportSize({ width, height: 900 });
    const tops = () => buttons.evaluateAll((all) => new Set(all.map((it) => it.getBoundingClientRect().top)).size);
    await expect.poll(tops, `${width} pixels wide`).toBe(1);
  }
});

test("shows one count if all loaded rows are shown", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectLoaded();
  await expect(page.locator(".table-footer")).toContainText("Showing 42 of 42");
  const loaded = page.locator(".table-footer").getByRole("status");
  await expect.poll(async () => (await loaded.boundingBox())!.width).toBeLessThanOrEqual(1);
});

for (const address of ["/organizations", "/organizations/platform", "/repositories", GATEWAY]) {
  test(`${address}: shows every column at 1280 px`, async ({ visitor, page }) => {
    await page.setViewportSize({ width: 1280, height: 760 });
    await visitor.openAs(ADMIN, address);
    await visitor.expectLoaded();
    const viewport = page.locator(".table-viewport");
    await expect.poll(() => viewport.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  });
}

test("dialogs leave room for their fields at 400% zoom", async ({ visitor, page }) => {
  // A window of 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await visitor.openAs(ADMIN, "/organizations/platform?dialog=create-repository");
  const name = visitor.field("Name");
  await expect(name).toBeFocused();
  await expect(name).toBeInViewport({ ratio: 1 });
  const submit = visitor.dialog().getByRole("button", { name: "Create repository", exact: true });
  await submit.scrollIntoViewIfNeeded();
  await expect(submit).toBeInViewport({ ratio: 1 });
  await expect(name).not.toBeInViewport();
});

test("a click anywhere opens a row, and its text can be selected", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/platform");
  await visitor.row("api-gateway").getByRole("cell", { name: "Framework" }).click();
  await visitor.expectAddress(GATEWAY);
  await page.goBack();
  await visitor.expectRow("api-gateway");
  const cell = visitor.row("scheduler").getByRole("cell", { name: "Framework" });
  const box = (await cell.boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 14, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, middle, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()))).not.toBe("");
  await visitor.expectAddress("/organizations/platform");
});
