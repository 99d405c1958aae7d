// What stays in sight while the rest scrolls is above it: the heading and the last column of a table,
// the bar, the head and the foot of a dialog. Asked of the browser point by point, because what a click
// hits is what is seen.

import type { Page } from "@playwright/test";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const TAG = "/organizations/platform/repositories/api-gateway/tags/latest";
const WIDTHS = [1440, 768, 320];

/** Half a row: the things in the first one are under the lower edge of the heading. */
const HALF_A_ROW = 20;

const TABLES = [
  { name: "organizations", address: "/organizations", row: "platform" },
  { name: "repositories", address: "/organizations/platform", row: "api-gateway" },
  { name: "tags of a large repository", address: "/organizations/scale/repositories/many-tags" },
];

/** Nearer to a corner than this is what a round one cuts off. */
const INSET = 4;

type Part = {
  /** What is to be seen. */
  parts: string;
  /** Outside of this nothing of it is. */
  within?: string;
  /** What may be there. */
  shows?: string;
};

/** The points of these parts at which something else is hit: along the middle and just inside the edges. */
function covered(page: Page, { parts, within = "body", shows = parts }: Part): Promise<string[]> {
  return page.evaluate(
    ({ parts, within, shows, inset }) => {
      // Without its edge, at which anything may be hit.
      const frame = document.querySelector(within)!;
      const box = frame.getBoundingClientRect();
      const [left, top] = [box.left + frame.clientLeft, box.top + frame.clientTop];
      const [right, bottom] = [left + frame.clientWidth, top + frame.clientHeight];
      const isInSight = (x: number, y: number) =>
        x > Math.max(left, 0) && x < Math.min(right, innerWidth) && y > Math.max(top, 0) && y < Math.min(bottom, innerHeight);
      const found: string[] = [];
      let asked = 0;
      for (const part of document.querySelectorAll(parts)) {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        for (let x = left + inset; x <= right - inset; x += inset) {
          for (const y of [top + inset, (top + bottom) / 2, bottom - inset]) {
            if (!isInSight(x, y)) continue;
            asked++;
            const hit = document.elementFromPoint(x, y);
            if (!hit?.closest(shows)) found.push(`${part.textContent} at ${x}, ${y}: ${hit?.outerHTML.slice(0, 120)}`);
          }
        }
      }
      return asked > 0 ? found : [`no ${parts} is in sight`];
    },
    { parts, within, shows, inset: INSET },
  );
}

for (const { name, address, row } of TABLES) {
  test(`${name}: rows scroll under the header and under the last column`, async ({ visitor, page }) => {
    await visitor.openAs(ADMIN, address);
    await (row === undefined ? visitor.expectLoaded() : visitor.expectRow(row));
    const viewport = page.locator(".table-viewport");
    // Lower than the shortest of the lists.
    await viewport.evaluate((it) => void Object.assign(it.style, { minHeight: 0, maxHeight: "140px" }));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await viewport.scrollIntoViewIfNeeded();
      for (const at of [HALF_A_ROW, 2 * HALF_A_ROW + 4]) {
        await viewport.evaluate((it, at) => {
          it.scrollTop = at;
          it.scrollLeft = 60;
        }, at);
        await expect.poll(() => viewport.evaluate((it) => it.scrollTop)).toBe(at);
        const place = `${width} pixels wide, scrolled by ${at}`;
        const within = ".table-viewport";
        expect(await covered(page, { parts: "thead th", within }), place).toEqual([]);
        const edge = { parts: ".table-row .table-tail", within, shows: ".table-tail, thead th" };
        expect(await covered(page, edge), place).toEqual([]);
      }
    }
  });
}

test("the focused row and its buttons scroll under the header", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/platform");
  await visitor.expectRow("api-gateway");
  const viewport = page.locator(".table-viewport");
  await viewport.evaluate((it) => void Object.assign(it.style, { minHeight: 0, maxHeight: "140px" }));
  for (const focused of [".table-row", ".table-row .copy-button button"]) {
    const control = page.locator(focused).first();
    await control.focus();
    await viewport.evaluate((it, at) => void (it.scrollTop = at), HALF_A_ROW);
    await expect(control).toBeFocused();
    expect(await covered(page, { parts: "thead th", within: ".table-viewport" }), focused).toEqual([]);
  }
});

test("the page scrolls under the bar", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 1440, height: 400 });
  await visitor.openAs(ADMIN, TAG);
  const button = page.locator(".content .copy-button").first();
  await expect(button).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 400 });
    // Its middle lies under the lower edge of the bar.
    await button.evaluate((it) => {
      const { top, bottom } = it.getBoundingClientRect();
      scrollBy(0, (top + bottom) / 2 - document.querySelector(".bar")!.getBoundingClientRect().bottom + 4);
    });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await covered(page, { parts: ".bar" }), `${width} pixels wide`).toEqual([]);
  }
});

test("a long dialog scrolls under its header and footer", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/repositories?dialog=create-repository");
  await expect(visitor.field("Description")).toBeVisible();
  const body = page.locator(".dialog-body");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 500 });
    await expect.poll(() => body.evaluate((it) => it.scrollHeight - it.clientHeight)).toBeGreaterThan(2 * HALF_A_ROW);
    for (const at of [HALF_A_ROW, 2 * HALF_A_ROW]) {
      await body.evaluate((it, at) => void (it.scrollTop = at), at);
      for (const parts of [".dialog-title", ".dialog-close", ".dialog-footer"]) {
        expect(await covered(page, { parts, within: ".dialog" }), `${parts}, ${width} pixels wide`).toEqual([]);
      }
    }
  }
});
