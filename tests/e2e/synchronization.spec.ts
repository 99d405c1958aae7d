// Synchronization: copies in a second region of the same server.

import { image, push } from "./world/images.ts";
import { ADMIN, EDITOR, READER, SECOND_REGION } from "./world/settings.ts";
import { Api } from "./world/api.ts";
import type { Server } from "./world/server.ts";
import { expect, fresh, test } from "./world/test.ts";

/** An organization in both regions, with a repository of two tags in the first. */
async function twoRegions(server: Server, api: Api): Promise<{ organization: string; there: Api }> {
  const organization = fresh("sync");
  const there = await Api.signIn(server, ADMIN, SECOND_REGION);
  await api.createOrganization(organization);
  await there.createOrganization(organization);
  await api.createRepository(organization, "app");
  for (const tag of ["1.0", "2.0"]) await push(server, `${organization}/app:${tag}`, image(`${organization} ${tag}`));
  return { organization, there };
}

const addressOf = (organization: string) => `/organizations/${organization}/repositories/app/synchronization`;
const listOf = (organization: string) => `/v2/manage/namespaces/${organization}/repos/app/sync_repo`;

test("pushes are replicated until the replication is deleted", async ({ visitor, page, api, server }) => {
  const { organization, there } = await twoRegions(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  await expect(page.getByText("No replication yet")).toBeVisible();
  await visitor.button("Set up replication").click();
  await expect(visitor.dialog(`Replicate ${organization}/app`)).toBeVisible();
  await expect(visitor.field("Region")).toHaveValue(SECOND_REGION);
  await expect(visitor.field("Target organization")).toHaveValue(organization);
  await visitor.submit("Set up replication");
  await visitor.expectNoDialog();
  await expect(visitor.table("Replication (synchronization)")).toContainText(SECOND_REGION);
  const { body } = await api.call("GET", listOf(organization));
  expect(body).toHaveLength(1);
  expect(body[0]).toMatchObject({ remoteRegionId: SECOND_REGION, remoteNamespace: organization, syncAuto: true, override: false });

  await push(server, `${organization}/app:3.0`, image(`${organization} 3.0`));
  await visitor.button("Refresh").last().click();
  const job = visitor.table("Jobs").getByRole("row").filter({ hasText: "3.0" });
  await expect(job).toContainText("Copied");
  expect(await there.tags(organization, "app")).toEqual(["3.0"]);

  await visitor.choose(`Actions for ${SECOND_REGION}/${organization}`, "Delete");
  await visitor.submit("Delete");
  await visitor.expectToast(`Replication to ${SECOND_REGION}/${organization} deleted.`);
  expect((await api.call("GET", listOf(organization))).body).toEqual([]);
  expect(await there.tags(organization, "app")).toEqual(["3.0"]);
});

test("deletes several replication targets", async ({ visitor, api, server }) => {
  const { organization, there } = await twoRegions(server, api);
  const others = [`${organization}-a`, `${organization}-b`];
  for (const other of others) await there.createOrganization(other);
  for (const remoteNamespace of [organization, ...others]) {
    const created = await api.call("POST", listOf(organization), {
      remoteRegionId: SECOND_REGION,
      remoteNamespace,
      syncAuto: true,
      override: false,
    });
    expect(created.status).toBeLessThan(300);
  }
  await visitor.openAs(ADMIN, addressOf(organization));
  for (const other of others) await visitor.field(`Select ${SECOND_REGION}/${other}`).click();
  await visitor.button("Delete 2 targets").click();
  const question = visitor.dialog(`Stop replicating ${organization}/app to 2 targets?`);
  for (const other of others) await expect(question).toContainText(`${SECOND_REGION}/${other}`);
  await visitor.submit("Delete 2 targets");
  await visitor.expectToast("2 targets deleted.");
  await visitor.expectNoDialog();
  const { body } = await api.call("GET", listOf(organization));
  expect(body.map((it: any) => it.remoteNamespace)).toEqual([organization]);
  await expect(visitor.table("Replication (synchronization)")).toHaveAttribute("aria-rowcount", "2");
});

test("copies one tag, then all; jobs are followed until they finish", async ({ visitor, page, api, server }) => {
  const { organization, there } = await twoRegions(server, api);
  await visitor.openAs(ADMIN, addressOf(organization));
  await visitor.button("Copy tags").click();
  await expect(visitor.dialog()).toContainText("2 of 2 selected");
  await page.getByRole("radio", { name: "Some tags" }).check();
  const submit = visitor.dialog().getByRole("button", { name: "Copy", exact: true });
  await visitor.expectDisabled(submit, "Select at least one tag.");
  await page.getByRole("checkbox", { name: "1.0", exact: true }).check();
  await visitor.submit("Copy");
  await visitor.expectNoDialog();
  await visitor.expectToast(`Copying 1 tag to ${organization} in ${SECOND_REGION}.`);
  const jobs = visitor.table("Jobs");
  await expect(jobs.getByRole("row").filter({ hasText: "1.0" })).toContainText("Copied");
  expect(await there.tags(organization, "app")).toEqual(["1.0"]);

  await visitor.button("Copy tags").click();
  await expect(visitor.dialog()).toContainText("2 of 2 selected");
  await visitor.submit("Copy");
  await visitor.expectNoDialog();
  await expect(jobs.getByRole("row").filter({ hasText: "Already exists" })).toHaveCount(1);
  await expect(jobs.getByRole("row").filter({ hasText: "Copied" })).toHaveCount(2);
  expect(await there.tags(organization, "app")).toEqual(["1.0", "2.0"]);
});

test("a missing target organization makes the job fail with an explanation", async ({ visitor, page, api, server }) => {
  const { organization } = await twoRegions(server, api);
  await visitor.openAs(ADMIN, `${addressOf(organization)}?dialog=synchronize-tags&subject=${organization}/app`);
  await expect(visitor.dialog()).toContainText("2 of 2 selected");
  await visitor.fill({ "Target organization": "Nobody" });
  await visitor.submit("Copy");
  await visitor.expectFieldError("Target organization", "Try nobody.");
  await visitor.fill({ "Target organization": "not-there" });
  await visitor.submit("Copy");
  await visitor.expectNoDialog();
  await expect(visitor.table("Jobs").getByRole("row").filter({ hasText: "Failed" })).toHaveCount(2);
  await expect(page.getByText(/^2 jobs failed\. The service gives no reason/)).toBeVisible();
});

test("a second replication to the same target is rejected, and closing asks before discarding input", async ({ visitor, api, server }) => {
  const { organization } = await twoRegions(server, api);
  const body = { remoteRegionId: SECOND_REGION, remoteNamespace: organization, syncAuto: true };
  expect((await api.call("POST", listOf(organization), body)).status).toBe(200);
  await visitor.openAs(ADMIN, `${addressOf(organization)}?dialog=create-synchronization&subject=${organization}/app`);
  await visitor.expectFieldError("Target organization", "Replication to this organization already exists.");
  await visitor.submit("Set up replication");
  await expect(visitor.dialog()).toBeVisible();
  await visitor.fill({ "Target organization": `${organization}-b` });
  await visitor.page.keyboard.press("Escape");
  await visitor.button("Keep editing").click();
  await expect(visitor.field("Target organization")).toHaveValue(`${organization}-b`);
});

for (const [who, person] of [["an editor", EDITOR], ["a reader", READER]] as const) {
  test(`${who} sees once that only administrators can do this`, async ({ visitor, watch }) => {
    watch.expectStatus(403);
    await visitor.openAs(person, "/organizations/platform/repositories/api-gateway/synchronization");
    await visitor.expectOneError("Only account administrators can replicate", "403");
    await expect(visitor.button("Set up replication")).toHaveCount(0);
  });
}

test.describe("a server with one region", () => {
  test.use({ world: "empty" });

  test("says that there is no other region", async ({ visitor, api }) => {
    await api.createOrganization("alone");
    await api.createRepository("alone", "app");
    await visitor.openAs(ADMIN, addressOf("alone"));
    await visitor.expectDisabled(visitor.button("Set up replication"), "Replication needs a second region. This service has only one.");
  });
});
