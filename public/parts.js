// Fetches the parts of the program and compiles them: the first for boot.js, the late ones for the
// loader that the build writes beside them. A part is known by its content and by its digest, not by
// what a host calls it: `application/octet-stream` runs, only not while it still arrives.

// The build writes what each part must be (Subresource Integrity), by the name of its file.
const INTEGRITY = {};

/** Why a part is not there; the message is the key of a sentence of boot.js. */
export class PartError extends Error {}

/** What every program begins with. */
const MAGIC = "\0asm";

const isProgram = (bytes) => new TextDecoder("latin1").decode(bytes.slice(0, 4)) === MAGIC;

async function digest(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}

/** Asks for a part. */
export async function fetchPart(url) {
  const integrity = INTEGRITY[url.pathname.split("/").pop()];
  // Where a page may compute digests, it does so itself and can say what was wrong. Elsewhere (plain
  // HTTP) the browser refuses what was changed, as if it had not come.
  const computes = crypto.subtle !== undefined;
  const answer = await fetch(url, integrity && !computes ? { integrity } : {});
  if (!answer.ok) throw new PartError("newer", { cause: `${url.pathname}: HTTP ${answer.status}` });
  return { url, answer, integrity: computes ? integrity : undefined };
}

/** The module of a part that was requested. */
export async function compile(asked) {
  const { url, answer, integrity } = await asked;
  const type = answer.headers.get("content-type") ?? "";
  // A browser compiles what still arrives only under this name, without anything behind it.
  const isNamed = type.trim().toLowerCase() === "application/wasm";
  const streamed = isNamed ? WebAssembly.compileStreaming(answer.clone()) : undefined;
  // Judged below, after what came.
  streamed?.catch(() => {});
  const bytes = await answer.arrayBuffer();
  // A host that answers every address has its page here.
  if (!isProgram(bytes)) throw new PartError("newer", { cause: `${url.pathname}: ${type}` });
  if (integrity && (await digest(bytes)) !== integrity) throw new PartError("changed", { cause: url.pathname });
  return streamed ?? WebAssembly.compile(bytes);
}

/** Makes a part run. */
export async function instantiate(asked, imports) {
  return WebAssembly.instantiate(await compile(asked), imports);
}
