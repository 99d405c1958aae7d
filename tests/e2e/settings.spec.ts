// Settings: each takes effect at once and is still there after a reload.

import { READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.beforeEach(async ({ visitor }) => {
  await visitor.openAs(READER, "/settings");
  await visitor.expectHeading("Settings");
});

test("the theme is set before the first paint", async ({ visitor, page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await visitor.field("Light").check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  const light = await ground();
  await visitor.field("Dark").check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await ground()).not.toBe(light);

  await page.goto("/settings", { waitUntil: "commit" });
  // Before the program has taken over: the frame of the page itself is there.
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(visitor.field("Dark")).toBeChecked();
  await visitor.choose("Theme", "System");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await expect(visitor.field("System")).toBeChecked();
});

test("a language is loaded when chosen, and kept", async ({ visitor, page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => request.url().includes("/locales/") && fetched.push(request.url()));
  await page.reload();
  await visitor.expectHeading("Settings");
  expect(fetched).toEqual([]);
  await visitor.field("Language").selectOption("Français");
  await visitor.expectHeading("Paramètres");
  await expect(visitor.field("Langue")).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  expect(fetched).toHaveLength(1);
  await page.reload();
  await visitor.expectHeading("Paramètres");
  await visitor.link("Organisations").first().click();
  await visitor.expectHeading("Organisations");
});

test("the table density matches the button above tables", async ({ visitor, page }) => {
  const height = async () => (await visitor.row("platform").boundingBox())!.height;
  await visitor.field("Compact").check();
  await page.reload();
  await expect(visitor.field("Compact")).toBeChecked();
  await visitor.link("Organizations").first().click();
  await visitor.expectRow("platform");
  expect(await height()).toBe(32);
  await visitor.button("Comfortable rows").click();
  await expect.poll(height).toBe(40);
  await page.reload();
  await visitor.expectRow("platform");
  expect(await height()).toBe(40);
});

test("single-key shortcuts can be turned off", async ({ visitor, page }) => {
  const filter = page.getByRole("searchbox", { name: "Filter" });
  await visitor.link("Organizations").first().click();
  await visitor.expectRow("platform");
  await page.keyboard.press("/");
  await expect(filter).toBeFocused();
  await visitor.link("Settings").click();
  await visitor.field("Off").check();
  await page.reload();
  await expect(visitor.field("Off")).toBeChecked();
  await visitor.link("Organizations").first().click();
  await visitor.expectRow("platform");
  await page.keyboard.press("/");
  await expect(filter).not.toBeFocused();
});

test("dates are shown in local time or UTC", async ({ visitor, page }) => {
  const about = "/organizations/platform/repositories/api-gateway/about";
  const created = () => page.locator("time").first();
  const hour = async () => {
    const moment = new Date((await created().getAttribute("datetime"))!);
    const at = (timeZone: string) => moment.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", timeZone }).slice(0, 5);
    return { utc: at("UTC"), local: at("Europe/Berlin") };
  };
  await visitor.open(about);
  await expect(created()).toHaveAttribute("title", new RegExp(`${(await hour()).local}`));
  await visitor.open("/settings");
  await visitor.field("UTC").check();
  await visitor.open(about);
  await expect(created()).toHaveAttribute("title", new RegExp(`${(await hour()).utc}.*UTC`));
});
