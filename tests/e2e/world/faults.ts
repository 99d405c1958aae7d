// Calls that go wrong on demand, in eight ways: what a gateway, a network and a service in trouble do to
// a page. Only the console's own calls are touched, never the page or its files.
//
// A browser's time is stopped for none of it: a call that never answers is given up by the console
// itself, whose deadline is passed on the page's own clock (`page.clock`).

import { expect, type Locator, type Page, type Request, type Route } from "@playwright/test";
import type { Watch } from "./watch.ts";

/** What the console says of a fault, wherever it says it. */
export type Saying = readonly (string | RegExp)[];

export type Fault = {
  name: string;
  says: Saying;
  /** What becomes of the call; nothing at all is one of the responses. */
  answer: (route: Route) => Promise<void> | undefined;
};

/** The call that goes wrong: its method, and what its path looks like. */
export type Call = { method?: string; path: RegExp };

/** How long a call may take to be made. */
const PATIENCE_MILLIS = 30_000;

/** Longer than the console waits for any answer. */
const DEADLINE_MILLIS = 31_000;

const refusal = (status: number, code: string, sentence: string): Fault => ({
  name: String(status),
  says: [sentence, `${status} · ${code} · request e2e-${status}`],
  answer: (route) =>
    route.fulfill({
      status,
      headers: { "x-request-id": `e2e-${status}` },
      json: code.startsWith("APIGW")
        ? { error_code: code, error_msg: "no" }
        : { errors: [{ errorCode: code, errorMessage: "no" }] },
    }),
});

export const UNAUTHENTICATED = refusal(401, "APIGW.0301", "You are not signed in, or your session has expired.");
export const FORBIDDEN = refusal(403, "SVCSTG.SWR.4039002", "You do not have permission to do this.");
export const NOT_FOUND = refusal(404, "SVCSTG.SWR.4040010", "Not found, or you do not have access.");
const BROKEN = refusal(500, "SVCSTG.SWR.5000007", "The service reported an internal error.");
const THROTTLED = refusal(429, "APIGW.0308", "Too many requests.");
const DROP: Fault = {
  name: "drop",
  says: ["The service did not respond."],
  answer: (route) => route.abort("connectionreset"),
};
export const NEVER: Fault = {
  name: "never",
  says: ["The service did not respond.", "no answer within 30 seconds"],
  answer: () => undefined,
};

export const FAULTS: readonly Fault[] = [
  UNAUTHENTICATED,
  FORBIDDEN,
  NOT_FOUND,
  THROTTLED,
  BROKEN,
  DROP,
  NEVER,
  {
    name: "not-json",
    says: ["Unexpected response from the service."],
    answer: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<html>502 Bad Gateway</html>" }),
  },
];

/** What ends a change of many things: it is about the person or the service, and said once for all of them. */
export const ENDS_ALL: readonly Fault[] = [UNAUTHENTICATED, THROTTLED, DROP, NEVER];

/** The same faults for a change of many: signing in goes on with it by itself, so that comes last. */
export const forMany = (faults: readonly Fault[]) =>
  [...faults].sort((one, other) => Number(one === UNAUTHENTICATED) - Number(other === UNAUTHENTICATED));

/** Where faults are to happen. */
export type Faulty = {
  /** Stands for all of its kind and goes through every fault. */
  isExample?: true;
  /** The faults that it has a response of its own to. */
  instead?: ReadonlyMap<Fault, unknown>;
};

/**
 * What happens there. The words of a failure are the same code everywhere, which `tests/browser/failures.rs`
 * and the examples hold; each place has code of its own for an ended sign-in, over which another dialog
 * stands, and for showing one error in its place.
 */
export function faultsOf({ isExample, instead }: Faulty): readonly Fault[] {
  const own = [UNAUTHENTICATED, BROKEN];
  return FAULTS.filter((fault) => isExample || own.includes(fault) || instead?.has(fault));
}

/** How a test of them is called. */
export const whichFaults = ({ isExample }: Faulty) => (isExample ? "every error" : "an error");

export class Faults {
  readonly #page: Page;
  /** Calls that are let through and have no response yet. */
  readonly #underWay = new Set<Request>();
  #broken?: { call: Call; fault: Fault; strike: () => void };

  private constructor(page: Page) {
    this.#page = page;
    const end = (request: Request) => this.#underWay.delete(request);
    page.on("requestfinished", end).on("requestfailed", end);
  }

  /** From now on calls of this page can be broken. */
  static async of(page: Page, watch: Watch): Promise<Faults> {
    watch.expectStatus(401, 403, 404, 429, 500);
    watch.expect(/ERR_CONNECTION_RESET/);
    await page.clock.install();
    const faults = new Faults(page);
    await page.route(({ pathname }) => /^\/(v[23]\/.*)?$/.test(pathname), (route) => faults.#pass(route));
    return faults;
  }

  /** Breaks a call, does what sends it, and lets time pass where nothing else would end it. */
  async during(call: Call, fault: Fault, send: () => Promise<unknown>) {
    const struck = new Promise<void>((strike, fail) => {
      const late = setTimeout(() => fail(new Error(`nothing asked for ${call.path}`)), PATIENCE_MILLIS);
      this.#broken = { call, fault, strike: () => strike(clearTimeout(late)) };
    });
    await Promise.all([struck, send()]);
    if (fault !== NEVER) return;
    // The others are answered in time.
    await expect.poll(() => this.#underWay.size).toBe(0);
    await this.#page.clock.fastForward(DEADLINE_MILLIS);
  }

  /** Lets the waits pass that a change of many makes where it is throttled, until it has ended. */
  async ended(sign: Locator) {
    await expect(async () => {
      // Less at once than a call may take.
      await this.#page.clock.runFor(1_000);
      expect(await sign.isVisible()).toBe(true);
    }).toPass({ intervals: [0], timeout: 60_000 });
  }

  /** The service is well again. */
  mend() {
    this.#broken = undefined;
  }

  async #pass(route: Route) {
    const broken = this.#broken;
    if (broken && fits(broken.call, route.request())) {
      broken.strike();
      return broken.fault.answer(route);
    }
    this.#underWay.add(route.request());
    await route.fallback();
  }
}

/** Whether the program asks for this; the page itself is no call, whatever its address. */
function fits({ method = "GET", path }: Call, request: Request): boolean {
  return request.resourceType() === "fetch" && request.method() === method && path.test(new URL(request.url()).pathname);
}
