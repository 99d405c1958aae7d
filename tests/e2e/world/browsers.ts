// What two browsers say of the policy of a page.

import type { BrowserContext } from "@playwright/test";

/** What the policy refuses is an error of the page in one browser and a warning in another. */
export async function tellOfViolations(context: BrowserContext) {
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (it) => {
      console.error(`refused by the policy: ${it.violatedDirective} of ${it.blockedURI}`);
    });
  });
}
