// Every page, while a call of it goes wrong: one error in its place and none beside it, what was typed
// stays, and it works again once the service does.
//
// One list: each page and each call that it cannot do without. What a page merely adds (the number on
// a tab, a suggestion) is left out silently and is not listed. The dialogs are in
// `faults-in-dialogs.spec.ts`.

import type { Console } from "./world/console.ts";
import {
  FORBIDDEN,
  Faults,
  NOT_FOUND,
  UNAUTHENTICATED,
  faultsOf,
  whichFaults,
  type Call,
  type Fault,
  type Faulty,
  type Saying,
} from "./world/faults.ts";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ actionTimeout: 30_000 });

const GATEWAY = "/organizations/platform/repositories/api-gateway";
const SCHEDULER = "/organizations/platform/repositories/scheduler/retention";
const SIGNED = "/organizations/edge/repositories/bootloader/tags/2.1.0/references";

/** Everything that is asked of the service itself, and not of the identity service. */
const EVERYTHING: Call = { path: /^\/v[23]\/manage\// };

type Look = Faulty & {
  name: string;
  address: string;
  /** What goes wrong. */
  call: Call;
  /** It is there and well. */
  see: (console: Console) => Promise<unknown>;
  /** What is typed into the filter; a page that has one can be loaded again where it is. */
  filter?: string;
  /** That does not ask for this. */
  isLoadedOnce?: boolean;
  /** What is said of a fault instead of the usual. */
  instead?: ReadonlyMap<Fault, Instead>;
};

/** Nothing where what failed is left out silently; some things cannot be tried again either. */
type Instead = "nothing" | { says: Saying; isFinal?: boolean };

const call = (path: RegExp): Call => ({ path });

/** The page says this somewhere. */
const says = (text: string | RegExp) => (it: Console) =>
  expect(it.page.getByRole("main").getByText(text).first()).toBeVisible();

const row = (name: string) => (it: Console) => it.expectRow(name);

/** A part of a page that a service may lack: it is not there then. */
const LACKED = new Map<Fault, Instead>([[NOT_FOUND, "nothing"]]);

const LOOKS: Look[] = [
  {
    name: "overview: the counts",
    address: "/",
    call: call(/\/overview$/),
    see: (it) => expect(it.page.getByRole("main").getByRole("link", { name: "Organizations", exact: true })).toBeVisible(),
    instead: LACKED,
  },
  {
    name: "overview: what was stored",
    address: "/",
    call: call(/\/reports\/store/),
    see: (it) => expect(it.page.getByRole("figure")).toHaveCount(2),
    instead: LACKED,
  },
  { name: "overview: the quotas", isExample: true, address: "/", call: call(/\/quotas$/), see: says(/\d+ of \d+/), instead: LACKED },
  { name: "overview: what changed last", address: "/", call: call(/^\/v2\/manage\/repos$/), see: says(/\d+ tags?/), instead: LACKED },
  {
    name: "overview: what is shared",
    address: "/",
    call: call(/\/shared-repositories$/),
    see: (it) => expect(it.link("View shared repositories")).toBeVisible(),
    instead: LACKED,
  },
  { name: "organizations", address: "/organizations", call: EVERYTHING, see: row("platform"), filter: "plat" },
  { name: "organization", isExample: true, address: "/organizations/platform", call: EVERYTHING, see: row("api-gateway"), filter: "api" },
  {
    name: "organization: its own call",
    address: "/organizations/platform",
    call: call(/\/namespaces\/platform$/),
    see: row("api-gateway"),
    filter: "api",
    isLoadedOnce: true,
  },
  {
    name: "organization: its repositories",
    address: "/organizations/platform",
    call: call(/^\/v2\/manage\/repos$/),
    see: row("api-gateway"),
    filter: "api",
  },
  {
    name: "members",
    address: "/organizations/platform/members",
    call: call(/\/namespaces\/platform\/access$/),
    see: says("You: admin"),
  },
  { name: "repositories", address: "/repositories", call: EVERYTHING, see: row("platform/api-gateway"), filter: "api" },
  {
    name: "shared with me",
    address: "/repositories/shared-with-me",
    call: EVERYTHING,
    see: row("partner-firmware/modem"),
    filter: "modem",
  },
  { name: "shared by me", address: "/repositories/shared-by-me", call: EVERYTHING, see: row("edge/ota/updater"), filter: "ota" },
  { name: "repository", address: GATEWAY, call: EVERYTHING, see: row("latest"), filter: "late" },
  { name: "repository: its own call", address: GATEWAY, call: call(/\/repos\/api-gateway$/), see: row("latest"), filter: "late" },
  { name: "repository: its tags", address: GATEWAY, call: call(/\/repos\/api-gateway\/tags$/), see: row("latest"), filter: "late" },
  {
    name: "permissions",
    address: `${GATEWAY}/permissions`,
    call: call(/\/repos\/api-gateway\/access$/),
    see: says("You: admin"),
  },
  {
    name: "permissions: those of the organization",
    address: `${GATEWAY}/permissions`,
    call: call(/\/namespaces\/platform\/access$/),
    see: says(/Organization: /),
    // Not everyone may look there; the page says what is missing then.
    instead: new Map<Fault, Instead>([[FORBIDDEN, "nothing"], [NOT_FOUND, "nothing"]]),
  },
  { name: "sharing", address: `${GATEWAY}/sharing`, call: call(/\/access-domains$/), see: row("partner"), filter: "part" },
  { name: "triggers", address: `${GATEWAY}/triggers`, call: call(/\/triggers$/), see: row("deploy-staging"), filter: "stag" },
  {
    name: "synchronization: the regions",
    address: `${GATEWAY}/synchronization`,
    call: call(/\/manage\/regions$/),
    see: (it) => expect(it.table("Jobs")).toContainText("Copied"),
    instead: new Map<Fault, Instead>([
      [FORBIDDEN, { says: ["Only account administrators can replicate", "403 · SVCSTG.SWR.4039002"], isFinal: true }],
    ]),
  },
  {
    name: "synchronization: the automatic ones",
    address: `${GATEWAY}/synchronization`,
    call: call(/\/sync_repo$/),
    see: (it) => expect(it.table("Replication (synchronization)")).toContainText("local-2"),
  },
  {
    name: "synchronization: the jobs",
    address: `${GATEWAY}/synchronization`,
    call: call(/\/sync_job$/),
    see: (it) => expect(it.table("Jobs")).toContainText("Copied"),
  },
  { name: "retention: the rule", address: SCHEDULER, call: call(/\/retentions$/), see: says("Keeps only the newest 14 tags") },
  {
    name: "retention: what it deleted",
    address: SCHEDULER,
    call: call(/\/retentions\/histories$/),
    see: (it) => it.expectLoaded(),
    filter: "nightly",
  },
  { name: "about", isExample: true, address: `${GATEWAY}/about`, call: EVERYTHING, see: says("Downloads") },
  { name: "tag", address: `${GATEWAY}/tags/latest`, call: EVERYTHING, see: says(/docker pull/) },
  { name: "manifest", address: `${GATEWAY}/tags/latest/manifest`, call: EVERYTHING, see: says(/"schemaVersion": 2/) },
  {
    name: "configuration",
    address: `${GATEWAY}/tags/latest/configuration`,
    call: call(/\/tags\/latest\/config$/),
    see: says(/^C\.UTF-8$/),
  },
  { name: "references: what belongs to it", address: SIGNED, call: call(/\/accessories$/), see: says(/^sha256-/) },
  { name: "references: what it refers to", address: SIGNED, call: call(/\/references$/), see: says(/-arm64$/) },
  { name: "settings", isExample: true, address: "/settings", call: call(/^\/$/), see: says(/^v2 · /) },
];

for (const look of LOOKS) {
  test(`${look.name}: shows ${whichFaults(look)} once, keeps the input, and succeeds`, async ({ visitor, page, watch }) => {
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, look.address);
    await look.see(visitor);
    if (look.filter) await visitor.filter(look.filter);
    for (const fault of faultsOf(look)) {
      await test.step(`${fault.name}, on the way there`, async () => {
        await leave(visitor, look);
        await faults.during(look.call, fault, () => page.goBack());
        await expectSaidOnce(visitor, look, fault);
        await recover(visitor, look, fault, faults);
      });
      if (!look.filter || look.isLoadedOnce) continue;
      await test.step(`${fault.name}, when it is loaded again`, async () => {
        // What is requested before the rest has come leaves the rest to be requested.
        await visitor.expectLoaded();
        await faults.during(look.call, fault, () => visitor.press(visitor.button("Refresh")));
        await expectSaidOnce(visitor, look, fault);
        // What was there is there still.
        await look.see(visitor);
        await recover(visitor, look, fault, faults);
      });
    }
  });
}

/** To another page, so that this one is built anew. */
async function leave(visitor: Console, { address }: Look) {
  const other = address === "/settings" ? "Organizations" : "Settings";
  await visitor.press(visitor.link(other).first());
  await visitor.expectHeading(other);
}

async function expectSaidOnce(visitor: Console, { instead }: Look, fault: Fault) {
  if (fault === UNAUTHENTICATED) return expect(visitor.dialog("Sign in again")).toBeVisible();
  const other = instead?.get(fault);
  if (other === "nothing") return;
  await visitor.expectOneError(...(other?.says ?? fault.says));
  await expect(visitor.page.getByRole("main").getByRole("alert")).toHaveCount(1);
  await expect(visitor.page.getByRole("status", { name: "Notifications" })).toBeEmpty();
}

async function recover(visitor: Console, look: Look, fault: Fault, faults: Faults) {
  faults.mend();
  const other = look.instead?.get(fault);
  if (fault === UNAUTHENTICATED) {
    await visitor.signInAgain();
  } else if (other === "nothing" || other?.isFinal) {
    await leave(visitor, look);
    await visitor.page.goBack();
  } else {
    await visitor.press(visitor.button("Try again"));
  }
  await look.see(visitor);
  await visitor.expectNoError();
  if (look.filter) await expect(visitor.page.getByRole("searchbox", { name: "Filter" })).toHaveValue(look.filter);
}
