// The console in a frame of another page. It is shown only to pages that `frame_ancestors` of
// config.json names, once one of them has shaken hands: docs/embedding.md has the messages, and
// `frame.js` of the package is the other side.

import { mount } from "./swr-console.js";

const VERSION = 1;
/** What the page around may say. Whom the console talks to is not among it. */
const OPTIONS = ["address", "language", "layout", "theme", "readOnly", "capabilities"];
const EVENTS = ["ready", "navigate", "select", "mutation", "auth-required", "error"];
const COMMANDS = ["navigate", "refresh", "setToken", "setTheme", "setLanguage"];

async function configuration() {
  const answer = await fetch(new URL("config.json", document.baseURI), { cache: "no-cache" });
  if (answer.status === 404) return {};
  if (!answer.ok) throw new Error(`config.json: HTTP ${answer.status}`);
  const { $schema, ...rest } = await answer.json();
  return rest;
}

/** The origin of the page around, where the browser or that page tells it. */
function originAround() {
  if (location.ancestorOrigins?.length) return location.ancestorOrigins[0];
  return document.referrer && new URL(document.referrer).origin;
}

/** The first message of a page that may connect, with the port that everything else goes through. */
function handshake(origins) {
  return new Promise((resolve) => {
    addEventListener("message", function hear({ source, origin, data, ports: [port] }) {
      if (source !== parent || !origins.includes(origin) || !port) return;
      if (data?.type !== "swr-console:connect" || data.version !== VERSION) return;
      removeEventListener("message", hear);
      resolve({ ...data, port });
    });
    const around = originAround();
    // Only the page that is there hears it, whichever of them that is.
    for (const origin of around ? [around] : origins) {
      parent.postMessage({ type: "swr-console:hello", version: VERSION }, origin);
    }
  });
}

/** Asks the page around, and waits for its response. */
function asking(port) {
  const waiting = new Map();
  let asked = 0;
  const ask = (question, about) => new Promise((resolve, reject) => {
    waiting.set(++asked, { resolve, reject });
    port.postMessage({ type: "ask", id: asked, question, about });
  });
  const hear = ({ id, value, error }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(value);
    else reject?.(new Error(error));
  };
  return { ask, hear };
}

/**
 * Shows the console to the page around. `Refused` where no one named it.
 */
export async function enter(Refused) {
  const config = await configuration();
  const origins = (config.frame_ancestors ?? []).map((it) => new URL(it).origin);
  const around = originAround();
  if (origins.length === 0 || (around && !origins.includes(around))) throw new Refused("framed");
  const { port, options, gives } = await handshake(origins);
  const { ask, hear } = asking(port);
  const said = Object.fromEntries(OPTIONS.map((name) => [name, options?.[name]]));
  const place = document.createElement("div");
  const tell = (name, detail) => port.postMessage({ type: "event", name, detail });
  for (const name of EVENTS) place.addEventListener(name, ({ detail }) => tell(name, detail));
  document.body.append(place);
  const console = mount(place, {
    ...said,
    config,
    ...(gives?.token && { getToken: (reason) => ask("token", reason) }),
    ...(gives?.permission && { onBeforeMutate: (change) => ask("permission", change) }),
  });
  port.onmessage = ({ data }) => {
    if (data.type === "answer") hear(data);
    else if (data.type === "command" && COMMANDS.includes(data.name)) console[data.name](data.argument);
  };
}
