// A proxy that is before the server and may add or change something on the way: what an
// organization puts in front of a console, and what a test needs to be looked at from outside.

import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "./server.ts";

/** A response in place of the server's. */
export type Refusal = { status: number; body: unknown };

/** What a proxy does other than passing on. */
export type Behaviour = {
  /** Headers that are added to every request. */
  headers?: Record<string, string>;
  /** Bodies in place of the server's, by path. */
  files?: Record<string, string>;
  /** Paths that get no response as long as this is so. */
  isSilent?: (path: string) => boolean;
  /** What is not passed on, as a gateway does that lacks a call or is in maintenance. */
  refuse?: (method: string, path: string) => Refusal | undefined;
  /** Answers by itself and says so, or leaves it to the rest. */
  answer?: (asked: IncomingMessage, answer: ServerResponse) => boolean;
  /** The headers of the server's answer as they are passed on. */
  change?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
};

export class Proxy {
  readonly origin: string;
  readonly #close: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.#close = close;
  }

  static async start(server: Server, behaviour: Behaviour): Promise<Proxy> {
    const listener = createServer((asked, answer) => pass(server, behaviour, asked, answer));
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    const close = async () => {
      listener.closeAllConnections();
      listener.close();
      await once(listener, "close");
    };
    return new Proxy(`http://127.0.0.1:${port}`, close);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function pass(server: Server, behaviour: Behaviour, asked: IncomingMessage, answer: ServerResponse) {
  const { headers, files, isSilent, refuse, change } = behaviour;
  if (behaviour.answer?.(asked, answer)) return;
  if (isSilent?.(asked.url!)) return;
  const file = files?.[asked.url!];
  if (file !== undefined) {
    answer.writeHead(200, { "content-type": "application/json" }).end(file);
    return;
  }
  const refusal = refuse?.(asked.method!, asked.url!);
  if (refusal !== undefined) {
    asked.resume();
    answer.writeHead(refusal.status, { "content-type": "application/json" }).end(JSON.stringify(refusal.body));
    return;
  }
  // The server answers to its own name only.
  const host = new URL(server.origin).host;
  const onward = request(server.origin + asked.url, {
    method: asked.method,
    headers: { ...asked.headers, ...headers, host },
  });
  onward.on("response", (got) => {
    answer.writeHead(got.statusCode!, change ? change(got.headers) : got.headers);
    got.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
