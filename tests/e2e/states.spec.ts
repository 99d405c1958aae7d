// One list in every state that a list can be in, in both themes and three widths: nothing of axe's is
// broken and nothing scrolls sideways. That each state is reached and left is the matter of other files.

import type { Page } from "@playwright/test";
import { look } from "./world/audit.ts";
import type { Console } from "./world/console.ts";
import { ADMIN, READER, type Person } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const LIST = /\/v2\/manage\/repos\?/;

type State = {
  name: string;
  address?: string;
  as?: Person;
  /** The connection of a configuration that is not the server's. */
  connection?: string;
  /** What is so before the page is opened. */
  before?: (page: Page) => Promise<unknown>;
  see: (console: Console) => Promise<unknown>;
};

const STATES: State[] = [
  {
    name: "loading",
    before: (page) => page.route(LIST, () => undefined),
    see: (it) => expect(it.table()).toHaveAttribute("aria-busy", "true"),
  },
  {
    name: "partial",
    before: (page) => page.route(LIST, (route) => (/offset=0(&|$)/.test(route.request().url()) ? route.continue() : undefined)),
    see: async (it) => {
      await it.expectRow("platform/api-gateway");
      await expect(it.button("Stop")).toBeVisible();
    },
  },
  {
    name: "no-match",
    address: "/repositories?filter=nothing",
    see: (it) => expect(it.page.getByText("No match for “nothing”")).toBeVisible(),
  },
  { name: "failed", before: (page) => page.route(LIST, (route) => route.abort()), see: (it) => it.expectOneError() },
  {
    name: "old",
    address: "/organizations/platform",
    see: async (it) => {
      await it.expectRow("api-gateway");
      await it.page.route(LIST, (route) => route.abort());
      await it.button("Refresh").click();
      await expect(it.alert()).toContainText("Refresh failed");
    },
  },
  { name: "without-a-right", address: "/organizations/platform", as: READER, see: (it) => it.expectRow("api-gateway") },
  {
    name: "read-only",
    connection: "default",
    before: (page) => page.route("**/config.json", (route) => route.fulfill({ json: { read_only: true } })),
    see: async (it) => {
      await it.expectRow("platform/api-gateway");
      await expect(it.button("Create repository")).toHaveAttribute("aria-disabled", "true");
    },
  },
];

for (const { name, address = "/repositories", as = ADMIN, connection, before, see } of STATES) {
  test(name, async ({ visitor, page, watch }) => {
    // What is cut off on purpose, and what a reader is refused.
    watch.expect(/net::ERR_FAILED/, /status of 403/);
    await before?.(page);
    await visitor.openAs(as, address, { connection });
    await see(visitor);
    await look(page, `state-${name}`);
  });
}

test.describe("in an empty account", () => {
  test.use({ world: "empty" });

  test("nothing-yet", async ({ visitor, page }) => {
    await visitor.openAs(ADMIN, "/organizations");
    await expect(page.getByText("No organizations yet")).toBeVisible();
    await look(page, "state-nothing-yet");
  });
});
