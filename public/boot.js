// Starts the program whose files the script element names, and shows a readable error if that fails.
// A separate file, because a strict content security policy allows no inline scripts.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

// An address is relative to this file, not to the page, which may be a deep one.
const beside = (address) => new URL(address, import.meta.url);

// The messages; src/shell/boot_texts.rs has the same for the files of the other languages.
const ENGLISH = {
  no_webassembly: "This browser does not support WebAssembly, or it is turned off. The console requires it.",
  not_loaded: "A file of the console could not be loaded or was modified in transit. Check your connection. If a newer version was installed, reload the page.",
  newer: "A newer version was installed and a file of this version no longer exists. Reload the page.",
  changed: "A file of the console was modified in transit or by its host and was not used. Contact the operator of this console.",
  stopped: "The console crashed. Reload the page to start it again.",
  not_started: "The console could not start.",
  framed: "This page is not allowed to embed the console: frame_ancestors in the console’s config.json does not list it.",
  reload: "Reload",
};

// The messages in the language chosen earlier in this browser, if its file can be loaded.
async function words() {
  try {
    const language = localStorage.getItem("swr-console.language").split("-")[0];
    const answer = await fetch(beside(`locales/${language}.json`), { signal: AbortSignal.timeout(3000) });
    const { boot } = await answer.json();
    return { ...ENGLISH, ...boot, language };
  } catch {
    return { ...ENGLISH, language: "en" };
  }
}

// An error whose message is the key of a sentence.
class Failure extends Error {
  constructor(key, cause) {
    super(key, { cause });
  }
}

async function load() {
  if (typeof WebAssembly !== "object") {
    throw new Failure("no_webassembly");
  }
  const { PartError, compile, fetchPart } = await import(beside("parts.js")).catch((cause) => {
    throw new Failure("not_loaded", cause);
  });
  // Both files are requested before either is awaited.
  const [glue, program] = await Promise.all([import(beside(js)), compile(fetchPart(beside(wasm)))]).catch((cause) => {
    throw cause instanceof PartError ? new Failure(cause.message, cause.cause) : new Failure("not_loaded", cause);
  });
  if (!isDressed()) throw new Failure("not_loaded");
  return { glue, program };
}

// Whether the style sheet and the theme script were loaded unmodified.
function isDressed() {
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
  return sheets.every(({ sheet }) => sheet !== null) && document.documentElement.dataset.themed !== undefined;
}

async function show(key, cause) {
  const said = await words();
  const panel = document.getElementById("failure");
  panel.lang = said.language;
  panel.querySelector("[data-sentence]").textContent = said[key];
  panel.querySelector("[data-detail]").textContent = String(cause ?? "");
  panel.querySelector("button").textContent = said.reload;
  panel.hidden = false;
  document.getElementById("frame")?.removeAttribute("aria-busy");
}

// A trap inside the program ends it for good, whenever it happens.
function watchForTheEnd() {
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) {
      show("stopped", event.error);
    }
  });
}

document.getElementById("not-started").remove();
document.getElementById("failure").querySelector("button").addEventListener("click", () => location.reload());

async function startAlone() {
  const { glue, program } = await load();
  watchForTheEnd();
  await glue.default({ module_or_path: program });
  glue.start();
}

// Nothing of the console's own page is shown in another one.
async function startFramed() {
  document.getElementById("frame").remove();
  const { enter } = await import(beside("framed.js")).catch((cause) => {
    throw new Failure("not_loaded", cause);
  });
  await enter(Failure);
}

try {
  await (parent === window ? startAlone() : startFramed());
} catch (error) {
  const isOurs = error instanceof Failure;
  show(isOurs ? error.message : "not_started", isOurs ? error.cause : error);
}
