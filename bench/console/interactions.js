// @ts-check
// Interactions with a loaded page, timed from the browser's event until the result is painted.

/**
 * @typedef {import("./addresses.js").Place} Place
 * @typedef {import("./addresses.js").Condition} Condition
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").CDPSession} Session
 * @typedef {Record<string, number>} Figures
 */

const FLING_PIXELS = 20_000;
const FLING_PIXELS_PER_SECOND = 10_000;

/**
 * The time from the next event of this kind until the condition was painted.
 * @param {Page} page @param {string} event @param {Condition} condition @param {() => Promise<unknown>} act
 */
async function timed(page, event, condition, act) {
  await page.evaluate(([event, condition]) => probe.arm(event, condition), /** @type {const} */ ([event, condition]));
  await act();
  return page.evaluate(() => probe.armed());
}

/** @param {Page} page @param {Condition} condition */
const painted = (page, condition) => page.evaluate((condition) => probe.painted(condition), condition);

/** @param {Page} page @param {NonNullable<Place["sort"]>} sort @returns {Promise<Figures>} */
async function sort(page, { header, rows }) {
  const first = (await page.locator(rows).first().textContent()) ?? "";
  const act = () => page.locator(header).first().click();
  return { sort_ms: await timed(page, "click", { selector: rows, firstIsNot: first }, act) };
}

/** @param {Page} page @param {Place} place @param {NonNullable<Place["open"]>} open @returns {Promise<Figures>} */
async function openAndReturn(page, { rows }, { link, opened }) {
  const open_ms = await timed(page, "click", opened, () => page.locator(link).first().click());
  const back_ms = await page.evaluate(async (rows) => {
    const began = performance.now();
    history.back();
    return (await probe.painted(rows)) - began;
  }, rows);
  return { open_ms, back_ms };
}

/** @param {Page} page @param {Session} session @returns {Promise<Figures>} */
async function fling(page, session) {
  const twoFrames = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
  await twoFrames();
  await page.evaluate(() => void probe.reported.frames.splice(0));
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  await session.send("Input.synthesizeScrollGesture", {
    x: width / 2,
    y: (height * 2) / 3,
    yDistance: -FLING_PIXELS,
    speed: FLING_PIXELS_PER_SECOND,
    gestureSourceType: "mouse",
  });
  await twoFrames();
  const frames = await page.evaluate(() => probe.reported.frames.map((frame) => frame.duration));
  return { fling_long_frames: frames.length, fling_longest_frame_ms: Math.max(0, ...frames) };
}

/** @param {Page} page @param {NonNullable<Place["filter"]>} filter @returns {Promise<Figures>} */
async function keystroke(page, { field, before, key, found }) {
  await page.locator(field).first().focus();
  await page.keyboard.type(before);
  await painted(page, { selector: found.selector, every: before });
  return { keystroke_ms: await timed(page, "keydown", found, () => page.keyboard.press(key)) };
}

/** @param {Page} page @param {NonNullable<Place["signIn"]>} signIn @returns {Promise<Figures>} */
async function signIn(page, { fields, opened }) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  return { sign_in_ms: await timed(page, "keydown", opened, () => page.keyboard.press("Enter")) };
}

/**
 * The filter comes last: it leaves one row.
 * @param {Page} page @param {Session} session @param {Place} place @param {Condition} [whole] the whole list
 * @returns {Promise<Figures>}
 */
export async function interactions(page, session, place, whole) {
  /** @type {Figures} */
  const figures = {};
  if (place.signIn) Object.assign(figures, await signIn(page, place.signIn));
  if (place.sort) Object.assign(figures, await sort(page, place.sort));
  if (place.open) Object.assign(figures, await openAndReturn(page, place, place.open));
  // A list may have been loaded again by Back.
  if (whole) await painted(page, whole);
  if (place.isList) Object.assign(figures, await fling(page, session));
  if (place.filter) Object.assign(figures, await keystroke(page, place.filter));
  return figures;
}
