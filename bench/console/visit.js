// @ts-check
// One cold visit: a new browser context without a cache, an address, and what it took until its rows stood,
// until everything worked, and until the whole list had come.

import { install } from "./probe.js";
import { interactions } from "./interactions.js";

/**
 * @typedef {import("./addresses.js").Place} Place
 * @typedef {import("./probe.js").Probe} Probe
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
 * Resolves when nothing was asked for or answered for a while.
 * @param {Session} session
 */
function untilQuiet(session) {
  /** @type {Set<string>} */
  const pending = new Set();
  return new Promise((done) => {
    /** @type {NodeJS.Timeout} */
    let timer;
    const look = () => {
      clearTimeout(timer);
      if (pending.size === 0) timer = setTimeout(() => done(undefined), QUIET_MILLISECONDS);
    };
    const end = (/** @type {{ requestId: string }} */ { requestId }) => (pending.delete(requestId), look());
    session.on("Network.requestWillBeSent", ({ requestId }) => (pending.add(requestId), look()));
    session.on("Network.loadingFinished", end);
    session.on("Network.loadingFailed", end);
    look();
  });
}

/**
 * What the page itself can tell of the visit so far.
 * @param {{ hasGone: boolean, hasWhole: boolean }} place
 * @returns {Promise<Figures>}
 */
async function timings({ hasGone, hasWhole }) {
  const { probe } = /** @type {{ probe: Probe }} */ (/** @type {unknown} */ (window));
  const rows = await probe.rows;
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  // What came from the cache of preloads was counted as it was preloaded.
  const files = /** @type {PerformanceResourceTiming[]} */ (entries).filter((file) => file.transferSize > 0);
  const bytes = (/** @type {PerformanceResourceTiming[]} */ of) => of.reduce((sum, file) => sum + file.encodedBodySize, 0);
  const first = files.filter((file) => file.responseEnd <= rows);
  const { shift, tasks } = probe.reported;
  const ends = [...files.map((file) => file.responseEnd), ...tasks.map((task) => task.startTime + task.duration), rows];
  if (hasGone) ends.push((await probe.works) ?? 0);
  return {
    rows_bytes: bytes(first),
    rows_requests: first.length,
    all_bytes: bytes(files),
    all_requests: files.length,
    first_paint_ms: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    rows_ms: rows,
    works_ms: Math.max(...ends),
    ...(hasWhole ? { whole_ms: /** @type {number} */ (await probe.whole) } : {}),
    layout_shift: shift,
    long_tasks: tasks.length,
    longest_task_ms: Math.max(0, ...tasks.map((task) => task.duration)),
  };
}

/**
 * Garbage is collected before, so that what is kept is what counts.
 * @param {Session} session
 * @returns {Promise<Figures>}
 */
async function memory(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (/** @type {string} */ name) => metrics.find((it) => it.name === name)?.value ?? 0;
  const prototype = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const found = await session.send("Runtime.queryObjects", {
    prototypeObjectId: /** @type {string} */ (prototype.result.objectId),
  });
  const sum = await session.send("Runtime.callFunctionOn", {
    objectId: found.objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
    returnByValue: true,
  });
  return { nodes: metric("Nodes"), heap_bytes: metric("JSHeapUsedSize"), wasm_bytes: sum.result.value };
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
    const quiet = untilQuiet(session);
    await page.goto(origin + place.path, { waitUntil: "commit" });
    const told = inTime("the page", async () => {
      await quiet;
      return page.evaluate(timings, { hasGone: place.gone !== undefined, hasWhole: whole !== undefined });
    });
    const figures = { ...(await told), ...(await memory(session)) };
    const did = inTime("what is done on the page", () => interactions(page, session, place));
    return { ...figures, ...(await did) };
  } finally {
    await context.close();
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
