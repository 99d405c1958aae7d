// Deletion with everything in it: what is foretold, what is done, and what is left when something fails.

import type { Api } from "./world/api.ts";
import { image, push } from "./world/images.ts";
import type { Server } from "./world/server.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const signatureOf = (digest: string) => `${digest.replace(":", "-")}.sig`;

/** A repository with two tags of one image, another image, and the signature of the first. */
async function signed(server: Server, api: Api): Promise<{ organization: string; signature: string }> {
  const organization = fresh("doomed");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  const [one, two] = [image("one"), image("two")];
  for (const tag of ["1", "1.0"]) await push(server, `${organization}/app:${tag}`, one);
  await push(server, `${organization}/app:2`, two);
  const signature = signatureOf(one.manifestDigest);
  await push(server, `${organization}/app:${signature}`, image("signature"));
  return { organization, signature };
}

test("deletes a repository with its tags after its name is typed", async ({ visitor, server, api }) => {
  const { organization } = await signed(server, api);
  await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app?dialog=delete-repository&subject=${organization}/app`);
  const dialog = visitor.dialog(`Delete repository ${organization}/app?`);
  await expect(dialog).toContainText(`${organization}/app 3 tags · 1 attached artifact · `);
  await expect(dialog).toContainText(/Deletes 4 tags and frees up to \d/);
  await visitor.expectDisabled(dialog.getByRole("button", { name: "Delete repository and tags" }), /app/);
  await visitor.fill({ "Type app to confirm": "app" });
  await visitor.submit("Delete repository and tags");
  await visitor.expectToast(`Repository ${organization}/app deleted.`);
  await visitor.expectNoDialog();
  await visitor.expectAddress(`/organizations/${organization}`);
  expect(await api.repository(organization, "app")).toBeUndefined();
});

test("deletes an organization with its repositories and tags", async ({ visitor, server, api }) => {
  const { organization } = await signed(server, api);
  await api.createRepository(organization, "empty");
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=delete-organization&subject=${organization}`);
  const dialog = visitor.dialog(`Delete organization ${organization}?`);
  await expect(dialog).toContainText("It contains 2 repositories.");
  await expect(dialog).toContainText(`${organization}/app 3 tags · 1 attached artifact · `);
  await visitor.fill({ [`Type ${organization} to confirm`]: organization });
  await visitor.submit("Delete organization and repositories");
  await visitor.expectToast(`Organization ${organization} deleted.`);
  await visitor.expectAddress("/organizations");
  expect(await api.organization(organization)).toBeUndefined();
});

test("keeps a repository whose tag could not be deleted and retries", async ({ visitor, server, api, page, watch }) => {
  watch.expectStatus(500);
  const { organization, signature } = await signed(server, api);
  let isBroken = true;
  await page.route("**/repos/app/tags/1.0", async (route) => {
    if (!isBroken || route.request().method() !== "DELETE") return route.continue();
    await route.fulfill({ status: 500, json: { errors: [{ errorCode: "SVCSTG.SWR.5000000", errorMessage: "broken" }] } });
  });
  await visitor.openAs(ADMIN, `/organizations/${organization}?dialog=delete-repository&subject=${organization}/app`);
  await visitor.fill({ "Type app to confirm": "app" });
  await visitor.submit("Delete repository and tags");
  await expect(visitor.dialog("Deletion of 5 items")).toContainText("2 of 5 deleted, 1 failed.");
  await visitor.expectOneError(`${organization}/app:1.0`, "SVCSTG.SWR.5000000");
  expect(await api.tags(organization, "app")).toEqual(["1.0", signature]);
  isBroken = false;
  await visitor.submit("Delete remaining");
  await visitor.expectToast(`Repository ${organization}/app deleted.`);
  expect(await api.repository(organization, "app")).toBeUndefined();
});

test("deletes the signature of an image with its last tag", async ({ visitor, server, api }) => {
  const { organization, signature } = await signed(server, api);
  const tags = `/organizations/${organization}/repositories/app`;
  await visitor.openAs(ADMIN, `${tags}?dialog=delete-tag&subject=${organization}/app/1`);
  await expect(visitor.dialog()).toContainText("image also tagged 1.0");
  await visitor.submit("Delete");
  await visitor.expectNoDialog();
  expect(await api.tags(organization, "app")).toEqual(["1.0", "2", signature]);
  await visitor.open(`${tags}/tags/1.0?dialog=delete-tag&subject=${organization}/app/1.0`);
  await expect(visitor.dialog()).toContainText(`1 attached artifact will also be deleted: ${signature}`);
  await visitor.submit("Delete");
  await visitor.expectNoDialog();
  await visitor.expectAddress(tags);
  expect(await api.tags(organization, "app")).toEqual(["2"]);
});
