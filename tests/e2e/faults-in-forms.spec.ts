// Every form, while what it sends goes wrong: one error in the form, every field keeps what was typed,
// and the same press of the button works once the service does.
//
// One list: every form there is. The pages are in `faults.spec.ts`.

import type { Console } from "./world/console.ts";
import {
  FAULTS,
  FORBIDDEN,
  Faults,
  UNAUTHENTICATED,
  faultsOf,
  whichFaults,
  type Call,
  type Fault,
  type Faulty,
  type Saying,
} from "./world/faults.ts";
import { image } from "./world/images.ts";
import { aPlace, dialog, namespace, pushed, repository, ruled, shared, shares, synchronized, told, triggered, type Place } from "./world/place.ts";
import { ADMIN, READER, SECOND_REGION } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ actionTimeout: 30_000 });

type Form = Faulty & {
  name: string;
  /** Where it is; makes what it is about. */
  at: (place: Place) => string | Promise<string>;
  fill?: (console: Console, place: Place) => Promise<unknown>;
  submit: string;
  /** What goes wrong. */
  call: Call;
  /** It was done, as the service says. */
  done: (place: Place) => Promise<unknown>;
  instead?: ReadonlyMap<Fault, Saying>;
};

const READER_ID = "13".padStart(32, "0");
/** The service synchronizes for no one else, and says no more than that. */
const ADMINISTRATORS = new Map<Fault, Saying>([
  [FORBIDDEN, ["The service replicates images for account administrators only.", "403 · SVCSTG.SWR.4039002"]],
]);

const FORMS: Form[] = [
  {
    name: "create an organization",
    at: () => "/settings?dialog=create-organization",
    fill: (it, { organization }) => it.fill({ Name: `${organization}-b` }),
    submit: "Create organization",
    call: { method: "POST", path: /\/namespaces$/ },
    done: async ({ api, organization }) => expect(await api.organization(`${organization}-b`)).toBeDefined(),
  },
  {
    name: "create a repository",
    isExample: true,
    at: ({ organization }) => `/organizations/${organization}?dialog=create-repository`,
    fill: async (it) => {
      await it.fill({ Name: "half/typed", Description: "Typed before it failed." });
      await it.field("Public").check();
      await it.field("Category").selectOption({ index: 2 });
    },
    submit: "Create repository",
    call: { method: "POST", path: /\/repos$/ },
    done: async ({ api, organization }) =>
      expect(await api.repository(organization, "half/typed")).toMatchObject({
        description: "Typed before it failed.",
        is_public: true,
      }),
  },
  {
    name: "edit a repository",
    at: dialog("edit-repository"),
    fill: async (it) => {
      await it.fill({ Description: "Typed before it failed." });
      await it.field("Public").check();
    },
    submit: "Save",
    call: { method: "PATCH", path: /\/repos\/app$/ },
    done: async ({ api, organization }) =>
      expect(await api.repository(organization, "app")).toMatchObject({
        description: "Typed before it failed.",
        is_public: true,
      }),
  },
  {
    name: "delete a repository",
    at: dialog("delete-repository"),
    submit: "Delete",
    call: { method: "DELETE", path: /\/repos\/app$/ },
    done: async ({ api, organization }) => expect(await api.repository(organization, "app")).toBeUndefined(),
  },
  {
    name: "delete an organization",
    at: async ({ api, organization }) => {
      await api.createOrganization(`${organization}-b`);
      return `/settings?dialog=delete-organization&subject=${organization}-b`;
    },
    submit: "Delete",
    call: { method: "DELETE", path: /\/namespaces\/[^/]+$/ },
    done: async ({ api, organization }) => expect(await api.organization(`${organization}-b`)).toBeUndefined(),
  },
  {
    name: "grant access to an organization",
    at: ({ organization }) => `/settings?dialog=grant-organization-access&subject=${organization}`,
    fill: async (it) => {
      await it.fill({ "User name": READER.user, "User ID": READER_ID });
      await it.field("Edit").check();
    },
    submit: "Grant access",
    call: { method: "POST", path: /\/access$/ },
    done: async (place) => {
      const { others_auths } = await told(place, `${namespace(place)}/access`);
      expect(others_auths).toContainEqual(expect.objectContaining({ user_id: READER_ID, auth: 3 }));
    },
  },
  {
    name: "grant access to a repository",
    at: dialog("grant-repository-access"),
    fill: (it) => it.fill({ "User name": READER.user, "User ID": READER_ID }),
    submit: "Grant access",
    call: { method: "POST", path: /\/access$/ },
    done: async (place) => {
      const { others_auths } = await told(place, `${repository(place)}/access`);
      expect(others_auths).toContainEqual(expect.objectContaining({ user_id: READER_ID, auth: 1 }));
    },
  },
  {
    name: "share a repository",
    at: dialog("share-repository"),
    fill: async (it) => {
      await it.fill({ Account: "partner", Description: "Typed before it failed." });
      await it.field("Until a date").check();
      await it.fill({ "Last day": "2037-12-31" });
    },
    submit: "Share",
    call: { method: "POST", path: /\/access-domains$/ },
    done: async (place) =>
      expect(await told(place, `${shares(place)}/partner`)).toMatchObject({ description: "Typed before it failed." }),
  },
  {
    name: "edit a share",
    at: async (place) => {
      await shared(place);
      return `${dialog("edit-share")(place)}/partner`;
    },
    fill: (it) => it.fill({ Description: "Typed before it failed." }),
    submit: "Save",
    call: { method: "PATCH", path: /\/access-domains\/partner$/ },
    done: async (place) =>
      expect(await told(place, `${shares(place)}/partner`)).toMatchObject({ description: "Typed before it failed." }),
  },
  {
    name: "stop sharing",
    at: async (place) => {
      await shared(place);
      return `${dialog("stop-sharing")(place)}/partner`;
    },
    submit: "Stop sharing",
    call: { method: "DELETE", path: /\/access-domains\/partner$/ },
    done: async (place) => expect(await told(place, shares(place))).toEqual([]),
  },
  {
    name: "create a trigger",
    at: dialog("create-trigger"),
    fill: async (it) => {
      await it.dialog().getByRole("radio", { name: "Specific tags", exact: true }).check();
      await it.fill({ Name: "deploy", Tags: "latest\nstable", "Cluster ID": "2f6d1c34", "Cluster name": "staging" });
      await it.fill({ "Workload name": "api", Namespace: "shop", Container: "web" });
    },
    submit: "Create trigger",
    call: { method: "POST", path: /\/triggers$/ },
    done: async (place) =>
      expect(await told(place, `${repository(place)}/triggers/deploy`)).toMatchObject({ condition: "latest;stable" }),
  },
  {
    name: "delete a trigger",
    at: async (place) => {
      await triggered(place);
      return `${dialog("delete-trigger")(place)}/deploy`;
    },
    submit: "Delete",
    call: { method: "DELETE", path: /\/triggers\/deploy$/ },
    done: async (place) => expect(await told(place, `${repository(place)}/triggers`)).toEqual([]),
  },
  {
    name: "create a retention rule",
    at: async (place) => {
      await pushed(place, "1.0", "2.0");
      return dialog("create-retention")(place);
    },
    fill: async (it) => {
      await it.dialog().getByRole("radio", { name: "Keep only the newest N" }).check();
      await it.fill({ "Number of tags": "1", "Tags to keep": "latest", "Patterns to keep": "v.*" });
      await it.fill({ "Type app to confirm": "app" });
    },
    submit: "Save rule and delete 1 tag",
    call: { method: "POST", path: /\/retentions$/ },
    done: async ({ api, organization }) => expect(await api.tags(organization, "app")).toEqual(["2.0"]),
  },
  {
    name: "edit a retention rule",
    at: async (place) => `${dialog("edit-retention")(place)}/${await ruled(place)}`,
    fill: (it) => it.fill({ "Number of tags": "8" }),
    submit: "Save rule",
    call: { method: "PATCH", path: /\/retentions\/\d+$/ },
    done: async (place) => {
      const [{ rules }] = await told(place, `${repository(place)}/retentions`);
      expect(rules[0].params).toEqual({ num: "8" });
    },
  },
  {
    name: "delete a retention rule",
    at: async (place) => `${dialog("delete-retention")(place)}/${await ruled(place)}`,
    submit: "Delete",
    call: { method: "DELETE", path: /\/retentions\/\d+$/ },
    done: async (place) => expect(await told(place, `${repository(place)}/retentions`)).toEqual([]),
  },
  {
    name: "create a synchronization",
    at: dialog("create-synchronization"),
    fill: async (it) => {
      await it.fill({ "Target organization": "elsewhere" });
      await it.field("Replace tags with the same name").check();
    },
    submit: "Set up replication",
    call: { method: "POST", path: /\/sync_repo$/ },
    done: async (place) =>
      expect(await told(place, `${repository(place)}/sync_repo`)).toMatchObject([{ remoteNamespace: "elsewhere", override: true }]),
    instead: ADMINISTRATORS,
  },
  {
    name: "delete a synchronization",
    at: async (place) => {
      await synchronized(place);
      return `${dialog("delete-synchronization")(place)}/${SECOND_REGION}/elsewhere`;
    },
    submit: "Delete",
    call: { method: "DELETE", path: /\/sync_repo$/ },
    done: async (place) => expect(await told(place, `${repository(place)}/sync_repo`)).toEqual([]),
    instead: ADMINISTRATORS,
  },
  {
    name: "synchronize tags",
    at: async (place) => {
      await pushed(place, "1.0", "2.0");
      return dialog("synchronize-tags")(place);
    },
    fill: async (it) => {
      await it.dialog().getByRole("radio", { name: "Some tags" }).check();
      await it.dialog().getByRole("checkbox", { name: "1.0", exact: true }).check();
      await it.fill({ "Target organization": "elsewhere" });
    },
    submit: "Copy",
    call: { method: "POST", path: /\/sync_images$/ },
    done: async (place) => expect(await told(place, `${repository(place)}/sync_job?filter=limit::10|offset::0|order::desc`)).toHaveLength(1),
    instead: ADMINISTRATORS,
  },
  {
    name: "retag",
    at: async (place) => {
      await pushed(place, "1.0", "2.0");
      return `${dialog("retag")(place)}/1.0`;
    },
    fill: async (it) => {
      await it.fill({ "New tag": "2.0" });
      await it.field("Replace 2.0").check();
    },
    submit: "Add tag",
    call: { method: "POST", path: /\/tags$/ },
    done: async ({ api, organization }) =>
      expect((await api.tag(organization, "app", "2.0")).digest).toBe(image("1.0").manifestDigest),
  },
  {
    name: "delete a tag",
    isExample: true,
    at: async (place) => {
      await pushed(place, "1.0");
      return `${dialog("delete-tag")(place)}/1.0`;
    },
    submit: "Delete",
    call: { method: "DELETE", path: /\/tags\/1\.0$/ },
    done: async ({ api, organization }) => expect(await api.tags(organization, "app")).toEqual([]),
  },
];

for (const form of FORMS) {
  test(`${form.name}: shows ${whichFaults(form)} once, keeps every field, and succeeds`, async ({ visitor, page, watch, api, server }) => {
    const place = await aPlace(api, server);
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, await form.at(place));
    await form.fill?.(visitor, place);
    const typed = await fields(visitor);
    for (const fault of faultsOf(form)) {
      await test.step(fault.name, async () => {
        await faults.during(form.call, fault, () => press(visitor, form.submit));
        if (fault === UNAUTHENTICATED) {
          faults.mend();
          await visitor.signInAgain();
        } else {
          await visitor.expectOneError(...(form.instead?.get(fault) ?? fault.says));
          await expect(visitor.dialog().getByRole("alert")).toHaveCount(1);
          await expect(page.getByRole("status", { name: "Notifications" })).toBeEmpty();
        }
        expect(await fields(visitor)).toEqual(typed);
      });
    }
    faults.mend();
    await press(visitor, form.submit);
    await visitor.expectNoDialog();
    await form.done(place);
  });
}

/** Presses a button of the dialog. */
const press = (visitor: Console, name: string) =>
  visitor.press(visitor.dialog().getByRole("button", { name, exact: true }));

/** What is in every field of the dialog. */
const fields = (visitor: Console) =>
  visitor
    .dialog()
    .locator("input, textarea, select")
    .evaluateAll((all) => all.map((it) => [it.getAttribute("type"), (it as HTMLInputElement).value, (it as HTMLInputElement).checked]));

for (const [tab, path, login] of [
  ["Temporary", /\/utils\/secret$/, { isExample: true }],
  ["Bearer token", /\/utils\/authorizationtoken$/, {}],
] as const) {
  test(`a login that cannot be created (${tab}) is reported once and succeeds on retry`, async ({ visitor, page, watch }) => {
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, "/login-command");
    await page.getByRole("tab", { name: tab }).click();
    for (const fault of faultsOf(login)) {
      await test.step(fault.name, async () => {
        await faults.during({ method: "POST", path }, fault, () => visitor.press(visitor.button("Create login")));
        if (fault === UNAUTHENTICATED) {
          faults.mend();
          return visitor.signInAgain();
        }
        await visitor.expectOneError(...fault.says);
        await expect(page.getByRole("main").getByRole("alert")).toHaveCount(1);
      });
    }
    faults.mend();
    await visitor.press(visitor.button("Create login"));
    await expect(page.getByText(/ left$/)).toBeVisible();
    await visitor.expectNoError();
  });
}

test("a failed sign-in is reported once and keeps the form", async ({ visitor, page, watch }) => {
  const faults = await Faults.of(page, watch);
  await visitor.open("/organizations");
  await visitor.fill({ Account: "local", User: "admin", Password: ADMIN.password });
  for (const fault of FAULTS) {
    await test.step(fault.name, async () => {
      const call = { method: "POST", path: /^\/v3\/auth\/tokens$/ };
      await faults.during(call, fault, () => visitor.press(visitor.button("Sign in")));
      const says = fault === UNAUTHENTICATED ? ["Sign-in failed."] : fault.says;
      await visitor.expectOneError(...says);
      for (const [field, value] of [["Account", "local"], ["User", "admin"], ["Password", ADMIN.password]] as const) {
        await expect(visitor.field(field)).toHaveValue(value);
      }
    });
  }
  faults.mend();
  await visitor.press(visitor.button("Sign in"));
  await visitor.expectRow("platform");
});
