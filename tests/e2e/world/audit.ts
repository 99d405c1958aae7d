// Looks at a page as somebody who cannot see it well would: axe's rules, no sideways scrolling, and
// a picture for a person to judge.

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { RESULTS } from "./settings.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA, and what its makers recommend beyond. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page breaks no rule. */
export async function expectAccessible(page: Page) {
  // Not by a script element: the page's own policy would rightly refuse it.
  await page.evaluate(AXE);
  const broken = await page.evaluate(async (rules) => {
    const axe = (globalThis as any).axe;
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.map((rule: any) => `${rule.id}: ${rule.help}\n  ${rule.nodes.map((node: any) => node.html.slice(0, 200)).join("\n  ")}`);
  }, RULES);
  expect(broken, "axe finds nothing").toEqual([]);
}

/** The page itself does not scroll sideways; a table or a command inside it may. */
export async function expectNoSidewaysScroll(page: Page) {
  const [content, window] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth, root.clientWidth];
  });
  expect(content, "the page is no wider than its window").toBeLessThanOrEqual(window);
}

/** A picture in `results/screenshots`. */
export async function picture(page: Page, name: string) {
  const folder = join(RESULTS, "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
