// @ts-check
// What runs in the page, before any script of its own: it tells in the page's own time when something was
// painted, and collects what the browser reports of shifts and long tasks.

/**
 * @typedef {import("./addresses.js").Condition} Condition
 * @typedef {{ selector: string }} Selector
 * @typedef {object} Probe
 * @property {(condition: Condition) => Promise<number>} painted
 * @property {(selector: Selector) => Promise<number>} gone
 * @property {(event: string, condition: Condition) => void} arm begins with the next event of this kind
 * @property {() => Promise<number>} armed the time from that event until the condition was painted
 * @property {() => Promise<number>} [back]
 * @property {Promise<number>} rows
 * @property {Promise<number>} [whole]
 * @property {Promise<number>} [works]
 * @property {() => WebAssembly.Memory[]} memories
 * @property {{ shift: number, tasks: PerformanceEntry[], frames: PerformanceEntry[] }} reported
 */

/**
 * Put into the page as text: it can use nothing from around it.
 * @param {{ rows: Condition, whole?: Condition, gone?: Selector }} place
 */
export function install({ rows, whole, gone }) {
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

  /** After the next frame was painted. @returns {Promise<void>} */
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
  // No other way leads from a page to the memory of its programs: the debugger's search for objects ends the
  // page where there is one.
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
    gone: ({ selector }) => after(() => document.querySelector(selector) === null),
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
  probe.works = gone && probe.rows.then(() => probe.gone(gone));
  Object.assign(window, { probe });
}
