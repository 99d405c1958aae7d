// Looks at a page as someone who cannot see it well would: axe's rules, no sideways scrolling, and,
// where they are requested (`SWR_PICTURES=1`), pictures for a person to judge.

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
 * Looks at what is there in each width, and at its colours in both themes. The layouts of a wide and
 * of a narrow window are held against all rules; the middle one has no parts of its own, only less room.
 */
export async function look(page: Page, name: string, widths = [WIDE, MIDDLE, NARROW]) {
  for (const [position, width] of widths.entries()) {
    await test.step(`${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await expectNoneBroken(page, width === MIDDLE ? SIZES : EVERYTHING);
      await expectNoSidewaysScroll(page);
      await expectNothingOverlaps(page);
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
  await settle(page);
  const broken = await page.evaluate(async (runOnly) => {
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

/** What is below something begins where that ends, and nothing is squeezed until its content comes out. */
async function expectNothingOverlaps(page: Page) {
  const overlapping = await page.evaluate(() => {
    const columns = ".page, .page .stack, .table, .panel, dialog[open] .dialog-form, dialog[open] .dialog-body";
    const endOf = (it: Element) => {
      const { top, bottom } = it.getBoundingClientRect();
      return getComputedStyle(it).overflowY === "visible" ? Math.max(bottom, top + it.scrollHeight) : bottom;
    };
    const isInFlow = (it: Element) => {
      const { position, display } = getComputedStyle(it);
      return display !== "none" && ["static", "relative"].includes(position) && it.getBoundingClientRect().height > 0;
    };
    const found: string[] = [];
    for (const column of document.querySelectorAll(columns)) {
      const parts = [...column.children].filter(isInFlow);
      for (const [index, below] of parts.slice(1).entries()) {
        const above = parts[index]!;
        const by = endOf(above) - below.getBoundingClientRect().top;
        if (by > 1) found.push(`${by} px of ${above.outerHTML.slice(0, 120)} over ${below.outerHTML.slice(0, 120)}`);
      }
    }
    return found;
  });
  expect(overlapping, "nothing overlaps").toEqual([]);
}

/**
 * A picture of each width and theme in `results/screenshots`; where something scrolls, another one of it
 * scrolled by half a row, and one of a window of 1280 by 1024 at 400 %.
 */
async function takePictures(page: Page, name: string, widths: number[]) {
  const folder = join(RESULTS, "screenshots");
  await mkdir(folder, { recursive: true });
  const take = (what: string) => page.screenshot({ path: join(folder, `${name}-${what}.png`) });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settle(page);
      await take(`${theme}-${width}`);
      if (!(await scroll(page, HALF_A_ROW))) continue;
      await take(`scrolled-${theme}-${width}`);
      await scroll(page, 0);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: NARROW, height: 256 });
  await settle(page);
  await take("light-zoomed");
}

/** Half a row of a list, below some rows. */
const HALF_A_ROW = 140;

/** Scrolls what scrolls: the open dialog, else the list, else the page. */
async function scroll(page: Page, top: number): Promise<boolean> {
  const isScrolled = await page.evaluate((top) => {
    const dialog = "dialog[open] .dialog-body";
    const scroller = document.querySelector(dialog) ?? document.querySelector(".table-viewport");
    const found = [scroller, document.querySelector("dialog[open]") ? null : document.scrollingElement];
    const scrolling = found.find((it) => it && it.scrollHeight > it.clientHeight + 8);
    scrolling?.scrollTo({ top, behavior: "instant" });
    return scrolling !== undefined;
  }, top);
  await settle(page);
  return isScrolled;
}

/** What moves has arrived, and what is seen has been drawn. */
async function settle(page: Page) {
  await page.evaluate(async () => {
    for (const it of document.getAnimations()) {
      if (it.timeline === document.timeline && Number.isFinite(it.effect?.getComputedTiming().endTime)) it.finish();
    }
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}
