// Several repositories at once: made public, made private, deleted, each with its own outcome.

import type { Api } from "./world/api.ts";
import { image, push } from "./world/images.ts";
import type { Server } from "./world/server.ts";
import { ADMIN, EDITOR, READER } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

/** Two empty repositories and one that contains a tag. */
async function three(server: Server, api: Api): Promise<string> {
  const organization = fresh("several");
  await api.createOrganization(organization);
  for (const name of ["one", "two", "full"]) await api.createRepository(organization, name);
  await push(server, `${organization}/full:kept`, image("full"));
  return organization;
}

test("makes several repositories public and private after showing the consequences", async ({ visitor, server, api }) => {
  const organization = await three(server, api);
  await visitor.openAs(ADMIN, `/organizations/${organization}`);
  for (const name of ["one", "full"]) await visitor.field(`Select ${name}`).click();
  await visitor.button("Make public").click();
  const question = visitor.dialog("Make 2 repositories public?");
  await expect(question).toContainText("Private → Public: anyone who can reach this registry will be able to pull every tag.");
  expect((await api.repository(organization, "one")).is_public).toBe(false);
  await visitor.submit("Make public");
  await visitor.expectToast("2 repositories changed.");
  await visitor.expectNoDialog();
  await expect(visitor.row("full")).toContainText("Public");
  for (const [name, isPublic] of [["one", true], ["full", true], ["two", false]] as const) {
    expect((await api.repository(organization, name)).is_public, name).toBe(isPublic);
  }

  await visitor.button("Clear selection").click();
  await visitor.field("Select all").click();
  await visitor.button("Make private").click();
  await expect(visitor.dialog("Make 3 repositories private?")).toContainText(`${organization}/two no change`);
  await visitor.submit("Make private");
  await visitor.expectToast("2 repositories changed.");
  await visitor.expectNoDialog();
  expect((await api.repository(organization, "full")).is_public).toBe(false);
});

test("deletes several repositories after showing their tags", async ({ visitor, server, api }) => {
  const organization = await three(server, api);
  await visitor.openAs(ADMIN, `/organizations/${organization}`);
  await visitor.expectRow("full");
  await visitor.field("Select all").click();
  await visitor.button("Delete 3 repositories").click();
  const question = visitor.dialog("Delete 3 repositories?");
  await expect(question).toContainText(`${organization}/full 1 tag · `);
  await expect(question).toContainText(`${organization}/one empty`);
  await expect(question).toContainText(/Deletes 1 tag and frees up to \d/);
  await visitor.expectDisabled(question.getByRole("button", { name: "Delete 3 repositories" }), organization);
  await visitor.fill({ [`Type ${organization} to confirm`]: organization });
  await visitor.submit("Delete 3 repositories");
  await visitor.expectToast("3 repositories deleted.");
  await visitor.expectNoDialog();
  for (const name of ["one", "two", "full"]) expect(await api.repository(organization, name)).toBeUndefined();
});

test("bulk changes list each failure and can be retried", async ({ visitor, server, api, watch }) => {
  watch.expectStatus(406);
  const organization = await three(server, api);
  await visitor.openAs(ADMIN, `/organizations/${organization}`);
  for (const name of ["one", "two"]) await visitor.field(`Select ${name}`).click();
  await visitor.button("Delete 2 repositories").click();
  await push(server, `${organization}/two:late`, image("late"));
  await visitor.fill({ [`Type ${organization} to confirm`]: organization });
  await visitor.submit("Delete 2 repositories");
  await expect(visitor.dialog("Deletion of 2 items")).toContainText("1 of 2 deleted, 1 failed.");
  await visitor.expectOneError(`${organization}/two`, "SVCSTG.SWR.4060012");
  const emptied = await api.call("DELETE", `/v2/manage/namespaces/${organization}/repos/two/tags/late`);
  expect(emptied.status).toBe(204);
  await visitor.submit("Delete remaining");
  await visitor.expectToast("2 repositories deleted.");
  await visitor.expectNoDialog();
  expect(await api.repository(organization, "two")).toBeUndefined();
});

test("bulk actions are disabled without the required role", async ({ visitor }) => {
  await visitor.openAs(READER, "/organizations/platform");
  await visitor.field("Select api-gateway").click();
  await visitor.expectDisabled(visitor.button("Make public"), /Edit role on platform/);
  await visitor.expectDisabled(visitor.button("Delete 1 repository"), /Manage role on platform/);
});

test("bulk actions apply the role on each repository's organization", async ({ visitor }) => {
  await visitor.openAs(EDITOR, "/repositories");
  await visitor.filter("*/se*");
  for (const name of ["web/search-api", "platform/secrets-sync"]) await visitor.field(`Select ${name}`).click();
  await visitor.button("Delete 2 repositories").click();
  const question = visitor.dialog("Delete 2 repositories?");
  await expect(question).toContainText("platform/secrets-sync skipped: Requires the Manage role on platform");
  await expect(question).toContainText("web/search-api 16 tags · ");
  const remove = question.getByRole("button", { name: "Delete 1 repository" });
  await expect(remove).not.toHaveAttribute("aria-disabled");
});
