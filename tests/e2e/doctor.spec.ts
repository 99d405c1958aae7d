// The connection check names each fault that can be between a page and its service. The service is
// on another origin here, behind a proxy that has the fault.

import type { Page } from "@playwright/test";
import type { Console } from "./world/console.ts";
import { ALLOWED, EXPOSED, leaveFor, type Leave } from "./world/cross-origin.ts";
import { Proxy, type Behaviour } from "./world/proxy.ts";
import { ACCOUNT, ADMIN, READER, type Person } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Server } from "./world/server.ts";
import type { Watch } from "./world/watch.ts";

const CHECK = "/settings/connection";
const CONNECTION = "far";
const WELL = "All checks passed.";

type Fault = Leave & Pick<Behaviour, "refuse" | "headers"> & { isPolicyStrict?: boolean; ways?: string[] };

/** The console on one origin, and its service on another, with a fault. */
class Apart {
  readonly page: Proxy;
  readonly service: Proxy;

  private constructor(page: Proxy, service: Proxy) {
    this.page = page;
    this.service = service;
  }

  static async start(server: Server, watch: Watch, fault: Fault): Promise<Apart> {
    let origin = "";
    const { refuse, headers } = fault;
    const leave = leaveFor(() => origin, fault);
    const { answer } = leave;
    const service = await Proxy.start(server, {
      ...leave,
      headers,
      answer: (asked, answered) => {
        if (answer?.(asked, answered)) return true;
        // Refusals have leave, too: the browser would hide them otherwise.
        const refusal = refuse?.(asked.method!, asked.url!);
        if (refusal === undefined) return false;
        asked.resume();
        const isPage = typeof refusal.body === "string";
        const given = leave.change!({ "content-type": isPage ? "text/html" : "application/json" });
        answered.writeHead(refusal.status, given);
        answered.end(isPage ? refusal.body : JSON.stringify(refusal.body));
        return true;
      },
    });
    const connection = { id: CONNECTION, name: "Far", region: "local-1", endpoint: service.origin, iam: service.origin };
    const config = { connections: [{ ...connection, sign_in: fault.ways ?? ["password", "access-key"] }] };
    const named = fault.isPolicyStrict ? "" : ` ${service.origin}`;
    const page = await Proxy.start(server, {
      files: { "/config.json": JSON.stringify(config) },
      change: (headers) => {
        const policy = String(headers["content-security-policy"] ?? "");
        return { ...headers, "content-security-policy": policy.replace("connect-src 'self'", `connect-src 'self'${named}`) };
      },
    });
    origin = page.origin;
    watch.allowOrigin(page.origin);
    watch.allowOrigin(service.origin);
    // What a browser says of requests that it stops or that are refused.
    watch.expect(/blocked by CORS policy/, /net::ERR_/, /status of \d+/, /Content Security Policy/);
    return new Apart(page, service);
  }

  async close() {
    await this.page.close();
    await this.service.close();
  }
}

async function apart(server: Server, watch: Watch, fault: Fault, play: (apart: Apart) => Promise<void>) {
  const world = await Apart.start(server, watch, fault);
  try {
    await play(world);
  } finally {
    await world.close();
  }
}

/** Opens the check, signed in where someone is named, and waits until it is through. */
async function checked(visitor: Console, world: Apart, as?: Person) {
  const address = world.page.origin + CHECK;
  await (as ? visitor.openAs(as, address, { connection: CONNECTION }) : visitor.open(address));
  await through(visitor);
}

async function through(visitor: Console) {
  await visitor.expectHeading("Connection check");
  await expect(visitor.button("Check again")).not.toHaveAttribute("aria-busy", "true");
}

/** Result, sentence by sentence. */
const findings = (page: Page) => page.locator("section", { has: page.getByRole("heading", { name: "Result" }) });

/** The step of a name says this. */
async function expectStep(page: Page, step: string, says: string) {
  await expect(page.getByRole("listitem").filter({ hasText: step })).toContainText(says);
}

test("reports no findings for a working connection, signed in or not", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, {}, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText(WELL);
    await expectStep(page, "Management API: request headers", "OK");
    await expectStep(page, "Access", "not signed in");
    await checked(visitor, world, ADMIN);
    await expect(findings(page)).toContainText(WELL);
    await expectStep(page, "Access", "OK");
    await expectStep(page, "List API (v3)", "OK");
  });
});

test("reports a closed port", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, {}, async (world) => {
    await world.service.close();
    await checked(visitor, world);
    await expect(findings(page)).toContainText(`No response from ${world.service.origin}.`);
    await expect(findings(page)).toContainText(`curl -sv -o /dev/null ${world.service.origin}/v2/manage/namespaces`);
    await expectStep(page, "PATCH and DELETE", "Skipped");
  });
});

test("reports an origin that is not allowed", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, { nobody: true }, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText("does not let pages from");
    await expect(findings(page)).toContainText(`swr-server --allow-origin ${world.page.origin}`);
    await expect(findings(page)).toContainText(`add_header Access-Control-Allow-Origin "${world.page.origin}" always;`);
  });
});

test("reports unanswered preflight requests", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, { noPreflight: true }, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText("preflights (OPTIONS) are not answered");
    await expect(findings(page)).not.toContainText("does not allow X-Auth-Token");
  });
});

test("reports a content security policy that blocks the service", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, { isPolicyStrict: true }, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText("The content security policy of this page does not allow");
    await expect(findings(page)).toContainText(`connect-src 'self' ${world.service.origin};`);
  });
});

for (const header of ALLOWED) {
  test(`reports a request header that is not allowed: ${header}`, async ({ visitor, page, server, watch }) => {
    await apart(server, watch, { without: header }, async (world) => {
      await checked(visitor, world);
      await expect(findings(page)).toContainText(`${world.service.origin} does not allow ${header}:`);
      await expect(findings(page)).toContainText("add_header Access-Control-Allow-Headers");
    });
  });
}

for (const method of ["PATCH", "DELETE"]) {
  test(`reports a method that is not allowed: ${method}`, async ({ visitor, page, server, watch }) => {
    await apart(server, watch, { without: method }, async (world) => {
      await checked(visitor, world);
      await expect(findings(page)).toContainText(`does not allow the method ${method}`);
    });
  });

  test(`reports a method that a proxy rejects: ${method}`, async ({ visitor, page, server, watch }) => {
    const refuse = (asked: string) => (asked === method ? { status: 405, body: "<h1>Not allowed</h1>" } : undefined);
    await apart(server, watch, { refuse }, async (world) => {
      await checked(visitor, world);
      await expect(findings(page)).toContainText(`A proxy rejects the method ${method} (HTTP 405)`);
      await expect(findings(page)).toContainText("limit_except");
    });
  });
}

for (const header of EXPOSED.filter((it) => it !== "X-Subject-Token")) {
  test(`reports an unreadable header: ${header}`, async ({ visitor, page, server, watch }) => {
    await apart(server, watch, { without: header }, async (world) => {
      await checked(visitor, world, ADMIN);
      await expect(findings(page)).toContainText(`${header} of responses from`);
      await expect(findings(page)).toContainText("add_header Access-Control-Expose-Headers");
    });
  });
}

/** Tries to sign in in vain, and has the connection checked. */
async function failing(visitor: Console, world: Apart, filling: Record<string, string>) {
  await visitor.open(`${world.page.origin}/organizations`);
  await visitor.fill({ Account: ACCOUNT, User: READER.user, Password: READER.password, ...filling });
  await visitor.button("Sign in").click();
  await visitor.link("Check connection").click();
  await through(visitor);
}

test("reports an unreadable X-Subject-Token", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, { without: "X-Subject-Token" }, async (world) => {
    await failing(visitor, world, {});
    await expect(findings(page)).toContainText("X-Subject-Token of responses from");
  });
});

test("reports a wrong password and keeps the form", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, {}, async (world) => {
    await failing(visitor, world, { Password: "wrong" });
    await expect(findings(page)).toContainText("rejected the account, user or password");
    await visitor.link("Sign in").click();
    await expect(visitor.field("User")).toHaveValue(READER.user);
  });
});

test("reports a wrong project", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, {}, async (world) => {
    await failing(visitor, world, { Project: "moon" });
    await expect(findings(page)).toContainText("This user has no such project.");
  });
});

test("reports a web page in place of the service", async ({ visitor, page, server, watch }) => {
  const refuse = () => ({ status: 200, body: "<!doctype html><title>Portal</title>" });
  await apart(server, watch, { refuse }, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText("it returned a page or plain text instead of JSON (HTTP 200)");
  });
});

test("reports a clock that is twenty minutes off", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, { minutesAhead: 20 }, async (world) => {
    await checked(visitor, world);
    await expect(findings(page)).toContainText(/The service’s clock is (19|20) minutes ahead/);
  });
});

test("reports a read-only user", async ({ visitor, page, server, watch }) => {
  await apart(server, watch, {}, async (world) => {
    await checked(visitor, world, READER);
    await expect(findings(page)).toContainText("This user can view and pull but not change anything.");
  });
});

test("reports missing version 3 lists", async ({ visitor, page, server, watch }) => {
  const noSuchCall = { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } };
  const refuse = (_: string, path: string) => (path.startsWith("/v3/manage") ? noSuchCall : undefined);
  await apart(server, watch, { refuse }, async (world) => {
    await checked(visitor, world, ADMIN);
    await expect(findings(page)).toContainText("This service does not provide version 3 of the list API.");
  });
});

test("copies a report without secrets and repeats the check", async ({ visitor, page, context, server, watch }) => {
  await apart(server, watch, { without: "X-Sdk-Date" }, async (world) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: world.page.origin });
    const tokens: string[] = [];
    page.on("request", (request) => {
      const token = request.headers()["x-auth-token"];
      if (token && token !== "connection-check") tokens.push(token);
    });
    // With the form, so that the page has seen the password.
    await visitor.signInAt(ADMIN, `${world.page.origin}/organizations`, { keep: true });
    await checked(visitor, world);
    await visitor.button("Copy report").click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain("# Connection check");
    expect(report).toContain("does not allow X-Sdk-Date");
    expect(tokens.length).toBeGreaterThan(0);
    for (const secret of [...tokens, ADMIN.password]) expect(report).not.toContain(secret);
    await visitor.button("Check again").click();
    await through(visitor);
    await expect(findings(page)).toContainText("does not allow X-Sdk-Date");
  });
});

test("opens from the settings", async ({ console: visitor, watch }) => {
  // What it asks without anybody's credentials.
  watch.expectStatus(401);
  await visitor.link("Settings").click();
  await visitor.link("Check connection").click();
  await visitor.expectAddress(CHECK);
  await through(visitor);
});
