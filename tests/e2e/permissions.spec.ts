// Rights on organizations and repositories: who has which from where, giving, changing and revoking
// them. What the page did is confirmed by the service, and a right that was given is used.

import type { Locator, Page } from "@playwright/test";
import { Api } from "./world/api.ts";
import type { Console } from "./world/console.ts";
import { ADMIN, EDITOR, READER, type Person } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const [READ, EDIT, MANAGE] = [1, 3, 7];

/** The ids of the demo world's people. */
const ID: Record<string, string> = { admin: "11", editor: "12", reader: "13" };
const idOf = ({ user }: Person) => ID[user].padStart(32, "0");

const grant = (person: Person, auth: number) => ({ user_id: idOf(person), user_name: person.user, auth });

const onOrganization = (organization: string) => `/v2/manage/namespaces/${organization}/access`;
const onRepository = (organization: string, repository: string) =>
  `/v2/manage/namespaces/${organization}/repos/${repository}/access`;

/** Whom the service lists there, with their rights. */
async function listed(api: Api, path: string): Promise<Record<string, number>> {
  const { body } = await api.call("GET", path);
  return Object.fromEntries(body.others_auths.map((it: any) => [it.user_name, it.auth]));
}

/** A new organization with an empty repository `app`. */
async function place(api: Api): Promise<string> {
  const organization = fresh("crew");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  return organization;
}

const given = async (api: Api, path: string, ...grants: unknown[]) => {
  expect((await api.call("POST", path, grants)).status).toBeLessThan(300);
};

const member = ({ page }: Console, name: string): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}\\b`) }) });

/** Every change of rights that the page asks for. */
function changes(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith("/access") && request.method() !== "GET") asked.push(request.method());
  });
  return asked;
}

test("a user who is granted access sees the repository", async ({ visitor, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members`);
  await visitor.button("Grant access").click();
  await visitor.expectAddress(
    `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`,
  );
  await expect(visitor.dialog(`Grant access to ${organization}`)).toContainText("every repository in the organization");
  await visitor.fill({ "User name": "reader", "User ID": idOf(READER) });
  await visitor.submit("Grant access");
  await visitor.expectToast(`1 user now has the Read role on ${organization}.`);
  await visitor.expectNoDialog();
  await expect(member(visitor, "reader")).toContainText("Read");
  expect(await listed(api, onOrganization(organization))).toMatchObject({ reader: READ });

  await visitor.choose(/^Account menu/, "Sign out");
  await visitor.openAs(READER, `/organizations/${organization}/repositories/app`);
  await visitor.expectHeading("app");
  await visitor.expectNoError();
});

test("grants access to several users; a pasted name and ID fill both fields", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  const asked = changes(page);
  await visitor.fill({ "User name": `editor ${idOf(EDITOR)}` });
  await expect(visitor.field("User name")).toHaveValue("editor");
  await expect(visitor.field("User ID")).toHaveValue(idOf(EDITOR));
  await visitor.submit("Add another user");
  await visitor.field("User ID").nth(1).fill(`reader ${idOf(READER)}`);
  await expect(visitor.field("User name").nth(1)).toHaveValue("reader");
  await visitor.field("Edit").check();
  await visitor.submit("Grant access");
  await visitor.expectToast(`2 users now have the Edit role on ${organization}.`);
  expect(await listed(api, onOrganization(organization))).toMatchObject({ editor: EDIT, reader: EDIT });
  expect(asked).toEqual(["POST"]);
});

test("users seen in one list are suggested in the next", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, "/organizations/platform/members");
  await expect(member(visitor, "reader")).toHaveCount(1);
  await visitor.link("Organizations").first().click();
  await visitor.filter(organization);
  await visitor.row(organization).getByRole("link", { name: organization }).click();
  await page.getByRole("link", { name: /^Access/ }).click();
  await visitor.button("Grant access").click();
  const offered = await visitor.field("User name").evaluate((field) =>
    [...(field as HTMLInputElement).list!.options].map((option) => option.value),
  );
  expect(offered).toContain(`reader ${idOf(READER)}`);
});

test("users seen in the account are suggested with their IDs in every dialog", async ({ visitor, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  await visitor.dialog().getByRole("button", { name: "Add reader", exact: true }).click();
  await expect(visitor.field("User name")).toHaveValue("reader");
  await expect(visitor.field("User ID")).toHaveValue(idOf(READER));
  await expect(visitor.dialog()).toContainText("1 user will get the Read role.");
  await visitor.submit("Grant access");
  await visitor.expectToast(`1 user now has the Read role on ${organization}.`);
  expect(await listed(api, onOrganization(organization))).toMatchObject({ reader: READ });
});

test("a pasted list is read line by line, and invalid lines are kept with the reason", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  const asked = changes(page);
  await visitor.button("Paste a list of users").click();
  await visitor.fill({ "Users, one per line": `editor ${idOf(EDITOR)} Edit\nnobody-known\nreader,${idOf(READER)}` });
  await visitor.submit("Grant access");
  await visitor.expectFieldError("Users, one per line", "Line 1: Enter a user ID.");
  await expect(visitor.field("Users, one per line")).toHaveValue("nobody-known");
  await expect(visitor.field("User name").nth(1)).toHaveValue("reader");
  expect(asked).toEqual([]);
  await visitor.fill({ "Users, one per line": "" });
  await expect(visitor.dialog()).toContainText("1 user will get the Read role. 1 user will get the Edit role.");
  await visitor.submit("Grant access");
  await visitor.expectToast(`2 users now have access to ${organization}.`);
  expect(await listed(api, onOrganization(organization))).toMatchObject({ editor: EDIT, reader: READ });
  expect(asked).toEqual(["POST"]);
});

test("invalid input is reported at its field and not sent", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await given(api, onOrganization(organization), grant(READER, READ));
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  const asked = changes(page);
  await visitor.submit("Grant access");
  await visitor.expectFieldError("User name", "Enter the user name too.");
  await visitor.expectFieldError("User ID", "Enter a user ID.");
  await visitor.fill({ "User name": "reader", "User ID": idOf(READER) });
  await visitor.submit("Grant access");
  await visitor.expectFieldError("User ID", "reader already has the Read role here. Change it in the list.");
  await visitor.fill({ "User ID": "1 2" });
  await visitor.expectFieldError("User ID", "A user ID contains no spaces.");
  await visitor.expectNoError();
  expect(asked).toEqual([]);
});

test("a duplicate found by the service is reported at its field, and the input is kept", async ({ visitor, api, watch }) => {
  watch.expectStatus(409);
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  await visitor.fill({ "User name": "reader", "User ID": idOf(READER) });
  await given(api, onOrganization(organization), grant(READER, EDIT));
  await visitor.submit("Grant access");
  await visitor.expectFieldError("User ID", /already has (a|the Edit) role here/);
  await visitor.expectNoError();
  await expect(visitor.field("User name")).toHaveValue("reader");
  expect(await listed(api, onOrganization(organization))).toMatchObject({ reader: EDIT });
});

test("an unknown user is reported at its field", async ({ visitor, api, watch }) => {
  watch.expectStatus(400);
  const organization = await place(api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/members?dialog=grant-organization-access&subject=${organization}`);
  await visitor.fill({ "User name": "somebody", "User ID": idOf(READER) });
  await visitor.submit("Grant access");
  await visitor.expectFieldError("User name", "No user of this account has this name and ID.");
  await visitor.expectNoError();
  await visitor.fill({ "User name": "reader" });
  await visitor.submit("Grant access");
  await visitor.expectToast(/^1 user now has the Read role/);
  expect(await listed(api, onOrganization(organization))).toMatchObject({ reader: READ });
});

test("changes a role and removes access after showing the consequences", async ({ visitor, api }) => {
  const organization = await place(api);
  await given(api, onOrganization(organization), grant(EDITOR, MANAGE));
  await visitor.openAs(ADMIN, `/organizations/${organization}/members`);
  await expect(member(visitor, "editor")).toContainText("Manage");
  await visitor.rowAction("editor", "Change to Read");
  const dialog = visitor.dialog("Change role of editor");
  await expect(dialog).toContainText("editor will no longer be able to delete, manage access or share.");
  await expect(dialog).toContainText("editor will no longer be able to push or edit.");
  await visitor.field("Edit").check();
  await expect(dialog).not.toContainText("editor will no longer be able to push or edit");
  await visitor.submit("Change");
  await visitor.expectToast(`1 role on ${organization} changed.`);
  await expect(member(visitor, "editor")).toContainText("Edit");
  expect(await listed(api, onOrganization(organization))).toMatchObject({ editor: EDIT });

  await visitor.rowAction("editor", "Remove access");
  await expect(visitor.dialog(`Remove access of editor to ${organization}?`)).toContainText(
    "editor will no longer be able to pull or view.",
  );
  await visitor.submit("Remove access");
  await visitor.expectToast(`Access of 1 user to ${organization} removed.`);
  await expect(member(visitor, "editor")).toHaveCount(0);
  expect(await listed(api, onOrganization(organization))).not.toHaveProperty("editor");
});

test("changes several roles and removes several users with one call each", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await given(api, onRepository(organization, "app"), grant(EDITOR, READ), grant(READER, READ));
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/permissions`);
  const asked = changes(page);
  const select = async () => {
    for (const name of ["editor", "reader"]) await visitor.field(`Select ${name}`).check();
  };
  await select();
  await visitor.button("Change 2 roles").click();
  await visitor.field("Manage").check();
  await visitor.submit("Change");
  await visitor.expectToast(`2 roles on ${organization}/app changed.`);
  expect(await listed(api, onRepository(organization, "app"))).toMatchObject({ editor: MANAGE, reader: MANAGE });
  await expect(member(visitor, "reader")).toContainText("Manage");

  await visitor.button(/^(Clear selection|Refresh)$/).first().click();
  await select();
  await visitor.button("Remove access of 2 users").click();
  await visitor.submit("Remove access of 2 users");
  await visitor.expectToast(`Access of 2 users to ${organization}/app removed.`);
  expect(await listed(api, onRepository(organization, "app"))).toEqual({});
  expect(asked).toEqual(["PATCH", "DELETE"]);
});

test("effective access is the highest role, with its source", async ({ visitor, page, api }) => {
  const organization = await place(api);
  await given(api, onOrganization(organization), grant(EDITOR, READ), grant(READER, READ));
  await given(api, onRepository(organization, "app"), grant(EDITOR, MANAGE));
  await api.call("PATCH", `/v2/manage/namespaces/${organization}/repos/app`, { is_public: true });
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/permissions`);
  const main = page.getByRole("main");
  await expect(main).toContainText("You: admin");
  await expect(main).toContainText("Always have full access.");
  await expect(main).toContainText("Anyone who can reach this registry");
  await expect(member(visitor, "editor")).toContainText("Manage");
  await expect(member(visitor, "editor")).toContainText("Repository: Manage · Organization: Read");
  await expect(member(visitor, "reader")).toContainText("Organization: Read");

  await visitor.button("Actions for reader").click();
  await visitor.expectDisabled(visitor.menuItem("Remove access"), "This role comes from the organization.");
  await expect(visitor.menuItem(`Access to ${organization}`)).toBeVisible();
  await page.keyboard.press("Escape");
  await visitor.rowAction("editor", "Remove access");
  await expect(visitor.dialog()).toContainText("editor keeps the Read role from the organization.");
});

test("readers see the access list and cannot change it", async ({ visitor }) => {
  await visitor.openAs(READER, "/organizations/platform/members");
  await expect(visitor.page.getByRole("main")).toContainText("You: reader");
  await visitor.expectDisabled(visitor.button("Grant access"), "Requires the Manage role on platform. Your role: Read.");
  await visitor.button("Actions for editor").click();
  await visitor.expectDisabled(visitor.menuItem("Remove access"), "Your role: Read.");
  await visitor.open("/organizations/platform/repositories/api-gateway/permissions");
  const reason = "Requires the Edit role on platform or the Manage role on platform/api-gateway. Your role: Read.";
  await visitor.expectDisabled(visitor.button("Grant access"), reason);
  await visitor.open("/repositories?dialog=grant-repository-access&subject=platform/api-gateway");
  await visitor.expectDisabled(visitor.dialog().getByRole("button", { name: "Grant access", exact: true }), reason);
});

test("editors grant access to repositories only, and never change their own", async ({ visitor, api }) => {
  const organization = await place(api);
  await given(api, onOrganization(organization), grant(EDITOR, EDIT));
  await given(api, onRepository(organization, "app"), grant(EDITOR, READ));
  await visitor.openAs(EDITOR, `/organizations/${organization}/members`);
  await visitor.expectDisabled(
    visitor.button("Grant access"),
    `Requires the Manage role on ${organization}. Your role: Edit.`,
  );
  await visitor.open(`/organizations/${organization}/repositories/app/permissions`);
  await visitor.button("Actions for editor").click();
  await visitor.expectDisabled(visitor.menuItem("Remove access"), "your own role on a repository");
  await visitor.page.keyboard.press("Escape");
  await visitor.button("Grant access").click();
  await visitor.fill({ "User name": `editor ${idOf(EDITOR)}` });
  await visitor.expectFieldError("User ID", "your own role on a repository");
  await visitor.fill({ "User name": `reader ${idOf(READER)}` });
  await visitor.submit("Grant access");
  await visitor.expectToast(`1 user now has the Read role on ${organization}/app.`);
  expect(await listed(api, onRepository(organization, "app"))).toEqual({ editor: READ, reader: READ });
});

test("managing a single repository is sufficient there", async ({ visitor, api, server, watch }) => {
  // Who else is in the organization is not theirs to see.
  watch.expectStatus(403);
  const organization = await place(api);
  await given(api, onRepository(organization, "app"), grant(READER, MANAGE));
  await visitor.openAs(READER, `/organizations/${organization}/repositories/app/permissions`);
  await expect(visitor.page.getByRole("main")).toContainText(`You cannot view who has access to ${organization}.`);
  await visitor.button("Grant access").click();
  await visitor.fill({ "User name": `editor ${idOf(EDITOR)}` });
  await visitor.submit("Grant access");
  await visitor.expectToast(`1 user now has the Read role on ${organization}/app.`);
  const reader = await Api.signIn(server, READER);
  expect(await listed(reader, onRepository(organization, "app"))).toMatchObject({ editor: READ });
});

test("a higher role on a single repository applies", async ({ visitor, api }) => {
  const organization = await place(api);
  await api.createRepository(organization, "other");
  await given(api, onOrganization(organization), grant(READER, READ));
  await given(api, onRepository(organization, "app"), grant(READER, MANAGE));
  await visitor.openAs(READER, `/organizations/${organization}`);
  await visitor.button("Actions for other").click();
  await visitor.expectDisabled(visitor.menuItem("Edit"), `Requires the Edit role on ${organization}/other. Your role: Read.`);
  await visitor.page.keyboard.press("Escape");
  await visitor.button("Actions for app").click();
  await expect(visitor.menuItem("Delete")).not.toHaveAttribute("aria-disabled");
  await visitor.menuItem("Edit").click();
  await visitor.fill({ Description: "Mine" });
  await visitor.submit("Save");
  await visitor.expectToast(`Repository ${organization}/app saved.`);
  expect(await api.repository(organization, "app")).toMatchObject({ description: "Mine" });
});

test("the account menu copies name and ID in the form that can be pasted", async ({ visitor, page }) => {
  await visitor.openAs(READER, "/organizations");
  await visitor.choose(/^Account menu/, "Copy my name and user ID");
  await visitor.expectToast("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`reader ${idOf(READER)}`);
});

test("with an access key, the first access list reveals the user", async ({ visitor, page }) => {
  await visitor.open("/organizations/platform/members");
  await page.getByRole("tab", { name: "Access key" }).click();
  await visitor.fill({ "Access key": READER.accessKey, "Secret key": READER.secretKey });
  await visitor.button("Sign in").click();
  await expect(page.getByRole("main")).toContainText("You: reader");
  await visitor.choose(/^Account menu/, "Copy my name and user ID");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`reader ${idOf(READER)}`);
});

test("asks before discarding input", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/organizations/platform/members?dialog=grant-organization-access&subject=platform");
  await visitor.fill({ "User name": "somebody" });
  await visitor.submit("Cancel");
  await visitor.button("Keep editing").click();
  await expect(visitor.field("User name")).toHaveValue("somebody");
  await visitor.submit("Cancel");
  await visitor.button("Discard").click();
  await visitor.expectNoDialog();
  await visitor.expectAddress("/organizations/platform/members");
});
