// Sharing: with whom, until when, and the lists of what crosses the border of an account.
//
// The demo's second account is `partner`; the two share some repositories with each other, no end date,
// for a while, and once.

import type { Page } from "@playwright/test";
import { Api } from "./world/api.ts";
import { image, push } from "./world/images.ts";
import { ADMIN, EDITOR, PARTNER, READER } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const STOREFRONT = "/organizations/web/repositories/storefront/sharing";

const sharesOf = (organization: string, repository = "web$app") =>
  `/v2/manage/namespaces/${organization}/repositories/${repository}/access-domains`;

const pageOf = (organization: string) => `/organizations/${organization}/repositories/web$app/sharing`;

/** The day so many days from now, as days are counted. */
const day = (fromNow: number) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

/** A repository of its own, private and shared with no one. */
async function aRepository(api: Api, attributes = {}): Promise<string> {
  const organization = fresh("sharing");
  await api.createOrganization(organization);
  await api.createRepository(organization, "web/app", attributes);
  return organization;
}

async function share(api: Api, organization: string, deadline: string, description = "") {
  const body = { access_domain: "partner", permit: "read", deadline, description };
  expect((await api.call("POST", sharesOf(organization), body)).status).toBe(201);
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("shares a repository without an end date, edits and stops the share", async ({ visitor, api }) => {
  const organization = await aRepository(api);
  await visitor.openAs(ADMIN, pageOf(organization));
  await expect(visitor.page.getByText("Not shared with any account")).toBeVisible();
  await visitor.button("Share").click();
  await visitor.expectAddress(`${pageOf(organization)}?dialog=share-repository&subject=${organization}/web$app`);
  await visitor.fill({ Account: "partner", Description: "For the field test" });
  await visitor.submit("Share");
  await visitor.expectToast(`${organization}/web/app shared with partner.`);
  await visitor.expectNoDialog();
  const row = visitor.row("partner");
  for (const fact of ["Active", "no end date", "For the field test", "admin"]) await expect(row).toContainText(fact);
  const made = await api.call("GET", `${sharesOf(organization)}/partner`);
  const forever = { exist: true, deadline: "forever", permit: "read", description: "For the field test", status: true };
  expect(made.body).toMatchObject(forever);

  await visitor.rowAction("partner", "Edit");
  await expect(visitor.dialog(`Edit share of ${organization}/web/app with partner`)).toBeVisible();
  await expect(visitor.field("Description")).toHaveValue("For the field test");
  await visitor.field("Until a date").check();
  await visitor.fill({ "Last day": "2037-12-31", Description: "" });
  await visitor.expectDescribed(visitor.field("Last day"), /Jan 1, 2038.*12:00:00\sAM UTC/);
  await visitor.submit("Save");
  await visitor.expectToast("Share with partner saved.");
  await expect(row).toContainText("Dec 31, 2037");
  const edited = (await api.call("GET", `${sharesOf(organization)}/partner`)).body;
  expect(edited).toMatchObject({ description: "", status: true });
  expect(edited.deadline).toMatch(/^2037-12-31T00:00:00/);

  await visitor.rowAction("partner", "Stop sharing");
  await expect(visitor.dialog()).toContainText("Users of partner will no longer be able to pull.");
  await visitor.submit("Stop sharing");
  await visitor.expectToast("No longer shared with partner.");
  await expect(visitor.page.getByText("Not shared with any account")).toBeVisible();
  expect((await api.call("GET", sharesOf(organization))).body).toEqual([]);
});

test("an expired share is marked and can be extended", async ({ visitor, api }) => {
  const organization = await aRepository(api);
  await share(api, organization, `${day(-3)}T00:00:00Z`, "over");
  await visitor.openAs(ADMIN, pageOf(organization));
  await expect(visitor.row("partner")).toContainText("Expired");
  await visitor.row("partner").getByRole("link", { name: "partner" }).click();
  await expect(visitor.field("Last day")).toHaveValue(day(-3));
  // Its note may change while its day stays.
  await visitor.fill({ "Last day": day(-2) });
  await visitor.submit("Save");
  await visitor.expectFieldError("Last day", "This day has passed in UTC");
  await visitor.fill({ "Last day": day(5) });
  await visitor.submit("Save");
  await visitor.expectNoDialog();
  await expect(visitor.row("partner")).toContainText("Active");
  expect((await api.call("GET", `${sharesOf(organization)}/partner`)).body.status).toBe(true);
});

test("marks the expired share of the demo", async ({ visitor }) => {
  await visitor.openAs(ADMIN, STOREFRONT);
  await expect(visitor.row("partner")).toContainText("Expired");
  await expect(visitor.row("partner")).toContainText("Review of the relaunch.");
});

test("stops several shares", async ({ visitor, api }) => {
  const organization = await aRepository(api);
  await share(api, organization, "forever");
  await visitor.openAs(ADMIN, pageOf(organization));
  await visitor.field("Select partner").click();
  await visitor.button("Stop sharing with 1 account").click();
  await expect(visitor.dialog(`Stop sharing ${organization}/web/app with 1 account?`)).toContainText("partner");
  await visitor.submit("Stop sharing with 1 account");
  await visitor.expectToast("1 share stopped.");
  await visitor.expectNoDialog();
  expect((await api.call("GET", sharesOf(organization))).body).toEqual([]);
});

test("editing a share by its address focuses the selected option", async ({ visitor }) => {
  const gateway = "/organizations/platform/repositories/api-gateway";
  await visitor.openAs(ADMIN, `${gateway}/sharing?dialog=edit-share&subject=platform/api-gateway/partner`);
  await expect(visitor.page.getByRole("radio", { name: "Until a date" })).toBeChecked();
  await expect(visitor.page.getByRole("radio", { name: "Until a date" })).toBeFocused();
});

test("invalid input is reported at its field and not sent", async ({ visitor, page, api }) => {
  const organization = await aRepository(api);
  await visitor.openAs(ADMIN, `${pageOf(organization)}?dialog=share-repository&subject=${organization}/web$app`);
  const asked: string[] = [];
  page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
  await visitor.submit("Share");
  await visitor.expectFieldError("Account", "Enter an account.");
  await visitor.fill({ Account: "local" });
  await visitor.expectFieldError("Account", "This is your own account.");
  await visitor.fill({ Account: "partner" });
  await visitor.field("Until a date").check();
  await visitor.submit("Share");
  await visitor.expectFieldError("Last day", "Enter a date.");
  await visitor.fill({ "Last day": day(-1) });
  await visitor.expectFieldError("Last day", "This day has passed in UTC");
  await visitor.field("No end date").check();
  await visitor.fill({ Description: "é".repeat(1001) });
  await visitor.expectFieldError("Description", "1,001 of 1,000 characters. Shorten the description.");
  await visitor.submit("Share");
  expect(asked).toEqual([]);
  await visitor.fill({ Description: "é".repeat(1000) });
  await visitor.submit("Share");
  await visitor.expectNoDialog();
  expect((await api.call("GET", `${sharesOf(organization)}/partner`)).body.description).toBe("é".repeat(1000));
});

test("errors of the service are reported at their fields, and the input is kept", async ({ visitor, api, watch }) => {
  watch.expectStatus(400, 409);
  const organization = await aRepository(api);
  await share(api, organization, "forever");
  await visitor.openAs(ADMIN, `${pageOf(organization)}?dialog=share-repository&subject=${organization}/web$app`);
  await visitor.fill({ Account: "nobody-at-all", Description: "kept" });
  await visitor.submit("Share");
  await visitor.expectFieldError("Account", "No such account in this region");
  await visitor.expectNoError();
  await visitor.fill({ Account: "partner" });
  await visitor.submit("Share");
  await visitor.expectFieldError("Account", "Already shared with this account.");
  await visitor.expectNoError();
  await expect(visitor.field("Description")).toHaveValue("kept");
});

test("a public repository explains why it cannot be shared", async ({ visitor, api }) => {
  const organization = await aRepository(api, { is_public: true });
  await visitor.openAs(ADMIN, pageOf(organization));
  await expect(visitor.page.getByText(/This repository is public/)).toBeVisible();
  await expect(visitor.button("Share")).toHaveCount(0);
  const body = { access_domain: "partner", permit: "read", deadline: "forever" };
  expect(await api.call("POST", sharesOf(organization), body)).toMatchObject({ status: 400 });
  await visitor.link("Edit visibility").click();
  await visitor.field("Private").check();
  await visitor.submit("Save");
  await visitor.expectNoDialog();
  await expect(visitor.button("Share")).not.toHaveAttribute("aria-disabled");
});

test("editing a deleted share says that it no longer exists", async ({ visitor, api, watch }) => {
  watch.expectStatus(400);
  const organization = await aRepository(api);
  await visitor.openAs(ADMIN, `${pageOf(organization)}?dialog=edit-share&subject=${organization}/web$app/partner`);
  await expect(visitor.dialog()).toContainText(`${organization}/web/app is no longer shared with partner.`);
  await visitor.expectDisabled(visitor.dialog().getByRole("button", { name: "Save" }), /no longer shared with partner/);
});

test("users without the Manage role see shares but cannot change them", async ({ visitor }) => {
  for (const [person, address] of [
    [READER, STOREFRONT],
    [EDITOR, "/organizations/platform/repositories/api-gateway/sharing"],
  ] as const) {
    await visitor.openAs(person, address);
    await visitor.expectRow("partner");
    await visitor.expectDisabled(visitor.button("Share"), /Requires the Manage role/);
    await visitor.button("Actions for partner").click();
    await visitor.expectDisabled(visitor.menuItem("Stop sharing"), /Requires the Manage role/);
    await visitor.page.keyboard.press("Escape");
    await visitor.choose(/^Account menu/, "Sign out");
  }
});

test("repositories shared with me can be pulled but not changed", async ({ visitor, page, server, watch }) => {
  // What one may do with a repository from another account is asked, and refused.
  watch.expectStatus(403);
  const partner = await Api.signIn(server, PARTNER);
  const { path } = await partner.repository("partner-firmware", "modem");
  await visitor.openAs(ADMIN, "/repositories/shared-with-me");
  await visitor.expectRow("partner-firmware/modem");
  for (const fact of ["partner", "Active", "9"]) await expect(visitor.row("partner-firmware/modem")).toContainText(fact);
  await visitor.button("Copy pull command of partner-firmware/modem").click();
  await expect.poll(() => clipboard(page)).toContain(`docker pull ${path}:`);

  await visitor.choose("State: any", "Expired");
  await visitor.expectAddress("/repositories/shared-with-me?state=expired");
  await expect(page.getByRole("row").filter({ hasText: "partner-tools/flasher" })).toContainText("Expired");
  await expect(visitor.link("partner-tools/flasher")).toHaveCount(0);
  await visitor.choose("State: Expired", "any");

  await visitor.link("partner-firmware/modem").click();
  await visitor.expectHeading("modem");
  await visitor.expectLoaded();
  await visitor.button("Actions for modem").click();
  await visitor.expectDisabled(visitor.menuItem("Delete"), "You have no role on partner-firmware");
  await page.keyboard.press("Escape");
  await visitor.link("Sharing").click();
  await expect(page.getByText("Only the owner can view shares")).toBeVisible();
});

test("shared repositories are listed in both accounts", async ({ visitor, api, server }) => {
  const organization = await aRepository(api);
  await push(server, `${organization}/web/app:1.0`, image("shared"));
  await share(api, organization, "forever");
  await visitor.openAs(ADMIN, `/repositories/shared-by-me?filter=${organization}`);
  await visitor.expectRow(`${organization}/web/app`);
  await visitor.rowAction(`${organization}/web/app`, "Show accounts");
  await visitor.expectAddress(pageOf(organization));
  await visitor.expectRow("partner");
  await visitor.choose(/^Account menu/, "Sign out");

  await visitor.openAs(PARTNER, `/repositories/shared-with-me?filter=${organization}`);
  await expect(visitor.row(`${organization}/web/app`)).toContainText("local");
  const partner = await Api.signIn(server, PARTNER);
  expect(await partner.tags(organization, "web/app")).toEqual(["1.0"]);
});

test("repositories shared by me can be filtered by state", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/repositories/shared-by-me");
  await visitor.expectRow("edge/ota/updater");
  await visitor.choose("State: any", "Expired");
  await visitor.expectRow("web/storefront");
  await visitor.expectNoRow("edge/ota/updater");
  await page.reload();
  await visitor.expectRow("web/storefront");
  await visitor.expectNoRow("edge/ota/updater");
});
