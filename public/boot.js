// Starts the program whose files the script element names, and says so readably when that fails.
// It is a file of its own because a strict content security policy allows no inline script.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

// An address is relative to this file, not to the page, which may be a deep one.
const beside = (address) => new URL(address, import.meta.url);

class Failure extends Error {
  constructor(sentence, cause) {
    super(sentence, { cause });
  }
}

async function load() {
  if (typeof WebAssembly !== "object") {
    throw new Failure("This browser has WebAssembly switched off, or does not know it. The console needs it.");
  }
  // Both files are asked for before either is awaited.
  const [glue, program] = await Promise.all([import(beside(js)), fetch(beside(wasm))]).catch((cause) => {
    throw new Failure("A file of the console could not be loaded. The connection may be gone, or a newer version was installed; reloading helps then.", cause);
  });
  if (!program.ok || !program.headers.get("content-type")?.startsWith("application/wasm")) {
    throw new Failure("A file of this version is no longer on the server: a newer version was installed. Reload to get it.");
  }
  return { glue, program };
}

function show(sentence, cause) {
  const panel = document.getElementById("failure");
  panel.querySelector("[data-sentence]").textContent = sentence;
  panel.querySelector("[data-detail]").textContent = String(cause ?? "");
  panel.hidden = false;
  document.getElementById("frame")?.removeAttribute("aria-busy");
}

// A trap inside the program ends it for good, whenever it happens.
function watchForTheEnd() {
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) {
      show("The console stopped because of a mistake of its own. Reload to start it again.", event.error);
    }
  });
}

document.getElementById("failure").querySelector("button").addEventListener("click", () => location.reload());

try {
  const { glue, program } = await load();
  watchForTheEnd();
  await glue.default({ module_or_path: program });
  glue.start();
} catch (error) {
  const isOurs = error instanceof Failure;
  show(isOurs ? error.message : "The console could not start.", isOurs ? error.cause : error);
}
