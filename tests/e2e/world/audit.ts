// Looks at a page as somebody who cannot see it well would: axe's rules, no sideways scrolling, and,
// where they are asked for (`SWR_PICTURES=1`), pictures for a person to judge.

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { PICTURES, RESULTS } from "./settings.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA, and what its makers recommend beyond. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Those about colours: nothing else changes with the theme. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** Those about places and sizes: nothing else changes between two widths of the same layout. */
const RULES_OF_SIZE = ["target-size", "scrollable-region-focusable"];

type Rules = { type: "tag" | "rule"; values: string[] };

const EVERYTHING: Rules = { type: "tag", values: RULES };
const COLOURS: Rules = { type: "rule", values: RULES_OF_COLOUR };
const SIZES: Rules = { type: "rule", values: RULES_OF_SIZE };

export const NARROW = 320;
const MIDDLE = 768;
const WIDE = 1440;

/**
 * Looks at what stands there in each width, and at its colours in both themes. The layouts of a wide and
 * of a narrow window are held against all rules; the middle one has no parts of its own, only less room.
 */
export async function look(page: Page, name: string, widths = [WIDE, MIDDLE, NARROW]) {
  for (const [position, width] of widths.entries()) {
    await test.step(`${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await expectNoneBroken(page, width === MIDDLE ? SIZES : EVERYTHING);
      await expectNoSidewaysScroll(page);
      if (position > 0) return;
      await page.emulateMedia({ colorScheme: "dark" });
      await expectNoneBroken(page, COLOURS);
      await page.emulateMedia({ colorScheme: "light" });
    });
  }
  if (PICTURES) await takePictures(page, name, widths);
}

/** The page breaks none of these rules. */
async function expectNoneBroken(page: Page, rules: Rules) {
  // Not by a script element: the page's own policy would rightly refuse it.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const broken = await page.evaluate(async (runOnly) => {
    // What moves has arrived, and what is measured has been laid out.
    for (const it of document.getAnimations()) {
      if (Number.isFinite(it.effect?.getComputedTiming().endTime)) it.finish();
    }
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const axe = (globalThis as any).axe;
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map((rule: any) => `${rule.id}: ${rule.help}\n  ${rule.nodes.map((node: any) => node.html.slice(0, 200)).join("\n  ")}`);
  }, rules);
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

/** A picture of each width and theme in `results/screenshots`. */
async function takePictures(page: Page, name: string, widths: number[]) {
  const folder = join(RESULTS, "screenshots");
  await mkdir(folder, { recursive: true });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`), animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}
