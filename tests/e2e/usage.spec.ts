// What repositories and organizations store: the numbers are those that the manifests add up to.

import type { Page } from "@playwright/test";
import { image, push } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const figure = (page: Page, name: string) =>
  page.getByRole("main").locator(".figure").filter({ has: page.getByText(name, { exact: true }) });

test("shows the storage of a repository and what deleting each tag frees", async ({ visitor, page, api, server }) => {
  const organization = fresh("stored");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  for (const [tag, content] of [["1", "one"], ["1.0", "one"], ["2", "two"]] as const) {
    await push(server, `${organization}/app:${tag}`, image(content));
  }
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/storage`);
  await visitor.expectRow("1.0");
  const { size } = await api.repository(organization, "app");
  const digits = (words: string | null) => Number((words ?? "").replace(/[^\d.]/g, ""));
  const stored = await figure(page, "Stored").locator("dd").first().textContent();
  expect(digits(stored)).toBeCloseTo(size >= 1000 ? size / 1000 : size, 1);
  await expect(figure(page, "Tags")).toContainText("3");
  // Another tag names the same image.
  await expect(visitor.row("1.0")).toContainText(/0\sB/);
  await expect(visitor.row("2")).not.toContainText(/ 0\sB/);
  await expect(page.getByRole("main")).toContainText("used by");
});

test("checks the contents of indexes on request", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/platform/repositories/api-gateway/storage");
  await expect(page.getByText(/are only known as a whole/)).toBeVisible();
  const before = await figure(page, "Stored").locator("dd").first().textContent();
  await visitor.button(/^Check \d+ index/).click();
  await expect(page.getByText(/indexes checked/)).toBeVisible();
  await expect(page.getByText(/^(\d+) of \1 indexes checked$/)).toBeVisible();
  expect(await figure(page, "Stored").locator("dd").first().textContent()).not.toBe(before);
});

test("adds up the repositories of an organization", async ({ visitor, page, api }) => {
  await visitor.openAs(ADMIN, "/organizations/web/storage");
  await expect(figure(page, "Repositories")).toContainText("7");
  await visitor.expectRow("checkout");
  await visitor.link("checkout").click();
  await visitor.expectAddress("/organizations/web/repositories/checkout/storage");
  expect((await api.repository("web", "checkout")).size).toBeGreaterThan(0);
});
