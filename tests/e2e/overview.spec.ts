// The overview: what an account has, how that went, and what is left.

import { image, push } from "./world/images.ts";
import { Proxy } from "./world/proxy.ts";
import { ADMIN, EDITOR, PARTNER, READER } from "./world/settings.ts";
import { Api } from "./world/api.ts";
import { expect, fresh, test } from "./world/test.ts";

const number = (value: number) => value.toLocaleString("en");

/** A day of a report as the lists of the console write it, too. */
const written = (date: string) =>
  new Date(date).toLocaleDateString("en", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });

test("shows the counts of the service", async ({ visitor, page, api }) => {
  await visitor.openAs(ADMIN, "/");
  await visitor.expectHeading("Overview");
  const { body } = await api.call("GET", "/v2/manage/overview");
  const main = page.getByRole("main");
  for (const count of [body.namspace_num, body.repo_num, body.image_num]) {
    await expect(main.getByRole("definition").filter({ hasText: new RegExp(`^${number(count)}$`) }).first()).toBeVisible();
  }
  const quota = await api.organizationQuota();
  await expect(main).toContainText(`${quota.used} of ${quota.limit}`);
  await main.getByRole("link", { name: "Organizations", exact: true }).click();
  await visitor.expectAddress("/organizations");
});

test("charts work with keyboard, pointer and as a table", async ({ visitor, page, api }) => {
  const { body: days } = await api.call("GET", "/v2/manage/reports/store/daily");
  const dates: string[] = days.map((it: { date: string }) => it.date).sort().map(written);
  await visitor.openAs(ADMIN, "/");
  const chart = page.getByRole("figure").first();
  const plot = chart.getByRole("group", { name: /arrow keys/ });
  await expect(chart).toContainText(dates.at(-1)!);
  await plot.focus();
  await page.keyboard.press("Home");
  await expect(chart).toContainText(`${dates[0]}: `);
  await page.keyboard.press("ArrowRight");
  await expect(chart).toContainText(`${dates[1]}: `);
  await plot.hover({ position: { x: 2, y: 20 } });
  await expect(chart).toContainText(`${dates[0]}: `);
  await chart.getByText("Show as table").click();
  await expect(chart.getByRole("rowheader")).toHaveCount(dates.length);
  await expect(chart.getByRole("rowheader").first()).toHaveText(dates.at(-1)!);
});

test("lists the last push first", async ({ visitor, page, api, server }) => {
  const organization = fresh("overview");
  await api.createOrganization(organization);
  await push(server, `${organization}/app:1.0`, image("newest"));
  await visitor.openAs(ADMIN, "/");
  const recent = page.getByRole("listitem").filter({ hasText: /tag/ });
  await expect(recent.first()).toContainText(`${organization}/app`);
  await expect(recent).toHaveCount(10);
  await recent.first().getByRole("link").click();
  await visitor.expectAddress(`/organizations/${organization}/repositories/app`);
});

test("each section fails and recovers independently", async ({ visitor, page, server, watch }) => {
  const files: Record<string, string> = { "/v2/manage/overview": '{"namspace_num": ' };
  const proxy = await Proxy.start(server, { files });
  watch.allowOrigin(proxy.origin);
  try {
    await visitor.openAs(ADMIN, `${proxy.origin}/`);
    await visitor.expectOneError("Unexpected response from the service.");
    await expect(page.getByRole("figure")).toHaveCount(2);
    delete files["/v2/manage/overview"];
    await visitor.button("Try again").click();
    await visitor.expectNoError();
    await expect(page.getByRole("main").getByRole("link", { name: "Organizations", exact: true })).toBeVisible();
  } finally {
    await proxy.close();
  }
});

for (const [who, person] of [["an editor", EDITOR], ["a reader", READER]] as const) {
  test(`${who} sees the account too`, async ({ visitor, page }) => {
    await visitor.openAs(person, "/");
    await expect(page.getByRole("figure")).toHaveCount(2);
    await visitor.expectNoError();
  });
}

test("counts and links repositories shared with the account", async ({ visitor, page, server }) => {
  const api = await Api.signIn(server, PARTNER);
  const { body } = await api.call("GET", "/v2/manage/shared-repositories?center=thirdparty&limit=100&offset=0");
  await visitor.openAs(PARTNER, "/");
  await expect(page.getByRole("main")).toContainText(new RegExp(`${body.length} repositor(y|ies) from (an)?other account`));
  await visitor.link("View shared repositories").click();
  await visitor.expectAddress("/repositories/shared-with-me");
  // One number, wherever it is read.
  await visitor.expectRowCount(body.length);
});

test.describe("an empty account", () => {
  test.use({ world: "empty" });

  test("offers the first step", async ({ visitor, page, api }) => {
    await visitor.openAs(ADMIN, "/");
    await expect(page.getByText("No organizations yet")).toBeVisible();
    await expect(visitor.button("Create organization")).toHaveCount(1);
    await visitor.button("Create organization").click();
    await visitor.fill({ Name: "first" });
    await visitor.submit("Create organization");
    await visitor.expectAddress("/organizations/first");
    expect(await api.organization("first")).toBeDefined();
  });
});
