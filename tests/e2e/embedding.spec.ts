// The console within another page: what the element itself promises, in the plain example. What each of
// the examples does is in `examples.spec.ts`.

import type { Page } from "@playwright/test";
import { Console } from "./world/console.ts";
import { expect, fresh, test as base } from "./world/test.ts";

const test = base.extend<{ portal: Page; within: Console }>({
  portal: async ({ page, portalOf, watch }, use) => {
    const { origin } = await portalOf("plain-html");
    watch.allowOrigin(origin);
    await page.goto(origin);
    await use(page);
  },
  within: async ({ portal }, use) => use(new Console(portal)),
});

/** Events of the element from now on, by type. */
async function recorded(portal: Page, type: string) {
  await portal.evaluate((type) => {
    const heard: unknown[] = [];
    Object.assign(window, { [`heard_${type}`]: heard });
    document.querySelector("swr-console")!.addEventListener(type, (event) => heard.push((event as CustomEvent).detail));
  }, type);
  return () => portal.evaluate((type) => (window as never)[`heard_${type}`] as unknown[], type);
}

test("the host signs in and its page is not touched", async ({ portal, within }) => {
  await within.expectHeading("Organizations");
  await expect(within.row("platform")).toBeVisible();
  await expect(portal.getByLabel("Password")).toHaveCount(1);
  expect(await portal.title()).toBe("A portal");
  expect(new URL(portal.url()).pathname + new URL(portal.url()).hash).toBe("/");
  const kept = await portal.evaluate(() => localStorage.length + sessionStorage.length);
  expect(kept, "nothing is kept in the host's storage").toBe(0);
  const attributes = await portal.evaluate(() => document.documentElement.getAttributeNames());
  expect(attributes).toEqual(["lang"]);
});

test("navigation is reported, can be prevented and can be started", async ({ portal, within }) => {
  await expect(within.row("platform")).toBeVisible();
  const heard = await recorded(portal, "navigate");
  await within.link("platform").click();
  await within.expectHeading("platform");
  expect(await heard()).toContainEqual({ address: "/organizations/platform", outside: false });
  await portal.getByRole("button", { name: "Organizations", exact: true }).click();
  await within.expectHeading("Organizations");
  await portal.evaluate(() => {
    document.querySelector("swr-console")!.addEventListener("navigate", (event) => event.preventDefault());
  });
  await within.link("platform").click();
  await within.expectHeading("Organizations");
});

test("changes are confirmed with the host and reported", async ({ portal, within, api }) => {
  const name = fresh("embedded");
  await expect(within.row("platform")).toBeVisible();
  const heard = await recorded(portal, "mutation");
  await portal.evaluate(() => Object.assign(document.querySelector("swr-console")!, { onBeforeMutate: () => false }));
  // A function that changes builds the console anew.
  await expect(within.row("platform")).toBeVisible();
  const create = async () => {
    await within.button("Create organization").click();
    await within.fill({ Name: name });
    await within.submit("Create organization");
  };
  await create();
  await expect(portal.getByText("The page that embeds the console blocked this request.")).toBeVisible();
  expect(await heard()).toEqual([]);
  await portal.evaluate(() => Object.assign(document.querySelector("swr-console")!, { onBeforeMutate: undefined }));
  await expect(portal.getByRole("dialog")).toHaveCount(0);
  await create();
  await expect.poll(heard).toEqual([{ method: "POST", path: "/v2/manage/namespaces", status: 201 }]);
  await expect.poll(async () => (await api.call("GET", `/v2/manage/namespaces/${name}`)).status).toBe(200);
});

test("a rejected token is replaced silently", async ({ portal, within, watch }) => {
  watch.expectStatus(401);
  await expect(within.row("platform")).toBeVisible();
  await portal.evaluate(() => {
    const root = document.querySelector("swr-console")!.shadowRoot!;
    const said: string[] = [];
    new MutationObserver(() => {
      const alert = root.querySelector("[role=alert]");
      if (alert) said.push(alert.textContent!);
    }).observe(root, { childList: true, subtree: true });
    Object.assign(window, { said });
  });
  await portal.getByRole("button", { name: "Expire" }).click();
  await expect(portal.locator("#asked")).toHaveText("start refused");
  await within.link("platform").click();
  await expect(within.row("api-gateway")).toBeVisible();
  expect(await portal.evaluate(() => (window as never)["said"])).toEqual([]);
});

test("styles and shortcuts of host and console do not affect each other", async ({ portal, within }) => {
  await expect(within.row("platform")).toBeVisible();
  const filter = within.page.getByRole("searchbox", { name: "Filter" });
  const looks = () =>
    filter.evaluate((it) => {
      const { font, color, letterSpacing, textTransform, padding, direction } = getComputedStyle(it);
      return { font, color, letterSpacing, textTransform, padding, direction };
    });
  const before = await looks();
  await portal.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { all: unset !important; font: 40px fantasy !important; letter-spacing: 1em !important }
      body { text-transform: uppercase; color: red; direction: rtl } input { display: none !important }`);
    document.adoptedStyleSheets.push(sheet);
    const pressed: string[] = [];
    document.addEventListener("keydown", (event) => pressed.push(event.key));
    Object.assign(window, { pressed });
  });
  expect(await looks()).toEqual(before);
  const pressed = () => portal.evaluate(() => (window as never)["pressed"] as string[]);
  await filter.pressSequentially("plat");
  await expect(within.row("platform")).toBeVisible();
  expect(await pressed(), "what is typed here is no shortcut there").toEqual([]);
  await filter.press("Tab");
  expect(await pressed(), "and what means something everywhere is").toEqual(["Tab"]);
  await portal.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, composed: true }));
  });
  expect(await portal.evaluate(() => document.activeElement?.localName), "a key of the host is none of ours").not.toBe("swr-console");
});

test("a removed element is destroyed and can be added again", async ({ portal, within }) => {
  await expect(within.row("platform")).toBeVisible();
  const left = await portal.evaluate(async () => {
    const element = document.querySelector("swr-console")!;
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    return element.shadowRoot!.childNodes.length;
  });
  expect(left).toBe(0);
  await portal.evaluate(() => {
    const element = document.createElement("swr-console");
    element.setAttribute("layout", "small");
    document.body.append(element);
  });
  const alert = portal.getByRole("alert");
  await expect(alert).toContainText("layout: must be one of full");
  // One line and what is around it: the sentence has the panel's whole width.
  expect((await alert.boundingBox())!.height).toBeLessThan(100);
});

test("the layout follows the width of the element, not the window", async ({ portal, within }) => {
  await expect(within.row("platform")).toBeVisible();
  await portal.evaluate(() => {
    const old = document.getElementById("console")!;
    const whole = old.cloneNode() as HTMLElement;
    whole.setAttribute("layout", "full");
    Object.assign(whole, { getToken: (old as any).getToken, address: "/organizations" });
    // In a row beside something, as a host's own content is, and without a width that anybody says.
    const row = document.createElement("div");
    row.id = "row";
    row.style.display = "flex";
    old.replaceWith(row);
    row.append(whole);
  });
  await expect(within.row("platform")).toBeVisible();
  const navigation = portal.getByRole("navigation", { name: "Pages" });
  const open = within.button("Open navigation");
  await expect(navigation).toBeVisible();
  await expect(open).toBeHidden();
  const row = portal.locator("#row");
  await row.evaluate((it) => (it.style.width = "420px"));
  await expect(open).toBeVisible();
  await expect(navigation).toBeHidden();
  const box = (await portal.locator("#console").boundingBox())!;
  expect(box.width).toBe(420);
  await open.click();
  await expect(navigation).toBeVisible();
});
