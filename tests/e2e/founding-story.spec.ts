// The main job from end to end: an organization, a repository in it, a real image pushed by a real
// client, looked at, and all of it deleted again. Every change is made through the page and then
// confirmed by a call that is not the console's.

import { Api } from "./world/api.ts";
import { image, pulledDigest, push } from "./world/images.ts";
import { ADMIN, IN_THE_WHOLE_BROWSER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ world: "empty", ...IN_THE_WHOLE_BROWSER });

const built = image("the first one");

test("the whole path from an empty account to a pushed image and back", async ({ visitor: console, api, server }) => {
  await console.signInAt(ADMIN, "/organizations");
  await expect(console.page.getByText("No organizations yet")).toBeVisible();

  await console.button("Create organization").first().click();
  await console.fill({ Name: "harbour" });
  await console.submit("Create organization");
  await console.expectToast("Organization harbour created.");
  expect(await api.organization("harbour")).toMatchObject({ name: "harbour", creator_name: "admin" });

  await console.link("Organizations").first().click();
  await console.filter("harb");
  await console.expectRow("harbour");
  await console.link("harbour").click();
  await console.expectHeading("harbour");

  await console.button("Create repository").first().click();
  await console.fill({ Name: "web/front", Description: "What people see first." });
  await console.field("Category").selectOption("Linux");
  await console.submit("Create repository");
  await console.expectToast("Repository harbour/web/front created.");
  expect(await api.repository("harbour", "web/front")).toMatchObject({ num_images: 0, is_public: false });

  await expect(console.page.getByText("No tags yet")).toBeVisible();
  await push(server, "harbour/web/front:1.0.0", built);
  await console.button("Refresh").click();
  await console.expectRow("1.0.0");

  await console.link(/^Details/).click();
  const main = console.page.getByRole("main");
  const { path } = await api.repository("harbour", "web/front");
  for (const fact of [path, "What people see first.", "Linux", "Private", "1 tag", "admin"]) {
    await expect(main).toContainText(fact);
  }

  await console.link(/^Tags/).click();
  await console.link("1.0.0").click();
  await console.expectHeading("1.0.0");
  await expect(main).toContainText(built.manifestDigest.slice(0, 11));
  expect(await pulledDigest(server, "harbour/web/front:1.0.0")).toBe(built.manifestDigest);

  await console.choose("Actions for 1.0.0", "Delete");
  await expect(console.dialog()).toContainText("image deleted");
  await console.submit("Delete");
  await console.expectAddress("/organizations/harbour/repositories/web$front");
  expect(await api.tag("harbour", "web/front", "1.0.0")).toBeUndefined();

  await console.choose("Actions for web/front", "Delete");
  await console.submit("Delete");
  await console.expectAddress("/organizations/harbour");
  expect(await api.repository("harbour", "web/front")).toBeUndefined();

  await console.choose("Actions for harbour", "Delete");
  await console.submit("Delete");
  await console.expectAddress("/organizations");
  await expect(console.page.getByText("No organizations yet")).toBeVisible();
  expect(await api.organization("harbour")).toBeUndefined();
});

test("acknowledged changes survive kill -9, and the page recovers", async ({ visitor: console, server }) => {
  await console.signInAt(ADMIN, "/organizations");
  await console.button("Create organization").first().click();
  await console.fill({ Name: "harbour" });
  await console.submit("Create organization");
  await console.expectHeading("harbour");
  // What the page asks for has come: a request that dies with the service is another story.
  await expect(console.page.getByText("No repositories yet")).toBeVisible();
  await console.page.waitForLoadState("networkidle");
  await server.kill();
  await server.startAgain();

  await console.button("Create repository").first().click();
  await console.fill({ Name: "web/front" });
  await console.submit("Create repository");
  await console.expectHeading("web/front");
  await push(server, "harbour/web/front:1.0.0", built);
  await server.kill();

  // No one answers now: the page says so, loses nothing, and is told to try again.
  await console.choose("Actions for web/front", "Edit");
  await expect(console.dialog().getByRole("alert")).toContainText("The service did not respond.");
  await server.startAgain();
  await console.dialog().getByRole("button", { name: "Try again" }).click();
  await console.fill({ Description: "Written after the second death." });
  await console.submit("Save");
  await console.expectToast("Repository harbour/web/front saved.");
  await server.kill();
  await server.startAgain();

  await console.page.reload();
  await console.signIn();
  await console.expectRow("1.0.0");
  const api = await Api.signIn(server, ADMIN);
  expect(await api.organization("harbour")).toBeDefined();
  expect(await api.repository("harbour", "web/front")).toMatchObject({
    description: "Written after the second death.",
    num_images: 1,
  });
  expect(await pulledDigest(server, "harbour/web/front:1.0.0")).toBe(built.manifestDigest);
});
