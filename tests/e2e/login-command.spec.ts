// The login command: what the page shows is executed with a client that is not ours.

import { createHmac } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { Api } from "./world/api.ts";
import { image, pushSignedIn, runPasted, withLayout } from "./world/images.ts";
import { ADMIN, EDITOR, READER, REGION, type Person } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";
import type { Console } from "./world/console.ts";

const HIDDEN = "••••••••";

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** What the copy button of this name puts on the clipboard. */
async function copied(visitor: Console, name: string, within: Locator = visitor.page.locator("body")): Promise<string> {
  await visitor.page.evaluate(() => navigator.clipboard.writeText(""));
  await within.getByRole("button", { name, exact: true }).click();
  await expect.poll(() => clipboard(visitor.page)).not.toBe("");
  return clipboard(visitor.page);
}

const shownCommand = (visitor: Console) => visitor.page.locator("pre").first();

/** The password that follows from an access key. */
const longTermPassword = ({ accessKey, secretKey }: Person) =>
  createHmac("sha256", secretKey).update(accessKey).digest("hex");

/** A file of logins that goes with the test. */
async function withLogins(play: (logins: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), "swr-e2e-logins-"));
  try {
    await play(join(folder, "auth.json"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function signInByKey(visitor: Console, address: string, { accessKey, secretKey }: Person) {
  await visitor.open(address);
  await visitor.page.getByRole("tab", { name: "Access key" }).click();
  await visitor.fill({ "Access key": accessKey, "Secret key": secretKey });
  await visitor.button("Sign in").click();
}

test("the copied command signs skopeo in until the login ends", async ({ visitor, page, server, watch }) => {
  const api = await Api.signIn(server, EDITOR);
  const organization = fresh("login");
  await api.createOrganization(organization);
  await visitor.openAs(EDITOR, "/login-command");
  await visitor.field("Valid for").selectOption({ label: "15 minutes" });
  await visitor.button("Create login").click();
  await expect(page.getByText(/^0:14:\d\d left$/)).toBeVisible();
  await page.getByRole("tab", { name: "skopeo" }).click();
  await expect(shownCommand(visitor)).toContainText(HIDDEN);
  const command = await copied(visitor, "Copy login command");
  expect(command).toMatch(/^printf %s '\S+' \| skopeo login --tls-verify=false -u \S+ --password-stdin 127\.0\.0\.1:\d+$/);

  await withLogins(async (logins) => {
    expect(await runPasted(command, logins)).toContain("Login Succeeded");
    await pushSignedIn(server, `${organization}/app:1.0`, image("by a temporary login"), logins);
    expect(await api.tags(organization, "app")).toEqual(["1.0"]);

    await visitor.open(`/organizations/${organization}/repositories/app`);
    await visitor.expectRow("1.0");

    watch.expectStatus(401);
    await server.endSessions(EDITOR);
    const refused = pushSignedIn(server, `${organization}/app:2.0`, image("too late"), logins);
    await expect(refused).rejects.toThrow(/unauthorized|authentication required|401/i);
    const again = await Api.signIn(server, EDITOR);
    expect(await again.tags(organization, "app")).toEqual(["1.0"]);
  });
});

test("the bearer token signs in to the registry", async ({ visitor, page, server, api }) => {
  const organization = fresh("login");
  await api.createOrganization(organization);
  await visitor.openAs(ADMIN, "/login-command");
  await page.getByRole("tab", { name: "Bearer token" }).click();
  await visitor.button("Create login").click();
  await expect(page.getByText(/^\d+:\d\d:\d\d left$/)).toBeVisible();
  expect(await copied(visitor, "Copy user")).toMatch(/^bearertoken@/);
  await page.getByRole("tab", { name: "skopeo" }).click();
  const command = await copied(visitor, "Copy login command");
  await withLogins(async (logins) => {
    expect(await runPasted(command, logins)).toContain("Login Succeeded");
    await pushSignedIn(server, `${organization}/app:1.0`, image("by a token"), logins);
  });
  expect(await api.tags(organization, "app")).toEqual(["1.0"]);
});

test("the long-term login is computed in the browser, and the secret key is not sent", async ({ visitor, page, server }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData()}`));
  await visitor.openAs(ADMIN, "/login-command");
  await page.getByRole("tab", { name: "Long-term" }).click();
  await expect(visitor.field("Project")).toHaveValue(REGION);
  await expect(visitor.field("Registry")).toHaveValue(new URL(server.origin).host);
  await visitor.fill({ "Access key": READER.accessKey, "Secret key": READER.secretKey });
  await expect(visitor.field("Secret key")).toHaveAttribute("type", "password");
  expect(await copied(visitor, "Copy user")).toBe(`${REGION}@${READER.accessKey}`);
  expect(await copied(visitor, "Copy password")).toBe(longTermPassword(READER));
  await page.getByRole("tab", { name: "skopeo" }).click();
  const command = await copied(visitor, "Copy login command");
  await withLogins(async (logins) => {
    expect(await runPasted(command, logins)).toContain("Login Succeeded");
    const kept = JSON.parse(await readFile(logins, "utf8"));
    await page.getByRole("tab", { name: "config.json" }).click();
    expect(JSON.parse(await copied(visitor, "Copy login command"))).toEqual(kept);
  });

  expect(sent.filter((it) => it.includes(READER.secretKey))).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  expect(stored).not.toContain(READER.secretKey);
  await visitor.link("Settings").click();
  await visitor.expectHeading("Settings");
  await visitor.link("Registry login").click();
  await page.getByRole("tab", { name: "Long-term" }).click();
  await expect(visitor.field("Secret key")).toHaveValue("");
});

test("reuses the access key of the session", async ({ visitor, page }) => {
  await signInByKey(visitor, "/login-command", READER);
  await page.getByRole("tab", { name: "Long-term" }).click();
  await expect(visitor.field(`Use ${READER.accessKey}, the access key you signed in with`)).toBeChecked();
  await expect(visitor.field("Secret key")).toHaveCount(0);
  expect(await copied(visitor, "Copy password")).toBe(longTermPassword(READER));
  await expect(page.getByRole("main")).not.toContainText(READER.secretKey);
});

test("secrets are hidden in every format until requested, and copied in full", async ({ visitor, page }) => {
  await page.clock.install();
  await visitor.openAs(ADMIN, "/login-command");
  await visitor.button("Create login").click();
  const password = await copied(visitor, "Copy password");
  const basic = Buffer.from(`${await copied(visitor, "Copy user")}:${password}`).toString("base64");
  const main = page.getByRole("main");
  for (const form of ["docker", "podman", "nerdctl", "skopeo", "kubectl", "Kubernetes", "config.json"]) {
    await page.getByRole("tab", { name: form, exact: true }).click();
    const secret = ["kubectl", "Kubernetes", "config.json"].includes(form) ? basic : password;
    await expect(shownCommand(visitor)).toContainText(HIDDEN);
    await expect(main).not.toContainText(secret);
    expect(await copied(visitor, "Copy login command")).toContain(secret);
    await visitor.button("Show secrets").click();
    await expect(shownCommand(visitor)).toContainText(secret);
    await visitor.button("Hide secrets").click();
    // For so long the button says that it has copied.
    await page.clock.fastForward(2_000);
  }
});

test("an expired login says so and offers another one", async ({ visitor, page }) => {
  await page.clock.install();
  await visitor.openAs(ADMIN, "/login-command");
  await visitor.field("Valid for").selectOption({ label: "15 minutes" });
  await visitor.button("Create login").click();
  await expect(page.getByText(/ left$/)).toBeVisible();
  await page.clock.fastForward("15:01");
  await expect(page.getByText("This login has expired. Create another one.")).toBeVisible();
  await expect(visitor.button("Copy login command")).toHaveCount(0);
  await expect(visitor.button("Create another login")).toBeVisible();
});

test("the push commands run as pasted, and an empty repository links to the login", async ({ visitor, page, api }) => {
  const organization = fresh("login");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app`);
  await page.getByRole("main").getByRole("link", { name: "Registry login" }).click();
  await visitor.expectAddress("/login-command");
  await visitor.open(`/organizations/${organization}/repositories/app`);
  await visitor.button("Push an image").click();
  await visitor.expectAddress(`/organizations/${organization}/repositories/app?dialog=push-image&subject=${organization}/app`);
  await visitor.dialog().getByRole("tab", { name: "skopeo" }).click();
  await visitor.button("Create login").click();
  await expect(visitor.dialog()).toContainText(HIDDEN);
  const logIn = await copied(visitor, "Copy login command");
  await visitor.field("Source").selectOption({ label: "OCI layout in a folder (oci)" });
  await withLayout(image("by the push dialog"), async (layout) => {
    await visitor.fill({ "Local image": layout, "Tag in the repository": "1.0" });
    const push = await copied(visitor, "Copy push commands", visitor.dialog());
    await withLogins(async (logins) => {
      expect(await runPasted(logIn, logins)).toContain("Login Succeeded");
      await runPasted(push, logins);
    });
  });
  expect(await api.tags(organization, "app")).toEqual(["1.0"]);
});
