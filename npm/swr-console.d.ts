// The types of the embedded console. docs/embedding.md describes each of them.

/** The version of this module and of the program beside it. */
export const version: string;

export type Layout = "full" | "content" | "repository" | "tag" | "picker";
export type TokenReason = "start" | "expiry" | "refused";
export type Theme = "auto" | "light" | "dark";

/** A token and optional information about it. */
export interface Token {
  token: string;
  /** When it expires; the next one is requested five minutes before. */
  expiresAt?: Date | string | number;
  /** The user name that the console shows. */
  name?: string;
  /** The project ID, required for quotas and feature gates. */
  projectId?: string;
}

/** A request that changes something. */
export interface Change {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path as sent, such as `/v2/manage/namespaces/team`. */
  path: string;
}

export type Capability =
  | "retag"
  | "references"
  | "accessories"
  | "image_configurations"
  | "list_v3"
  | "synchronization"
  | "triggers"
  | "cloud_container_instances"
  | "retention"
  | "authorization_token"
  | "validity_period"
  | "reports"
  | "cosign_signature";

export interface Options {
  /** The address of the management API; if empty, the page's own origin. */
  endpoint?: string;
  /** The address of the identity service; needed only if people sign in within the console. */
  iam?: string;
  /** The registry host in pull and push commands. */
  registry?: string;
  region?: string;
  project?: string;
  /** The contents of a `config.json`, or its address. */
  config?: string | Record<string, unknown>;
  /** Where to start, such as `/organizations/team`. */
  address?: string;
  /** Where the console keeps its address: nowhere (`memory`), after the `#`, or in the path below `base`. */
  routing?: "memory" | "hash" | "path";
  base?: string;
  language?: string;
  theme?: Theme;
  layout?: Layout;
  readOnly?: boolean;
  capabilities?: Partial<Record<Capability, boolean>>;
  /** Returns a token, so that people do not sign in. Calls never overlap; the token is never stored. */
  getToken?: (reason: TokenReason) => Promise<string | Token> | string | Token;
  /** Sends every request to the services instead of the browser's `fetch`. */
  fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Allows or rejects a change. Answer within 30 seconds. */
  onBeforeMutate?: (change: Change) => Promise<boolean> | boolean;
}

/** An image that was picked. */
export interface PickedImage {
  organization: string;
  repository: string;
  tag: string;
  digest: string | null;
  /** The image reference for `docker pull`. */
  image: string;
}

export interface ConsoleEventMap {
  ready: CustomEvent<Record<string, never>>;
  /** Cancelable when a person is about to go there; `outside` if the layout does not show that address. */
  navigate: CustomEvent<{ address: string; outside: boolean }>;
  select: CustomEvent<PickedImage>;
  mutation: CustomEvent<Change & { status: number }>;
  "auth-required": CustomEvent<{ reason: TokenReason; message: string | null }>;
  error: CustomEvent<{ message: string }>;
}

export interface Console {
  /** Resolves when the console has been built; rejects with the reason if it cannot be. */
  readonly ready: Promise<void>;
  navigate(address: string): void;
  /** Reloads what is shown. */
  refresh(): void;
  setToken(token: string | Token): void;
  setTheme(theme?: Theme): void;
  setLanguage(language?: string): void;
  destroy(): void;
}

/** The URL of this package's folder: next to the module, unless the module was bundled elsewhere. */
export interface Place {
  files?: string;
}

/** Appends a console to an element and dispatches its events on that element. */
export function mount(target: Element, options?: Options & Place): Console;

export interface SwrConsoleElement extends HTMLElement, Options {
  readonly ready: Promise<void>;
  navigate(address: string): void;
  refresh(): void;
  setToken(token: string | Token): void;
  destroy(): void;
  addEventListener<K extends keyof ConsoleEventMap>(
    type: K,
    listener: (this: SwrConsoleElement, event: ConsoleEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** Defines the element, `<swr-console>` by default. Has no effect if the name is already defined. */
export function defineElement(name?: string, place?: Place): new () => SwrConsoleElement;

declare global {
  interface HTMLElementTagNameMap {
    "swr-console": SwrConsoleElement;
  }
}
