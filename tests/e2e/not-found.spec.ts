// Addresses of nothing: each says so, once, and leads on.

import { READER } from "./world/settings.ts";
import { test } from "./world/test.ts";

test("an unknown address", async ({ visitor }) => {
  await visitor.openAs(READER, "/settings/of/nobody");
  await visitor.expectHeading("Page not found");
  await visitor.link("Go to organizations").click();
  await visitor.expectAddress("/organizations");
  await visitor.expectRow("platform");
});

for (const [what, address] of [
  ["an organization", "/organizations/nobody"],
  ["a repository", "/organizations/platform/repositories/nothing"],
  ["the details of a repository", "/organizations/platform/repositories/nothing/about"],
  ["a tag", "/organizations/platform/repositories/api-gateway/tags/nothing"],
  ["a tag's manifest", "/organizations/platform/repositories/api-gateway/tags/nothing/manifest"],
]) {
  test(`${what} that does not exist`, async ({ visitor, watch }) => {
    watch.expectStatus(404);
    await visitor.openAs(READER, address);
    await visitor.expectOneError("Not found, or you do not have access.", "404", /SVCSTG\.SWR\.404\d{4}/);
  });
}

for (const short of ["/platform/api-gateway", "/platform/auth/session-broker", "/platform/auth$session-broker"]) {
  test(`the short form ${short} leads to the repository`, async ({ visitor }) => {
    const name = short.replace("/platform/", "").replace("$", "/");
    await visitor.openAs(READER, short);
    await visitor.expectHeading(name);
    await visitor.expectAddress(`/organizations/platform/repositories/${name.replace("/", "$")}`);
  });
}
