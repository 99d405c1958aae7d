// The inside of an image: configuration, build steps and layers, of one image and of an index.

import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Api } from "./world/api.ts";
import { Console } from "./world/console.ts";
import { image, push } from "./world/images.ts";
import type { Server } from "./world/server.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const LATEST = "/organizations/platform/repositories/api-gateway/tags/latest";

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("a configuration tells how a container starts, and is copied as a whole", async ({ visitor, page }) => {
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

test("the platform of an index is part of the address and stays from tab to tab", async ({ visitor, page }) => {
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

test("a platform that the index does not have is said to be missing", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, `${LATEST}/layers?platform=linux/s390x`);
  await expect(page.getByText("No image for linux/s390x")).toBeVisible();
  await page.getByRole("link", { name: "linux/arm64" }).click();
  await expect(page.getByText(/\d+ layers, base first/)).toBeVisible();
});

test("each step of a build is shown with the layer that it made", async ({ visitor, page }) => {
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

test("what was pushed is text, whatever it looks like", async ({ visitor, page, api, server }) => {
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

/** Strings that become markup, a script or an address wherever somebody forgets that they are words. */
const HOSTILE = (() => {
  const act = "document.title='taken'";
  const tags = ["img src=x onerror", "svg onload", "body onload", "details open ontoggle", "video src=x onerror", "input autofocus onfocus"];
  const before = ["", '"', "'", "-->", "</title>", "</textarea>", "</script>", "\\", "{{", "${", "\u202e", "\u0000", "&lt;", "]]>", "<!--"];
  const elements = tags.flatMap((tag) => before.map((start) => `${start}<${tag}="${act}">`));
  const scripts = before.flatMap((start) => [`${start}<script>${act}</script>`, `${start}<iframe srcdoc="<script>${act}</script>">`]);
  const schemes = ["javascript:", "JaVaScRiPt:", "java\tscript:", "data:text/html,", "vbscript:", " javascript:", "https:javascript:", "blob:", "file:///"];
  const addresses = schemes.flatMap((scheme) => [`${scheme}${act}`, `[a](${scheme}${act})`, `<a href="${scheme}${act}">a</a>`]);
  const templates = ["{{constructor.constructor('x')()}}", "#{7*7}", "<%= 7*7 %>", "${7*7}", "{$x}", "%3Cscript%3E", "&#60;script&#62;", "\x3cscript\x3e"];
  const all = [...elements, ...scripts, ...addresses, ...templates];
  const styles = Array.from({ length: Math.max(0, 200 - all.length) }, (_, index) => `<style>*{color:red}</style>${index}`);
  return [...all, ...styles].slice(0, 200);
})();

async function meetsOnlyWords(page: Page, open: (address: string) => Promise<void>, repository: string) {
  for (const tab of ["", "/configuration", "/build-steps", "/layers", "/manifest"]) {
    await open(`${repository}/tags/1.0${tab}`);
    const main = page.getByRole("main");
    await expect(main).toContainText(/taken|sha256:/);
    await expect(main.locator("script, iframe, style, video, details[ontoggle], img, [onerror], [onload], [onfocus]")).toHaveCount(0);
    const addresses = await main.locator("a").evaluateAll((links) => links.map((it) => (it as HTMLAnchorElement).protocol));
    expect(addresses.filter((it) => !/^https?:$/.test(it))).toEqual([]);
    expect(await page.title()).not.toBe("taken");
  }
}

async function pushHostile(server: Server, api: Api): Promise<string> {
  expect(new Set(HOSTILE).size).toBe(200);
  const organization = fresh("hostile");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  const named = (prefix: string) => Object.fromEntries(HOSTILE.map((it, index) => [`${prefix}${index}`, it]));
  const hostile = image("taken", {
    labels: { ...named("label"), ...Object.fromEntries(HOSTILE.map((it) => [it, "name"])) },
    environment: HOSTILE.flatMap((it, index) => [`E${index}=${it}`, `${it.replaceAll("=", "")}=name`]),
    steps: HOSTILE.flatMap((it) => [it, `RUN ${it} # buildkit`]),
    annotations: named("annotation"),
  });
  await push(server, `${organization}/app:1.0`, hostile);
  return `/organizations/${organization}/repositories/app`;
}

test("200 hostile strings are words and nothing else", async ({ visitor, page, api, server }) => {
  const repository = await pushHostile(server, api);
  await visitor.openAs(ADMIN, repository);
  await meetsOnlyWords(page, (address) => visitor.open(address), repository);
});

test("200 hostile strings are words and nothing else in Firefox, too", async ({ firefoxPage, api, server }) => {
  const repository = await pushHostile(server, api);
  const visitor = new Console(firefoxPage, server);
  await visitor.openAs(ADMIN, `${server.origin}${repository}`);
  await meetsOnlyWords(firefoxPage, (address) => visitor.open(`${server.origin}${address}`), repository);
  await visitor.expectNoError();
});

test("what is no container image is not called one", async ({ visitor, page, api }) => {
  const { digest } = await api.tag("edge", "bootloader", "2.1.0");
  const signature = `${digest.replace(":", "-")}.sig`;
  await visitor.openAs(ADMIN, `/organizations/edge/repositories/bootloader/tags/${signature}/build-steps`);
  await expect(page.getByText("No build steps: signature")).toBeVisible();
  await visitor.link("Configuration").click();
  await expect(page.getByText("Type: signature.")).toBeVisible();
});

test("the oldest form has its build steps in its manifest", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/legacy/repositories/terminal/tags/1.0/build-steps");
  const steps = page.getByRole("list", { name: "Build steps" });
  await expect(steps).toContainText("ADD rootfs.tar /");
  await visitor.link("Layers").click();
  await expect(page.getByText("Docker schema 1: layer sizes are not included")).toBeVisible();
});

test("a configuration that fails to load can be asked for again", async ({ visitor, page, watch }) => {
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

test("a service without the call is told by the command that does the same", async ({ visitor, page, watch, api }) => {
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

test("the configuration that is shown is the one that the registry has", async ({ visitor, page, api, server }) => {
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
