// Retention: what a rule deletes is shown before it is saved, and is what the service then deletes.

import type { Api } from "./world/api.ts";
import type { Console } from "./world/console.ts";
import { image, push } from "./world/images.ts";
import type { Server } from "./world/server.ts";
import { ADMIN, EDITOR, READER } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const NEWEST = { template: "tag_rule", params: { num: "1" }, tag_selectors: [] };

const retentions = (organization: string) => `/v2/manage/namespaces/${organization}/repos/app/retentions`;
const page = (organization: string) => `/organizations/${organization}/repositories/app/retention`;

/** A repository with four tags; `1.2` and `latest` are one image. */
async function fourTags(server: Server, api: Api): Promise<string> {
  const organization = fresh("kept");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  for (const tag of ["latest", "1.0", "1.1"]) await push(server, `${organization}/app:${tag}`, image(tag));
  await push(server, `${organization}/app:1.2`, image("latest"));
  return organization;
}

async function policy(api: Api, organization: string, rule: unknown = NEWEST): Promise<number> {
  const answer = await api.call("POST", retentions(organization), { algorithm: "or", rules: [rule] });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const keepNewest = (visitor: Console) =>
  visitor.dialog().getByRole("radio", { name: "Keep only the newest N" }).check();

const preview = (visitor: Console) => visitor.dialog().getByRole("region", { name: "Preview" });

test("a rule shows what it will delete, requires the name, and deletes exactly that", async ({ visitor, api, server }) => {
  const organization = await fourTags(server, api);
  await visitor.openAs(ADMIN, page(organization));
  await visitor.button("Create retention rule").click();
  await visitor.expectAddress(`${page(organization)}?dialog=create-retention&subject=${organization}/app`);
  await expect(preview(visitor)).toContainText("Fill in the rule to see a preview.");

  await keepNewest(visitor);
  await visitor.fill({ "Number of tags": "1" });
  await expect(preview(visitor)).toContainText("3 of 4 tags will be deleted now.");
  await visitor.button("Keep latest").click();
  await expect(visitor.field("Tags to keep")).toHaveValue("latest");
  await expect(preview(visitor)).toContainText("2 of 4 tags will be deleted now.");
  await expect(preview(visitor)).toContainText("tag to keep: latest");
  await expect(preview(visitor)).toContainText("newest 1");
  await expect(preview(visitor)).toContainText("Frees up to");
  await expect(visitor.dialog()).toContainText("Deletes 2 of 4 tags now. Deleted tags cannot be restored.");

  const save = visitor.dialog().getByRole("button", { name: "Save rule and delete 2 tags", exact: true });
  await visitor.expectDisabled(save, "Type app to confirm");
  expect(await api.tags(organization, "app")).toHaveLength(4);
  await visitor.fill({ "Type app to confirm": "app" });
  await save.click();
  await visitor.expectNoDialog();
  await visitor.expectToast(`Retention rule of ${organization}/app saved.`);

  expect(await api.tags(organization, "app")).toEqual(["1.2", "latest"]);
  const { body } = await api.call("GET", retentions(organization));
  const selectors = [{ kind: "label", pattern: "latest" }];
  expect(body[0].rules).toEqual([{ ...NEWEST, tag_selectors: selectors }]);
  await expect(visitor.page.getByRole("main")).toContainText("Keeps only the newest 1 tag");
  await visitor.expectRowCount(2);
  for (const tag of ["1.0", "1.1"]) {
    await expect(visitor.table("Deleted tags").getByRole("rowheader", { name: tag })).toBeVisible();
  }
});

test("tags shown as kept are kept: an image with another tag is named", async ({ visitor, api, server }) => {
  const organization = await fourTags(server, api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-retention&subject=${organization}/app`);
  await keepNewest(visitor);
  await visitor.fill({ "Number of tags": "1" });
  await expect(preview(visitor)).toContainText("image also tagged 1.2");
  await expect(preview(visitor)).toContainText("image deleted");
});

test("an invalid pattern is reported while typing, and one without matches is named", async ({ visitor, api, server }) => {
  const organization = await fourTags(server, api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-retention&subject=${organization}/app`);
  await visitor.fill({ Days: "30", "Patterns to keep": "v.*\n(?!latest).*" });
  await visitor.expectFieldError("Patterns to keep", /Line 2: .*lookahead/);
  await expect(preview(visitor)).toContainText("Fill in the rule to see a preview.");
  await visitor.fill({ "Patterns to keep": "v.*" });
  await expect(preview(visitor)).toContainText("No tags will be deleted now. All 4 tags are kept.");
  await expect(preview(visitor)).toContainText("v.* matches no existing tag.");
  await visitor.fill({ Days: "366" });
  await visitor.expectFieldError("Days", "1 to 365");
  await visitor.fill({ Days: "365" });
  await visitor.submit("Save rule");
  await visitor.expectNoDialog();
  const { body } = await api.call("GET", retentions(organization));
  expect(body[0].rules[0].params).toEqual({ days: "365" });
  expect(await api.tags(organization, "app")).toHaveLength(4);
});

test("a rule is edited by its address, keeps its type, and is deleted", async ({ visitor, api, server }) => {
  const organization = await fourTags(server, api);
  const id = await policy(api, organization, { ...NEWEST, params: { num: "4" } });
  const edit = `${page(organization)}?dialog=edit-retention&subject=${organization}/app/${id}`;
  await visitor.openAs(ADMIN, edit);
  await expect(visitor.field("Number of tags")).toHaveValue("4");
  await expect(visitor.dialog()).toContainText("The type of a saved rule cannot be changed");
  await expect(visitor.dialog().getByRole("radio")).toHaveCount(0);
  await visitor.fill({ "Number of tags": "3" });
  await expect(preview(visitor)).toContainText("1 of 4 tags will be deleted now.");
  await visitor.fill({ "Type app to confirm": "app" });
  await visitor.submit("Save rule and delete 1 tag");
  await visitor.expectNoDialog();
  expect(await api.tags(organization, "app")).toEqual(["1.0", "1.1", "1.2"]);

  await visitor.button("Delete retention rule").click();
  await visitor.submit("Delete");
  await visitor.expectNoDialog();
  await visitor.expectToast(`Retention rule of ${organization}/app deleted.`);
  await expect(visitor.page.getByText("No retention rule")).toBeVisible();
  expect((await api.call("GET", retentions(organization))).body).toEqual([]);
  // What it did outlives it.
  await visitor.expectRowCount(1);
});

test("a deleted rule cannot be edited, and a second one cannot be created", async ({ visitor, watch, api, server }) => {
  watch.expectStatus(400);
  const organization = await fourTags(server, api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=edit-retention&subject=${organization}/app/999`);
  await visitor.expectOneError("SVCSTG.SWR.4000306");
  await policy(api, organization, { ...NEWEST, params: { num: "9" } });
  await visitor.open(`${page(organization)}?dialog=create-retention&subject=${organization}/app`);
  await expect(visitor.dialog()).toContainText("Only one is allowed.");
  await visitor.expectDisabled(visitor.dialog().getByRole("button", { name: "Save rule", exact: true }), "Only one is allowed.");
});

test("closing the dialog keeps the input", async ({ visitor, api, server }) => {
  const organization = await fourTags(server, api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-retention&subject=${organization}/app`);
  await visitor.fill({ Days: "12" });
  await visitor.page.keyboard.press("Escape");
  await visitor.button("Keep editing").click();
  await expect(visitor.field("Days")).toHaveValue("12");
});

test("a rule for ten thousand tags waits until all are loaded", async ({ visitor }) => {
  const address = "/organizations/scale/repositories/many-tags/retention";
  await visitor.openAs(ADMIN, `${address}?dialog=create-retention&subject=scale/many-tags`);
  await keepNewest(visitor);
  await visitor.fill({ "Number of tags": "1000" });
  await expect(preview(visitor)).toContainText("9,000 of 10,000 tags will be deleted now.");
  await expect(preview(visitor)).toContainText("8,950 more");
});

for (const [person, right] of [[READER, "Read"], [EDITOR, "Edit"]] as const) {
  test(`users with the ${right} role see rule and history and cannot change them`, async ({ visitor }) => {
    await visitor.openAs(person, "/organizations/platform/repositories/scheduler/retention");
    await expect(visitor.page.getByRole("main")).toContainText("Keeps only the newest 14 tags");
    await visitor.expectRowCount(26);
    for (const name of ["Edit retention rule", "Delete retention rule"]) {
      await visitor.expectDisabled(visitor.button(name), /Requires the Manage role/);
    }
  });
}
