// The console as `hosting/nginx.conf` hosts it: a package below some path, and the server behind the
// two paths where the recipe has the services of a cloud.
//
// Only what the recipe says to change is changed, and TLS to the services, which the server here has not.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { NGINX, PACKAGES, RECIPE, REGION } from "./settings.ts";

/** What is behind the recipe's two services. */
export type Behind = { origin: string };
export type Routing = "path" | "hash";

export class Nginx {
  readonly origin: string;
  readonly base: string;
  readonly #routing: Routing;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(port: number, base: string, routing: Routing, folder: string, child: ChildProcess) {
    this.origin = `http://127.0.0.1:${port}`;
    this.base = base;
    this.#routing = routing;
    this.#folder = folder;
    this.#process = child;
  }

  /** Hosts the package of this routing below `base`, which begins and ends with a slash. */
  static async start(server: Behind, base: string, routing: Routing): Promise<Nginx> {
    const folder = await mkdtemp(join(tmpdir(), "swr-e2e-nginx-"));
    const site = join(folder, "site");
    await cp(join(PACKAGES, routing), site, { recursive: true });
    await writeFile(join(site, "config.json"), JSON.stringify(configuration(server, base, routing)));
    const port = await freePort();
    const recipe = render(await readFile(RECIPE, "utf8"), { site, port, base, server });
    await writeFile(join(folder, "recipe.conf"), recipe);
    await writeFile(join(folder, "nginx.conf"), frame(folder));
    const child = await run(folder);
    return new Nginx(port, base, routing, folder, child);
  }

  /** The whole address of one of the console's. */
  address(inside: string): string {
    return this.origin + this.path(inside);
  }

  /** The same below the origin. */
  path(inside: string): string {
    return this.#routing === "hash" ? `${this.base}#${inside}` : this.base + inside.slice(1);
  }

  async stop() {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What the recipe says that config.json must say. */
const configuration = (server: Behind, base: string, routing: Routing) => ({
  connections: [
    {
      id: "local",
      name: "Local",
      region: REGION,
      endpoint: `${base}-/swr`,
      signs_as: server.origin,
      iam: `${base}-/iam`,
      iam_signs_as: server.origin,
      sign_in: ["password", "access-key"],
    },
  ],
  routing,
});

type Place = { site: string; port: number; base: string; server: Behind };

function render(recipe: string, { site, port, base, server }: Place): string {
  const { host } = new URL(server.origin);
  return recipe
    .replaceAll("/srv/swr-console", site)
    .replaceAll("/console/", base)
    .replaceAll("^/console$", `^${base.slice(0, -1)}$`)
    .replaceAll(/(swr-api|iam)\.example(:443)?/g, host)
    .replaceAll("proxy_pass https://", "proxy_pass http://")
    .replace("listen 8080;", `listen 127.0.0.1:${port};`)
    .replace("server_name console.example;", "server_name 127.0.0.1;");
}

/** What a system has around it. */
function frame(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `${user}
load_module modules/ngx_http_brotli_static_module.so;
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr notice;
events {}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  ${temporary.map((it) => `${it}_temp_path ${folder}/${it};`).join("\n  ")}
  include ${folder}/recipe.conf;
}
`;
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

/** Starts it and waits for the line that says that it works. */
async function run(folder: string): Promise<ChildProcess> {
  const child = spawn(NGINX, ["-e", "stderr", "-c", join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  const log: string[] = [];
  const lines = createInterface({ input: child.stderr! });
  await new Promise<void>((done, fail) => {
    lines.on("line", (line) => {
      log.push(line);
      if (line.includes("start worker process ")) done();
    });
    child.on("error", fail);
    child.on("exit", () => fail(new Error(`nginx ended: ${log.join("\n")}`)));
  });
  return child;
}
