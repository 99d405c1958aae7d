// Each page as anyone who reads, edits and manages: what changes something is there for everyone, can be
// used by anyone who has the right for it, and tells the others which right that is.

import type { Locator } from "@playwright/test";
import type { Api } from "./world/api.ts";
import type { Console } from "./world/console.ts";
import { image, push } from "./world/images.ts";
import type { Server } from "./world/server.ts";
import { ADMIN, EDITOR, READER } from "./world/settings.ts";
import { expect, fresh, test } from "./world/test.ts";

const RIGHTS = ["Read", "Edit", "Manage"] as const;
type Right = (typeof RIGHTS)[number];

const PEOPLE = { Read: READER, Edit: EDITOR, Manage: ADMIN };

/** A control, the right it needs, and where that right is missing. */
type Control = {
  name: string | RegExp;
  needs: Right;
  /** On the repository and not on its organization. */
  ofRepository?: true;
  /** What anyone who lacks it is told, where more than one right would do. */
  reason?: (organization: string) => string;
  /** The menu that it is in. */
  within?: string | RegExp;
  /** The row to select before it is there. */
  selected?: string;
};

type Story = { page: string; address: (organization: string) => string; shows: (visitor: Console) => Locator; controls: Control[] };

const repository = (part: string) => (organization: string) => `/organizations/${organization}/repositories/app${part}`;

const STORIES: Story[] = [
  {
    page: "an organization",
    address: (organization) => `/organizations/${organization}`,
    shows: (visitor) => visitor.row("app"),
    controls: [
      { name: "Create repository", needs: "Edit" },
      { within: /^Actions for crew/, name: "Delete", needs: "Manage" },
      { within: "Actions for app", name: "Edit", needs: "Edit", ofRepository: true },
      { within: "Actions for app", name: "Delete", needs: "Manage", ofRepository: true },
      { selected: "app", name: "Make public", needs: "Edit", ofRepository: true },
      { selected: "app", name: "Delete 1 repository", needs: "Manage", ofRepository: true },
    ],
  },
  {
    page: "its members",
    address: (organization) => `/organizations/${organization}/members`,
    shows: (visitor) => visitor.page.getByRole("rowheader", { name: /^reader/ }),
    controls: [
      { name: "Grant access", needs: "Manage" },
      { within: "Actions for reader", name: /^Change to Edit/, needs: "Manage" },
      { within: "Actions for reader", name: "Remove access", needs: "Manage" },
    ],
  },
  {
    page: "a repository's tags",
    address: repository(""),
    shows: (visitor) => visitor.row("1.0"),
    controls: [
      { within: "Actions for 1.0", name: "Add tag", needs: "Edit", ofRepository: true },
      { within: "Actions for 1.0", name: "Delete", needs: "Manage", ofRepository: true },
      { selected: "1.0", name: "Delete 1 tag", needs: "Manage", ofRepository: true },
      { within: "Actions for app", name: "Edit", needs: "Edit", ofRepository: true },
      { within: "Actions for app", name: "Delete", needs: "Manage", ofRepository: true },
    ],
  },
  {
    page: "a tag",
    address: repository("/tags/1.0"),
    shows: (visitor) => visitor.page.getByRole("heading", { name: "1.0" }),
    controls: [
      { within: "Actions for 1.0", name: "Add tag", needs: "Edit", ofRepository: true },
      { within: "Actions for 1.0", name: "Delete", needs: "Manage", ofRepository: true },
    ],
  },
  {
    page: "a repository's permissions",
    address: repository("/permissions"),
    shows: (visitor) => visitor.page.getByRole("rowheader", { name: /^reader/ }),
    controls: [
      {
        name: "Grant access",
        needs: "Edit",
        reason: (place) => `Requires the Edit role on ${place} or the Manage role on ${place}/app. Your role: Read.`,
      },
    ],
  },
  {
    page: "its sharing",
    address: repository("/sharing"),
    shows: (visitor) => visitor.page.getByRole("rowheader", { name: /^partner/ }),
    controls: [
      { name: "Share", needs: "Manage", ofRepository: true },
      { within: "Actions for partner", name: "Edit", needs: "Manage", ofRepository: true },
      { within: "Actions for partner", name: "Stop sharing", needs: "Manage", ofRepository: true },
    ],
  },
  {
    page: "its triggers",
    address: repository("/triggers"),
    shows: (visitor) => visitor.page.getByRole("heading", { name: "No triggers yet" }),
    controls: [{ name: "Create trigger", needs: "Edit", ofRepository: true }],
  },
  {
    page: "its retention",
    address: repository("/retention"),
    shows: (visitor) => visitor.page.getByRole("heading", { name: "No retention rule" }),
    controls: [{ name: "Create retention rule", needs: "Manage", ofRepository: true }],
  },
];

/** An organization that one person reads, one edits and one manages, with a repository that has all there is. */
async function crew(server: Server, api: Api): Promise<string> {
  const organization = fresh("crew");
  await api.createOrganization(organization);
  const grant = (id: string, user_name: string, auth: number) => ({ user_id: id.padStart(32, "0"), user_name, auth });
  const done = async (method: string, path: string, body: unknown) => {
    expect((await api.call(method, `/v2/manage/namespaces/${organization}${path}`, body as any)).status).toBeLessThan(300);
  };
  await done("POST", "/access", [grant("12", "editor", 3), grant("13", "reader", 1)]);
  await api.createRepository(organization, "app");
  await push(server, `${organization}/app:1.0`, image(organization));
  await done("POST", "/repositories/app/access-domains", { access_domain: "partner", permit: "read", deadline: "forever" });
  return organization;
}

async function found(visitor: Console, control: Control): Promise<Locator> {
  if (control.selected !== undefined) {
    const box = visitor.field(`Select ${control.selected}`);
    if (!(await box.isChecked())) await box.click();
  }
  if (control.within === undefined) return visitor.button(control.name).first();
  await visitor.button(control.within).first().click();
  return visitor.menuItem(control.name);
}

for (const story of STORIES) {
  test(`${story.page} with the Read, Edit and Manage roles`, async ({ visitor, server, api }) => {
    const organization = await crew(server, api);
    for (const has of RIGHTS) {
      await visitor.openAs(PEOPLE[has], story.address(organization));
      await expect(story.shows(visitor)).toBeVisible();
      for (const control of story.controls) {
        const place = control.ofRepository ? `${organization}/app` : organization;
        const locator = await found(visitor, control);
        await test.step(`${control.within ?? ""} ${control.name} with ${has}`, async () => {
          if (RIGHTS.indexOf(has) >= RIGHTS.indexOf(control.needs)) {
            await expect(locator).toBeVisible();
            await expect(locator).not.toHaveAttribute("aria-disabled");
          } else {
            const usual = `Requires the ${control.needs} role on ${place}. Your role: ${has}.`;
            await visitor.expectDisabled(locator, control.reason?.(organization) ?? usual);
          }
        });
        if (control.within !== undefined) await visitor.page.keyboard.press("Escape");
      }
    }
  });
}
