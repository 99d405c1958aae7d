// @ts-check
// The server of one candidate: its files, precompressed with brotli, and the responses of its API.

import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/**
 * @typedef {import("./world.js").World} World
 * @typedef {import("./world.js").Answer} Answer
 * @typedef {{ body: Buffer, headers: Record<string, string> }} Packed
 */

/** @type {Record<string, string>} */
const MEDIA_TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm"]);
const GZIP_FROM_BYTES = 1024;

/** @param {Buffer} bytes */
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/**
 * Every file of a folder, compressed once; a compressed twin in the folder is used as it is.
 * @param {string} folder @param {(page: string) => string} page rewrites the page as its own host would
 */
function filesOf(folder, page) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  const all = new Set(paths);
  /** @type {Map<string, Packed>} */
  const files = new Map();
  for (const path of paths) {
    const isTwin = /\.(br|gz)$/.test(path) && all.has(path.slice(0, -3));
    if (!isTwin) files.set(`/${path}`, packed(folder, path, all.has(`${path}.br`), page));
  }
  return files;
}

/**
 * @param {string} folder @param {string} path @param {boolean} hasTwin @param {(page: string) => string} page
 * @returns {Packed}
 */
function packed(folder, path, hasTwin, page) {
  const extension = extname(path);
  const headers = {
    "content-type": MEDIA_TYPES[extension] ?? "application/octet-stream",
    "cache-control": "max-age=3600",
  };
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name));
  if (!COMPRESSIBLE.has(extension)) return { body: read(path), headers };
  const text = () => (extension === ".html" ? Buffer.from(page(read(path).toString())) : read(path));
  const body = hasTwin ? read(`${path}.br`) : brotli(text());
  return { body, headers: { ...headers, "content-encoding": "br" } };
}

/** Compressed answers by request: generating a thousand rows takes longer than sending them. @type {Map<string, Packed>} */
const answers = new Map();

/** @param {string} key @param {Answer} answer @returns {Packed} */
function packedAnswer(key, { headers, body }) {
  const known = answers.get(key);
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(body));
  const common = { "content-type": "application/json", "cache-control": "no-store", ...headers };
  const answer =
    bytes.length < GZIP_FROM_BYTES
      ? { body: bytes, headers: common }
      : { body: gzipSync(bytes), headers: { ...common, "content-encoding": "gzip" } };
  answers.set(key, answer);
  return answer;
}

/**
 * Serves a candidate on its own port. `show` sets the world; `unanswered` collects calls without a response.
 * @param {import("./candidates.js").Candidate} candidate
 */
export async function serve({ name, folder, kind }) {
  /** @type {World} */
  let world = { size: 0, signsIn: false };
  /** @type {Set<string>} */
  const unanswered = new Set();
  /** @type {Map<string, Packed>} */
  let files = new Map();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer = kind.answer(url, world);
    if (answer && !answer.isKnown) unanswered.add(`${request.method} ${url.pathname}`);
    const key = [name, JSON.stringify(world), request.url].join(" ");
    const file = () => files.get(url.pathname) ?? files.get("/index.html");
    const found = answer ? packedAnswer(key, answer) : file();
    response.writeHead(found ? (answer?.status ?? 200) : 404, { ...found?.headers, "content-length": found?.body.length ?? 0 });
    response.end(found?.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  files = filesOf(folder, (page) => kind.page(page, origin));
  return {
    origin,
    unanswered,
    /** @param {World} next */
    show(next) {
      world = next;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
