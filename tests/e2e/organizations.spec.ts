// Organizations: the list, one of them, creating and deleting.

import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

test("the list shows all organizations and the permitted actions", async ({ console }) => {
  await console.expectHeading("Organizations");
  for (const name of ["data", "edge", "fleet", "legacy", "platform", "scale", "tools", "web"]) await console.expectRow(name);
  await expect(console.row("fleet")).toContainText("Manage");
  await expect(console.row("fleet")).toContainText("2,000");
});

test("filter and order are part of the address", async ({ console, page }) => {
  await console.filter("le");
  await console.sortBy("Repositories");
  await console.expectAddress("/organizations?filter=le&sort=-repositories");
  await expect.poll(() => console.rowNames()).toEqual(["fleet", "legacy", "scale"]);
  await console.link("fleet").click();
  await console.expectHeading("fleet");
  await page.goBack();
  await console.expectAddress("/organizations?filter=le&sort=-repositories");
  await expect.poll(() => console.rowNames()).toEqual(["fleet", "legacy", "scale"]);
  await expect(page.getByRole("searchbox", { name: "Filter" })).toHaveValue("le");
});

test("organizations and users can be sorted by every column", async ({ visitor, page }) => {
  for (const [address, row] of [["/organizations", "platform"], ["/organizations/platform/members", "editor"]] as const) {
    await visitor.openAs(ADMIN, address);
    await expect(page.getByRole("row", { name: row }).first()).toBeVisible();
    const titled = page.locator("thead th:not(.table-check, .table-tail)");
    await expect(titled.first()).toBeVisible();
    for (const heading of await titled.all()) await expect(heading.getByRole("button")).toHaveCount(1);
  }
});

test("a filter without matches can be cleared", async ({ console }) => {
  await console.filter("no such thing");
  await expect(console.page.getByText("No match for “no such thing”")).toBeVisible();
  await console.button("Clear filter").first().click();
  await console.expectRow("platform");
});

test("creates, shows and deletes an organization", async ({ console, api }) => {
  const name = fresh("team");
  const before = await api.organizationQuota();
  await console.button("Create organization").click();
  await console.expectAddress("/organizations?dialog=create-organization");
  await expect(console.dialog()).toContainText(`${before.used} of 100 organizations`);
  await console.fill({ Name: name });
  await console.submit("Create organization");
  await console.expectToast(`Organization ${name} created.`);
  await console.expectAddress(`/organizations/${name}`);
  await console.expectHeading(name);
  expect(await api.organization(name)).toMatchObject({ name, auth: 7, creator_name: "admin" });

  await console.choose(`Actions for ${name}`, "Delete");
  await expect(console.dialog(`Delete organization ${name}?`)).toContainText("It contains no repositories");
  await console.submit("Delete");
  await console.expectToast(`Organization ${name} deleted.`);
  await console.expectAddress("/organizations");
  await console.expectNoRow(name);
  expect(await api.organization(name)).toBeUndefined();
});

test("a taken name is reported at its field, and the input is kept", async ({ console, watch, api }) => {
  watch.expectStatus(409);
  await console.button("Create organization").click();
  await console.fill({ Name: "platform" });
  await console.submit("Create organization");
  await console.expectFieldError("Name", /This name is taken/);
  await console.expectNoError();
  const name = fresh("platform");
  await console.fill({ Name: name });
  await console.submit("Create organization");
  await console.expectHeading(name);
  expect(await api.organization(name)).toBeDefined();
});

test("an invalid name is not sent", async ({ console, page }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await console.button("Create organization").click();
  for (const [name, problem] of [
    ["Team", "Use lowercase letters. Try team."],
    ["1team", "A name cannot start with “1”."],
    ["team/api", "A name cannot contain “/”."],
    ["library", "This name is reserved by the service."],
    ["a".repeat(65), "65 of 64 characters. Shorten the name."],
  ]) {
    await console.fill({ Name: name });
    await console.submit("Create organization");
    await console.expectFieldError("Name", problem);
  }
  expect(sent).toEqual([]);
});

test("two submits send one request", async ({ console, page, api }) => {
  const name = fresh("once");
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await console.button("Create organization").click();
  await console.fill({ Name: name });
  await console.dialog().getByRole("button", { name: "Create organization" }).dblclick();
  await console.expectHeading(name);
  expect(sent).toHaveLength(1);
  expect(await api.organization(name)).toBeDefined();
});

test("the deletion dialog shows the repositories of an organization", async ({ console, api }) => {
  await console.rowAction("web", "Delete");
  const dialog = console.dialog("Delete organization web?");
  await expect(dialog).toContainText("It contains 7 repositories");
  await expect(dialog).toContainText(/web\/checkout 24 tags · /);
  const remove = dialog.getByRole("button", { name: "Delete organization and repositories" });
  await console.expectDisabled(remove, /web/);
  await console.submit("Cancel");
  expect(await api.organization("web")).toBeDefined();
});

test("deleting an organization that was filled in the meantime fails with the reason", async ({ visitor: console, api, watch }) => {
  watch.expectStatus(406);
  const name = fresh("filled");
  await api.createOrganization(name);
  await console.openAs(ADMIN, `/organizations/${name}?dialog=delete-organization&subject=${name}`);
  await expect(console.dialog()).toContainText("It contains no repositories");
  await api.createRepository(name, "late");
  await console.submit("Delete");
  await console.expectOneError("SVCSTG.SWR.4060074");
  await expect(console.dialog()).toContainText("It contains 1 repository");
  expect(await api.organization(name)).toBeDefined();
});

test("closing the dialog asks before discarding input", async ({ console, page }) => {
  await console.button("Create organization").click();
  await console.fill({ Name: "half" });
  await page.keyboard.press("Escape");
  await console.button("Keep editing").click();
  await expect(console.field("Name")).toHaveValue("half");
  await console.submit("Cancel");
  await console.button("Discard").click();
  await console.expectNoDialog();
  await console.expectAddress("/organizations");
});

test("deletes several organizations after showing their contents", async ({ console, api }) => {
  const prefix = fresh("many");
  const names = ["one", "two", "full"].map((it) => `${prefix}-${it}`);
  for (const name of names) await api.createOrganization(name);
  await api.createRepository(`${prefix}-full`, "app");
  await console.button("Refresh").click();
  await console.filter(prefix);
  await console.expectRow(`${prefix}-full`);
  await console.field("Select all").click();
  await console.button("Delete 3 organizations").click();
  const question = console.dialog("Delete 3 organizations?");
  await expect(question).toContainText(`${prefix}-full/app empty`);
  await console.expectDisabled(question.getByRole("button", { name: "Delete 3 organizations" }), "3");
  await console.fill({ "Type 3 to confirm": "3" });
  await console.submit("Delete 3 organizations");
  await console.expectToast("3 organizations deleted.");
  await console.expectNoDialog();
  await console.expectNoRow(`${prefix}-full`);
  for (const name of names) expect(await api.organization(name), name).toBeUndefined();
});

test("bulk deletion: one failure does not affect the others and can be retried", async ({ console, api, watch }) => {
  watch.expectStatus(406);
  const prefix = fresh("late");
  const names = ["one", "two"].map((it) => `${prefix}-${it}`);
  for (const name of names) await api.createOrganization(name);
  await console.button("Refresh").click();
  await console.filter(prefix);
  for (const name of names) await console.field(`Select ${name}`).click();
  await console.button("Delete 2 organizations").click();
  await api.createRepository(names[1], "late");
  await console.fill({ "Type 2 to confirm": "2" });
  await console.submit("Delete 2 organizations");
  await expect(console.dialog("Deletion of 2 items")).toContainText("1 of 2 deleted, 1 failed.");
  await console.expectOneError(names[1], "SVCSTG.SWR.4060074");
  const emptied = await api.call("DELETE", `/v2/manage/namespaces/${names[1]}/repos/late`);
  expect(emptied.status).toBeLessThan(300);
  await console.submit("Delete remaining");
  await console.expectToast("2 organizations deleted.");
  await console.expectNoDialog();
  for (const name of names) expect(await api.organization(name)).toBeUndefined();
});
