// What a person may not do is there, cannot be used, and says why; the service would refuse it, too.

import { Api } from "./world/api.ts";
import { ADMIN, EDITOR, READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const needs = (right: string, place: string, has: string) => `Requires the ${right} role on ${place}. Your role: ${has}.`;

test("readers cannot change anything", async ({ visitor, server }) => {
  await visitor.openAs(READER, "/organizations");
  await expect(visitor.row("platform")).toContainText("Read");
  await visitor.button("Actions for platform").click();
  await visitor.expectDisabled(visitor.menuItem("Create repository"), needs("Edit", "platform", "Read"));
  await visitor.expectDisabled(visitor.menuItem("Delete"), needs("Manage", "platform", "Read"));
  // It does nothing, and does not close the menu either: the reason stays in sight.
  await visitor.menuItem("Delete").click({ force: true });
  await visitor.expectNoDialog();

  await visitor.open("/organizations/platform");
  await visitor.expectDisabled(visitor.button("Create repository"), needs("Edit", "platform", "Read"));
  await visitor.expectRow("api-gateway");
  await visitor.button("Actions for api-gateway").click();
  await visitor.expectDisabled(visitor.menuItem("Edit"), needs("Edit", "platform/api-gateway", "Read"));
  await visitor.expectDisabled(visitor.menuItem("Delete"), needs("Manage", "platform/api-gateway", "Read"));

  const api = await Api.signIn(server, READER);
  const refused = await api.call("POST", "/v2/manage/namespaces/platform/repos", { repository: "x", is_public: false });
  expect(refused.status).toBe(403);
});

test("readers can pull tags but not delete them", async ({ visitor }) => {
  await visitor.openAs(READER, "/organizations/platform/repositories/api-gateway");
  await visitor.expectRow("latest");
  await visitor.button("Actions for latest").click();
  await visitor.expectDisabled(visitor.menuItem("Delete"), needs("Manage", "platform/api-gateway", "Read"));
});

test("editors create and edit, but do not delete", async ({ visitor }) => {
  await visitor.openAs(EDITOR, "/organizations/tools");
  await visitor.expectRow("backup");
  await expect(visitor.button("Create repository")).not.toHaveAttribute("aria-disabled");
  await visitor.button("Actions for backup").click();
  await expect(visitor.menuItem("Edit")).not.toHaveAttribute("aria-disabled");
  await visitor.expectDisabled(visitor.menuItem("Delete"), needs("Manage", "tools/backup", "Edit"));
});

test("bulk actions apply the role on each organization", async ({ visitor }) => {
  await visitor.openAs(EDITOR, "/organizations");
  await visitor.field("Select data").click();
  const remove = (count: string) => visitor.button(`Delete ${count}`);
  await visitor.expectDisabled(remove("1 organization"), needs("Manage", "data", "Read"));
  await visitor.field("Select web").click();
  await expect(remove("2 organizations")).not.toHaveAttribute("aria-disabled");
  await remove("2 organizations").click();
  const question = visitor.dialog("Delete 2 organizations?");
  await expect(question).toContainText(`data skipped: ${needs("Manage", "data", "Read")}`);
  await expect(question).toContainText(/web\/checkout 24 tags · /);
  await expect(question.getByRole("button", { name: "Delete 1 organization" })).not.toHaveAttribute("aria-disabled");
  await visitor.submit("Cancel");
});

test("the Manage role on one organization does not apply to others", async ({ visitor }) => {
  await visitor.openAs(EDITOR, "/organizations");
  await expect(visitor.row("web")).toContainText("Manage");
  await visitor.button("Actions for web").click();
  await expect(visitor.menuItem("Delete")).not.toHaveAttribute("aria-disabled");
  await visitor.page.keyboard.press("Escape");
  await visitor.button("Actions for data").click();
  await visitor.expectDisabled(visitor.menuItem("Delete"), needs("Manage", "data", "Read"));
});

test("an address does not bypass a missing role", async ({ visitor }) => {
  await visitor.openAs(READER, "/organizations/platform?dialog=create-repository");
  const create = visitor.dialog().getByRole("button", { name: "Create repository", exact: true });
  await visitor.expectDisabled(create, needs("Edit", "platform", "Read"));
  await visitor.open("/organizations?dialog=delete-organization&subject=platform");
  const remove = visitor.dialog().getByRole("button", { name: /^Delete/ });
  await visitor.expectDisabled(remove, needs("Manage", "platform", "Read"));
});

test("items without access appear as not found", async ({ visitor, watch }) => {
  watch.expectStatus(403, 404);
  await visitor.openAs(READER, "/organizations");
  await visitor.expectRow("platform");
  await visitor.expectNoRow("legacy");
  await visitor.open("/organizations/legacy");
  await visitor.expectOneError(/40[34] · SVCSTG\.SWR\.40[34]\d+/);
});

test("signing in as another user shows that user's permissions", async ({ visitor }) => {
  await visitor.openAs(READER, "/organizations/platform");
  await visitor.expectDisabled(visitor.button("Create repository"), /Edit role/);
  await visitor.choose(/^Account menu/, "Sign out");
  await visitor.signIn(ADMIN);
  await visitor.expectHeading("platform");
  await expect(visitor.button("Create repository")).not.toHaveAttribute("aria-disabled");
});
