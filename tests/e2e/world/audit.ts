// Looks at a page as somebody who cannot see it well would: axe's rules, no sideways scrolling, and
// a picture for a person to judge.

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { RESULTS } from "./settings.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA, and what its makers recommend beyond. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Those about colours. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

export const NARROW = 320;
const WIDTHS = [1440, 768, NARROW];

/**
 * Looks at what stands there in each width and both themes, light first: with the theme only colours
 * change, so the rules about those alone are held against the dark one.
 */
export async function look(page: Page, name: string, widths = WIDTHS) {
  for (const width of widths) {
    await test.step(`${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 900 });
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        // The picture waits for what still changes.
        await picture(page, `${name}-${theme}-${width}`);
        await (theme === "light" ? expectAccessible(page) : expectReadable(page));
      }
      await page.emulateMedia({ colorScheme: "light" });
      await expectNoSidewaysScroll(page);
    });
  }
}

/** The page breaks no rule. */
async function expectAccessible(page: Page) {
  await expectNoneBroken(page, { type: "tag", values: RULES });
}

/** What stands on the page can be told from what it stands on. */
async function expectReadable(page: Page) {
  await expectNoneBroken(page, { type: "rule", values: RULES_OF_COLOUR });
}

async function expectNoneBroken(page: Page, runOnly: { type: string; values: string[] }) {
  // Not by a script element: the page's own policy would rightly refuse it.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const broken = await page.evaluate(async (runOnly) => {
    const axe = (globalThis as any).axe;
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map((rule: any) => `${rule.id}: ${rule.help}\n  ${rule.nodes.map((node: any) => node.html.slice(0, 200)).join("\n  ")}`);
  }, runOnly);
  expect(broken, "axe finds nothing").toEqual([]);
}

/** The page itself does not scroll sideways; a table or a command inside it may. */
async function expectNoSidewaysScroll(page: Page) {
  const [content, window] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth, root.clientWidth];
  });
  expect(content, "the page is no wider than its window").toBeLessThanOrEqual(window);
}

/** A picture in `results/screenshots`. */
async function picture(page: Page, name: string) {
  const folder = join(RESULTS, "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
