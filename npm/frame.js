// The console of another address in a frame of this page, for portals that want a wall between the
// two. The frame loads the standalone page there, whose config.json must name this page's origin
// in `frame_ancestors`; `framed.js` is on the other side. docs/embedding.md has the messages.

const VERSION = 1;
const PATIENCE = 30_000;

const dispatch = (target, type, detail) => target.dispatchEvent(new CustomEvent(type, { detail }));

/**
 * Shows the console that is served at `src` at the end of an element, on which its events are
 * dispatched.
 */
export function frame(target, { src, title = "Container images", getToken, onBeforeMutate, ...options }) {
  if (options.fetch) throw new TypeError("the option fetch is not available for a frame");
  const address = new URL(src, document.baseURI);
  const box = document.createElement("iframe");
  box.title = title;
  box.allow = "clipboard-write";
  // The other side must know who is around, whatever this page tells others.
  box.referrerPolicy = "origin";
  box.src = address.href;

  let port;
  let settle;
  const waiting = [];
  const ready = new Promise((resolve, reject) => { settle = { resolve, reject }; });
  // Anyone who does not wait hears of it by the event.
  ready.catch(() => {});
  const fail = (message) => {
    settle.reject(new Error(message));
    dispatch(target, "error", { message });
  };
  const patience = setTimeout(
    () => fail(`the console at ${address.origin} did not answer: frame_ancestors of its config.json must list ${location.origin}`),
    PATIENCE,
  );

  const questions = { token: getToken, permission: onBeforeMutate };

  async function answer({ id, question, about }) {
    try {
      port.postMessage({ type: "answer", id, value: await questions[question](about) });
    } catch (error) {
      port.postMessage({ type: "answer", id, error: String(error?.message ?? error) });
    }
  }

  function hear({ name, detail }) {
    if (name === "ready") settle.resolve();
    if (name === "error") settle.reject(new Error(detail.message));
    dispatch(target, name, detail);
  }

  function connect() {
    clearTimeout(patience);
    // A frame that was loaded anew begins anew.
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      if (data.type === "ask") answer(data);
      else if (data.type === "event") hear(data);
    };
    const gives = { token: Boolean(getToken), permission: Boolean(onBeforeMutate) };
    const message = { type: "swr-console:connect", version: VERSION, options, gives };
    box.contentWindow.postMessage(message, address.origin, [channel.port2]);
    for (const it of waiting.splice(0)) port.postMessage(it);
  }

  function onMessage({ source, origin, data }) {
    const isHello = source === box.contentWindow && origin === address.origin && data?.type === "swr-console:hello";
    if (!isHello) return;
    if (data.version === VERSION) connect();
    else fail(`the console at ${address.origin} uses version ${data.version} of the messages, and this page uses version ${VERSION}`);
  }

  /** What comes before the handshake is done after it. */
  function command(name, argument) {
    const message = { type: "command", name, argument };
    if (port) port.postMessage(message);
    else waiting.push(message);
  }

  addEventListener("message", onMessage);
  target.append(box);
  return {
    ready,
    navigate: (place) => command("navigate", String(place)),
    refresh: () => command("refresh"),
    setToken: (token) => command("setToken", token),
    setTheme: (theme) => command("setTheme", theme),
    setLanguage: (language) => command("setLanguage", language),
    destroy: () => {
      clearTimeout(patience);
      removeEventListener("message", onMessage);
      port?.close();
      box.remove();
    },
  };
}
