// The inside of an image: configuration, build steps and layers, of one image and of an index.

import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { image, push } from "./world/images.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const LATEST = "/organizations/platform/repositories/api-gateway/tags/latest";

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("shows how a container starts and copies the raw configuration", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${LATEST}/configuration`);
  await visitor.expectHeading("latest");
  const main = page.getByRole("main");
  for (const fact of ['["/usr/local/bin/app"]', "8080/tcp", "/var/lib/app", "10001", "linux", "amd64"]) {
    await expect(main).toContainText(fact);
  }
  const environment = page.getByRole("table", { name: "Environment" });
  await expect(environment.getByRole("row", { name: /^APP_VERSION/ })).toBeVisible();
  await environment.getByRole("button", { name: "Copy value of LANG" }).click();
  await expect.poll(() => clipboard(page)).toBe("C.UTF-8");
  const source = page.getByRole("table", { name: "Labels" }).getByRole("row", { name: /^org\.opencontainers\.image\.source / });
  await expect(source.getByRole("link")).toHaveAttribute("href", /^https:\/\/git\.example\.test\//);
  await page.getByRole("searchbox", { name: "Find" }).fill("stopsignal");
  await expect(page.locator("mark")).toHaveCount(1);
  await visitor.button("Copy configuration").click();
  await expect.poll(async () => JSON.parse(await clipboard(page)).config.StopSignal).toBe("SIGTERM");
});

test("the platform of an index is part of the address on every tab", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${LATEST}/configuration`);
  const platforms = page.getByRole("navigation", { name: "Platforms of latest" });
  await expect(platforms.getByRole("link", { name: "linux/amd64" })).toHaveAttribute("aria-current", "page");
  await platforms.getByRole("link", { name: "linux/arm64" }).click();
  await visitor.expectAddress(`${LATEST}/configuration?platform=linux/arm64`);
  await expect(page.getByRole("main")).toContainText("arm64 v8");
  await visitor.link("Build steps").click();
  await visitor.expectAddress(`${LATEST}/build-steps?platform=linux/arm64`);
  await page.reload();
  await expect(platforms.getByRole("link", { name: "linux/arm64" })).toHaveAttribute("aria-current", "page");
  await visitor.link("Layers").click();
  await visitor.expectAddress(`${LATEST}/layers?platform=linux/arm64`);
  await page.goBack();
  await visitor.expectAddress(`${LATEST}/build-steps?platform=linux/arm64`);
});

test("reports a platform that the index does not contain", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${LATEST}/layers?platform=linux/s390x`);
  await expect(page.getByText("No image for linux/s390x")).toBeVisible();
  await page.getByRole("link", { name: "linux/arm64" }).click();
  await expect(page.getByText(/\d+ layers, base first/)).toBeVisible();
});

test("shows each build step with its layer", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${LATEST}/build-steps`);
  const steps = page.getByRole("list", { name: "Build steps" }).getByRole("listitem");
  await expect(steps.first()).toContainText(/ADD file:[0-9a-f]+ \//);
  await expect(steps.first()).toContainText(/\d\s[kM]B/);
  await expect(steps.first()).toContainText("Layer 1 · sha256:");
  await expect(steps.filter({ hasText: "ENV LANG=C.UTF-8" })).toContainText("No layer");
  await expect(page.getByText("# buildkit")).toHaveCount(0);
  await visitor.link("Layers").click();
  await expect(page.getByText(/^\d+%$/).first()).toBeVisible();
});

test("pushed content is always shown as text", async ({ visitor, page, api, server }) => {
  const organization = fresh("inside");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  const hostile = '<img src=x onerror="document.title=1">';
  await push(server, `${organization}/app:1.0`, image(hostile));
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/tags/1.0/configuration`);
  const labels = page.getByRole("table", { name: "Labels" });
  await expect(labels).toContainText(hostile);
  await expect(page.getByRole("main").locator("img")).toHaveCount(0);
  await expect(page.getByText("No environment variables.")).toBeVisible();
  await visitor.link("Build steps").click();
  await expect(page.getByRole("list", { name: "Build steps" })).toContainText("COPY content.txt /");
});

test("artifacts are not called images", async ({ visitor, page, api }) => {
  const { digest } = await api.tag("edge", "bootloader", "2.1.0");
  const signature = `${digest.replace(":", "-")}.sig`;
  await visitor.openAs(ADMIN, `/organizations/edge/repositories/bootloader/tags/${signature}/build-steps`);
  await expect(page.getByText("No build steps: signature")).toBeVisible();
  await visitor.link("Configuration").click();
  await expect(page.getByText("Type: signature.")).toBeVisible();
});

test("reads the build steps of Docker schema 1 manifests", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/legacy/repositories/terminal/tags/1.0/build-steps");
  const steps = page.getByRole("list", { name: "Build steps" });
  await expect(steps).toContainText("ADD rootfs.tar /");
  await visitor.link("Layers").click();
  await expect(page.getByText("Docker schema 1: layer sizes are not included")).toBeVisible();
});

test("a configuration that failed to load can be retried", async ({ visitor, page, watch }) => {
  watch.expectStatus(500);
  let isBroken = true;
  await page.route("**/tags/latest/config", async (route) => {
    if (!isBroken) return route.continue();
    await route.fulfill({ status: 500, json: { errors: [{ errorCode: "SVCSTG.SWR.5000000", errorMessage: "broken" }] } });
  });
  await visitor.openAs(ADMIN, `${LATEST}/configuration`);
  await expect(page.getByRole("alert")).toContainText("SVCSTG.SWR.5000000");
  isBroken = false;
  await visitor.button("Try again").click();
  await expect(page.getByRole("table", { name: "Environment" })).toBeVisible();
});

test("shows a command if the service does not provide configurations", async ({ visitor, page, watch, api }) => {
  watch.expectStatus(404);
  await page.route("**/tags/*/config", (route) =>
    route.fulfill({ status: 404, json: { error_code: "APIGW.0101", error_msg: "The API does not exist" } }),
  );
  const { manifest, path } = await api.tag("platform", "api-gateway", "latest");
  const [, arm64] = JSON.parse(manifest).manifests as { digest: string }[];
  const repository = path.replace(/:[^:/]+$/, "");
  await visitor.openAs(ADMIN, `${LATEST}/configuration?platform=linux/arm64`);
  await expect(page.getByText("This service does not provide image configurations.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`docker://${repository}@${arm64!.digest}`);
  await expect(page.getByRole("main")).toContainText("skopeo inspect --config");
  await visitor.link("Layers").click();
  await expect(page.getByText("This service does not provide the layers of a platform.")).toBeVisible();
  await visitor.expectNoError();
});

test("shows the same configuration as the registry", async ({ visitor, page, api, server }) => {
  const organization = fresh("inside");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  await push(server, `${organization}/app:1.0`, image("as it was pushed"));
  const { manifest } = await api.tag(organization, "app", "1.0");
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/tags/1.0/configuration`);
  const digest: string = JSON.parse(manifest).config.digest;
  await expect(page.getByRole("main")).toContainText(digest);
  const answer = page.waitForResponse(/\/tags\/1\.0\/config$/);
  await page.reload();
  const [{ configuration }] = (await (await answer).json()) as { configuration: string }[];
  expect(`sha256:${createHash("sha256").update(configuration).digest("hex")}`).toBe(digest);
});
