// Repositories: of all organizations and of one, creating, editing, deleting.

import type { Page } from "@playwright/test";
import { image, push } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

/** Every change that the page asks the service for: method and path. */
function changes(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    const isChange = pathname.startsWith("/v2/manage") && request.method() !== "GET";
    if (isChange) asked.push(`${request.method()} ${decodeURIComponent(pathname)}`);
  });
  return asked;
}

test("lists repositories of all organizations completely", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/repositories");
  await visitor.expectHeading("Repositories");
  await visitor.expectLoaded();
  await visitor.filter("session-broker");
  await visitor.expectRow("platform/auth/session-broker");
  await visitor.expectRowCount(1);
  await expect(visitor.row("platform/auth/session-broker")).toContainText("Framework and application");
});

test("of two thousand repositories only the visible rows are in the document", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/fleet");
  await visitor.expectHeading("fleet");
  await expect(page.getByText("Loaded 2,000 of 2,000")).toBeVisible();
  await visitor.expectRowCount(2000);
  await visitor.sortBy("Name");
  await expect.poll(async () => (await visitor.rowNames())[0]).toBe("amsterdam/camera-01");
  await visitor.filter("zagreb/panel");
  await visitor.expectRowCount(10);
});

test("facets, filter and order are part of the address", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/repositories");
  await visitor.expectLoaded();
  await visitor.choose("Visibility: any", "Public");
  await visitor.choose("Organization: any", "edge");
  await visitor.filter("sensor");
  await visitor.expectRowCount(1);
  const address = visitor.address();
  for (const part of ["visibility=public", "organization=edge", "filter=sensor"]) expect(address).toContain(part);
  await page.reload();
  await visitor.expectAddress(address);
  await visitor.expectRow("edge/sensor-agent");
  await visitor.expectRowCount(1);
  await expect(visitor.button("Visibility: Public")).toBeVisible();
});

test("shows all details of a repository", async ({ visitor, api }) => {
  const known = await api.repository("web", "storefront");
  await visitor.openAs(ADMIN, "/organizations/web/repositories/storefront");
  await visitor.expectHeading("storefront");
  await visitor.link(/^Details/).click();
  await visitor.expectAddress("/organizations/web/repositories/storefront/about");
  const main = visitor.page.getByRole("main");
  for (const fact of [known.path, "41,008", "Private", "Framework and application", "The shop.", "admin"]) {
    await expect(main).toContainText(fact);
  }
});

test("the push commands contain the repository and the input", async ({ visitor, page, api }) => {
  const { path } = await api.repository("platform", "auth/session-broker");
  await visitor.openAs(ADMIN, "/organizations/platform/repositories/auth$session-broker");
  await visitor.button("Push an image").click();
  const dialog = visitor.dialog("Push an image to platform/auth/session-broker");
  await expect(dialog).toContainText(`docker tag IMAGE ${path}:latest`);
  await visitor.fill({ "Local image": "app:1.0", "Tag in the repository": "2.0" });
  await expect(dialog).toContainText(`docker tag app:1.0 ${path}:2.0`);
  await dialog.getByRole("tab", { name: "skopeo" }).click();
  await dialog.getByRole("button", { name: "Copy push commands" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`docker-daemon:app:1.0 docker://${path}:2.0`);
  await visitor.fill({ "Tag in the repository": "a b" });
  await visitor.expectFieldError("Tag in the repository", "space");
  // The tool is chosen once: here, and where images are pulled.
  await page.reload();
  await expect(visitor.dialog().getByRole("tab", { name: "skopeo" })).toHaveAttribute("aria-selected", "true");
  await visitor.open("/organizations/platform/repositories/auth$session-broker/tags/latest");
  await expect(page.getByRole("tab", { name: "skopeo" })).toHaveAttribute("aria-selected", "true");
});

test("creates a repository with every field, edits and deletes it", async ({ visitor, api }) => {
  const organization = fresh("made");
  await api.createOrganization(organization);
  await visitor.openAs(ADMIN, `/organizations/${organization}`);
  await expect(visitor.page.getByText("No repositories yet")).toBeVisible();
  await visitor.button("Create repository").first().click();
  await visitor.fill({ Name: "web/nginx", Description: "Two\n\nparagraphs" });
  await visitor.field("Category").selectOption("Application server");
  await visitor.field("Public").check();
  await visitor.submit("Create repository");
  await visitor.expectToast(`Repository ${organization}/web/nginx created.`);
  await visitor.expectAddress(`/organizations/${organization}/repositories/web$nginx`);
  await visitor.expectHeading("web/nginx");
  const made = { name: "web/nginx", category: "app_server", description: "Two\n\nparagraphs", is_public: true };
  expect(await api.repository(organization, "web/nginx")).toMatchObject(made);

  await visitor.choose("Actions for web/nginx", "Edit");
  await expect(visitor.field("Description")).toHaveValue("Two\n\nparagraphs");
  await expect(visitor.field("Public")).toBeChecked();
  await visitor.fill({ Description: "One" });
  await visitor.field("Category").selectOption("Linux");
  await visitor.field("Private").check();
  await expect(visitor.dialog()).toContainText("Public → Private: only people with access will be able to pull.");
  await visitor.submit("Save");
  await visitor.expectToast(`Repository ${organization}/web/nginx saved.`);
  const saved = { category: "linux", description: "One", is_public: false };
  expect(await api.repository(organization, "web/nginx")).toMatchObject(saved);
  await expect(visitor.page.getByRole("main")).toContainText("Private");

  await visitor.choose("Actions for web/nginx", "Delete");
  await expect(visitor.dialog(`Delete repository ${organization}/web/nginx?`)).toContainText("It contains no tags");
  await visitor.submit("Delete");
  await visitor.expectToast(`Repository ${organization}/web/nginx deleted.`);
  await visitor.expectAddress(`/organizations/${organization}`);
  await expect(visitor.page.getByText("No repositories yet")).toBeVisible();
  expect(await api.repository(organization, "web/nginx")).toBeUndefined();
});

test("a description can be removed", async ({ visitor, api }) => {
  const organization = fresh("described");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app", { description: "Old" });
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app?dialog=edit-repository&subject=${organization}/app`);
  await expect(visitor.field("Description")).toHaveValue("Old");
  await visitor.fill({ Description: "" });
  await visitor.submit("Save");
  await visitor.expectNoDialog();
  await expect.poll(async () => (await api.repository(organization, "app")).description).toBe("");
});

test.describe("names", () => {
  for (const name of ["a/b/c", "a.b", "a_b", "a__b", "a-b", "tags/about", "tags", "0", "a/".repeat(63) + "ab"]) {
    const shown = name.length > 20 ? `of ${name.length} characters` : name;
    test(`${shown} is created, has an address, and is deleted`, async ({ visitor, page, api }) => {
      const organization = fresh("named");
      await api.createOrganization(organization);
      await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=create-repository`);
      await visitor.fill({ Name: name });
      await visitor.submit("Create repository");
      await visitor.expectHeading(name);
      const address = `/organizations/${organization}/repositories/${name.replaceAll("/", "$")}`;
      await visitor.expectAddress(address);
      expect(await api.repository(organization, name)).toMatchObject({ name });
      await page.reload();
      await visitor.expectHeading(name);
      await visitor.link(organization).first().click();
      await visitor.expectRow(name);
      await visitor.rowAction(name, "Delete");
      await visitor.submit("Delete");
      await visitor.expectToast(`Repository ${organization}/${name} deleted.`);
      expect(await api.repository(organization, name)).toBeUndefined();
    });
  }

  test("that are invalid are explained and not sent", async ({ visitor, page }) => {
    await visitor.openAs(ADMIN, "/organizations/tools?dialog=create-repository");
    const asked = changes(page);
    for (const [name, problem] of [
      ["Web/Nginx", "Use lowercase letters. Try web/nginx."],
      ["my image", "A name cannot contain spaces. Try my-image."],
      ["a..b", "Separators must not follow each other."],
      ["/a", "A name cannot start with “/”. Try a."],
      ["a$b", "A name cannot contain “$”."],
      ["a".repeat(129), "129 of 128 characters. Shorten the name."],
      ["", "Enter a name."],
    ]) {
      await visitor.fill({ Name: name });
      await visitor.submit("Create repository");
      await visitor.expectFieldError("Name", problem);
    }
    expect(asked).toEqual([]);
  });
});

test("a taken name is reported at its field and can be corrected", async ({ visitor, api, watch }) => {
  watch.expectStatus(409);
  const organization = fresh("taken");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=create-repository`);
  await visitor.fill({ Name: "app", Description: "kept" });
  await visitor.submit("Create repository");
  await visitor.expectFieldError("Name", "The organization already has a repository with this name.");
  await visitor.expectNoError();
  await expect(visitor.field("Description")).toHaveValue("kept");
  await visitor.fill({ Name: "app2" });
  await visitor.submit("Create repository");
  await visitor.expectHeading("app2");
  expect(await api.repository(organization, "app2")).toMatchObject({ description: "kept" });
});

test("a description can have 30,000 characters, but not more", async ({ visitor, page, api }) => {
  const organization = fresh("long");
  await api.createOrganization(organization);
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=create-repository`);
  const asked = changes(page);
  // Characters, not bytes: each of these is several.
  const longest = "é€".repeat(15_000);
  await visitor.fill({ Name: "app", Description: `${longest}x` });
  await visitor.submit("Create repository");
  await visitor.expectFieldError("Description", "30,001 of 30,000 characters. Shorten the description.");
  await expect(visitor.field("Description")).toHaveValue(`${longest}x`);
  expect(asked).toEqual([]);
  await visitor.fill({ Description: longest });
  await visitor.submit("Create repository");
  await visitor.expectHeading("app");
  expect((await api.repository(organization, "app")).description).toBe(longest);
});

test("two submits send one request", async ({ visitor, page, api }) => {
  const organization = fresh("once");
  await api.createOrganization(organization);
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=create-repository`);
  const asked = changes(page);
  await visitor.fill({ Name: "app" });
  await visitor.dialog().getByRole("button", { name: "Create repository" }).dblclick();
  await visitor.expectHeading("app");
  expect(asked).toEqual([`POST /v2/manage/namespaces/${organization}/repos`]);
});

test("the deletion dialog shows the tags of a repository", async ({ visitor, api }) => {
  await visitor.openAs(ADMIN, "/organizations/web");
  await visitor.rowAction("checkout", "Delete");
  const dialog = visitor.dialog("Delete repository web/checkout?");
  await expect(dialog).toContainText(/web\/checkout 24 tags · /);
  await visitor.expectDisabled(dialog.getByRole("button", { name: "Delete repository and tags" }), /checkout/);
  await visitor.submit("Cancel");
  expect(await api.repository("web", "checkout")).toBeDefined();
});

test("deleting a repository that was pushed to in the meantime fails with the reason", async ({ visitor, server, api, watch }) => {
  watch.expectStatus(406);
  const organization = fresh("pushed");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=delete-repository&subject=${organization}/app`);
  await expect(visitor.dialog()).toContainText("It contains no tags");
  await push(server, `${organization}/app:late`, image("late"));
  await visitor.submit("Delete");
  await visitor.expectOneError("SVCSTG.SWR.4060012");
  await expect(visitor.dialog()).toContainText(`${organization}/app 1 tag`);
  expect(await api.tags(organization, "app")).toEqual(["late"]);
});

test("the organization can be chosen if the address names none", async ({ visitor, api }) => {
  const organization = fresh("chosen");
  await api.createOrganization(organization);
  await visitor.openAs(ADMIN, "/repositories");
  await visitor.button("Create repository").click();
  await visitor.fill({ Name: "app" });
  await visitor.submit("Create repository");
  await visitor.expectFieldError("Organization", "Choose an organization.");
  await visitor.field("Organization").selectOption(organization);
  await visitor.submit("Create repository");
  await visitor.expectAddress(`/organizations/${organization}/repositories/app`);
  expect(await api.repository(organization, "app")).toBeDefined();
});

test("a description is Markdown, and nothing in it is loaded or run", async ({ visitor, page, api }) => {
  const organization = fresh("prose");
  await api.createOrganization(organization);
  const description = [
    "## Ports",
    "- **8080** traffic",
    "- `9090` metrics",
    "",
    "> as *always*",
    "",
    "```",
    "docker  run",
    "```",
    "[guide](https://docs.example/guide) [trap](javascript:alert(1))",
    "![logo](https://pictures.example/logo.png) <img src=x onerror=alert(1)>",
  ].join("\n");
  await api.createRepository(organization, "app", { description });
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/about`);
  const prose = page.locator(".prose");
  await expect(prose.getByRole("heading", { name: "Ports" })).toBeVisible();
  await expect(prose.getByRole("listitem")).toHaveText(["8080 traffic", "9090 metrics"]);
  await expect(prose.locator("blockquote em")).toHaveText("always");
  await expect(prose.locator("pre")).toHaveText("docker  run");
  const guide = prose.getByRole("link", { name: "guide" });
  await expect(guide).toHaveAttribute("href", "https://docs.example/guide");
  await expect(guide).toHaveAttribute("rel", /noopener/);
  await expect(prose.getByRole("link")).toHaveText(["guide", "logo"]);
  await expect(prose).toContainText("[trap](javascript:alert(1))");
  await expect(prose).toContainText("<img src=x onerror=alert(1)>");
  await expect(prose.locator("img")).toHaveCount(0);
});

test("the large editor of a description has a preview", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/organizations/platform?dialog=create-repository");
  const field = visitor.field("Description");
  expect((await field.boundingBox())!.height).toBeGreaterThan(160);
  await visitor.fill({ Description: "| Port | What |\n|---|---|\n| 8080 | ~~old~~ traffic |\n\n- [x] done" });
  await visitor.dialog().getByRole("tab", { name: "Preview" }).click();
  await expect(visitor.dialog().getByRole("cell", { name: "8080" })).toBeVisible();
  await expect(visitor.dialog().locator("del, s")).toHaveText("old");
  await expect(visitor.dialog().getByRole("checkbox")).toBeChecked();
  await visitor.dialog().getByRole("tab", { name: "Write" }).click();
  await expect(field).toHaveValue(/8080/);
});

test("technical details are folded away", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/platform/repositories/api-gateway/about");
  const more = page.getByRole("main").getByText("More details");
  await expect(more).toBeVisible();
  const folded = page.locator(".properties-more dt");
  await expect(folded.first()).toBeHidden();
  await more.click();
  await expect(folded.first()).toBeVisible();
});

test("the three lists share a heading and have their own addresses", async ({ visitor }) => {
  await visitor.openAs(ADMIN, "/repositories");
  await visitor.expectHeading("Repositories");
  for (const [name, address] of [
    ["Shared with me", "/repositories/shared-with-me"],
    ["Shared by me", "/repositories/shared-by-me"],
    ["Mine", "/repositories"],
  ]) {
    await visitor.link(name).click();
    await visitor.expectAddress(address);
    await visitor.expectHeading("Repositories");
    await expect(visitor.link(name)).toHaveAttribute("aria-current", "page");
    await expect(visitor.button("Create repository")).toBeVisible();
  }
});
