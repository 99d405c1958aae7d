// What the first page costs a person who has never been here, and what it is guarded with.

import { brotliCompressSync, constants } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { ADMIN, IN_THE_WHOLE_BROWSER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use(IN_THE_WHOLE_BROWSER);

const BUDGET_BYTES = 125_000;

/** What everything on a page may cost: the parts of every day, and all of them. */
const DAILY_BYTES = 500_000;
const WHOLE_BYTES = 830_000;
const REPOSITORY = "/organizations/platform/repositories/api-gateway";
const BUDGETS = [
  ["/", DAILY_BYTES],
  ["/repositories", DAILY_BYTES],
  ["/organizations/platform", DAILY_BYTES],
  [REPOSITORY, DAILY_BYTES],
  [`${REPOSITORY}/tags/latest`, WHOLE_BYTES],
  [`${REPOSITORY}/permissions`, WHOLE_BYTES],
  [`${REPOSITORY}/retention`, WHOLE_BYTES],
  ["/organizations/platform?dialog=create-repository", WHOLE_BYTES],
] as const;

/** As small as brotli makes it: what a careful host would send. */
const weigh = (body: Buffer) =>
  brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  }).length;

function answers(page: Page): Response[] {
  const got: Response[] = [];
  page.on("response", (response) => got.push(response));
  return got;
}

/** The files that were asked for before this moment; what comes after is for later. */
async function filesBefore(page: Page, mark: string): Promise<Set<string>> {
  const names = await page.evaluate((mark) => {
    const moment = performance.getEntriesByName(mark)[0].startTime;
    const files = performance.getEntriesByType("resource").filter((it) => it.startTime < moment);
    return [location.href, ...files.map((it) => it.name)];
  }, mark);
  return new Set(names.map((name) => new URL(name).pathname));
}

/** Marks the moment in which this stands and that does not, in the browser's own time. */
async function mark(page: Page, name: string, standing: string, gone = ":not(*)") {
  await page.addInitScript(
    ({ name, standing, gone }) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector(standing) === null || document.querySelector(gone) !== null) return;
        performance.mark(name);
        observer.disconnect();
      });
      observer.observe(document, { childList: true, subtree: true });
    },
    { name, standing, gone },
  );
}

/** The weight of the files that were asked for before a moment, and what it is made of. */
async function weighBefore(page: Page, moment: string, got: Response[]) {
  const before = await filesBefore(page, moment);
  const files = got.filter((response) => !isApi(response) && before.has(new URL(response.url()).pathname));
  const weights: [string, number][] = [];
  for (const file of files) {
    const { pathname } = new URL(file.url());
    weights.push([pathname, weigh(await file.body())]);
  }
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const lines = weights.map(([path, weight]) => `${String(weight).padStart(8)}  ${path}`).join("\n");
  test.info().annotations.push({ type: "bytes", description: `${total}\n${lines}` });
  return { files, total, lines };
}

const isApi = (response: Response) => /^\/v[23](\/|$)/.test(new URL(response.url()).pathname);

test("the first rows stand after at most 125 KB of files", async ({ visitor, page }) => {
  const got = answers(page);
  await mark(page, "first row", "tr.table-row th a");
  await visitor.signInAt(ADMIN, "/organizations", { first: true });
  await visitor.expectRow("platform");
  const { files, total, lines } = await weighBefore(page, "first row", got);
  expect(files.filter((file) => file.url().endsWith(".wasm"))).toHaveLength(1);
  expect(total, lines).toBeLessThanOrEqual(BUDGET_BYTES);
});

for (const [address, budget] of BUDGETS) {
  test(`everything at ${address} works after at most ${budget / 1_000} KB of files`, async ({ visitor, page }) => {
    const got = answers(page);
    await mark(page, "whole", "main h1", "#frame");
    await visitor.openAs(ADMIN, address);
    await expect(page.locator("main h1")).toBeVisible();
    const { total, lines } = await weighBefore(page, "whole", got);
    expect(total, lines).toBeLessThanOrEqual(budget);
  });
}

test("each file is asked for once, and one style sheet is all there is", async ({ visitor, page }) => {
  const got = answers(page);
  await visitor.signInAt(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  const files = got.filter((response) => !isApi(response)).map((response) => new URL(response.url()).pathname);
  expect(files.filter((file, position) => files.indexOf(file) !== position)).toEqual([]);
  expect(files.filter((file) => file.endsWith(".css"))).toHaveLength(1);
});

test("the page is guarded by a strict policy, and runs nothing inline", async ({ visitor, page }) => {
  const answer = await page.goto("/organizations");
  const policy = answer!.headers()["content-security-policy"];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  const page_text = await answer!.text();
  expect(page_text).not.toMatch(/<style|\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=/);
  await visitor.signIn();
  await visitor.expectRow("platform");
});

test("the frame of the first paint stays where it is when the program takes over", async ({ visitor, page }) => {
  await page.route("**/*.wasm", async (route) => {
    const frame = await page.getByRole("main").boundingBox();
    (page as Page & { frame?: unknown }).frame = frame;
    await route.continue();
  });
  await visitor.signInAt(ADMIN, "/organizations", { keep: true });
  await visitor.expectRow("platform");
  await page.reload();
  await visitor.expectRow("platform");
  const content = await page.getByRole("main").boundingBox();
  expect((page as Page & { frame?: unknown }).frame).toEqual(content);
});

test("the whole program takes over without moving or losing anything", async ({ visitor, page }) => {
  await visitor.signInAt(ADMIN, "/organizations", { first: true });
  await visitor.expectRow("platform");
  const places = () =>
    page.evaluate(() => {
      const box = (it: Element) => {
        const { x, y, width, height } = it.getBoundingClientRect();
        return [it.tagName, it.getAttribute("aria-label") ?? it.textContent, x, y, width, height].join(" ");
      };
      const shown = ".shell a, .shell button, .shell input, .shell h1, .shell th, .shell td, .table-footer > span";
      return [...document.querySelectorAll(shown)].map(box);
    });
  await expect(page.locator("#frame")).toHaveCount(1);
  await visitor.link("platform").focus();
  const before = await places();
  await visitor.expectWhole();
  await expect(visitor.link("platform")).toBeFocused();
  expect(await places()).toEqual(before);
});

test("a control of the first page is used again once it can do something", async ({ visitor, page }) => {
  await visitor.signInAt(ADMIN, "/organizations", { first: true });
  await visitor.expectRow("platform");
  await visitor.button("Actions for platform").click();
  await expect(visitor.menuItem("Open")).toBeVisible();
  await page.reload();
  await visitor.signIn(ADMIN, { first: true });
  await visitor.expectRow("platform");
  await visitor.link("platform").click();
  await visitor.expectHeading("platform");
  await visitor.expectAddress("/organizations/platform");
});

test("a press that is under way when the whole program comes is still a click", async ({ visitor, page }) => {
  await visitor.signInAt(ADMIN, "/organizations", { first: true });
  await visitor.expectRow("platform");
  const program = page.waitForResponse((response) => response.url().endsWith("split_late.wasm"));
  await visitor.link("platform").hover();
  await page.mouse.down();
  await (await program).finished();
  await page.mouse.up();
  await visitor.expectHeading("platform");
});

test("a row that is selected on the first page stays selected", async ({ visitor }) => {
  await visitor.signInAt(ADMIN, "/organizations", { first: true });
  await visitor.expectRow("platform");
  await visitor.field("Select platform").click();
  await visitor.expectWhole();
  await expect(visitor.field("Select platform")).toBeChecked();
  await expect(visitor.button("Delete 1 organization")).toBeVisible();
});

test("what is typed to sign in is gone on with when something is missing or refused", async ({ visitor, watch }) => {
  watch.expectStatus(401);
  await visitor.open("/organizations");
  await visitor.fill({ Account: "local" });
  await visitor.button("Sign in").click();
  await visitor.expectFieldError("User", "Required");
  await expect(visitor.field("Account")).toHaveValue("local");
  await visitor.open("/organizations");
  await visitor.fill({ Account: "local", User: "admin", Password: "wrong" });
  await visitor.button("Sign in").click();
  await visitor.expectOneError("Sign-in failed.");
  await expect(visitor.field("User")).toHaveValue("admin");
  await visitor.signIn();
  await visitor.expectRow("platform");
});
