// The demo world of a worker: its tests share it, and it is made anew before it is full of what they leave.

import { Portal, type Example } from "./portal.ts";
import { Server } from "./server.ts";

/** So many names may be taken there: the lists are as long as a window, and the quota is far away. */
const ENOUGH = 12;

let made = 0;

/** A name that no one else uses. */
export const fresh = (word: string) => `${word}-${process.pid.toString(36)}${(made++).toString(36)}`;

export class Demo {
  readonly #portals = new Map<Example, Promise<Portal>>();
  #server?: Server;
  #madeBefore = 0;

  /** The service, for the next test. */
  async server(): Promise<Server> {
    if (made - this.#madeBefore > ENOUGH) await this.dispose();
    if (this.#server === undefined) {
      this.#madeBefore = made;
      this.#server = await Server.ofWorld("demo");
    }
    return this.#server;
  }

  /** The page of an example, which embeds the console and is in front of the service. */
  portal(example: Example): Promise<Portal> {
    if (this.#server === undefined) throw new Error("a portal is in front of a service");
    const portal = this.#portals.get(example) ?? Portal.start(this.#server, example);
    this.#portals.set(example, portal);
    return portal;
  }

  async dispose() {
    for (const portal of this.#portals.values()) await (await portal).stop();
    this.#portals.clear();
    await this.#server?.dispose();
    this.#server = undefined;
  }
}
