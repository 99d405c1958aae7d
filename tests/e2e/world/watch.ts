// Whatever goes wrong beside what a test looks at: errors in the browser's console (refusals by the
// content security policy among them), uncaught errors, and requests to anybody but the server.
//
// A test that provokes an error says so beforehand; everything else fails it at its end.

import type { BrowserContext, Page } from "@playwright/test";
import { recordRequest } from "./requests.ts";

/** Which words the browser has for it depends on how far a call had come. */
const NO_ANSWER = /net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/;

export class Watch {
  readonly #origins: Set<string>;
  readonly #expected: RegExp[] = [];
  readonly #seen: string[] = [];

  constructor(context: BrowserContext, origin: string) {
    this.#origins = new Set([origin]);
    context.on("console", (message) => {
      const { url } = message.location();
      if (message.type() === "error" && !isPartLeftBehind(message.text(), url)) this.#seen.push(`${message.text()} (${url})`);
    });
    context.on("weberror", (error) => this.#seen.push(`uncaught: ${error.error()}`));
    for (const page of context.pages()) this.#followRequests(page);
    context.on("page", (page) => this.#followRequests(page));
  }

  #followRequests(page: Page) {
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && !this.#origins.has(origin)) {
        this.#seen.push(`foreign origin: ${request.method()} ${request.url()}`);
      }
      // What the program asks for, and not the page and its files.
      if (request.resourceType() === "fetch") recordRequest(request.method(), request.url());
    });
  }

  /** The only origin that the page may talk to. */
  allowNothingBut(origin: string) {
    this.#origins.clear();
    this.#origins.add(origin);
  }

  /** Another origin that the page may talk to. It ends with its part of the test, and calls under way with it. */
  allowOrigin(origin: string) {
    this.#origins.add(origin);
    this.expect(new RegExp(`${NO_ANSWER.source} \\(${origin}/`));
  }

  /** What this test provokes, as the browser words it. */
  expect(...provoked: RegExp[]) {
    this.#expected.push(...provoked);
  }

  /** Answers with these statuses, which the browser's console counts as errors. */
  expectStatus(...statuses: number[]) {
    this.expect(...statuses.map((status) => new RegExp(`status of ${status}`)));
  }

  /** Calls that end without a response. */
  expectNoAnswer() {
    this.expect(NO_ANSWER);
  }

  /** What no one expected. */
  unexpected(): string[] {
    return this.#seen.filter((line) => !this.#expected.some((it) => it.test(line)));
  }
}

/**
 * Anyone who leaves a page ends what it was loading ahead, and the loader of the parts tells the console of it.
 * A part that is missed says so on the page.
 */
const isPartLeftBehind = (text: string, url: string) =>
  url.endsWith("/late.js") &&
  /^(AbortError|TypeError: (Failed to fetch|network error|Error in (body|input) stream|NetworkError when attempting to fetch resource|WebAssembly compilation aborted: Network error))/.test(text);
