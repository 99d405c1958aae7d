// The real server as a process of its own, on a port and a data folder of its own.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { promisify } from "node:util";
import { ADMIN, CONSOLE, REGION, SECOND_REGION, SERVER_BINARY, untouchedDemo, type Person } from "./settings.ts";
import { Tokens } from "./tokens.ts";

/** What a server is started with. */
export type Start = {
  data: string;
  /** Port 0 takes a free one. */
  port?: number;
  console?: string;
  arguments?: string[];
};

/** The worlds a test can ask for. */
export type World = "demo" | "faults" | "empty";

/** Starts a second region beside the first. */
export const WITH_SECOND_REGION = ["--region", `${SECOND_REGION}@127.0.0.1:0`];

export class Server {
  readonly origin: string;
  readonly data: string;
  readonly tokens: Tokens;
  // Where the second region listens, if there is one.
  readonly #secondOrigin?: string;
  #process: ChildProcess;
  #start: Start;
  #log: string[];
  #hasBeenAway = false;
  #folder?: string;

  private constructor([origin, second]: string[], child: ChildProcess, start: Start, log: string[]) {
    this.origin = origin;
    this.#secondOrigin = second;
    this.data = start.data;
    this.tokens = new Tokens(origin);
    this.#process = child;
    this.#start = start;
    this.#log = log;
  }

  /** Starts a server and waits for the line that says where it listens. */
  static async start(start: Start): Promise<Server> {
    const listen = `127.0.0.1:${start.port ?? 0}`;
    const places = ["--listen", listen, "--data", start.data, "--console", start.console ?? CONSOLE];
    const child = spawn(SERVER_BINARY, [...places, ...(start.arguments ?? [])], {
      env: {
        ...process.env,
        SWR_ADMIN_PASSWORD: ADMIN.password,
        SWR_ADMIN_ACCESS_KEY: ADMIN.accessKey,
        SWR_ADMIN_SECRET_KEY: ADMIN.secretKey,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const log: string[] = [];
    createInterface({ input: child.stderr! }).on("line", (line) => log.push(line));
    const failed = once(child, "error").then(([error]) => Promise.reject(error));
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`the server ended: ${log.join("\n")}`)));
    // Later ends are someone's wish.
    ended.catch(() => {});
    failed.catch(() => {});
    const lines = createInterface({ input: child.stdout! });
    const regions = 1 + (start.arguments ?? []).filter((it) => it === "--region").length;
    const said = await Promise.race([first(regions, lines), ended, failed]);
    const origins = said.map((line) => /^listening on (http:\S+)( \(\S+\))?$/.exec(line)?.[1]);
    const unread = said.filter((_, index) => !origins[index]);
    if (unread.length) throw new Error(`the first lines are not where the server listens: ${unread}`);
    return new Server(origins as string[], child, start, log);
  }

  /**
   * Starts a server on a world of its own, which `dispose` takes away; `more` is on its command line,
   * and `console` is the folder with the console.
   */
  static async ofWorld(world: World, more: string[] = [], console?: string): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "swr-e2e-"));
    const data = join(folder, "data");
    if (world !== "empty") await copyFolder(untouchedDemo(), data);
    const demo = ["--demo", ...WITH_SECOND_REGION];
    const words = { demo, faults: [...demo, "--faults", "organizations"], empty: [] };
    const server = await Server.start({ data, console, arguments: [...words[world], ...more] });
    server.#folder = folder;
    return server;
  }

  /** Where a region listens. */
  originOf(region: string): string {
    const origin = region === REGION ? this.origin : this.#secondOrigin;
    if (origin === undefined) throw new Error(`the server has no region ${region}`);
    return origin;
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  /** What it wrote about its calls. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** `kill -9`: the server has no say in it. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Asks it to stop and waits until it has. */
  async stop() {
    await this.#end("SIGTERM");
  }

  /** Starts it again on the same port and data, after it was killed or stopped. */
  async startAgain(change: Partial<Start> = {}) {
    const again = await Server.start({ ...this.#start, ...change, port: this.port });
    this.#process = again.#process;
  }

  /** Ends every sign-in of someone, as a change of the password does; the password stays. */
  async endSessions({ user, password }: Person) {
    const words = ["users", "--data", this.data, "password", user, "--password-stdin"];
    const change = spawn(SERVER_BINARY, words, { stdio: ["pipe", "ignore", "inherit"] });
    change.stdin.end(`${password}\n`);
    const [status] = await once(change, "exit");
    if (status !== 0) throw new Error(`the sessions of ${user} were not ended`);
    this.tokens.forget();
  }

  async dispose() {
    await this.stop();
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  /** Whether there was a time in which no one answered. */
  get hasBeenAway(): boolean {
    return this.#hasBeenAway;
  }

  async #end(signal: NodeJS.Signals) {
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null) return;
    this.#hasBeenAway = true;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

/**
 * By the system's own tool: for a few thousand small files Node takes seven times as long. A blob is written
 * once and never changed, so that the copies share it.
 */
async function copyFolder(from: string, to: string) {
  await mkdir(to, { mode: 0o700 });
  for (const name of await readdir(from)) {
    await promisify(execFile)("cp", [name === "blobs" ? "-Rl" : "-R", join(from, name), to]);
  }
}

/** The first lines that come. */
function first(count: number, lines: Interface): Promise<string[]> {
  const said: string[] = [];
  return new Promise((done) => {
    lines.on("line", (line) => {
      // The lines go on while anyone who asked for the first ones has yet to look at them.
      if (said.length === count) return;
      said.push(line);
      if (said.length === count) done(said);
    });
  });
}
