// Two images side by side, of tags and of platforms.

import { image, push } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

test("a tag is compared with one of another repository, and the differences are copied", async ({ visitor, page, api, server }) => {
  const organization = fresh("compared");
  await api.createOrganization(organization);
  for (const name of ["one", "two"]) await api.createRepository(organization, name);
  await push(server, `${organization}/one:1`, image("first"));
  await push(server, `${organization}/two:2`, image("second"));
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/one/tags/1`);
  await visitor.button("Actions for 1").click();
  await visitor.menuItem("Compare with…").click();
  await visitor.expectHeading("Compare");
  await expect(visitor.field("First tag")).toHaveValue(`${organization}/one:1`);
  await visitor.fill({ "Second tag": "nonsense" });
  await page.getByRole("main").getByRole("button", { name: "Compare", exact: true }).click();
  await visitor.expectFieldError("Second tag", "Enter a tag as organization/repository:tag.");
  await visitor.fill({ "Second tag": `${organization}/two:2` });
  await page.getByRole("main").getByRole("button", { name: "Compare", exact: true }).click();
  const labels = page.getByRole("table", { name: "Labels" });
  await expect(labels).toContainText("first");
  await expect(labels).toContainText("second");
  // Both were built by the same step.
  await expect(page.getByRole("table", { name: "Build steps" })).toHaveCount(0);
  await visitor.field("Show what both have in common").check();
  await expect(page.getByRole("table", { name: "Build steps" })).toContainText("COPY content.txt /");
  await visitor.button("Copy differences").click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("- org.opencontainers.image.title: first\n+ org.opencontainers.image.title: second");
  await page.reload();
  await expect(labels).toContainText("second");
  await visitor.button("Swap").click();
  await expect(visitor.field("First tag")).toHaveValue(`${organization}/two:2`);
});

test("two platforms of an index are compared, each chosen by its address", async ({ visitor, page }) => {
  const latest = encodeURIComponent("platform/api-gateway:latest");
  await visitor.openAs(ADMIN, `/compare?left=${latest}&right=${latest}&right-platform=linux%2Farm64`);
  await expect(page.getByRole("table", { name: "Details" })).toContainText("linux/amd64");
  await expect(page.getByRole("table", { name: "Details" })).toContainText("linux/arm64");
  const right = page.getByRole("navigation", { name: "Platforms of platform/api-gateway:latest" }).last();
  await right.getByRole("link", { name: "linux/amd64" }).click();
  await expect(page.getByText("No differences.")).toBeVisible();
});

test("nothing is compared before two tags are chosen", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/compare");
  await expect(page.getByText("Enter two tags to see how their images differ.")).toBeVisible();
  await visitor.expectNoError();
});
