// What a person sees when the service answers late, wrongly or not at all: one error, in its place,
// and the way back once the service is well again.

import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ world: "faults" });

const LATE_SECONDS = 31;

for (const [organization, says, browser] of [
  ["fail-500", [/500 · SVCSTG\.SWR\.5\d+/, "The service reported an internal error."], /status of 500/],
  ["fail-403", [/403 · SVCSTG\.SWR\.403\d+/, "You do not have permission to do this."], /status of 403/],
  ["not-json", ["Unexpected response from the service."], undefined],
  ["drop", ["The service did not respond."], undefined],
] as const) {
  test(`${organization}: the page of an organization shows one error and recovers`, async ({ visitor, server, watch }) => {
    if (browser) watch.expect(browser);
    await visitor.openAs(ADMIN, `/organizations/${organization}`);
    await visitor.expectOneError(...says);
    await expect(visitor.page.getByText("No repositories yet")).toHaveCount(0);
    await visitor.expectHeading(organization);
    await server.stop();
    await server.startAgain({ arguments: ["--demo"] });
    await visitor.button("Try again").click();
    await visitor.expectNoError();
    await expect(visitor.page.getByText("Manage", { exact: true })).toBeVisible();
    // What failed with the page has come with it.
    await expect(visitor.page.getByText("No repositories yet")).toBeVisible();
    await expect(visitor.page.getByText("0 repositories")).toBeVisible();
    await expect(visitor.page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  test(`${organization}: a dialog keeps the input and can be sent again`, async ({ visitor, server, api, watch }) => {
    if (browser) watch.expect(browser);
    await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=create-repository`);
    await visitor.fill({ Name: "app", Description: "kept" });
    await visitor.submit("Create repository");
    const banner = visitor.dialog().getByRole("alert");
    await expect(banner).toHaveCount(1);
    for (const text of says) await expect(banner).toContainText(text);
    await server.stop();
    await server.startAgain({ arguments: ["--demo"] });
    await expect(visitor.field("Description")).toHaveValue("kept");
    await visitor.submit("Create repository");
    await visitor.expectHeading("app");
    expect(await api.repository(organization, "app")).toMatchObject({ description: "kept" });
  });
}

test("never: waiting ends with one error that can be retried", async ({ visitor, page, server }) => {
  await page.clock.install();
  const asked = page.waitForRequest(/namespaces\/never/);
  await visitor.openAs(ADMIN, "/organizations/never");
  await asked;
  await visitor.expectNoError();
  await page.clock.fastForward(LATE_SECONDS * 1000);
  await visitor.expectOneError("The service did not respond.", "no answer within 30 seconds");
  await server.stop();
  await server.startAgain({ arguments: ["--demo"] });
  await visitor.button("Try again").click();
  await visitor.expectNoError();
  await expect(page.getByText("No repositories yet")).toBeVisible();
});

test("slow-3s: the frame appears at once and is filled later", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/slow-3s");
  await visitor.expectHeading("slow-3s");
  await expect(page.getByText("No repositories yet")).toHaveCount(0);
  await expect(page.getByText("No repositories yet")).toBeVisible();
  await visitor.expectNoError();
});

test("slow-3s: a response after leaving the page changes nothing", async ({ visitor, page }) => {
  await visitor.openAs(ADMIN, "/organizations/slow-3s");
  await visitor.expectHeading("slow-3s");
  const late = page.waitForEvent("requestfailed", (request) => request.url().includes("slow-3s"));
  await visitor.link("Organizations").first().click();
  await visitor.expectRow("platform");
  // Anyone who left does not wait: the call was given up.
  await late;
  await visitor.expectHeading("Organizations");
  await visitor.expectNoError();
});

test("repeated clicks create only one repository", async ({ visitor, page, api }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
  await visitor.openAs(ADMIN, "/organizations/slow-3s?dialog=create-repository");
  await visitor.fill({ Name: "app" });
  const submit = visitor.dialog().getByRole("button", { name: "Create repository" });
  await submit.click();
  await expect(submit).toHaveAttribute("aria-busy", "true");
  // A button that is busy would be waited for.
  await submit.click({ force: true });
  await page.keyboard.press("Enter");
  await visitor.expectHeading("app");
  expect(sent.filter((path) => path.endsWith("/repos"))).toHaveLength(1);
  expect(await api.repository("slow-3s", "app")).toBeDefined();
});

test("a failed refresh keeps the rows and shows an error", async ({ visitor, page, server }) => {
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  await server.stop();
  await visitor.button("Refresh").click();
  await expect(page.getByText(/^Refresh failed\. Showing data from .*\.$/)).toBeVisible();
  await visitor.expectOneError("The service did not respond.", "Copy diagnostic");
  await visitor.expectRow("platform");
  await server.startAgain();
  await visitor.button("Try again").click();
  await expect(page.getByText(/Refresh failed/)).toHaveCount(0);
  await visitor.expectRow("platform");
});

test("rate limiting is distinguished from an error", async ({ visitor, server, watch }) => {
  watch.expectStatus(403);
  await visitor.openAs(ADMIN, "/organizations");
  await visitor.expectRow("platform");
  await server.stop();
  await server.startAgain({ arguments: ["--demo", "--faults", "throttle=1"] });
  await visitor.link("Repositories").first().click();
  await visitor.expectOneError("Too many requests.", "SVCSTG.SWR.4031042");
  await server.stop();
  await server.startAgain({ arguments: ["--demo"] });
  await visitor.button("Try again").click();
  await visitor.expectNoError();
  await visitor.expectLoaded();
});

test("a part that cannot be loaded shows an error in its place and can be retried", async ({ visitor, page, watch }) => {
  watch.expect(/ERR_FAILED/);
  await page.route("**/split_rest.wasm", (route) => route.abort("failed"));
  await visitor.openAs(ADMIN, "/settings");
  await expect(page.getByRole("alert")).toContainText("A part of the console could not be loaded.");
  await expect(page.getByRole("link", { name: "Organizations" }).first()).toBeVisible();
  await page.unroute("**/split_rest.wasm");
  await visitor.button("Try again").click();
  await visitor.expectHeading("Settings");
  await visitor.expectNoError();
});
