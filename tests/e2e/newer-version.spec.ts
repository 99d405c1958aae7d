// Another version of the console is installed while one runs: it is offered, and nothing is lost.

import { READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const OFFER = "A newer version of this console is available.";

test("a newer version is offered on navigation and installed on request", async ({ visitor, page }) => {
  let asked = 0;
  let isInstalled = true;
  await page.clock.install();
  await page.route("**/index.html", async (route) => {
    asked++;
    if (!isInstalled) return route.fallback();
    const answer = await route.fetch();
    const text = (await answer.text()).replace(/data-wasm="program-[^/]+/, 'data-wasm="program-0123456789abcdef');
    await route.fulfill({ response: answer, body: text });
  });
  await visitor.openAs(READER, "/organizations");
  await visitor.row("platform").getByRole("link", { name: "platform", exact: true }).click();
  await visitor.expectHeading("platform");
  expect(asked, "a page that is a moment old is not asked about").toBe(0);

  await page.clock.fastForward(61_000);
  await visitor.link("Settings").click();
  await visitor.expectHeading("Settings");
  await expect(page.getByText(OFFER).last()).toBeVisible();
  expect(asked).toBe(1);
  await visitor.link("Organizations").first().click();
  await visitor.expectRow("platform");
  await expect(page.getByText(OFFER).last()).toBeVisible();

  isInstalled = false;
  await visitor.button("Reload").click();
  await visitor.expectRow("platform");
  await expect(page.getByText(OFFER)).toHaveCount(0);
});

test("neither the same version nor an invalid one is offered", async ({ visitor, page }) => {
  await page.clock.install();
  await visitor.openAs(READER, "/organizations");
  const next = async (link: string) => {
    await page.clock.fastForward(61_000);
    const answered = page.waitForResponse("**/index.html");
    await visitor.link(link).first().click();
    await (await answered).finished();
  };
  await next("Settings");
  await page.route("**/index.html", (route) => route.fulfill({ contentType: "text/html", body: "<title>Sign in</title>" }));
  await next("Organizations");
  await visitor.expectRow("platform");
  await expect(page.getByText(OFFER)).toHaveCount(0);
});
