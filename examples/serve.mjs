// Serves one of the examples on http://127.0.0.1:8090/, the built console below /swr-console/, and hands the
// services' paths on to the local service, so that the portal needs no permission of theirs (CORS).
//
//   cargo xtask serve                     # in another terminal: the service and the built console
//   node examples/serve.mjs plain-html

import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SERVICE = new URL(process.env.SWR_SERVICE ?? "http://127.0.0.1:8080");
const PORT = Number(process.env.PORT ?? 8090);
const examples = fileURLToPath(new URL(".", import.meta.url));
const dist = process.env.SWR_CONSOLE_DIST ?? fileURLToPath(new URL("../dist/", import.meta.url));

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const portal = resolve(examples, process.argv[2] ?? "");
if (!existsSync(join(portal, "index.html"))) {
  console.error("Which example? Such as plain-html, strict-policy, or a built one: react/dist, vue/dist");
  process.exit(1);
}

const portalHeaders = headersOf(join(portal, "headers.json"));

/** What an example wants sent along with its own files: names, and the parts of what they say. */
function headersOf(file) {
  if (!existsSync(file)) return {};
  const named = Object.entries(JSON.parse(readFileSync(file, "utf8")));
  return Object.fromEntries(named.map(([name, parts]) => [name, parts.join("; ")]));
}

function handOn(incoming, answer) {
  const { method, headers, url } = incoming;
  const outgoing = request(new URL(url, SERVICE), { method, headers: { ...headers, host: SERVICE.host } }, (back) => {
    answer.writeHead(back.statusCode, back.headers);
    back.pipe(answer);
  });
  outgoing.on("error", (error) => answer.writeHead(502).end(`${error.message}\n`));
  incoming.pipe(outgoing);
}

async function serveFile(folder, path, answer, headers = {}) {
  // Normalized from the root, no path leaves its folder.
  const file = join(folder, normalize(`/${path}`));
  try {
    const content = await readFile(file);
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
    answer.end(content);
  } catch {
    answer.writeHead(404).end("There is no such file.\n");
  }
}

const server = createServer((incoming, answer) => {
  const [path] = incoming.url.split("?");
  const below = (folder) => path.startsWith(folder) && path.slice(folder.length);
  if (/^\/v[23]\//.test(path)) handOn(incoming, answer);
  else if (below("/swr-console/")) serveFile(dist, below("/swr-console/"), answer);
  else if (below("/portal/")) serveFile(join(examples, "portal"), below("/portal/"), answer);
  else serveFile(portal, path === "/" ? "index.html" : path, answer, portalHeaders);
});
server.listen(PORT, "127.0.0.1", () => console.log(`The portal is at http://127.0.0.1:${server.address().port}/`));
