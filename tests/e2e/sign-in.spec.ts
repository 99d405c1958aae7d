// Signing in by every way there is, staying signed in, and what happens when it ends.

import type { Page } from "@playwright/test";
import { Api } from "./world/api.ts";
import { Console } from "./world/console.ts";
import { Proxy } from "./world/proxy.ts";
import { ACCOUNT, ADMIN, PROJECT_ID, READER, REGION } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

/** The headers of every call that the page makes to the management API. */
function calls(page: Page): { path: string; headers: Record<string, string> }[] {
  const made: { path: string; headers: Record<string, string> }[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/v2/manage")) made.push({ path: pathname, headers: request.headers() });
  });
  return made;
}

/** Everything that the browser keeps for this page. */
const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

test("a password sign-in leads to the requested address", async ({ visitor, page }) => {
  await visitor.signInAt(READER, "/organizations/platform");
  await visitor.expectHeading("platform");
  await visitor.expectAddress("/organizations/platform");
  await expect(visitor.button(/^Account menu/)).toContainText(`reader · ${ACCOUNT}`);
  expect(await kept(page)).not.toContain(READER.password);
});

test("the project defaults to the region", async ({ visitor }) => {
  await visitor.open("/");
  await expect(visitor.field("Project")).toHaveValue(REGION);
});

test("a wrong password is reported once, and the form is kept", async ({ visitor, watch }) => {
  watch.expectStatus(401);
  await visitor.open("/organizations");
  await visitor.fill({ Account: ACCOUNT, User: "editor", Password: "wrong" });
  await visitor.button("Sign in").click();
  await visitor.expectOneError("Sign-in failed.", "401");
  await expect(visitor.field("User")).toHaveValue("editor");
  await visitor.fill({ Password: "demo-editor" });
  await visitor.button("Sign in").click();
  await visitor.expectRow("platform");
});

test("the first field has the focus, and fields have autocomplete names", async ({ visitor }) => {
  await visitor.open("/organizations");
  await expect(visitor.field("Account")).toBeFocused();
  for (const [label, purpose] of Object.entries({ User: "username", Password: "current-password" })) {
    await expect(visitor.field(label)).toHaveAttribute("autocomplete", purpose);
    await expect(visitor.field(label)).toHaveAttribute("name", purpose);
  }
});

test("the card does not move when its content changes", async ({ visitor, page }) => {
  await visitor.open("/organizations");
  await expect(visitor.field("Password")).toBeVisible();
  const top = async () => (await page.locator(".standalone-card").boundingBox())!.y;
  const before = await top();
  await visitor.button("Sign in").click();
  await visitor.expectFieldError("Password", "Required");
  expect(await top()).toBe(before);
  for (const way of ["Access key", "Token"]) {
    await page.getByRole("tab", { name: way }).click();
    await expect(visitor.field(way)).toBeVisible();
    expect(await top()).toBe(before);
  }
});

test("a wrong project is reported at its field with the existing projects", async ({ visitor, watch }) => {
  watch.expectStatus(400, 401, 404);
  await visitor.open("/organizations");
  await visitor.fill({ Account: ACCOUNT, User: READER.user, Password: READER.password, Project: "moon" });
  await visitor.button("Sign in").click();
  await visitor.expectFieldError("Project", REGION);
  await expect(visitor.field("Password")).toHaveValue(READER.password);
});

test("being offline is reported as such", async ({ visitor, context, watch }) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  await visitor.open("/organizations");
  await visitor.fill({ Account: ACCOUNT, User: READER.user, Password: READER.password });
  await context.setOffline(true);
  try {
    await visitor.button("Sign in").click();
    await visitor.expectOneError("You are offline.");
  } finally {
    await context.setOffline(false);
  }
});

test("missing input is reported at each field, and nothing is sent", async ({ visitor, page }) => {
  await visitor.open("/organizations");
  await expect(visitor.field("Password")).toBeVisible();
  const sent: string[] = [];
  // The files of the console are no matter.
  const isCall = (address: string) => /^\/v[23](\/|$)/.test(new URL(address).pathname);
  page.on("request", (request) => isCall(request.url()) && sent.push(request.url()));
  await visitor.button("Sign in").click();
  for (const label of ["Account", "User", "Password"]) await visitor.expectFieldError(label, "Required");
  expect(sent).toEqual([]);
});

test("signs in with an access key whose secret stays in the browser", async ({ visitor, page }) => {
  const made = calls(page);
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(JSON.stringify(request.headers()) + request.postData() + request.url()));
  await visitor.open("/organizations");
  await page.getByRole("tab", { name: "Access key" }).click();
  await visitor.fill({ "Access key": ADMIN.accessKey, "Secret key": ADMIN.secretKey });
  await visitor.button("Sign in").click();
  await visitor.expectRow("platform");
  for (const { headers } of made) {
    expect(headers.authorization).toMatch(new RegExp(`^SDK-HMAC-SHA256 Access=${ADMIN.accessKey}, `));
    expect(headers["x-auth-token"]).toBeUndefined();
  }
  expect(bodies.join("\n")).not.toContain(ADMIN.secretKey);
  expect(await kept(page)).not.toContain(ADMIN.secretKey);
});

test("changes with an access key have signed bodies", async ({ visitor, page, api }) => {
  await visitor.open("/organizations?dialog=create-organization");
  await page.getByRole("tab", { name: "Access key" }).click();
  await visitor.fill({ "Access key": ADMIN.accessKey, "Secret key": ADMIN.secretKey });
  await visitor.button("Sign in").click();
  const name = fresh("signed");
  await visitor.fill({ Name: name });
  await visitor.submit("Create organization");
  await visitor.expectHeading(name);
  expect(await api.organization(name)).toBeDefined();
});

test("rejects a wrong access key", async ({ visitor, page, watch }) => {
  watch.expectStatus(401);
  await visitor.open("/organizations");
  await page.getByRole("tab", { name: "Access key" }).click();
  await visitor.fill({ "Access key": ADMIN.accessKey, "Secret key": "not it" });
  await visitor.button("Sign in").click();
  await visitor.expectOneError("Sign-in failed.");
});

test("signs in with a pasted token", async ({ visitor, page, api }) => {
  const made = calls(page);
  await visitor.open("/organizations");
  await page.getByRole("tab", { name: "Token" }).click();
  await visitor.fill({ Token: api.token });
  await visitor.button("Sign in").click();
  await visitor.expectRow("platform");
  for (const { headers } of made) expect(headers["x-auth-token"]).toBe(api.token);
});

test("behind a proxy there is no sign-in and no credentials are sent", async ({ visitor, page, server, api, watch }) => {
  const connection = {
    id: "proxied",
    name: "Behind a proxy",
    endpoint: "",
    region: REGION,
    sign_in: ["proxy"],
  };
  const config = JSON.stringify({ connections: [connection] });
  const proxy = await Proxy.start(server, { headers: { "x-auth-token": api.token }, files: { "/config.json": config } });
  watch.allowOrigin(proxy.origin);
  try {
    const made = calls(page);
    await visitor.open(`${proxy.origin}/organizations`);
    await visitor.expectRow("platform");
    await expect(page.getByText("Behind a proxy").first()).toBeVisible();
    expect(made.length).toBeGreaterThan(0);
    for (const { headers } of made) {
      expect(headers).not.toHaveProperty("x-auth-token");
      expect(headers).not.toHaveProperty("authorization");
    }
    const name = fresh("proxied");
    await visitor.button("Create organization").click();
    await visitor.fill({ Name: name });
    await visitor.submit("Create organization");
    await visitor.expectHeading(name);
    expect(await api.organization(name)).toBeDefined();
    // No one can sign out of what the proxy does.
    await expect(visitor.button(/^Account menu/)).toHaveCount(0);
  } finally {
    await proxy.close();
  }
});

test("a session ends with the page unless it is kept for the tab", async ({ visitor, page, context }) => {
  await visitor.signInAt(READER, "/organizations");
  await visitor.expectRow("platform");
  await page.reload();
  await expect(visitor.field("Password")).toBeVisible();

  await visitor.signIn(READER, { keep: true });
  await visitor.expectRow("platform");
  await page.reload();
  await visitor.expectRow("platform");
});

test("a tab opened from this one is signed in, and signing out ends both and the token", async ({ visitor, page, context, watch }) => {
  watch.expectStatus(401);
  await visitor.signInAt(READER, "/organizations");
  await visitor.expectRow("platform");
  await visitor.expectWhole();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "platform" }).first().click({ modifiers: ["ControlOrMeta"] });
  const other = new Console(await opened);
  await expect(other.field("Password")).toHaveCount(0);
  await other.expectHeading("platform");
  const token = page.waitForRequest((it) => it.method() === "DELETE" && it.url().endsWith("/v3/auth/tokens"));
  await visitor.choose(/^Account menu/, "Sign out");
  const ended = await (await token).response();
  expect(ended?.status()).toBe(204);
  for (const tab of [visitor, other]) await expect(tab.field("Password")).toBeVisible();
});

test("another tab is signed in after a click", async ({ visitor, context }) => {
  await visitor.signInAt(READER, "/organizations");
  await visitor.expectRow("platform");
  await visitor.expectWhole();
  const other = new Console(await context.newPage());
  await other.open("/organizations");
  await expect(other.field("Password")).toBeVisible();
  await visitor.button("Allow").click();
  await other.expectRow("platform");
});

test("an unsolicited token from another page is ignored", async ({ visitor, page, context }) => {
  await visitor.open("/organizations");
  await expect(visitor.field("Password")).toBeVisible();
  const stranger = await context.newPage();
  await stranger.goto("/favicon.svg");
  await stranger.evaluate(() => {
    const identity = { name: "somebody", user_id: null, account: null, project_id: null };
    const record = JSON.stringify({ connection: "default", token: "planted", identity, expires_at: null });
    for (const question of ["", "guessed"]) {
      new BroadcastChannel("swr-console.session").postMessage(JSON.stringify({ type: "token", question, record }));
    }
  });
  await page.evaluate(() => new Promise((told) => setTimeout(told)));
  await expect(visitor.field("Password")).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test.describe("with share_session off", () => {
  test("tabs do not share their session", async ({ visitor, page, context }) => {
    await context.route("**/config.json", (route) => route.fulfill({ json: { share_session: false } }));
    await visitor.signInAt(READER, "/organizations");
    await visitor.expectRow("platform");
    await visitor.expectWhole();
    const other = new Console(await context.newPage());
    await other.open("/organizations");
    await expect(other.field("Password")).toBeVisible();
    await expect(page.getByRole("button", { name: "Allow" })).toHaveCount(0);
  });
});

test("signing out clears everything", async ({ visitor, page }) => {
  await visitor.signInAt(READER, "/organizations", { keep: true });
  await visitor.expectRow("platform");
  await visitor.choose(/^Account menu/, "Sign out");
  await expect(visitor.field("Password")).toBeVisible();
  await visitor.expectToast("Signed out.");
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.reload();
  await expect(visitor.field("Password")).toHaveValue("");
});

test.describe("when the session expires", () => {
  test.use({ world: "empty" });

  test("a form is kept and sent after signing in again", async ({ visitor: console, server, watch }) => {
    watch.expectStatus(401);
    const prepared = await Api.signIn(server);
    await prepared.createOrganization("team");
    await console.openAs(ADMIN, "/organizations/team?dialog=create-repository");
    await console.fill({ Name: "half/filled", Description: "Typed before the end." });
    await console.field("Public").check();
    await server.endSessions(ADMIN);
    await console.submit("Create repository");

    const again = console.dialog("Sign in again");
    await expect(again).toBeVisible();
    await expect(again.getByLabel("User", { exact: true })).toHaveValue("admin");
    await again.getByLabel("Password", { exact: true }).fill(ADMIN.password);
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(again).toHaveCount(0);

    const form = console.dialog("Create repository in team");
    await expect(console.field("Name")).toHaveValue("half/filled");
    await expect(console.field("Description")).toHaveValue("Typed before the end.");
    await expect(console.field("Public")).toBeChecked();
    await form.getByRole("button", { name: "Create repository", exact: true }).click();
    await console.expectToast("Repository team/half/filled created.");
    const api = await Api.signIn(server);
    expect(await api.repository("team", "half/filled")).toMatchObject({
      description: "Typed before the end.",
      is_public: true,
    });
  });

  test("a page reloads after signing in again", async ({ visitor: console, server, watch }) => {
    watch.expectStatus(401);
    const prepared = await Api.signIn(server);
    await prepared.createOrganization("before");
    await console.openAs(ADMIN, "/organizations");
    await console.expectRow("before");
    await prepared.createOrganization("meanwhile");
    await server.endSessions(ADMIN);
    await console.button("Refresh").click();
    await console.dialog("Sign in again").getByLabel("Password", { exact: true }).fill(ADMIN.password);
    await console.submit("Sign in");
    await console.expectRow("meanwhile");
  });
});
