// @ts-check
// One cold visit: a new browser context without a cache, an address, and what it took until its rows stood,
// until everything worked, and until the whole list had come.

import { install } from "./probe.js";
import { interactions } from "./interactions.js";

/**
 * @typedef {import("./addresses.js").Place} Place
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").CDPSession} Session
 * @typedef {Record<string, number>} Figures
 */

/** The networks and processors; *fast* is this machine as it is. */
export const PROFILES = {
  fast: undefined,
  slow: { kilobitsPerSecond: 1600, latencyMilliseconds: 150, processorSlowedBy: 4 },
};
/** The rest of a program may be fetched two seconds after a page was opened. */
const QUIET_MILLISECONDS = 3000;
const PATIENCE_MILLISECONDS = 180_000;

/** @param {Session} session @param {keyof typeof PROFILES} name */
async function applyProfile(session, name) {
  const profile = PROFILES[name];
  if (!profile) return;
  const bytesPerSecond = (profile.kilobitsPerSecond * 1000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: profile.latencyMilliseconds,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: profile.processorSlowedBy });
}

/**
 * Watches the network from now on. The function that it returns resolves when nothing has been asked for or
 * answered for a while since it was called: a processor may have been busy for longer than that before.
 * @param {Session} session
 */
function watchNetwork(session) {
  /** @type {Set<string>} */
  const pending = new Set();
  let changed = () => {};
  const end = (/** @type {{ requestId: string }} */ { requestId }) => (pending.delete(requestId), changed());
  session.on("Network.requestWillBeSent", ({ requestId }) => (pending.add(requestId), changed()));
  session.on("Network.loadingFinished", end);
  session.on("Network.loadingFailed", end);
  return () =>
    new Promise((done) => {
      /** @type {NodeJS.Timeout} */
      let timer;
      changed = () => {
        clearTimeout(timer);
        if (pending.size === 0) timer = setTimeout(() => done(undefined), QUIET_MILLISECONDS);
      };
      changed();
    });
}

/** Until everything that a visit is about is there. */
async function untilWhole() {
  await Promise.all([probe.rows, probe.works, probe.whole]);
}

/**
 * What the page itself can tell of the visit so far.
 * @returns {Promise<Figures>}
 */
async function timings() {
  const rows = await probe.rows;
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  // What came from the cache of preloads was counted as it was preloaded.
  const files = /** @type {PerformanceResourceTiming[]} */ (entries).filter((file) => file.transferSize > 0);
  const bytes = (/** @type {PerformanceResourceTiming[]} */ of) => of.reduce((sum, file) => sum + file.encodedBodySize, 0);
  const first = files.filter((file) => file.responseEnd <= rows);
  const { shift, tasks } = probe.reported;
  const ends = [...files.map((file) => file.responseEnd), ...tasks.map((task) => task.startTime + task.duration), rows];
  const [works, whole_ms] = [await probe.works, await probe.whole];
  for (const end of [works, whole_ms]) if (end !== undefined) ends.push(end);
  return {
    rows_bytes: bytes(first),
    rows_requests: first.length,
    all_bytes: bytes(files),
    all_requests: files.length,
    first_paint_ms: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    rows_ms: rows,
    works_ms: Math.max(...ends),
    ...(whole_ms === undefined ? {} : { whole_ms }),
    layout_shift: shift,
    long_tasks: tasks.length,
    longest_task_ms: Math.max(0, ...tasks.map((task) => task.duration)),
  };
}

/**
 * Garbage is collected before, so that what is kept is what counts.
 * @param {Page} page @param {Session} session
 * @returns {Promise<Figures>}
 */
async function memory(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (/** @type {string} */ name) => metrics.find((it) => it.name === name)?.value ?? 0;
  const wasm_bytes = await page.evaluate(() => probe.memories().reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  return { nodes: metric("Nodes"), heap_bytes: metric("JSHeapUsedSize"), wasm_bytes };
}

/**
 * @param {import("playwright-core").Browser} browser @param {string} origin @param {Place} place
 * @param {{ size: number, profile: keyof typeof PROFILES }} conditions
 * @returns {Promise<Figures>}
 */
export async function visit(browser, origin, place, { size, profile }) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: "en-GB" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Performance.enable");
    await applyProfile(session, profile);
    const whole = place.whole?.(size);
    await page.addInitScript(install, { rows: place.rows, whole, gone: place.gone });
    const quiet = watchNetwork(session);
    await page.goto(origin + place.path, { waitUntil: "commit" });
    const told = inTime("the page", async () => {
      await page.evaluate(untilWhole);
      await quiet();
      return page.evaluate(timings);
    });
    const figures = { ...(await told), ...(await memory(page, session)) };
    const did = inTime("what is done on the page", () => interactions(page, session, place));
    return { ...figures, ...(await did) };
  } finally {
    await context.close().catch(() => {});
  }
}

/**
 * @template T
 * @param {string} what @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTime(what, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const end = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} was not done in time`)), PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([work(), /** @type {Promise<never>} */ (end)]);
  } finally {
    clearTimeout(timer);
  }
}
