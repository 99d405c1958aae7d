// @ts-check
// One cold visit: a new browser context with an empty cache opens an address. Measured are the moments when the
// rows are painted, when everything works and when the whole list is loaded.

import { install } from "./probe.js";
import { interactions } from "./interactions.js";

/**
 * @typedef {import("./addresses.js").Place} Place
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").CDPSession} Session
 * @typedef {Record<string, number>} Figures
 */

/** Network and processor profiles; *fast* adds no limits. */
export const PROFILES = {
  fast: undefined,
  slow: { kilobitsPerSecond: 1600, latencyMilliseconds: 150, processorSlowedBy: 4 },
};
/** Longer than the two seconds after which the console loads the rest of its program. */
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
 * Watches the network from now on. The returned function resolves when, counted from its call, no request has
 * started or ended for a while; before the call the processor may have been too busy to start any.
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

/** Resolves when rows, takeover and whole list are all there. */
async function untilWhole() {
  await Promise.all([probe.rows, probe.works, probe.whole]);
}

/**
 * The figures that the page's own performance entries give.
 * @returns {Promise<Figures>}
 */
async function timings() {
  const rows = await probe.rows;
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  // A file that was preloaded counts once, when it was transferred.
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
 * Memory and nodes after a garbage collection.
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
    await page.addInitScript(install, { rows: place.rows, whole, firstPage: place.firstPage });
    const quiet = watchNetwork(session);
    await page.goto(origin + place.path, { waitUntil: "commit" });
    const told = inTime("loading", async () => {
      await page.evaluate(untilWhole);
      await quiet();
      return page.evaluate(timings);
    });
    const figures = { ...(await told), ...(await memory(page, session)) };
    const did = inTime("an interaction", () => interactions(page, session, place, whole));
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
    timer = setTimeout(() => fail(new Error(`${what} timed out`)), PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([work(), /** @type {Promise<never>} */ (end)]);
  } finally {
    clearTimeout(timer);
  }
}
