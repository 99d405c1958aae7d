// The examples, as portals of someone else's: each does the same under the same names, in two browsers.

import type { Locator, Page } from "@playwright/test";
import { Api } from "./world/api.ts";
import { tellOfViolations } from "./world/browsers.ts";
import { EXAMPLES, type Portal } from "./world/portal.ts";
import type { Server } from "./world/server.ts";
import { expect, fresh, test } from "./world/test.ts";
import type { Watch } from "./world/watch.ts";

/** The portal with its first console, the service, and what goes wrong beside them. */
type Visit = { portal: Page; images: Locator; server: Server; watch: Watch };

/** Lets someone visit the portal of an example, which asks for nothing from anywhere else. */
async function visit(portal: Page, watch: Watch, { origin }: Portal, server: Server, play: (visit: Visit) => Promise<void>) {
  watch.allowNothingBut(origin);
  await portal.goto(origin);
  await play({ portal, images: portal.locator("#console"), server, watch });
}

const press = (portal: Page, name: string) => portal.getByRole("button", { name, exact: true }).click();
const heading = (place: Locator, name: string) => place.getByRole("heading", { level: 1, name });
const link = (place: Locator, name: string) => place.getByRole("link", { name, exact: true });

const STORIES: Record<string, (visit: Visit) => Promise<void>> = {
  "the portal signs in, and anew when its token ended": async ({ portal, images, watch }) => {
    await expect(link(images, "platform")).toBeVisible();
    await expect(portal.getByLabel("Password")).toHaveCount(1);
    await expect(portal.locator("#asked")).toHaveText("start");
    watch.expectStatus(401);
    const renewed = portal.waitForResponse((it) => it.url().includes("/v2/manage/namespaces") && it.ok());
    await press(portal, "Expire");
    await renewed;
    await expect(portal.locator("#asked")).toHaveText("start refused");
    await expect(images.getByRole("alert")).toHaveCount(0);
    await link(images, "platform").click();
    await expect(link(images, "api-gateway")).toBeVisible();
    await expect(images.getByRole("alert")).toHaveCount(0);
  },

  "another account of the portal is another account of the console": async ({ portal, images }) => {
    await expect(link(images, "platform")).toBeVisible();
    await portal.getByLabel("Account").fill("partner");
    await press(portal, "Sign in");
    await expect(link(images, "partner-firmware")).toBeVisible();
    await expect(link(images, "platform")).toHaveCount(0);
  },

  "portal and console go where the other says, and keep one address": async ({ portal, images }) => {
    const expectAt = async (address: string, name: string) => {
      await expect(heading(images, name)).toBeVisible();
      await expect(portal.locator("#address")).toHaveText(address);
    };
    await expectAt("/organizations", "Organizations");
    await link(images, "platform").click();
    await expectAt("/organizations/platform", "platform");
    await expect(portal.locator("#said")).toHaveText('navigate {"address":"/organizations/platform","outside":false}');
    await press(portal, "Back");
    await expectAt("/organizations", "Organizations");
    await portal.goForward();
    await expectAt("/organizations/platform", "platform");
    await portal.reload();
    await expectAt("/organizations/platform", "platform");
    await press(portal, "Organizations");
    await expectAt("/organizations", "Organizations");
  },

  "the portal is asked before something is deleted": async ({ portal, images, server }) => {
    // Left while it loads, a page complains of its own.
    await expect(link(images, "platform")).toBeVisible();
    const api = await Api.signIn(server);
    const name = fresh("portal");
    await api.createOrganization(name);
    const address = `/organizations/${name}?dialog=delete-organization&subject=${name}`;
    await portal.goto(`${new URL(portal.url()).origin}/?images=${encodeURIComponent(address)}`);
    const confirmed = images.getByRole("dialog").getByRole("button", { name: "Delete", exact: true });
    portal.once("dialog", (question) => question.dismiss());
    await confirmed.click();
    await expect(images.getByText("The page that embeds the console blocked this request.")).toBeVisible();
    expect(await api.organization(name)).toBeDefined();
    portal.once("dialog", (question) => question.accept());
    await confirmed.click();
    await expect(heading(images, "Organizations")).toBeVisible();
    expect(await api.organization(name)).toBeUndefined();
  },

  "the console follows the theme of the portal": async ({ portal, images }) => {
    await expect(link(images, "platform")).toBeVisible();
    const background = () => images.locator(".embedded").evaluate((it) => getComputedStyle(it).backgroundColor);
    const light = await background();
    await press(portal, "Dark");
    await expect.poll(background).not.toBe(light);
    await press(portal, "Dark");
    await expect.poll(background).toBe(light);
  },

  "an image is picked, and the picker leaves nothing behind": async ({ portal, images }) => {
    await expect(link(images, "platform")).toBeVisible();
    await press(portal, "Pick an image");
    const picker = portal.getByRole("dialog", { name: "Pick an image" });
    await link(picker, "platform").click();
    await link(picker, "api-gateway").click();
    // Anyone who picks changes nothing, and need not be told so.
    await expect(picker.getByText("read-only")).toHaveCount(0);
    await picker.getByRole("button", { name: "Select latest" }).click();
    await expect(portal.locator("#said")).toHaveText(/^select \{.*"image":"[^"]+\/platform\/api-gateway:latest"\}$/);
    await expect(picker).toBeHidden();
    await expect(portal.locator(".embedded")).toHaveCount(1);
    await expect(heading(images, "Organizations")).toBeVisible();
  },

  "two consoles are independent, and one that is removed leaves nothing behind": async ({ portal, images }) => {
    await expect(link(images, "platform")).toBeVisible();
    await press(portal, "Second console");
    const second = portal.locator("#second");
    await link(second, "partner-firmware").click();
    await expect(heading(second, "partner-firmware")).toBeVisible();
    await expect(heading(images, "Organizations")).toBeVisible();
    await expect(link(images, "partner-firmware")).toHaveCount(0);
    await expect(portal.locator("#address")).toHaveText("/organizations");
    await link(images, "platform").click();
    await expect(link(images, "api-gateway")).toBeVisible();
    await expect(heading(second, "partner-firmware")).toBeVisible();
    await press(portal, "Remove console");
    await expect(portal.locator(".embedded")).toHaveCount(1);
    await expect(portal.locator("#console > *, #console link")).toHaveCount(0);
    // No one is there any longer to follow.
    await press(portal, "Back");
    await press(portal, "Organizations");
    await second.getByRole("link", { name: "Organizations", exact: true }).click();
    await expect(link(second, "partner-firmware")).toBeVisible();
  },
};

for (const example of EXAMPLES) {
  for (const [name, play] of Object.entries(STORIES)) {
    test(`${example}, in Chromium: ${name}`, async ({ page, watch, server, portalOf }) => {
      await tellOfViolations(page.context());
      await visit(page, watch, await portalOf(example), server, play);
    });

    test(`${example}, in Firefox: ${name}`, async ({ firefoxPage, firefoxWatch, server, portalOf }) => {
      await visit(firefoxPage, firefoxWatch, await portalOf(example), server, play);
    });
  }
}
