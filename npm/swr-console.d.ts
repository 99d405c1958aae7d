// The types of the embedded console. docs/embedding.md says what each is for.

/** The version of this module and of the program beside it. */
export const version: string;

export type Layout = "full" | "content" | "repository" | "tag" | "picker";
export type TokenReason = "start" | "expiry" | "refused";
export type Theme = "auto" | "light" | "dark";

/** A token with what is known of it. */
export interface Token {
  token: string;
  /** When it ends; five minutes before, the next one is asked for. */
  expiresAt?: Date | string | number;
  /** Whose it is, as the console shows it. */
  name?: string;
  /** The id of the project, which quotas and feature gates need. */
  projectId?: string;
}

/** A request that changes something. */
export interface Change {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** As it is sent, such as `/v2/manage/namespaces/team`. */
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
  /** The management API's address; empty is the page's own origin. */
  endpoint?: string;
  /** The identity service's address; needed only where people sign in in the console. */
  iam?: string;
  /** The host that `docker` talks to. */
  registry?: string;
  region?: string;
  project?: string;
  /** What config.json says, or its address. */
  config?: string | Record<string, unknown>;
  /** Where to start, such as `/organizations/team`. */
  address?: string;
  /** Where addresses are kept: nowhere (`memory`), after the `#`, or in the path below `base`. */
  routing?: "memory" | "hash" | "path";
  base?: string;
  language?: string;
  theme?: Theme;
  layout?: Layout;
  readOnly?: boolean;
  capabilities?: Partial<Record<Capability, boolean>>;
  /** Gives a token; nobody types anything then. Asked once at a time, and never stored. */
  getToken?: (reason: TokenReason) => Promise<string | Token> | string | Token;
  /** Sends every request to the services in place of the browser's `fetch`. */
  fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Whether a change may be made. Answer within 30 seconds. */
  onBeforeMutate?: (change: Change) => Promise<boolean> | boolean;
}

/** An image that was picked. */
export interface PickedImage {
  organization: string;
  repository: string;
  tag: string;
  digest: string | null;
  /** What `docker pull` takes. */
  image: string;
}

export interface ConsoleEventMap {
  ready: CustomEvent<Record<string, never>>;
  /** Cancelable when a person is about to go; `outside` when the layout does not show that place. */
  navigate: CustomEvent<{ address: string; outside: boolean }>;
  select: CustomEvent<PickedImage>;
  mutation: CustomEvent<Change & { status: number }>;
  "auth-required": CustomEvent<{ reason: TokenReason; message: string | null }>;
  error: CustomEvent<{ message: string }>;
}

export interface Console {
  /** Resolves when the console is built; rejects with why it cannot be. */
  readonly ready: Promise<void>;
  navigate(address: string): void;
  /** Loads what is shown anew. */
  refresh(): void;
  setToken(token: string | Token): void;
  setTheme(theme?: Theme): void;
  setLanguage(language?: string): void;
  destroy(): void;
}

/** Where the folder of this package is served: beside the module, unless that was bundled elsewhere. */
export interface Place {
  files?: string;
}

/** Mounts a console at the end of an element, on which its events are dispatched. */
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

/** Defines the element, `<swr-console>` unless another name is given. A taken name is left as it is. */
export function defineElement(name?: string, place?: Place): new () => SwrConsoleElement;

declare global {
  interface HTMLElementTagNameMap {
    "swr-console": SwrConsoleElement;
  }
}
