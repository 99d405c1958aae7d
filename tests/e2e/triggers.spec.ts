// Triggers: made, switched and deleted; and one that really calls when an image is pushed.

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Api } from "./world/api.ts";
import type { Console } from "./world/console.ts";
import { image, push } from "./world/images.ts";
import { trigger } from "./world/place.ts";
import { Server } from "./world/server.ts";
import { ADMIN, EDITOR, READER } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway/triggers";

const triggers = (organization: string) => `/v2/manage/namespaces/${organization}/repos/app/triggers`;
const page = (organization: string) => `/organizations/${organization}/repositories/app/triggers`;

const CLUSTER = { "Cluster ID": "2f6d1c34", "Cluster name": "staging", "Workload name": "api", Namespace: "shop" };

/** An empty repository `app`, with triggers of these names. */
async function place(api: Api, ...names: string[]): Promise<string> {
  const organization = fresh("moved");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  for (const name of names) {
    expect((await api.call("POST", triggers(organization), trigger(name))).status).toBe(201);
  }
  return organization;
}

const states = async (api: Api, organization: string): Promise<Record<string, string>> => {
  const { body } = await api.call("GET", triggers(organization));
  return Object.fromEntries(body.map((it: any) => [it.name, it.enable]));
};

const radio = (visitor: Console, name: string) => visitor.dialog().getByRole("radio", { name, exact: true });

/** A server in an empty world whose triggers call here. */
const hooked = test.extend<{ calls: { url: string; heard: any[] } }>({
  calls: async ({}, use) => {
    const heard: any[] = [];
    const listener = createServer(async (request, answer) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      heard.push(JSON.parse(Buffer.concat(parts).toString()));
      answer.writeHead(204).end();
    });
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    await use({ url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/deploy`, heard });
    listener.closeAllConnections();
    listener.close();
  },
  server: async ({ calls }, use) => {
    const server = await Server.ofWorld("empty", ["--trigger-webhook", calls.url]);
    await use(server);
    await server.dispose();
  },
});

hooked("an image that is pushed calls, and the call stands in the results", async ({ visitor, api, server, calls }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, page(organization));
  await expect(visitor.page.getByRole("main")).toContainText("Triggers do not run: the account has no agency yet.");
  await visitor.button("Create agency").click();
  await visitor.expectAddress(`${page(organization)}?dialog=create-agency`);
  await expect(visitor.dialog()).toContainText("applies to the whole account");
  await visitor.submit("Create agency");
  await visitor.expectNoDialog();
  await expect(visitor.page.getByText("Triggers do not run: the account has no agency yet.")).toHaveCount(0);
  expect((await api.call("GET", "/v2/manage/agency")).body.is_agency).toBe(true);

  await visitor.button("Create trigger").click();
  await visitor.fill({ Name: "deploy", ...CLUSTER });
  await radio(visitor, "Pattern").check();
  await visitor.fill({ "Regular expression": "v\\d+" });
  await visitor.submit("Create trigger");
  await visitor.expectNoDialog();
  await visitor.expectRow("deploy");
  await expect(visitor.row("deploy")).toContainText("none yet");

  for (const tag of ["latest", "v12"]) await push(server, `${organization}/app:${tag}`, image(tag));
  await expect.poll(() => calls.heard.length).toBe(1);
  expect(calls.heard[0]).toMatchObject({ namespace: organization, repository: "app", tag: "v12" });
  expect(calls.heard[0].trigger).toMatchObject({ name: "deploy", application: "api", cluster_ns: "shop" });
  const recorded = () => api.call("GET", `${triggers(organization)}/deploy`).then((it) => it.body.trigger_history);
  await expect.poll(async () => (await recorded()).length).toBe(1);

  await visitor.button("Refresh").click();
  await expect(visitor.row("deploy")).toContainText("Success");
  await visitor.rowAction("deploy", "Show results");
  await visitor.expectAddress(`${page(organization)}?dialog=trigger-results&subject=${organization}/app/deploy`);
  const dialog = visitor.dialog("Results of deploy");
  for (const fact of ["v12", "Success", "204", "Deployment shop/api", "staging", "v\\d+"]) {
    await expect(dialog).toContainText(fact);
  }
});

test("creates a trigger with every field", async ({ visitor, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, page(organization));
  await expect(visitor.page.getByText("No triggers yet")).toBeVisible();
  await visitor.button("Create trigger").click();
  await visitor.expectAddress(`${page(organization)}?dialog=create-trigger&subject=${organization}/app`);
  await visitor.fill({ Name: "deploy-stable", ...CLUSTER, Container: "web" });
  await radio(visitor, "Specific tags").check();
  await visitor.fill({ Tags: "latest\nstable" });
  await radio(visitor, "StatefulSet").check();
  await visitor.field("Enabled").uncheck();
  await visitor.submit("Create trigger");
  await visitor.expectNoDialog();
  await visitor.expectToast("Trigger deploy-stable created.");
  const { body } = await api.call("GET", `${triggers(organization)}/deploy-stable`);
  expect(body).toMatchObject({
    trigger_type: "tag",
    condition: "latest;stable",
    app_type: "statefulsets",
    application: "api",
    cluster_id: "2f6d1c34",
    cluster_name: "staging",
    cluster_ns: "shop",
    container: "web",
    enable: "false",
    trigger_mode: "cce",
  });
  await expect(visitor.row("deploy-stable")).toContainText("StatefulSet shop/api · container web");
});

test("triggers for cloud container instances have no cluster", async ({ visitor, api }) => {
  const organization = await place(api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-trigger&subject=${organization}/app`);
  await radio(visitor, "Cloud container instances (CCI)").check();
  await expect(visitor.field("Cluster ID")).toHaveCount(0);
  await visitor.fill({ Name: "instances", "Workload name": "api", Namespace: "shop" });
  await visitor.submit("Create trigger");
  await visitor.expectNoDialog();
  const { body } = await api.call("GET", `${triggers(organization)}/instances`);
  expect(body).toMatchObject({ trigger_mode: "cci", cluster_id: "", cluster_name: "" });
});

test("each naming rule is reported at its field before anything is sent", async ({ visitor, api }) => {
  const organization = await place(api, "deploy");
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-trigger&subject=${organization}/app`);
  await visitor.submit("Create trigger");
  for (const name of ["Cluster ID", "Cluster name", "Workload name", "Namespace"]) {
    await visitor.expectFieldError(name, "Required");
  }
  await visitor.fill({ Name: "deploy" });
  await visitor.expectFieldError("Name", "The repository already has a trigger with this name.");
  await visitor.fill({ Name: "1st" });
  await visitor.expectFieldError("Name", "cannot start with");
  await radio(visitor, "Pattern").check();
  await visitor.fill({ "Regular expression": "*" });
  await visitor.expectFieldError("Regular expression", "Use “.*” to match anything.");
  await radio(visitor, "Specific tags").check();
  await visitor.fill({ Tags: "latest\nno tag" });
  await visitor.expectFieldError("Tags", "Line 2:");
  expect(Object.keys(await states(api, organization))).toEqual(["deploy"]);
});

test("an error without a reason lists possible causes, and the input is kept", async ({ visitor, watch, api }) => {
  watch.expectStatus(400);
  const organization = await place(api);
  await visitor.openAs(ADMIN, `${page(organization)}?dialog=create-trigger&subject=${organization}/app`);
  await visitor.fill({ Name: "deploy", ...CLUSTER });
  // Someone is faster, and the dialog has looked already.
  expect((await api.call("POST", triggers(organization), trigger("deploy"))).status).toBe(201);
  await visitor.submit("Create trigger");
  await visitor.expectOneError("without saying which field is wrong", "The name may be taken", "SVCSTG.SWR.4000014");
  await expect(visitor.field("Workload name")).toHaveValue("api");
});

test("enables, disables and deletes several triggers, and verifies it", async ({ visitor, api }) => {
  const organization = await place(api, "one", "two", "three");
  await visitor.openAs(ADMIN, page(organization));
  await visitor.expectRow("one");
  await visitor.rowAction("one", "Disable");
  await visitor.expectToast("1 trigger disabled.");
  expect(await states(api, organization)).toEqual({ one: "false", two: "true", three: "true" });

  for (const name of ["one", "two"]) await visitor.field(`Select ${name}`).click();
  await visitor.button("Disable 2 triggers").click();
  await visitor.expectToast("2 triggers disabled.");
  expect(await states(api, organization)).toEqual({ one: "false", two: "false", three: "true" });
  await expect(visitor.row("two")).toContainText("Disabled");

  await visitor.button("Delete 2 triggers").click();
  await expect(visitor.dialog(`Delete 2 triggers of ${organization}/app?`)).toContainText("one");
  await visitor.submit("Delete 2 triggers");
  await visitor.expectToast("2 triggers deleted.");
  await visitor.expectNoRow("one");
  expect(await states(api, organization)).toEqual({ three: "true" });

  await visitor.rowAction("three", "Delete");
  await visitor.expectAddress(`${page(organization)}?dialog=delete-trigger&subject=${organization}/app/three`);
  await visitor.submit("Delete");
  await visitor.expectToast("Trigger three deleted.");
  expect(await states(api, organization)).toEqual({});
});

test("readers see triggers and results and cannot change them", async ({ visitor }) => {
  await visitor.openAs(READER, GATEWAY);
  await visitor.expectLoaded();
  await visitor.expectDisabled(visitor.button("Create trigger"), /Requires the Edit role/);
  const [first] = await visitor.rowNames();
  await visitor.button(`Actions for ${first}`).click();
  await visitor.expectDisabled(visitor.menuItem("Delete"), /Requires the Edit role/);
  await visitor.menuItem("Show results").click();
  await expect(visitor.dialog(`Results of ${first}`)).toContainText("Deployment platform/api-gateway");
});

test("editors create and delete triggers", async ({ visitor }) => {
  await visitor.openAs(EDITOR, GATEWAY);
  await visitor.expectLoaded();
  await expect(visitor.button("Create trigger")).not.toHaveAttribute("aria-disabled");
});
