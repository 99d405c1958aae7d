// An embedded console comes and goes: whatever it took from the page, it gives back.

import type { Page } from "@playwright/test";
import { Console } from "./world/console.ts";
import { Portal } from "./world/portal.ts";
import { expect, test } from "./world/test.ts";

const HALF = 50;

type Counted = { nodes: number; listeners: number; documents: number; memory: number };

test("a hundred consoles later there is as much of everything as after fifty", async ({ page, server, watch }) => {
  test.setTimeout(600_000);
  const portal = await Portal.start(server, "plain-html");
  watch.allowOrigin(portal.origin);
  try {
    await page.goto(portal.origin);
    await new Console(page).expectRow("platform");
    await page.evaluate(() => {
      const element = document.querySelector("swr-console")!;
      Object.assign(window, { element, place: element.parentElement });
    });
    await comeAndGo(page);
    const half = await counted(page);
    await comeAndGo(page);
    expect(await counted(page)).toEqual(half);
  } finally {
    await portal.stop();
  }
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
