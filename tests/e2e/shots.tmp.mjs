import { chromium } from "@playwright/test";
const [,, out = "/tmp/report", schemes = "light", widths = "1440", only = ""] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
const R = "/organizations/platform/repositories/api-gateway";
const pages = { overview: "/", orgs: "/organizations", org: "/organizations/platform", members: "/organizations/platform/members", repos: "/repositories", swm: "/repositories/shared-with-me", sbm: "/repositories/shared-by-me", tags: R, many: "/organizations/scale/repositories/many-tags", about: R + "/about", access: R + "/permissions", sharing: R + "/sharing", triggers: R + "/triggers", sync: R + "/synchronization", retention: R + "/retention", tag: R + "/tags/latest", manifest: R + "/tags/latest/manifest", references: R + "/tags/latest/references", login: "/login-command", settings: "/settings", connection: "/settings/connection",
 d_repo: "/organizations/platform?dialog=create-repository", d_edit: R + "?dialog=edit-repository&subject=platform/api-gateway", d_grant: "/organizations/platform/members?dialog=grant-organization-access&subject=platform", d_sync: R + "/synchronization?dialog=create-synchronization&subject=platform/api-gateway", d_ret: R + "/retention?dialog=create-retention&subject=platform/api-gateway", d_trig: R + "/triggers?dialog=create-trigger&subject=platform/api-gateway", d_share: R+"/sharing?dialog=share-repository&subject=platform/api-gateway", d_deltag: R+"?dialog=delete-tag&subject=platform/api-gateway/latest", d_retag: R+"?dialog=retag&subject=platform/api-gateway/latest" };
const c = await b.newContext({ viewport: { width: 1440, height: 900 } });
const r = await c.request.post("http://127.0.0.1:8099/v3/auth/tokens", { data: { auth: { identity: { methods: ["password"], password: { user: { name: "admin", password: "demo-admin", domain: { name: "local" } } } }, scope: { project: { name: "local-1" } } } } });
const p = await c.newPage();
await p.goto("http://127.0.0.1:8099/organizations");
await p.locator("input[name=account], input").nth(0).fill("local"); await p.locator("input").nth(1).fill("admin"); await p.locator("input[type=password]").fill("demo-admin");
await p.locator("input[type=checkbox]").check(); await p.locator("form button[type=submit], button:has-text('Sign in')").last().click();
await p.waitForSelector("tr.table-row th a");
for (const scheme of schemes.split(",")) for (const w of widths.split(",").map(Number)) {
  await p.emulateMedia({ colorScheme: scheme }); await p.setViewportSize({ width: w, height: 900 });
  for (const [n, a] of Object.entries(pages)) {
    if (only && !only.split(",").includes(n)) continue;
    await p.goto("http://127.0.0.1:8099" + a); await p.waitForLoadState("networkidle"); await p.waitForTimeout(300);
    await p.screenshot({ path: `${out}/${n}-${scheme}-${w}.png` });
  }
}
await b.close();
