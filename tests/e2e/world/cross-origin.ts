// What a service says to pages of another origin (CORS), and how each part of it can be missing.
//
// The lists are those of the API reference, written here anew: neither the console's nor the server's.

import type { Behaviour } from "./proxy.ts";

export const ALLOWED = [
  "X-Auth-Token",
  "Authorization",
  "X-Sdk-Date",
  "X-Project-Id",
  "X-Domain-Id",
  "X-Security-Token",
  "X-Sdk-Content-Sha256",
  "Content-Type",
];

export const METHODS = ["GET", "POST", "PATCH", "DELETE"];

export const EXPOSED = ["X-Subject-Token", "Content-Range", "X-Swr-Dockerlogin", "X-Swr-Expireat", "X-Request-Id", "Date"];

export type Leave = {
  /** No leave at all. */
  nobody?: boolean;
  /** No response to a preflight. */
  noPreflight?: boolean;
  /** A header of requests, a method or a header of responses that is left out. */
  without?: string;
  /** By how many minutes the service's clock seems to be ahead. */
  minutesAhead?: number;
};

/** Lets pages of an origin read and ask, but for what is left out. */
export function leaveFor(origin: () => string, { nobody, noPreflight, without, minutesAhead }: Leave): Behaviour {
  const rest = (list: string[]) => list.filter((it) => it !== without).join(", ");
  const permitted = { "access-control-allow-origin": "", vary: "origin" };
  return {
    answer: (asked, answer) => {
      if (asked.method !== "OPTIONS") return false;
      const lists = { "access-control-allow-headers": rest(ALLOWED), "access-control-allow-methods": rest(METHODS) };
      const isRefused = nobody || noPreflight;
      answer.writeHead(isRefused ? 403 : 204, isRefused ? {} : { ...permitted, "access-control-allow-origin": origin(), ...lists });
      answer.end();
      return true;
    },
    change: (headers) => {
      const date = minutesAhead === undefined ? {} : { date: new Date(Date.now() + minutesAhead * 60_000).toUTCString() };
      if (nobody) return { ...headers, ...date };
      const exposed = { "access-control-expose-headers": rest(EXPOSED) };
      return { ...headers, ...date, ...permitted, "access-control-allow-origin": origin(), ...exposed };
    },
  };
}
