// @ts-check
// The probe, which runs in the page before any other script: it measures by the page's clock when something
// was painted, and collects the browser's entries of layout shifts, long tasks and long frames.

/**
 * @typedef {import("./addresses.js").Condition} Condition
 * @typedef {{ selector: string }} Selector
 * @typedef {object} Probe
 * @property {(condition: Condition) => Promise<number>} painted
 * @property {(selector: Selector) => Promise<number>} removed
 * @property {(event: string, condition: Condition) => void} arm starts the clock with the next event of this kind
 * @property {() => Promise<number>} armed the time from that event until the condition was painted
 * @property {() => Promise<number>} [back]
 * @property {Promise<number>} rows
 * @property {Promise<number>} [whole]
 * @property {Promise<number>} [works]
 * @property {() => WebAssembly.Memory[]} memories
 * @property {{ shift: number, tasks: PerformanceEntry[], frames: PerformanceEntry[] }} reported
 */

/**
 * Sent to the page as text, so it must not use anything outside itself.
 * @param {{ rows: Condition, whole?: Condition, firstPage?: Selector }} place
 */
export function install({ rows, whole, firstPage }) {
  const LOOKED_AT = 60;
  performance.setResourceTimingBufferSize(10_000);

  /** @param {Condition} condition */
  const holds = ({ selector, some, every, firstIsNot }) => {
    const found = [];
    for (const element of document.querySelectorAll(selector)) {
      if (element.checkVisibility()) found.push(element.textContent ?? "");
      if (found.length === LOOKED_AT) break;
    }
    if (found.length === 0) return false;
    if (some !== undefined && !found.some((text) => text.includes(some))) return false;
    if (every !== undefined && !found.every((text) => text.includes(every))) return false;
    return firstIsNot === undefined || found[0] !== firstIsNot;
  };

  /** Resolves after the next frame was painted. @returns {Promise<void>} */
  const frame = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(null);
      }),
    );
  /** The end of the first frame after which this holds. @param {() => boolean} condition */
  const after = async (condition) => {
    do await frame();
    while (!condition());
    return performance.now();
  };
  /** @param {Condition} condition */
  const painted = (condition) => after(() => holds(condition));

  const reported = { shift: 0, tasks: /** @type {PerformanceEntry[]} */ ([]), frames: /** @type {PerformanceEntry[]} */ ([]) };
  /** @param {string} type @param {(entry: any) => void} take */
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("layout-shift", (shift) => (reported.shift += shift.hadRecentInput ? 0 : shift.value));
  watch("longtask", (task) => reported.tasks.push(task));
  // A frame is reported as long from 50 ms on.
  watch("long-animation-frame", (entry) => reported.frames.push(entry));

  /** @type {Set<WebAssembly.Memory>} */
  const memories = new Set();
  // The memory of a program is not reported anywhere: Runtime.queryObjects crashes a page that has one.
  for (const name of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
    const original = /** @type {(...given: any[]) => Promise<any>} */ (WebAssembly[name]);
    WebAssembly[name] = async (/** @type {any[]} */ ...given) => {
      const made = await original(...given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return made;
    };
  }

  let result = Promise.resolve(0);
  /** @type {Probe} */
  const probe = {
    painted,
    removed: ({ selector }) => after(() => document.querySelector(selector) === null),
    arm(event, condition) {
      /** @type {Promise<number>} */
      const start = new Promise((done) =>
        addEventListener(event, ({ timeStamp }) => done(timeStamp), { capture: true, once: true }),
      );
      result = start.then(async (began) => (await painted(condition)) - began);
    },
    armed: () => result,
    rows: painted(rows),
    whole: whole && painted(whole),
    memories: () => [...memories],
    reported,
  };
  probe.works = firstPage && probe.rows.then(() => probe.removed(firstPage));
  Object.assign(window, { probe });
}
