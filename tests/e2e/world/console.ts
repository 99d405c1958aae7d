// What a person does with the console, in a person's words. Everything is found by role and name,
// the names that `docs/addresses.md` promises, so a test breaks when a person would be lost.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Server } from "./server.ts";
import { ACCOUNT, ADMIN, type Person } from "./settings.ts";
import type { TabRecord } from "./tokens.ts";

/** What is written into a form: names of fields, boxes and radios to what they get. */
export type Filling = Record<string, string>;

/** The id of the connection that the server's own configuration names. */
const CONNECTION = "local";

export class Console {
  readonly page: Page;
  readonly #server?: Server;
  #people = 0;

  /** The console on a page; the server is who says with what someone is signed in by `openAs`. */
  constructor(page: Page, server?: Server) {
    this.page = page;
    this.#server = server;
  }

  // Going places

  /** Opens an address anew, as from a bookmark. */
  async open(address: string) {
    await this.page.goto(address);
  }

  /**
   * Opens an address as someone whose sign-in is kept for this tab, by a token that was issued before.
   * Where signing in is what a test is about, it is `signInAt`.
   */
  async openAs(person: Person, address: string, { connection = CONNECTION } = {}) {
    const server = this.#server;
    if (server === undefined) throw new Error("a console without a server cannot open anything as somebody");
    const { origin } = new URL(address, server.origin);
    await this.#keep(origin, await server.tokens.record(person, connection));
    await this.open(address);
    await this.expectWhole();
  }

  /** Lets the tab have kept this sign-in by the next time that it opens a page of this origin. */
  async #keep(origin: string, record: TabRecord) {
    // Anyone who signs out later has signed out: each is put there once.
    const kept = { origin, record: JSON.stringify(record), turn: ++this.#people };
    await this.page.addInitScript(({ origin, record, turn }) => {
      if (location.origin !== origin || Number(sessionStorage.getItem("e2e.turn")) >= turn) return;
      sessionStorage.setItem("e2e.turn", String(turn));
      sessionStorage.setItem("swr-console.token", record);
    }, kept);
  }

  /** Opens an address and signs in there with the form. */
  async signInAt(person: Person, address: string, options: { keep?: boolean; first?: boolean } = {}) {
    await this.open(address);
    await this.signIn(person, options);
  }

  /**
   * Fills in the sign-in form and waits until it is gone. The first page works without a mouse only once
   * the whole program has taken over, so that is waited for unless the `first` page is what is meant.
   */
  async signIn(
    { account = ACCOUNT, user, password }: Person = ADMIN,
    { keep = false, first = false } = {},
  ) {
    await this.fill({ Account: account, User: user, Password: password });
    if (keep) await this.page.getByLabel("Stay signed in").check();
    await this.button("Sign in").click();
    await expect(this.field("Password")).toHaveCount(0);
    if (!first) await this.expectWhole();
  }

  /** Signs in over a page whose sign-in has ended. */
  async signInAgain({ password }: Person = ADMIN) {
    const again = this.dialog("Sign in again");
    await again.getByLabel("Password", { exact: true }).fill(password);
    await this.press(again.getByRole("button", { name: "Sign in", exact: true }));
    await expect(again).toHaveCount(0);
  }

  /**
   * The whole program has taken over from the first page, where someone is signed in. The first rows
   * have a second for themselves unless they are touched.
   */
  async expectWhole() {
    await this.page.evaluate(
      () =>
        new Promise<void>((done, fail) => {
          const look = () => {
            const frame = document.getElementById("frame");
            frame?.querySelector("tr.table-row")?.dispatchEvent(new Event("wheel", { bubbles: true }));
            const isAsked = document.querySelector(".standalone [type=password], #frame [type=password]");
            if (frame !== null && !isAsked) return;
            observer.disconnect();
            if (isAsked) fail(new Error("nobody is signed in"));
            done();
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { childList: true, subtree: true });
          look();
        }),
    );
  }

  /** The address below the origin. */
  async expectAddress(address: string) {
    await expect.poll(() => this.address()).toBe(address);
  }

  address(): string {
    const { pathname, search, hash } = new URL(this.page.url());
    return pathname + search + hash;
  }

  async expectHeading(name: string | RegExp) {
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Presses a button, once it can be used, or follows a link with the keyboard, which waits for no picture of it. */
  async press(control: Locator) {
    await expect(control).not.toHaveAttribute("aria-disabled", "true");
    await control.press("Enter");
  }

  /** Chooses from a menu: the menu's button, then the item. */
  async choose(menu: string | RegExp, item: string | RegExp) {
    await this.button(menu).click();
    await this.menuItem(item).click();
  }

  menuItem(name: string | RegExp): Locator {
    const named = { name, exact: true };
    const any = this.page.getByRole("menuitem", named);
    return any.or(this.page.getByRole("menuitemcheckbox", named)).or(this.page.getByRole("menuitemradio", named));
  }

  // Tables

  table(name?: string): Locator {
    return this.page.getByRole("table", { name });
  }

  /** The row that this name heads. */
  row(name: string | RegExp): Locator {
    // Its link, because marks may be beside it in the heading.
    const link = this.page.getByRole("rowheader").getByRole("link", { name, exact: true });
    return this.page.getByRole("row").filter({ has: link });
  }

  async expectRow(name: string | RegExp) {
    await expect(this.row(name)).toHaveCount(1);
  }

  async expectNoRow(name: string | RegExp) {
    // A table that has not loaded has no such row either.
    await this.expectLoaded();
    await expect(this.row(name)).toHaveCount(0);
  }

  /** The names of the rows in sight, from top to bottom. */
  async rowNames(): Promise<string[]> {
    return this.page.getByRole("rowheader").getByRole("link").allInnerTexts();
  }

  /** How many rows the table says it has, whether they are in the document or not. */
  async expectRowCount(rows: number) {
    // The heading is a row, too.
    await expect(this.table()).toHaveAttribute("aria-rowcount", String(rows + 1));
  }

  /** Waits until everything is there: "Loaded x of x". */
  async expectLoaded() {
    await expect(this.page.getByText(/^Loaded ([\d,]+)( of \1)?$/)).toBeVisible();
  }

  async rowAction(name: string, item: string | RegExp) {
    await this.choose(`Actions for ${name}`, item);
  }

  async filter(text: string) {
    await this.page.getByRole("searchbox", { name: "Filter" }).fill(text);
  }

  async sortBy(column: string) {
    await this.page.getByRole("columnheader", { name: column, exact: true }).getByRole("button").click();
  }

  // Forms and dialogs

  dialog(title?: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name: title, exact: true });
  }

  async expectNoDialog() {
    await expect(this.page.getByRole("dialog")).toHaveCount(0);
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fill(filling: Filling) {
    for (const [label, value] of Object.entries(filling)) {
      await this.field(label).fill(value);
    }
  }

  /** Presses the button of the open dialog. */
  async submit(name: string | RegExp) {
    await this.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  }

  /** The field says that something is wrong with it, and what. */
  async expectFieldError(label: string, error: string | RegExp) {
    await expect(this.field(label)).toHaveAttribute("aria-invalid", "true");
    await this.expectDescribed(this.field(label), error);
  }

  // What is said

  toast(text: string | RegExp): Locator {
    return this.page.getByRole("status", { name: "Notifications" }).getByText(text);
  }

  async expectToast(text: string | RegExp) {
    // The newest: the one before it may still stand and say the same.
    await expect(this.toast(text).last()).toBeVisible();
  }

  alert(): Locator {
    return this.page.getByRole("alert");
  }

  /** Exactly one error is shown, and it says this. */
  async expectOneError(...says: (string | RegExp)[]) {
    await expect(this.alert()).toHaveCount(1);
    for (const text of says) await expect(this.alert()).toContainText(text);
  }

  async expectNoError() {
    await expect(this.alert()).toHaveCount(0);
  }

  /** The control is there but may not be used, and says why. */
  async expectDisabled(control: Locator, reason: string | RegExp) {
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await this.expectDescribed(control, reason);
  }

  /** What is read out with a control; more may be read, as a field's hint is with its error. */
  async expectDescribed(control: Locator, says: string | RegExp) {
    const part = typeof says === "string" ? new RegExp(says.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : says;
    await expect(control).toHaveAccessibleDescription(part);
  }
}
