// Changes that begin in a list, while what they send goes wrong: one error, in the question that was
// asked, and the same press of a button works once the service does.
//
// Dialogs with an address of their own are in `faults-in-forms.spec.ts`.

import type { Console } from "./world/console.ts";
import { Faults, UNAUTHENTICATED, faultsOf, forMany, whichFaults, type Call, type Faulty } from "./world/faults.ts";
import { aPlace, namespace, repository, shared, shares, told, triggered, type Place } from "./world/place.ts";
import { ADMIN, EDITOR } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ actionTimeout: 30_000 });

type Change = Faulty & {
  name: string;
  /** Makes what is changed, and says on which page. */
  at: (place: Place) => string | Promise<string>;
  /** Asks for the change, as far as the press that sends it. */
  ask: (console: Console) => Promise<unknown>;
  /** The button that sends it; `again` where it is another one after a failure. */
  submit: string;
  again?: string;
  /** Where the first press is on the page and not in a dialog. */
  isOnPage?: boolean;
  call: Call;
  /** It was done, as the service says. */
  done: (place: Place) => Promise<unknown>;
};

const EDITOR_ID = "12".padStart(32, "0");

/** The editor with a right there; the page that lists it. */
const listed = (path: (place: Place) => string, page: (place: Place) => string) => async (place: Place) => {
  const grant = { user_id: EDITOR_ID, user_name: EDITOR.user, auth: 7 };
  expect((await place.api.call("POST", `${path(place)}/access`, [grant])).status).toBeLessThan(300);
  return page(place);
};

/** The editor's rights there; anyone who created an organization is in its list, too. */
const rights = async (place: Place, path: string) => {
  const { others_auths } = await told(place, `${path}/access`);
  const own = others_auths.filter((it: { user_id: string }) => it.user_id === EDITOR_ID);
  return own.map((it: { auth: number }) => it.auth);
};

const members = ({ organization }: Place) => `/organizations/${organization}/members`;
const page = (tab: string) => ({ organization }: Place) => `/organizations/${organization}/repositories/app/${tab}`;

const CHANGES: Change[] = [
  {
    name: "change a right on an organization",
    at: listed(namespace, members),
    ask: (it) => it.rowAction("editor", "Change to Read"),
    submit: "Change",
    call: { method: "PATCH", path: /\/access$/ },
    done: async (place) => expect(await rights(place, namespace(place))).toEqual([1]),
  },
  {
    name: "revoke a right on an organization",
    isExample: true,
    at: listed(namespace, members),
    ask: (it) => it.rowAction("editor", "Remove access"),
    submit: "Remove access",
    call: { method: "DELETE", path: /\/access$/ },
    done: async (place) => expect(await rights(place, namespace(place))).toEqual([]),
  },
  {
    name: "change a right on a repository",
    at: listed(repository, page("permissions")),
    ask: (it) => it.rowAction("editor", "Change to Read"),
    submit: "Change",
    call: { method: "PATCH", path: /\/access$/ },
    done: async (place) => expect(await rights(place, repository(place))).toEqual([1]),
  },
  {
    name: "revoke a right on a repository",
    at: listed(repository, page("permissions")),
    ask: (it) => it.rowAction("editor", "Remove access"),
    submit: "Remove access",
    call: { method: "DELETE", path: /\/access$/ },
    done: async (place) => expect(await rights(place, repository(place))).toEqual([]),
  },
  {
    name: "make repositories public",
    isExample: true,
    at: ({ organization }) => `/organizations/${organization}`,
    ask: async (it) => {
      await it.field("Select app").click();
      await it.button("Make public").click();
    },
    submit: "Make public",
    again: "Change remaining",
    call: { method: "PATCH", path: /\/repos\/app$/ },
    done: async ({ api, organization }) => expect(await api.repository(organization, "app")).toMatchObject({ is_public: true }),
  },
  {
    name: "delete repositories",
    at: ({ organization }) => `/organizations/${organization}`,
    ask: async (it) => {
      await it.field("Select app").click();
      await it.button("Delete 1 repository").click();
    },
    submit: "Delete 1 repository",
    again: "Delete remaining",
    call: { method: "DELETE", path: /\/repos\/app$/ },
    done: async ({ api, organization }) => expect(await api.repository(organization, "app")).toBeUndefined(),
  },
  {
    name: "disable triggers",
    isExample: true,
    at: async (place) => {
      await triggered(place);
      return page("triggers")(place);
    },
    ask: (it) => it.field("Select deploy").click(),
    submit: "Disable 1 trigger",
    isOnPage: true,
    again: "Retry remaining",
    call: { method: "PATCH", path: /\/triggers\/deploy$/ },
    done: async (place) => expect(await told(place, `${repository(place)}/triggers/deploy`)).toMatchObject({ enable: "false" }),
  },
  {
    name: "stop shares",
    at: async (place) => {
      await shared(place);
      return page("sharing")(place);
    },
    ask: async (it) => {
      await it.field("Select partner").click();
      await it.button("Stop sharing with 1 account").click();
    },
    submit: "Stop sharing with 1 account",
    again: "Stop remaining",
    call: { method: "DELETE", path: /\/access-domains\/partner$/ },
    done: async (place) => expect(await told(place, shares(place))).toEqual([]),
  },
];

for (const change of CHANGES) {
  test(`${change.name}: shows ${whichFaults(change)} once and succeeds on retry`, async ({ visitor, page, watch, api, server }) => {
    const place = await aPlace(api, server);
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, await change.at(place));
    await change.ask(visitor);
    let hasFailed = false;
    const press = () => {
      const name = hasFailed ? (change.again ?? change.submit) : change.submit;
      const within = change.isOnPage && !hasFailed ? page.getByRole("main") : visitor.dialog();
      return visitor.press(within.getByRole("button", { name, exact: true }));
    };
    const isOfMany = change.again !== undefined;
    for (const fault of isOfMany ? forMany(faultsOf(change)) : faultsOf(change)) {
      await test.step(fault.name, async () => {
        await faults.during(change.call, fault, press);
        hasFailed = true;
        if (fault === UNAUTHENTICATED) {
          faults.mend();
          return visitor.signInAgain();
        }
        if (isOfMany) await faults.ended(visitor.dialog().getByRole("alert"));
        await visitor.expectOneError(...fault.says);
        await expect(visitor.dialog().getByRole("alert")).toHaveCount(1);
        await expect(page.getByRole("status", { name: "Notifications" })).toBeEmpty();
      });
    }
    faults.mend();
    // A change of many has gone on by itself.
    if (!isOfMany) await press();
    await visitor.expectNoDialog();
    await change.done(place);
  });
}

test.describe("in an account without an agency", () => {
  test.use({ world: "empty" });

  test("create an agency: shows the error once and succeeds on retry", async ({ visitor, page, watch, api, server }) => {
    const { organization } = await aPlace(api, server);
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, `/organizations/${organization}/repositories/app/triggers?dialog=create-agency`);
    const press = () => visitor.press(visitor.dialog().getByRole("button", { name: "Create agency", exact: true }));
    for (const fault of faultsOf({})) {
      await test.step(fault.name, async () => {
        await faults.during({ method: "POST", path: /\/agency$/ }, fault, press);
        if (fault === UNAUTHENTICATED) {
          faults.mend();
          return visitor.signInAgain();
        }
        await visitor.expectOneError(...fault.says);
        await expect(visitor.dialog().getByRole("alert")).toHaveCount(1);
      });
    }
    faults.mend();
    await press();
    await visitor.expectNoDialog();
    expect((await api.call("GET", "/v2/manage/agency")).body.is_agency).toBe(true);
  });
});
