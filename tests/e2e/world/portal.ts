// A page that the console is embedded in: `examples/plain-html` as a process of its own, before a server.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Server } from "./server.ts";
import { CONSOLE } from "./settings.ts";

const SCRIPT = fileURLToPath(new URL("../../../examples/plain-html/serve.mjs", import.meta.url));

export class Portal {
  readonly origin: string;
  readonly #process: ChildProcess;

  private constructor(origin: string, child: ChildProcess) {
    this.origin = origin;
    this.#process = child;
  }

  /** Starts the example and waits for the line that says where it is. */
  static async start(server: Server): Promise<Portal> {
    const env = { ...process.env, SWR_SERVICE: server.origin, SWR_CONSOLE_DIST: CONSOLE, PORT: "0" };
    const child = spawn(process.execPath, [SCRIPT], { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: child.stdout! }), "line");
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (!origin) throw new Error(`the portal said ${line}`);
    return new Portal(origin, child);
  }

  async stop() {
    const ended = once(this.#process, "exit");
    this.#process.kill();
    await ended;
  }
}
