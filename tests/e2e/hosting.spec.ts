// The packaged console on a host of static files, by the recipe that people are given: below three
// paths, with both kinds of addresses, in two browsers. Nothing may break the policy, and no request
// may go anywhere else.

import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { tellOfViolations } from "./world/browsers.ts";
import { Console } from "./world/console.ts";
import { Nginx, type Routing } from "./world/nginx.ts";
import { ADMIN, READER } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";
import type { Server } from "./world/server.ts";
import type { Watch } from "./world/watch.ts";

/** Lets someone visit the console below a path, which asks for nothing from anywhere else. */
async function hosted(
  { page, watch, server }: { page: Page; watch: Watch; server: Server },
  [path, routing]: [string, Routing],
  play: (visitor: Console, site: Nginx) => Promise<void>,
) {
  const site = await Nginx.start(server, path, routing);
  try {
    watch.allowNothingBut(site.origin);
    await play(new Console(page), site);
  } finally {
    await site.stop();
  }
}

/** Signs in, looks at a list, goes on by a link, and asks for a deep address anew. */
async function smoke(visitor: Console, site: Nginx) {
  await visitor.signInAt(READER, site.address("/organizations"), { keep: true });
  await visitor.expectRow("platform");
  await visitor.row("platform").getByRole("link", { name: "platform", exact: true }).click();
  await visitor.expectHeading("platform");
  await visitor.expectAddress(site.path("/organizations/platform"));
  await visitor.page.reload();
  await visitor.expectHeading("platform");
  await visitor.expectRow("api-gateway");
  await visitor.open("about:blank");
  await visitor.open(site.address("/organizations/platform/repositories/api-gateway"));
  await visitor.expectRow("latest");
  await visitor.expectNoError();
}

for (const path of ["/", "/a/", "/a/b/"]) {
  for (const routing of ["path", "hash"] as const) {
    test(`below ${path} the console works with ${routing} routing in Chromium`, async ({ page, watch, server }) => {
      await tellOfViolations(page.context());
      await hosted({ page, watch, server }, [path, routing], smoke);
    });

    test(`below ${path} the console works with ${routing} routing in Firefox`, async ({ firefoxPage, firefoxWatch, server }) => {
      await hosted({ page: firefoxPage, watch: firefoxWatch, server }, [path, routing], smoke);
    });
  }
}

test("requests are signed for the service behind the proxy", async ({ page, watch, server, api }) => {
  await tellOfViolations(page.context());
  await hosted({ page, watch, server }, ["/a/b/", "path"], async (visitor, site) => {
    await visitor.open(site.address("/organizations/platform/repositories/api-gateway"));
    await visitor.page.getByRole("tab", { name: "Access key" }).click();
    await visitor.fill({ "Access key": ADMIN.accessKey, "Secret key": ADMIN.secretKey });
    await visitor.button("Sign in").click();
    await visitor.expectRow("latest");
    await visitor.expectNoError();
  });
  expect((await api.call("GET", "/v2/manage/namespaces/platform")).status).toBe(200);
});

test("signed requests arrive unchanged, without the browser's own headers", async ({ request }) => {
  const seen: IncomingMessage[] = [];
  const service = createServer((asked, answer) => {
    seen.push(asked);
    answer.writeHead(200, { "set-cookie": "theirs=1", "x-subject-token": "kept" }).end();
  });
  await once(service.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const site = await Nginx.start({ origin }, "/a/", "path");
  try {
    // Read and written again on the way, each of these would be another path.
    const path = "/v2/manage/namespaces/o/repos/a%2Fb%24c/./tags/x//y?limit=1%200&filter=a|b";
    const headers = { "content-type": "application/json;charset=utf8", cookie: "ours=1", origin: site.origin, referer: site.origin };
    for (const door of ["swr", "iam"]) {
      const answer = await rawRequest(site.origin, `/a/-/${door}${path}`, { ...headers, "user-agent": "somebody/1" });
      const asked = seen.pop()!;
      expect(asked.url).toBe(path);
      expect(asked.headers).toMatchObject({ host: new URL(origin).host, "user-agent": "somebody/1" });
      expect(asked.headers["content-type"]).toBe(headers["content-type"]);
      for (const name of ["cookie", "origin", "referer"]) expect([name, asked.headers[name]]).toEqual([name, undefined]);
      expect(answer.headers["x-subject-token"]).toBe("kept");
      expect([answer.headers["set-cookie"], answer.headers["cache-control"]]).toEqual([undefined, undefined]);
    }
    expect((await request.get(`${site.origin}/a/%2d/swr/v2`)).status()).toBe(404);
    expect(seen).toEqual([]);
  } finally {
    await site.stop();
    service.closeAllConnections();
    service.close();
  }
});

/** A request whose path no one tidies up on this side. */
async function rawRequest(origin: string, path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const asked = httpRequest(origin, { path, headers }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  return answer;
}

test("preloaded files with integrity are requested once", async ({ page, watch, server }) => {
  await tellOfViolations(page.context());
  await hosted({ page, watch, server }, ["/a/", "path"], async (visitor, site) => {
    const files: string[] = [];
    visitor.page.on("request", (it) => files.push(new URL(it.url()).pathname));
    await visitor.signInAt(READER, site.address("/organizations"));
    await visitor.expectRow("platform");
    // What the program still asks for is answered before its host goes.
    await visitor.page.waitForLoadState("networkidle");
    const program = files.filter((it) => it.includes("/program-"));
    // The first part, what people open every day, and what that shares with the rest.
    expect(program.filter((it) => it.endsWith(".wasm")).length).toBeGreaterThanOrEqual(3);
    expect(program.toSorted()).toEqual([...new Set(program)].toSorted());
  });
});

test("every file has its type, caching and compression headers", async ({ server, request }) => {
  const site = await Nginx.start(server, "/a/b/", "path");
  const get = (path: string) => request.get(site.origin + path, { headers: { "accept-encoding": "br, gzip" } });
  try {
    const page = await get("/a/b/organizations/platform");
    const text = await page.text();
    expect(text).toContain('<base href="/a/b/">');
    const wasm = /data-wasm="([^"]+)"/.exec(text)![1]!;
    const program = await get(`/a/b/${wasm}`);
    expect(program.headers()).toMatchObject({
      "content-type": "application/wasm",
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    });
    for (const path of ["/a/b/", "/a/b/index.html", "/a/b/config.json", "/a/b/locales/fr.json"]) {
      const answer = await get(path);
      expect([path, answer.status(), answer.headers()["cache-control"]]).toEqual([path, 200, "no-cache"]);
    }
    for (const path of [`/a/b/${wasm.replace(/[0-9a-f]{4}\//, "0000/")}`, "/a/b/old.js", "/a/b/locales/xx.json"]) {
      const answer = await get(path);
      expect([path, answer.status(), answer.headers()["cache-control"]]).toEqual([path, 404, "no-cache"]);
    }
    const slash = await request.get(`${site.origin}/a/b`, { maxRedirects: 0 });
    expect([slash.status(), slash.headers().location]).toEqual([301, "/a/b/"]);
  } finally {
    await site.stop();
  }
});

test("the policies of header and page match the configuration", async ({ server, request }) => {
  const site = await Nginx.start(server, "/", "path");
  try {
    const page = await request.get(site.origin);
    const header = page.headers()["content-security-policy"]!;
    const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(await page.text())![1]!;
    const assets = await (await request.get(`${site.origin}/assets.json`)).json();
    expect(`${meta}; ${header}`).toBe(assets.content_security_policy);
    // Both services are on the page's own origin.
    expect(meta).toContain("connect-src 'self';");
  } finally {
    await site.stop();
  }
});
