// Every page and dialog in both themes and three widths: no rule of axe is broken and nothing scrolls
// sideways. With `SWR_PICTURES=1` a picture of each is left in `results/screenshots`.
//
// Long because it is one list: every page and dialog there is, so that none is forgotten.

import { Console } from "./world/console.ts";
import { look, NARROW } from "./world/audit.ts";
import { Proxy } from "./world/proxy.ts";
import { Server } from "./world/server.ts";
import { ADMIN, EDITOR, READER, type Person } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const REPOSITORY = "/organizations/platform/repositories/auth$session-broker";
const SCHEDULER = "/organizations/platform/repositories/scheduler";
const GATEWAY = "/organizations/platform/repositories/api-gateway";

type Look = {
  name: string;
  address: string;
  as?: Person;
  /** Waits until it stands, and does what must be done to see it. */
  see: (console: Console) => Promise<unknown>;
};

const LOOKS: Look[] = [
  { name: "organizations", address: "/organizations", see: (it) => it.expectRow("platform") },
  {
    name: "organizations-no-match",
    address: "/organizations?filter=nothing",
    see: (it) => expect(it.page.getByText("No match for “nothing”")).toBeVisible(),
  },
  {
    name: "create-organization",
    address: "/organizations?dialog=create-organization",
    see: (it) => expect(it.dialog()).toContainText("organizations used"),
  },
  {
    name: "create-organization-wrong",
    address: "/organizations?dialog=create-organization",
    see: async (it) => {
      await it.fill({ Name: "Wrong Name" });
      await it.submit("Create organization");
      await it.expectFieldError("Name", "Try wrong-name.");
    },
  },
  {
    name: "delete-organization-whole",
    address: "/organizations?dialog=delete-organization&subject=web",
    see: (it) => expect(it.dialog()).toContainText(/web\/checkout 24 tags · /),
  },
  {
    name: "delete-organizations",
    address: "/organizations",
    see: async (it) => {
      for (const name of ["edge", "web"]) await it.field(`Select ${name}`).check();
      await it.button("Delete 2 organizations").click();
      await expect(it.dialog()).toContainText(/web\/checkout 24 tags · /);
    },
  },
  { name: "organization", address: "/organizations/platform", see: (it) => it.expectRow("api-gateway") },
  { name: "organization-as-reader", address: "/organizations/platform", as: READER, see: (it) => it.expectRow("api-gateway") },
  { name: "repositories", address: "/repositories", see: (it) => it.expectLoaded() },
  {
    name: "create-repository",
    address: "/organizations/platform?dialog=create-repository",
    see: (it) => expect(it.field("Name")).toBeFocused(),
  },
  {
    name: "create-repository-anywhere",
    address: "/repositories?dialog=create-repository",
    as: EDITOR,
    see: (it) => expect(it.field("Organization")).toBeVisible(),
  },
  {
    name: "edit-repository",
    address: "/repositories?dialog=edit-repository&subject=platform/api-gateway",
    see: (it) => expect(it.field("Description")).toHaveValue(/front door/),
  },
  {
    name: "delete-repository-with-tags",
    address: `${REPOSITORY}?dialog=delete-repository&subject=platform/auth$session-broker`,
    see: (it) => expect(it.dialog()).toContainText("64 tags"),
  },
  { name: "repository", address: REPOSITORY, see: (it) => it.expectRow("latest") },
  {
    name: "repository-selection",
    address: REPOSITORY,
    see: async (it) => {
      await it.field("Select latest").check();
      await expect(it.page.getByText("1 of 64 selected").first()).toBeVisible();
    },
  },
  { name: "many-tags", address: "/organizations/scale/repositories/many-tags", see: (it) => it.expectLoaded() },
  {
    name: "repository-about",
    address: `${REPOSITORY}/about`,
    see: (it) => expect(it.page.getByText("Issues and revokes sessions.")).toBeVisible(),
  },
  {
    name: "repository-about-markdown",
    address: "/organizations/platform/repositories/api-gateway/about",
    see: (it) => expect(it.page.getByText(/front door/)).toBeVisible(),
  },
  { name: "sharing", address: "/organizations/web/repositories/storefront/sharing", see: (it) => it.expectRow("partner") },
  {
    name: "sharing-as-reader",
    address: "/organizations/web/repositories/storefront/sharing",
    as: READER,
    see: (it) => it.expectRow("partner"),
  },
  {
    name: "sharing-public",
    address: "/organizations/web/repositories/image-proxy/sharing",
    see: (it) => expect(it.page.getByText(/This repository is public/)).toBeVisible(),
  },
  {
    name: "share-repository-wrong",
    address: `${REPOSITORY}/sharing?dialog=share-repository&subject=platform/auth$session-broker`,
    see: async (it) => {
      await it.field("Until a date").check();
      await it.submit("Share");
      await it.expectFieldError("Last day", "Enter a date.");
    },
  },
  {
    name: "edit-share",
    address: "/organizations/platform/repositories/api-gateway/sharing?dialog=edit-share&subject=platform/api-gateway/partner",
    see: (it) => expect(it.field("Description")).toHaveValue(/integration tests/),
  },
  {
    name: "stop-sharing",
    address: "/organizations/platform/repositories/api-gateway/sharing?dialog=stop-sharing&subject=platform/api-gateway/partner",
    see: (it) => expect(it.dialog()).toContainText("Users of partner"),
  },
  { name: "shared-with-me", address: "/repositories/shared-with-me", see: (it) => it.expectRow("partner-firmware/modem") },
  { name: "shared-by-me", address: "/repositories/shared-by-me", see: (it) => it.expectRow("edge/ota/updater") },
  {
    name: "delete-repositories",
    address: "/organizations/web",
    see: async (it) => {
      await it.field("Select checkout").check();
      await it.button("Delete 1 repository").click();
      await expect(it.dialog()).toContainText(/24 tags · /);
    },
  },
  {
    name: "push-an-image",
    address: REPOSITORY,
    see: async (it) => {
      await it.button("Push an image").click();
      await expect(it.dialog()).toContainText("docker push");
    },
  },
  {
    name: "delete-tag",
    address: `${REPOSITORY}?dialog=delete-tag&subject=platform/auth$session-broker/latest`,
    see: (it) => expect(it.dialog().getByRole("button", { name: "Delete", exact: true })).toBeVisible(),
  },
  { name: "tag", address: `${REPOSITORY}/tags/latest`, see: (it) => expect(it.page.getByText(/sha256:/).first()).toBeVisible() },
  {
    name: "tag-configuration",
    address: `${REPOSITORY}/tags/latest/configuration`,
    see: (it) => expect(it.page.getByRole("table", { name: "Environment" })).toBeVisible(),
  },
  {
    name: "tag-build-steps",
    address: `${REPOSITORY}/tags/latest/build-steps`,
    see: (it) => expect(it.page.getByRole("list", { name: "Build steps" })).toBeVisible(),
  },
  {
    name: "tag-layers",
    address: `${REPOSITORY}/tags/latest/layers`,
    see: (it) => expect(it.page.getByText(/layers, base first/)).toBeVisible(),
  },
  {
    name: "tag-manifest",
    address: `${REPOSITORY}/tags/latest/manifest`,
    see: (it) => expect(it.page.getByText(/"schemaVersion"/).first()).toBeVisible(),
  },
  {
    name: "members",
    address: "/organizations/platform/members",
    see: (it) => expect(it.button("Actions for reader")).toBeVisible(),
  },
  {
    name: "members-as-reader",
    address: "/organizations/platform/members",
    as: READER,
    see: (it) => expect(it.page.getByText("You: reader")).toBeVisible(),
  },
  {
    name: "permissions",
    address: `${REPOSITORY}/permissions`,
    see: (it) => expect(it.button("Actions for reader")).toBeVisible(),
  },
  {
    name: "grant-access",
    address: "/organizations/platform/members?dialog=grant-organization-access&subject=platform",
    see: async (it) => {
      await it.submit("Add another user");
      await it.submit("Grant access");
      await expect(it.field("User ID").nth(1)).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "change-right",
    address: "/organizations/platform/members",
    see: async (it) => {
      await it.rowAction("editor", "Change to Read");
      await expect(it.dialog()).toContainText("editor will no longer be able to push or edit");
    },
  },
  {
    name: "revoke-right",
    address: "/organizations/platform/members",
    see: async (it) => {
      await it.rowAction("reader", "Remove access");
      await expect(it.dialog()).toContainText("reader will no longer be able to pull or view");
    },
  },
  {
    name: "tag-manifest-search",
    address: `${REPOSITORY}/tags/latest/manifest`,
    see: async (it) => {
      await it.page.getByRole("searchbox", { name: "Find" }).fill("digest");
      await expect(it.page.locator("mark").first()).toBeVisible();
    },
  },
  {
    name: "tag-references",
    address: "/organizations/edge/repositories/bootloader/tags/2.1.0/references",
    see: (it) => expect(it.page.getByRole("link", { name: /^sha256-/ })).toBeVisible(),
  },
  {
    name: "signature-tags",
    address: "/organizations/edge/repositories/bootloader?signatures=shown",
    see: (it) => expect(it.button("Signature tags: 3 shown · hide")).toBeVisible(),
  },
  {
    name: "retag-replaces",
    address: "/organizations/edge/repositories/bootloader?dialog=retag&subject=edge/bootloader/latest",
    see: async (it) => {
      await it.fill({ "New tag": "2.0.0" });
      await expect(it.dialog()).toContainText("Tag 2.0.0 points to another image");
    },
  },
  {
    name: "pull-commands",
    address: REPOSITORY,
    see: async (it) => {
      await it.rowAction("latest", "Pull commands");
      await expect(it.dialog()).toContainText("docker pull");
    },
  },
  {
    name: "delete-several-tags",
    address: REPOSITORY,
    see: async (it) => {
      await it.expectLoaded();
      for (const name of (await it.rowNames()).slice(0, 2)) await it.field(`Select ${name}`).check();
      await it.button("Delete 2 tags").click();
      await expect(it.dialog()).toContainText("This cannot be undone.");
    },
  },
  {
    name: "retention",
    address: `${SCHEDULER}/retention`,
    see: (it) => expect(it.page.getByRole("main")).toContainText("Keeps only the newest 14 tags"),
  },
  {
    name: "create-retention",
    address: `${REPOSITORY}/retention?dialog=create-retention&subject=platform/auth$session-broker`,
    see: async (it) => {
      await it.page.getByRole("radio", { name: "Keep only the newest N" }).check();
      await it.fill({ "Number of tags": "10", "Tags to keep": "latest", "Patterns to keep": "2\\.1.*" });
      await expect(it.dialog()).toContainText("of 64 tags will be deleted now");
    },
  },
  {
    name: "edit-retention",
    address: `${SCHEDULER}/retention`,
    see: async (it) => {
      await it.button("Edit retention rule").click();
      await expect(it.field("Number of tags")).toHaveValue("14");
    },
  },
  { name: "triggers", address: `${GATEWAY}/triggers`, see: (it) => it.expectLoaded() },
  {
    name: "create-trigger",
    address: `${GATEWAY}/triggers?dialog=create-trigger&subject=platform/api-gateway`,
    see: async (it) => {
      await it.submit("Create trigger");
      await it.expectFieldError("Cluster ID", "Required");
    },
  },
  {
    name: "trigger-results",
    address: `${GATEWAY}/triggers?dialog=trigger-results&subject=platform/api-gateway/deploy-staging`,
    see: (it) => expect(it.dialog()).toContainText("Deployment platform/api-gateway"),
  },
  { name: "overview", address: "/", see: (it) => expect(it.page.getByRole("figure")).toHaveCount(2) },
  {
    name: "overview-numbers",
    address: "/",
    see: (it) => it.page.getByText("Show as table").first().click(),
  },
  {
    name: "login-command",
    address: "/login-command",
    see: async (it) => {
      await it.button("Create login").click();
      await expect(it.button("Show secrets")).toBeVisible();
    },
  },
  {
    name: "login-command-long-term",
    address: "/login-command",
    see: async (it) => {
      await it.page.getByRole("tab", { name: "Long-term" }).click();
      await expect(it.field("Registry")).not.toHaveValue("");
    },
  },
  {
    name: "synchronization",
    address: "/organizations/platform/repositories/api-gateway/synchronization",
    see: (it) => expect(it.table("Jobs")).toContainText("Copied"),
  },
  {
    name: "synchronization-as-reader",
    address: "/organizations/platform/repositories/api-gateway/synchronization",
    as: READER,
    see: async (it) => expect(it.alert()).toContainText("administrators"),
  },
  {
    name: "create-synchronization",
    address: "/organizations/web/repositories/checkout/synchronization?dialog=create-synchronization&subject=web/checkout",
    see: (it) => expect(it.field("Region")).toBeVisible(),
  },
  {
    name: "synchronize-tags",
    address: "/organizations/platform/repositories/api-gateway/synchronization?dialog=synchronize-tags&subject=platform/api-gateway",
    see: async (it) => {
      await it.page.getByRole("radio", { name: "Some tags" }).check();
      await expect(it.page.getByRole("checkbox", { name: "latest", exact: true })).toBeVisible();
    },
  },
  { name: "settings", address: "/settings", see: (it) => it.expectHeading("Settings") },
  { name: "not-found", address: "/nobody", see: (it) => it.expectHeading("Page not found") },
  { name: "error", address: "/organizations/nobody", see: (it) => it.expectOneError("404") },
  {
    name: "row-menu",
    address: "/organizations/platform",
    as: READER,
    see: async (it) => {
      await it.button("Actions for api-gateway").click();
      await expect(it.menuItem("Delete")).toBeVisible();
    },
  },
];

for (const { name, address, as = ADMIN, see } of LOOKS) {
  test(name, async ({ visitor, watch }) => {
    watch.expectStatus(403, 404);
    await visitor.openAs(as, address);
    await see(visitor);
    await look(visitor.page, name);
  });
}

test("sign-in", async ({ visitor }) => {
  await visitor.open("/");
  await expect(visitor.field("Password")).toBeVisible();
  await look(visitor.page, "sign-in");
});

test("connection check", async ({ visitor, watch }) => {
  // What it asks without anybody's credentials.
  watch.expectStatus(401);
  await visitor.open("/settings/connection");
  await expect(visitor.page.getByText("All checks passed.").first()).toBeVisible();
  await look(visitor.page, "connection-check");
});

test("sign-in with an access key", async ({ visitor, page }) => {
  await visitor.open("/");
  await page.getByRole("tab", { name: "Access key" }).click();
  await visitor.button("Sign in").click();
  await visitor.expectFieldError("Secret key", "Required");
  await look(visitor.page, "sign-in-access-key");
});

test("sign-in with a token", async ({ visitor, page }) => {
  await visitor.open("/");
  await page.getByRole("tab", { name: "Token" }).click();
  await visitor.button("Sign in").click();
  await visitor.expectFieldError("Token", "Required");
  await look(visitor.page, "sign-in-token");
});

test("sign in again over a page", async ({ page, watch }) => {
  // A server of its own: ended sign-ins would disturb the others.
  const own = await Server.ofWorld("demo");
  const visitor = new Console(page, own);
  watch.allowOrigin(own.origin);
  watch.expectStatus(401);
  try {
    await visitor.openAs(ADMIN, `${own.origin}/organizations`);
    await visitor.expectRow("platform");
    await own.endSessions(ADMIN);
    await visitor.button("Refresh").click();
    await expect(visitor.dialog("Sign in again")).toBeVisible();
    await look(visitor.page, "sign-in-again");
  } finally {
    await own.dispose();
  }
});

test("wrong configuration", async ({ visitor, server, watch }) => {
  const proxy = await Proxy.start(server, { files: { "/config.json": '{"colour": "red"}' } });
  watch.allowOrigin(proxy.origin);
  try {
    await visitor.open(proxy.origin);
    await visitor.expectOneError("Invalid configuration", "colour");
    await look(visitor.page, "wrong-configuration");
  } finally {
    await proxy.close();
  }
});

test("navigation on a narrow window", async ({ visitor, page }) => {
  await page.setViewportSize({ width: NARROW, height: 900 });
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  await visitor.button("Open navigation").click();
  await expect(visitor.link("Repositories")).toBeVisible();
  await look(page, "navigation", [NARROW]);
  await visitor.link("Repositories").click();
  await visitor.expectHeading("Repositories");
  await expect(visitor.link("Settings")).toBeHidden();
});
