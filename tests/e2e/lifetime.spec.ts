// An embedded console comes and goes: whatever it took from the page, it gives back.

import type { Page } from "@playwright/test";
import { Console } from "./world/console.ts";
import { expect, test } from "./world/test.ts";

const HALF = 50;
/** In steps of this a program takes memory. */
const WASM_PAGE_BYTES = 65_536;

type Counted = { nodes: number; listeners: number; documents: number; memory: number };

test("a hundred consoles use as much memory as fifty", async ({ page, portalOf, watch }) => {
  const portal = await portalOf("plain-html");
  watch.allowOrigin(portal.origin);
  await page.goto(portal.origin);
  await new Console(page).expectRow("platform");
  await page.evaluate(() => {
    const element = document.querySelector("swr-console")!;
    Object.assign(window, { element, place: element.parentElement });
  });
  await comeAndGo(page);
  const half = await counted(page);
  await comeAndGo(page);
  const all = await counted(page);
  // The browser keeps a few things of its own for a while: what a console keeps, there is once for each.
  for (const kind of ["nodes", "listeners", "documents"] as const) {
    expect(all[kind] - half[kind], `${kind} after ${half[kind]}`).toBeLessThan(HALF);
  }
  expect(all.memory - half.memory, "bytes of the program").toBeLessThanOrEqual(WASM_PAGE_BYTES);
});

/** Takes the console away and puts it back, again and again, each time until it shows a list. */
async function comeAndGo(page: Page) {
  await page.evaluate(async (times) => {
    const { element, place } = window as never as { element: HTMLElement; place: HTMLElement };
    const isThere = () => element.shadowRoot!.querySelector('[role="row"] a, th a') !== null;
    for (let time = 0; time < times; time++) {
      element.remove();
      await new Promise(requestAnimationFrame);
      place.append(element);
      while (!isThere()) await new Promise(requestAnimationFrame);
    }
    element.remove();
    await new Promise(requestAnimationFrame);
  }, HALF);
}

/** What the browser counts once nothing is kept that could go. */
async function counted(page: Page): Promise<Counted> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Performance.enable");
  // What is collected first may have been the last to hold on to something else.
  for (let time = 0; time < 3; time++) await browser.send("HeapProfiler.collectGarbage");
  const { metrics } = await browser.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((it) => it.name === name)!.value;
  await browser.detach();
  const memory = await page.evaluate(async () => {
    const [glue] = performance.getEntriesByType("resource").map((it) => it.name).filter((it) => /program-[^/]+\/swr-console\.js$/.test(it));
    const program = await (await import(glue)).default();
    return program.memory.buffer.byteLength as number;
  });
  return { nodes: metric("Nodes"), listeners: metric("JSEventListeners"), documents: metric("Documents"), memory };
}
