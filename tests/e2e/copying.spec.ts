// A button that copies says so beside itself, and to screen readers once; nothing else on the page moves.

import type { Locator, Page } from "@playwright/test";
import type { Console } from "./world/console.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway";

type Place = {
  name: string;
  address: string;
  button: (it: Console) => Locator;
};

const PLACES: Place[] = [
  { name: "a row of a table", address: GATEWAY, button: (it) => it.row("latest").getByRole("button", { name: "Copy pull command" }) },
  { name: "a fact", address: `${GATEWAY}/about`, button: (it) => it.button("Copy path") },
  { name: "a button with words", address: "/settings", button: (it) => it.button("Copy") },
];

const word = (page: Page) => page.locator(".copy-button-done");
const said = (page: Page) => page.getByRole("status").filter({ hasText: /^Copied$/ });

for (const { name, address, button } of PLACES) {
  for (const width of [1440, 320]) {
    test(`${name} at ${width} pixels: copying is confirmed beside the button`, async ({ visitor, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await visitor.openAs(ADMIN, address);
      const copy = button(visitor);
      await copy.scrollIntoViewIfNeeded();
      const [before, called] = [await copy.boundingBox(), await copy.getAttribute("aria-label")];
      await copy.click();

      await expect(word(page)).toHaveText("Copied");
      await expect(word(page).locator("svg")).toBeVisible();
      const [beside, after] = [(await word(page).boundingBox())!, (await copy.boundingBox())!];
      expect(after).toEqual(before);
      expect(await copy.getAttribute("aria-label")).toBe(called);
      const isApart = beside.x + beside.width <= after.x || beside.x >= after.x + after.width;
      expect(isApart, "it covers no part of the button").toBe(true);
      expect(beside.x).toBeGreaterThanOrEqual(0);
      expect(beside.x + beside.width).toBeLessThanOrEqual(width);

      await expect(said(page)).toHaveCount(1);
      await expect(word(page)).toHaveCount(0);
      await expect(said(page)).toHaveCount(0);
    });
  }
}
