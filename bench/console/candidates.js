// @ts-check
// The kinds of candidates: which service each talks to, and where it shows the measured addresses.

import { readFileSync } from "node:fs";
import { PLACES } from "./addresses.js";
import { joxit } from "./joxit.js";
import { answer } from "./world.js";

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {Record<string, import("./addresses.js").Place>} places by the name of the address; an address
 * that it does not have is not measured
 * @property {(page: string, origin: string) => string} page fills in the page as its own host would
 * @property {(url: URL, world: import("./world.js").World) =>
 *   (import("./world.js").Answer & { isKnown: boolean }) | undefined} answer
 *
 * @typedef {{ name: string, folder: string, kind: Kind }} Candidate
 */

const FLOOR_SCRIPT = new URL("floor/floor.js", import.meta.url);

/** Speaks the management API, and has the console's addresses. @type {Kind} */
const console = { name: "console", places: PLACES, page: (page) => page, answer };

/** Its script is inlined: one request less. @type {Kind} */
const floor = {
  ...console,
  name: "floor",
  page: (page) => page.replace(' src="floor.js">', () => `>${readFileSync(FLOOR_SCRIPT)}`),
};

/** @type {Record<string, Kind>} */
export const KINDS = { console, floor, joxit };
