// Back and Forward over every kind of address, dialogs included; and an address alone brings
// everything back.

import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Console } from "./world/console.ts";

const REPOSITORY = "/organizations/platform/repositories/auth$session-broker";

/** Every kind of address, and what shows that one is there. */
const ADDRESSES: [address: string, isThere: (console: Console) => Promise<void>][] = [
  ["/organizations", (it) => it.expectHeading("Organizations")],
  ["/organizations?dialog=create-organization", (it) => expect(it.dialog("Create organization")).toBeVisible()],
  ["/organizations?filter=plat&sort=-name", (it) => it.expectRowCount(1)],
  [
    "/organizations?dialog=delete-organization&subject=legacy",
    (it) => expect(it.dialog("Delete organization legacy?")).toBeVisible(),
  ],
  ["/organizations/platform", (it) => it.expectHeading("platform")],
  [
    "/organizations/platform?dialog=create-repository",
    (it) => expect(it.dialog("Create repository in platform")).toBeVisible(),
  ],
  ["/repositories", (it) => it.expectHeading("Repositories")],
  ["/repositories?filter=session-broker", (it) => it.expectRowCount(1)],
  [
    "/repositories?dialog=edit-repository&subject=platform/auth$session-broker",
    (it) => expect(it.dialog("Edit platform/auth/session-broker")).toBeVisible(),
  ],
  [REPOSITORY, (it) => it.expectHeading("auth/session-broker")],
  [`${REPOSITORY}?filter=latest`, (it) => it.expectRowCount(1)],
  [
    `${REPOSITORY}?dialog=delete-repository&subject=platform/auth$session-broker`,
    (it) => expect(it.dialog("Delete repository platform/auth/session-broker?")).toBeVisible(),
  ],
  [
    `${REPOSITORY}?dialog=delete-tag&subject=platform/auth$session-broker/latest`,
    (it) => expect(it.dialog(/^Delete tag/)).toBeVisible(),
  ],
  [`${REPOSITORY}/about`, (it) => expect(it.page.getByText("Issues and revokes sessions.")).toBeVisible()],
  [`${REPOSITORY}/tags/latest`, (it) => it.expectHeading(/latest/)],
  [`${REPOSITORY}/tags/latest/manifest`, (it) => expect(it.page.getByText(/"schemaVersion"/).first()).toBeVisible()],
  ["/settings", (it) => it.expectHeading("Settings")],
  ["/nobody", (it) => it.expectHeading("Page not found")],
];

test("opens every address", async ({ visitor, watch }) => {
  watch.expectStatus(404);
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  for (const [address, isThere] of ADDRESSES) {
    await test.step(address, async () => {
      await visitor.open(address);
      await isThere(visitor);
      await visitor.expectAddress(address);
    });
  }
});

test("Back and Forward visit all of them", async ({ visitor, page, watch }) => {
  watch.expectStatus(404);
  await visitor.openAs(ADMIN, ADDRESSES[0][0]);
  await ADDRESSES[0][1](visitor);
  for (const [address, isThere] of ADDRESSES.slice(1)) {
    // As a link of the program does it: without loading the page anew.
    await page.evaluate((address) => {
      history.pushState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
    }, address);
    await isThere(visitor);
  }
  for (const [address, isThere] of ADDRESSES.toReversed().slice(1)) {
    await test.step(`back to ${address}`, async () => {
      await page.goBack();
      await visitor.expectAddress(address);
      await isThere(visitor);
    });
  }
  for (const [address, isThere] of ADDRESSES.slice(1)) {
    await test.step(`forward to ${address}`, async () => {
      await page.goForward();
      await visitor.expectAddress(address);
      await isThere(visitor);
    });
  }
});

test("Back closes a dialog, and closing it adds no history entry", async ({ console, page }) => {
  await console.link("platform").click();
  await console.expectHeading("platform");
  await console.button("Create repository").click();
  await expect(console.dialog("Create repository in platform")).toBeVisible();
  await page.goBack();
  await console.expectNoDialog();
  await console.expectAddress("/organizations/platform");
  await page.goForward();
  await expect(console.dialog("Create repository in platform")).toBeVisible();
  await console.submit("Cancel");
  await console.expectNoDialog();
  await console.expectAddress("/organizations/platform");
  await page.goBack();
  await console.expectAddress("/organizations");
});

test("Back asks before discarding input", async ({ console, page }) => {
  await console.button("Create organization").click();
  await console.fill({ Name: "half" });
  await page.goBack();
  await console.button("Keep editing").click();
  await console.expectAddress("/organizations?dialog=create-organization");
  await expect(console.field("Name")).toHaveValue("half");
  await page.goBack();
  await console.button("Discard").click();
  await console.expectNoDialog();
  await console.expectAddress("/organizations");
});

test("the browser asks before closing a page with unsaved input", async ({ console, page }) => {
  await console.button("Create organization").click();
  await console.fill({ Name: "half" });
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(console.field("Name")).toHaveValue("half");
});

test("the focus moves to the heading of a new page and back to the control that opened a dialog", async ({ console, page }) => {
  await console.link("platform").click();
  await expect(page.getByRole("heading", { level: 1, name: "platform" })).toBeFocused();
  await console.button("Create repository").click();
  await expect(console.field("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await console.expectNoDialog();
  await expect(console.button("Create repository")).toBeFocused();
});

test("a link opens a page of its own with the middle button and does not move this one", async ({ console, page, context }) => {
  const opened = context.waitForEvent("page");
  await console.link("platform").click({ button: "middle" });
  const other = await opened;
  await expect(other).toHaveURL(/\/organizations\/platform$/);
  await expect(page).toHaveURL(/\/organizations$/);
});
