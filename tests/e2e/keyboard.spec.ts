// The main job once more, by someone who has no mouse: nothing here is clicked, and the focus is
// never put anywhere by the test.

import type { Page } from "@playwright/test";
import { image, push } from "./world/images.ts";
import { ACCOUNT, ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Console } from "./world/console.ts";

test.use({ world: "empty" });

/** More steps than any page here takes from one end to the other. */
const FAR = 60;

/** Someone at the keyboard. */
class Hands {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.#page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  /** Tab until what has the focus is called this. */
  async goTo(role: string, name: string) {
    const passed: string[] = [];
    for (let step = 0; step < FAR; step++) {
      const here = await this.#focused();
      if (here === `${role} ${name}`) return;
      passed.push(here);
      await this.press("Tab");
    }
    throw new Error(`no ${role} ${name} within ${FAR} steps; passed: ${passed.join(", ")}`);
  }

  async use(role: string, name: string) {
    await this.goTo(role, name);
    await this.press("Enter");
  }

  /** Opens a menu and takes the item of this name, arrow by arrow. */
  async choose(menu: string, item: string) {
    await this.use("button", menu);
    await expect.poll(() => this.#focused()).toMatch(/^menuitem/);
    for (let step = 0; step < FAR && (await this.#focused()) !== `menuitem ${item}`; step++) await this.press("ArrowDown");
    await this.press("Enter");
  }

  /** Role and name of what has the focus, as a screen reader would say them. */
  async #focused(): Promise<string> {
    const isAnywhere = await this.#page.evaluate(() => document.activeElement !== document.body);
    if (!isAnywhere) return "nothing";
    const snapshot = await this.#page.locator(":focus").ariaSnapshot();
    const [, role = "", name = ""] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(snapshot) ?? [];
    return `${role} ${name}`;
  }
}

test("the whole path by keyboard only", async ({ visitor, page, server, api }) => {
  const hands = new Hands(page);
  await visitor.open("/organizations");
  await expect(visitor.field("Account")).toBeVisible();
  await hands.goTo("textbox", "Account");
  await hands.type(ACCOUNT);
  await hands.press("Tab");
  await hands.type(ADMIN.user);
  await hands.press("Tab");
  await hands.type(ADMIN.password);
  await hands.press("Enter");

  await expect(page.getByText("No organizations yet")).toBeVisible();
  await hands.use("button", "Create organization");
  await expect(visitor.field("Name")).toBeFocused();
  await hands.type("harbour");
  await hands.press("Enter");
  await expectFocusedHeading(visitor, "harbour");
  expect(await api.organization("harbour")).toBeDefined();

  await hands.use("button", "Create repository");
  await expect(visitor.field("Name")).toBeFocused();
  await hands.type("web/front");
  await hands.press("Enter");
  await expectFocusedHeading(visitor, "web/front");
  expect(await api.repository("harbour", "web/front")).toBeDefined();

  await push(server, "harbour/web/front:1.0.0", image("the first one"));
  await hands.use("link", "Details");
  await expect(page.getByText("No description")).toBeVisible();
  await page.goBack();
  await visitor.expectRow("1.0.0");

  // Into the table: arrows move between rows, Enter opens.
  await hands.goTo("row", (await rowName(page)) ?? "");
  await hands.press("Enter");
  await expectFocusedHeading(visitor, "1.0.0");

  await hands.choose("Actions for 1.0.0", "Delete");
  await expect(visitor.dialog()).toContainText("image deleted");
  await hands.use("button", "Delete");
  await visitor.expectAddress("/organizations/harbour/repositories/web$front");
  expect(await api.tag("harbour", "web/front", "1.0.0")).toBeUndefined();

  await hands.choose("Actions for web/front", "Delete");
  await expect(visitor.dialog()).toContainText("It contains no tags");
  await hands.use("button", "Delete");
  await visitor.expectAddress("/organizations/harbour");
  expect(await api.repository("harbour", "web/front")).toBeUndefined();

  await hands.choose("Actions for harbour", "Delete");
  await expect(visitor.dialog()).toContainText("It contains no repositories");
  await hands.use("button", "Delete");
  await visitor.expectAddress("/organizations");
  expect(await api.organization("harbour")).toBeUndefined();
});

/** A new page is read from its heading on. */
async function expectFocusedHeading(console: Console, name: string) {
  await expect(console.page.getByRole("heading", { level: 1, name })).toBeFocused();
}

/** What the first row is called when it has the focus: all that is in it. */
async function rowName(page: Page): Promise<string | undefined> {
  const snapshot = await page.getByRole("row").nth(1).ariaSnapshot();
  return /^- row "((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1];
}
