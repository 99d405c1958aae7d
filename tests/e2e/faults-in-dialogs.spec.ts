// Every dialog that asks before it shows anything, while that call goes wrong: one error in the dialog,
// and the way to ask again. And several changes at once, each of which fails.
//
// They are over a page that asks for nothing of the same. What they send is in
// `faults-in-forms.spec.ts`.

import type { Console } from "./world/console.ts";
import { ENDS_ALL, FAULTS, Faults, UNAUTHENTICATED, faultsOf, forMany, whichFaults, type Call, type Faulty } from "./world/faults.ts";
import { aPlace, dialog, pushed, ruled, shared, triggered, type Place } from "./world/place.ts";
import { ADMIN, SECOND_REGION } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

test.use({ actionTimeout: 30_000 });

/** A dialog that asks before it shows anything. */
type Question = Faulty & {
  name: string;
  /** Where it is; makes what it is about. */
  at: (place: Place) => string | Promise<string>;
  call: Call;
  see: (console: Console) => Promise<unknown>;
  /** What asks again, where it is no mere try. */
  again?: string;
};

const enabled = (button: string) => (it: Console) =>
  expect(it.dialog().getByRole("button", { name: button, exact: true })).not.toHaveAttribute("aria-disabled", "true");

const QUESTIONS: Question[] = [
  {
    name: "what is edited of a repository",
    isExample: true,
    at: dialog("edit-repository"),
    call: { path: /\/repos\/app$/ },
    see: (it) => expect(it.field("Description")).toBeVisible(),
  },
  { name: "what a repository holds", at: dialog("delete-repository"), call: { path: /\/repos\/app$/ }, see: enabled("Delete") },
  {
    name: "what an organization holds",
    at: ({ organization }) => `/settings?dialog=delete-organization&subject=${organization}`,
    call: { path: /^\/v3\/manage\/repos$/ },
    see: (it) => expect(it.dialog()).toContainText("It contains 1 repository"),
  },
  {
    name: "where a repository can be created",
    at: () => "/settings?dialog=create-repository",
    call: { path: /\/namespaces$/ },
    see: (it) => expect(it.field("Organization")).toBeVisible(),
  },
  {
    name: "what is edited of a share",
    at: async (place) => {
      await shared(place);
      return `${dialog("edit-share")(place)}/partner`;
    },
    call: { path: /\/access-domains\/partner$/ },
    see: (it) => expect(it.field("Description")).toBeVisible(),
  },
  {
    name: "what came of a trigger",
    at: async (place) => {
      await triggered(place);
      return `${dialog("trigger-results")(place)}/deploy`;
    },
    call: { path: /\/triggers\/deploy$/ },
    see: (it) => expect(it.dialog()).toContainText("Deployment shop/api"),
  },
  {
    name: "whether there is a retention rule",
    at: dialog("create-retention"),
    call: { path: /\/retentions$/ },
    see: (it) => expect(it.field("Days")).toBeVisible(),
  },
  {
    name: "what a retention rule would delete",
    isExample: true,
    at: async (place) => {
      await pushed(place, "1.0", "2.0");
      return `${dialog("edit-retention")(place)}/${await ruled(place)}`;
    },
    call: { path: /\/repos\/app\/tags$/ },
    see: (it) => expect(it.dialog()).toContainText("No tags will be deleted now. All 2 tags are kept."),
    again: "Continue loading",
  },
  {
    name: "what is edited of a retention rule",
    at: async (place) => `${dialog("edit-retention")(place)}/${await ruled(place)}`,
    call: { path: /\/retentions\/\d+$/ },
    see: (it) => expect(it.field("Number of tags")).toHaveValue("9"),
  },
  {
    name: "where to synchronize",
    at: dialog("create-synchronization"),
    call: { path: /\/manage\/regions$/ },
    see: (it) => expect(it.field("Region")).toHaveValue(SECOND_REGION),
  },
  {
    name: "which tags to synchronize",
    isExample: true,
    at: async (place) => {
      await pushed(place, "1.0", "2.0");
      return dialog("synchronize-tags")(place);
    },
    call: { path: /\/tags$/ },
    see: (it) => expect(it.dialog()).toContainText("2 of 2 selected"),
  },
  {
    name: "what a tag shares its image with",
    at: async (place) => {
      await pushed(place, "1.0");
      return `${dialog("delete-tag")(place)}/1.0`;
    },
    call: { path: /\/tags$/ },
    see: enabled("Delete"),
  },
];

for (const question of QUESTIONS) {
  test(`${question.name}: shows ${whichFaults(question)} once in the dialog and can be retried`, async ({ visitor, page, watch, api, server }) => {
    const address = await question.at(await aPlace(api, server));
    const faults = await Faults.of(page, watch);
    await visitor.openAs(ADMIN, "/settings");
    for (const fault of faultsOf(question)) {
      await test.step(fault.name, async () => {
        await faults.during(question.call, fault, () => follow(visitor, address));
        if (fault === UNAUTHENTICATED) {
          faults.mend();
          await visitor.signInAgain();
        } else {
          await visitor.expectOneError(...fault.says);
          await expect(visitor.dialog().getByRole("alert")).toHaveCount(1);
          await expect(page.getByRole("status", { name: "Notifications" })).toBeEmpty();
          faults.mend();
          await press(visitor, question.again ?? "Try again");
        }
        await question.see(visitor);
        await visitor.expectNoError();
        await page.keyboard.press("Escape");
        await visitor.expectNoDialog();
        // As long as the step back is under way, the link would lead to where the page still is.
        await visitor.expectAddress("/settings");
      });
    }
  });
}

/** Follows a link to an address of the console, wherever it is on the page. */
async function follow({ page }: Console, address: string) {
  await page.getByRole("main").evaluate((main, href) => {
    const link = Object.assign(document.createElement("a"), { href });
    main.append(link);
    link.click();
    link.remove();
  }, address);
}

/** Presses a button of the dialog. */
const press = (visitor: Console, name: string) =>
  visitor.press(visitor.dialog().getByRole("button", { name, exact: true }));

test("bulk deletion: lists failures by name or once, and continues after sign-in", async ({ visitor, page, watch, api, server }) => {
  const place = await aPlace(api, server);
  await pushed(place, "1.0", "2.0", "3.0");
  const faults = await Faults.of(page, watch);
  await visitor.openAs(ADMIN, `/organizations/${place.organization}/repositories/app`);
  for (const tag of ["1.0", "2.0"]) await visitor.field(`Select ${tag}`).click();
  await visitor.button("Delete 2 tags").click();
  await visitor.fill({ "Type app to confirm": "app" });
  for (const [position, fault] of forMany(FAULTS).entries()) {
    await test.step(fault.name, async () => {
      const call = { method: "DELETE", path: /\/tags\/[12]\.0$/ };
      await faults.during(call, fault, () => press(visitor, position === 0 ? "Delete 2 tags" : "Delete remaining"));
      if (fault === UNAUTHENTICATED) {
        faults.mend();
        return visitor.signInAgain();
      }
      await faults.ended(visitor.dialog().getByRole("alert"));
      const isOfAll = ENDS_ALL.includes(fault);
      await visitor.expectOneError(...(isOfAll ? ["The remaining items were not processed."] : ["1.0", "2.0"]), ...fault.says);
      await expect(visitor.dialog()).toContainText(`0 of 2 deleted, ${isOfAll ? 0 : 2} failed.`);
    });
  }
  await visitor.expectNoDialog();
  expect(await api.tags(place.organization, "app")).toEqual(["3.0"]);
});
