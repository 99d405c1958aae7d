// @ts-check
// Runs a plan: `node measure.js PLAN`. The figures of each visit are appended to the plan's output as one line of
// JSON; `cargo xtask bench console` writes the plan and reads the lines.

import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { PLACES } from "./addresses.js";
import { KINDS } from "./candidates.js";
import { serve } from "./server.js";
import { visit } from "./visit.js";

/**
 * @typedef {object} Plan
 * @property {string} browser the program
 * @property {string} output a file
 * @property {{ name: string, kind: string, folder: string }[]} candidates
 * @property {string[]} addresses all when none is named
 * @property {number[]} sizes
 * @property {("fast" | "slow")[]} profiles
 * @property {number} runs
 */

/** Without the browser's own network traffic. */
const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/** @type {Plan} */
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const unknown = plan.addresses.filter((name) => !(name in PLACES));
if (unknown.length) throw new Error(`no address ${unknown}; there are ${Object.keys(PLACES)}`);

/** @param {object} line */
const write = (line) => appendFileSync(plan.output, `${JSON.stringify(line)}\n`);

const candidates = plan.candidates.map(({ name, folder, kind }) => {
  if (!(kind in KINDS)) throw new Error(`nothing is known of ${kind}; there are ${Object.keys(KINDS)}`);
  return { name, folder, kind: KINDS[kind] };
});
const served = await Promise.all(candidates.map(async (candidate) => ({ candidate, server: await serve(candidate) })));

/** Addresses that do not grow with the world are measured at the first size only. */
const isMeasured = (/** @type {string} */ name, /** @type {number} */ size) => PLACES[name].isList || size === plan.sizes[0];
const addresses = plan.addresses.length ? plan.addresses : Object.keys(PLACES);
const rounds = plan.sizes.flatMap((size) =>
  addresses
    .filter((name) => isMeasured(name, size))
    .flatMap((address) => plan.profiles.map((profile) => ({ address, size, profile }))),
);

const browser = await chromium.launch({ executablePath: plan.browser, args: BROWSER_ARGUMENTS });

/** Candidates that failed at an address and size, which are not visited there again. @type {Set<string>} */
const failed = new Set();

/**
 * One visit to each candidate in turn, so that changes of the machine's load affect all of them.
 * @param {typeof rounds[number]} round @param {number | undefined} run none for the visit that fills the server's caches
 */
async function visitEach({ address, size, profile }, run) {
  for (const { candidate, server } of served) {
    const place = candidate.kind.places[address];
    const key = [candidate.name, address, size].join(" ");
    if (!place || failed.has(key)) continue;
    server.show({ size, signsIn: place.signsIn ?? false });
    const where = { candidate: candidate.name, address, size, profile };
    const result = await visit(browser, server.origin, place, { size, profile }).then(
      (figures) => ({ figures }),
      (error) => ({ error: String(error).split("\n")[0] }),
    );
    if ("error" in result) failed.add(key);
    if (run !== undefined || "error" in result) write({ ...where, ...result });
    const said = "error" in result ? result.error : `rows after ${Math.round(result.figures.rows_ms)} ms`;
    const turn = run === undefined ? "not counted" : `run ${run + 1}`;
    console.error(`${address} of ${size}, ${profile}, ${turn}, ${candidate.name}: ${said}`);
  }
}

writeFileSync(plan.output, "");
write({ browser: `${browser.browserType().name()} ${browser.version()}` });
try {
  for (const [index, round] of rounds.entries()) {
    const isNew = index === 0 || rounds[index - 1].address !== round.address || rounds[index - 1].size !== round.size;
    if (isNew) await visitEach({ ...round, profile: "fast" }, undefined);
    for (let run = 0; run < plan.runs; run++) await visitEach(round, run);
  }
} finally {
  await browser.close();
  for (const { candidate, server } of served) {
    write({ unanswered: { candidate: candidate.name, calls: [...server.unanswered] } });
    server.close();
  }
}
