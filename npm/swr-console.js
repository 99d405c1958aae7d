// The console within another page. This module knows the element, its options and its events, and
// nothing of registries: the program beside it is loaded when the first console is mounted.
//
// The build writes the hashed names of the folder into the two constants below.
//
// Long because a host fetches one small file and not several.

/** The version of this module and of the program beside it. */
export const version = "0.0.0";

const PROGRAM = "program/";
const SHEET = "console.css";

// Not `new URL("./", …)`: a bundler would take that for a file to bundle.
const BESIDE = import.meta.url.replace(/[^/]*$/, "");

/** The address of the folder with the program, with a slash at its end. */
const folder = (files) => new URL(files ?? BESIDE, document.baseURI).href.replace(/\/*$/, "/");

/** Options that are attributes as well, each with how its text is read. */
const ATTRIBUTES = {
  endpoint: String,
  iam: String,
  registry: String,
  region: String,
  project: String,
  config: String,
  address: String,
  routing: String,
  base: String,
  language: String,
  theme: String,
  layout: String,
  "read-only": (text) => text !== "false",
  capabilities: readCapabilities,
};
/** Options that only a script can give. */
const FUNCTIONS = ["getToken", "fetch", "onBeforeMutate"];
/** What a console that stands takes over; any other change builds it anew. */
const LIVE = { address: "navigate", theme: "setTheme", language: "setLanguage" };

const optionOf = (attribute) => attribute.replace(/-./g, (it) => it[1].toUpperCase());
const OPTIONS = [...Object.keys(ATTRIBUTES).map(optionOf), ...FUNCTIONS];

/** `retag triggers=false` */
function readCapabilities(text) {
  const words = text.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(words.map((word) => {
    const [name, value] = word.split("=");
    return [name, value !== "false"];
  }));
}

/** Programs by their folder: one for all consoles that have their files there. */
const programs = new Map();
/** The folders of those that stopped by a mistake of their own: a module cannot be loaded twice. */
const stopped = new Set();

/** Loads the program; a failure is not kept. */
function load(files) {
  if (stopped.has(files)) throw new Error("the console stopped; reload the page");
  const program = programs.get(files) ?? start(`${files}${PROGRAM}`);
  programs.set(files, program);
  program.catch(() => programs.delete(files));
  return program;
}

async function start(folder) {
  // A bundler has nothing to look for here: the files stay what and where they are.
  const [parts, glue] = await Promise.all([
    import(/* @vite-ignore */ /* webpackIgnore: true */ `${folder}../parts.js`),
    import(/* @vite-ignore */ /* webpackIgnore: true */ `${folder}swr-console.js`),
  ]);
  const { compile, fetchPart } = parts;
  await glue.default({ module_or_path: await compile(fetchPart(new URL(`${folder}swr-console_bg.wasm`))) });
  return glue;
}

/** The consoles that stand: a program that stops takes all of its own along. */
const standing = new Set();

function onError({ error, reason = error }) {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  for (const mounted of [...standing].filter((it) => String(reason.stack).includes(it.files))) {
    stopped.add(mounted.files);
    mounted.fail(reason);
  }
}

/** The page's errors are listened to only while there is a console. */
function follow(mounted, isStanding) {
  const before = standing.size;
  if (isStanding) standing.add(mounted);
  else standing.delete(mounted);
  if (Boolean(before) === Boolean(standing.size)) return;
  const change = before ? removeEventListener : addEventListener;
  change("error", onError);
  change("unhandledrejection", onError);
}

/** A token in one shape: text, or an object with more. */
function plainToken(given) {
  if (typeof given === "string") return { token: given };
  const { token, expiresAt, name, projectId } = given ?? {};
  const millis = expiresAt === undefined ? undefined : new Date(expiresAt).getTime();
  if (Number.isNaN(millis)) throw new Error("expiresAt is not a valid time");
  return { token, expiresAt: millis, name, projectId };
}

/** Sends with the host's own fetch; the response is plain data. */
function carry(hostFetch, method, address, headers, body) {
  const controller = new AbortController();
  const send = async () => {
    const answer = await hostFetch(address, {
      method,
      headers: Object.fromEntries(headers),
      body,
      signal: controller.signal,
      cache: "no-store",
      redirect: "error",
    });
    return {
      status: answer.status,
      headers: [...answer.headers],
      body: new Uint8Array(await answer.arrayBuffer()),
    };
  };
  return { answer: send(), abort: () => controller.abort() };
}

/** What the program sees of the host. */
function pageOf(options, target, isGone) {
  return {
    givesTokens: typeof options.getToken === "function",
    carries: typeof options.fetch === "function",
    token: async (reason) => plainToken(await options.getToken(reason)),
    // Called without its object, as the browser's own fetch must be.
    carry: (...request) => carry((...it) => (0, options.fetch)(...it), ...request),
    allows: async (change) => (await options.onBeforeMutate?.(JSON.parse(change))) ?? true,
    tell: (event) => {
      const { type, cancelable = false, ...detail } = JSON.parse(event);
      return isGone() || dispatch(target, type, detail, cancelable);
    },
  };
}

const dispatch = (target, type, detail, cancelable = false) =>
  target.dispatchEvent(new CustomEvent(type, { detail, cancelable }));

/** The configuration, fetched where an address was given. */
async function configOf(config) {
  if (config === undefined || typeof config === "object") return config;
  const answer = await fetch(new URL(config, document.baseURI));
  if (!answer.ok) throw new Error(`${config}: HTTP ${answer.status}`);
  const { $schema, ...rest } = await answer.json();
  return rest;
}

/** What the program reads, without what is undefined or a function. */
async function wordsOf(options, files) {
  const words = { ...options, config: await configOf(options.config), files };
  for (const name of FUNCTIONS) delete words[name];
  return JSON.stringify(words);
}

/** The style sheet; a console is shown when it is there, or is known not to come. */
function sheetIn(root, files) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = files + SHEET;
  const loaded = new Promise((resolve) => {
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", resolve, { once: true });
  });
  root.append(link);
  return loaded;
}

const TEXT = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])";

/**
 * What is typed into a field of the console is no shortcut of the host's: from outside it seems to come from
 * the element, which no host takes for a field. Keys that mean something everywhere go on.
 */
function keepTyping(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  const isTyped = key.length === 1 && !(ctrlKey || metaKey || altKey);
  if (isTyped && event.composedPath()[0].matches?.(TEXT)) event.stopPropagation();
}

/** One console in a shadow root. */
class Mounted {
  #root;
  #target;
  #box;
  #waiting = [];
  #obey;
  #end;
  #isGone = false;

  constructor(root, target, options) {
    this.#root = root;
    this.#target = target;
    this.files = folder(options.files);
    /** Resolves when the console stands; rejects with why it cannot. */
    this.ready = this.#start(options);
    // Anyone who does not wait hears of it by the event.
    this.ready.catch(() => {});
  }

  async #start(options) {
    const box = document.createElement("div");
    box.className = "embedded";
    box.setAttribute("part", "console");
    box.hidden = true;
    for (const type of ["keydown", "keypress", "keyup"]) box.addEventListener(type, keepTyping);
    this.#box = box;
    const sheet = sheetIn(this.#root, this.files);
    follow(this, true);
    this.#root.append(box);
    try {
      const [glue, words] = await Promise.all([load(this.files), wordsOf(options, this.files), sheet]);
      if (this.#isGone) return;
      box.hidden = false;
      const page = pageOf(options, this.#target, () => this.#isGone);
      const [obey, end] = await glue.embed(box, words, page);
      if (this.#isGone) return end();
      [this.#obey, this.#end] = [obey, end];
      for (const [name, argument] of this.#waiting.splice(0)) obey(name, argument);
    } catch (error) {
      if (this.#isGone) return;
      this.fail(error);
      throw error;
    }
  }

  /** Says in the console's place why there is none. Nothing of a program that stopped is called again. */
  fail(error) {
    this.#end = this.#obey = undefined;
    this.#box.hidden = false;
    this.#box.replaceChildren(failure(error));
    follow(this, false);
    dispatch(this.#target, "error", { message: String(error?.message ?? error) });
  }

  /** What comes before the console stands is done when it does. */
  command(name, argument) {
    if (this.#isGone) return;
    if (this.#obey) this.#obey(name, argument);
    else this.#waiting.push([name, argument]);
  }

  navigate(address) {
    this.command("navigate", String(address));
  }

  refresh() {
    this.command("refresh");
  }

  setToken(token) {
    this.command("setToken", plainToken(token));
  }

  destroy() {
    if (this.#isGone) return;
    this.#isGone = true;
    follow(this, false);
    this.#end?.();
    this.#obey = this.#end = undefined;
    this.#root.replaceChildren();
  }
}

function failure(error) {
  const panel = document.createElement("div");
  panel.className = "error-panel";
  panel.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.className = "error-panel-words";
  words.textContent = `The console could not be shown: ${error?.message ?? error}`;
  panel.append(words);
  return panel;
}

/**
 * Mounts a console at the end of an element. Events are dispatched on that element.
 */
export function mount(target, options = {}) {
  const box = document.createElement("div");
  target.append(box);
  const mounted = new Mounted(box.attachShadow({ mode: "open" }), target, options);
  return {
    ready: mounted.ready,
    navigate: (address) => mounted.navigate(address),
    refresh: () => mounted.refresh(),
    setToken: (token) => mounted.setToken(token),
    setTheme: (theme) => mounted.command("setTheme", theme),
    setLanguage: (language) => mounted.command("setLanguage", language),
    destroy: () => {
      mounted.destroy();
      box.remove();
    },
  };
}

/** Made where it is wanted: without a document there is no HTMLElement to extend. */
function elementClass(defaults) {
  return class SwrConsole extends HTMLElement {
    static observedAttributes = Object.keys(ATTRIBUTES);
    #options = {};
    #mounted;
    #isDue = false;

    constructor() {
      super();
      this.attachShadow({ mode: "open" });
    }

    connectedCallback() {
      for (const name of OPTIONS) this.#upgrade(name);
      this.#due();
    }

    disconnectedCallback() {
      this.#due();
    }

    attributeChangedCallback(attribute, before, text) {
      if (before === text) return;
      const value = text === null ? undefined : ATTRIBUTES[attribute](text);
      this.#set(optionOf(attribute), value);
    }

    /** A property that was set before this class was known is taken over. */
    #upgrade(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }

    /** For the accessors below. */
    option(name, ...value) {
      if (value.length > 0) this.#set(name, value[0]);
      return this.#options[name];
    }

    #set(name, value) {
      if (this.#options[name] === value) return;
      this.#options[name] = value;
      if (!this.#mounted) return;
      if (name in LIVE) this.#mounted.command(LIVE[name], name === "address" ? value ?? "/" : value);
      else this.#due(true);
    }

    #isStale = false;

    /** Afterwards, so that several changes are one, and moving the element is none. */
    #due(isStale = false) {
      this.#isStale ||= isStale;
      if (this.#isDue) return;
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        if (this.#mounted && (this.#isStale || !this.isConnected)) {
          this.#mounted.destroy();
          this.#mounted = undefined;
        }
        this.#isStale = false;
        if (this.isConnected) this.#mounted ??= new Mounted(this.shadowRoot, this, { ...defaults, ...this.#options });
      });
    }

    get ready() {
      return this.#mounted?.ready ?? Promise.resolve().then(() => this.#mounted?.ready);
    }

    navigate(address) {
      this.#mounted?.navigate(address);
    }

    refresh() {
      this.#mounted?.refresh();
    }

    setToken(token) {
      this.#mounted?.setToken(token);
    }

    destroy() {
      this.remove();
    }
  };
}

/**
 * Defines the element. Where the name is taken, by another version perhaps, that one stays.
 *
 * `files` is where the folder of this package is served, for who bundles this module.
 */
export function defineElement(name = "swr-console", { files } = {}) {
  const known = customElements.get(name);
  if (known) return known;
  const element = elementClass({ files });
  for (const option of OPTIONS) {
    Object.defineProperty(element.prototype, option, {
      get() { return this.option(option); },
      set(value) { this.option(option, value); },
      enumerable: true,
      configurable: true,
    });
  }
  customElements.define(name, element);
  return element;
}
