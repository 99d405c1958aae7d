// Which operations of the API the console calls during a run, by the templates of the OpenAPI
// description. Each worker adds its lines to one file; the command that ran the suite reads it.

import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../results/requests.jsonl", import.meta.url));
const OPENAPI = new URL("../../contract/openapi.json", import.meta.url);

type Template = { method: string; path: string; segments: string[] };

const METHODS = ["get", "post", "patch", "put", "delete"];

const templates: Template[] = Object.entries<object>(JSON.parse(readFileSync(OPENAPI, "utf8")).paths)
  .flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => METHODS.includes(method))
      .map((method) => ({ method: method.toUpperCase(), path, segments: path.split("/") })),
  )
  // A fixed segment goes before a name: `tags/references` is the tag of that name.
  .sort((one, other) => order(one).localeCompare(order(other)));

function isName(segment: string): boolean {
  return segment.startsWith("{");
}

function order({ segments }: Template): string {
  return segments.map((segment) => (isName(segment) ? "1" : "0")).join("");
}

function fits({ segments }: Template, given: string[]): boolean {
  if (segments.length !== given.length) return false;
  return segments.every((segment, index) => {
    const it = given[index]!;
    // Files of the console have one segment, too.
    if (segment === "{api_version}") return /^v[0-9]+$/.test(it);
    return isName(segment) ? it !== "" : segment === it;
  });
}

const recorded = new Set<string>();

/** A new run begins. */
export function forgetRequests() {
  rmSync(FILE, { force: true });
}

/** Writes down a call of an operation, once for each worker; anything else is none. */
export function recordRequest(method: string, url: string) {
  const given = new URL(url).pathname.split("/");
  const found = templates.find((template) => template.method === method && fits(template, given));
  if (!found || recorded.has(`${method} ${found.path}`)) return;
  recorded.add(`${method} ${found.path}`);
  mkdirSync(dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify({ method, path: found.path })}\n`);
}
