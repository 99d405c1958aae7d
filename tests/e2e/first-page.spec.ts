// What the first page costs a person who has never been here, and what it is guarded with.

import { brotliCompressSync, constants } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const BUDGET_BYTES = 150_000;

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

const isApi = (response: Response) => /^\/v[23](\/|$)/.test(new URL(response.url()).pathname);

test("the first rows stand after at most 150 KB of files", async ({ visitor, page }) => {
  const got = answers(page);
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  const files = got.filter((response) => !isApi(response));
  const weights: [string, number][] = [];
  for (const file of files) {
    const { pathname } = new URL(file.url());
    weights.push([pathname, weigh(await file.body())]);
  }
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const lines = weights.map(([path, weight]) => `${String(weight).padStart(8)}  ${path}`);
  test.info().annotations.push({ type: "bytes", description: `${total}\n${lines.join("\n")}` });
  expect(files.some((file) => file.url().endsWith(".wasm"))).toBe(true);
  expect(total, lines.join("\n")).toBeLessThanOrEqual(BUDGET_BYTES);
});

test("each file is asked for once, and one style sheet is all there is", async ({ visitor, page }) => {
  const got = answers(page);
  await visitor.openAs(ADMIN, "/organizations");
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
  await visitor.openAs(ADMIN, "/organizations", { keep: true });
  await visitor.expectRow("platform");
  await page.reload();
  await visitor.expectRow("platform");
  const content = await page.getByRole("main").boundingBox();
  expect((page as Page & { frame?: unknown }).frame).toEqual(content);
});
