// A page that the console is embedded in: one of the examples as a process of its own, before a server.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Server } from "./server.ts";
import { CONSOLE } from "./settings.ts";

const SCRIPT = fileURLToPath(new URL("../../../examples/serve.mjs", import.meta.url));

/** The examples by their folders; those of `dist` are built before any test. */
export const EXAMPLES = ["plain-html", "strict-policy", "react/dist", "vue/dist"] as const;

export type Example = (typeof EXAMPLES)[number];

export class Portal {
  readonly origin: string;
  readonly #process: ChildProcess;

  private constructor(origin: string, child: ChildProcess) {
    this.origin = origin;
    this.#process = child;
  }

  /** Starts an example and waits for the line that says where it is. */
  static async start(server: Server, example: Example): Promise<Portal> {
    const env = { ...process.env, SWR_SERVICE: server.origin, SWR_CONSOLE_DIST: CONSOLE, PORT: "0" };
    const child = spawn(process.execPath, [SCRIPT, example], { env, stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`the portal of ${example} ended`)));
    // Later ends are someone's wish.
    ended.catch(() => {});
    const [line] = await Promise.race([once(createInterface({ input: child.stdout! }), "line"), ended]);
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
