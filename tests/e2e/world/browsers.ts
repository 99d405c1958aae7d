// The other browser, and what both say about the policy of a page.

import { firefox, type Browser, type BrowserContext } from "@playwright/test";
import { FIREFOX } from "./settings.ts";
import { test as base } from "./test.ts";

/** The test with a Firefox beside the browser that runs everything else. */
export const test = base.extend<{}, { firefoxBrowser: Browser }>({
  firefoxBrowser: [
    async ({}, use) => {
      // Debian's own, over WebDriver BiDi: the patched one of this channel's other name is not there.
      const browser = await firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
});

/** What the policy refuses is an error of the page in one browser and a warning in another. */
export async function tellOfViolations(context: BrowserContext) {
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (it) => {
      console.error(`refused by the policy: ${it.violatedDirective} of ${it.blockedURI}`);
    });
  });
}
