// A portal that signs in by itself and lends its token to the console.

import { defineElement, mount } from "/swr-console/swr-console.js";

const find = (id) => document.getElementById(id);
const said = find("said");

/** The account of the portal's own form, for a token of the identity service. */
async function getToken(reason) {
  const form = new FormData(find("sign-in"));
  const answer = await fetch("/v3/auth/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: { domain: { name: form.get("account") }, name: form.get("user"), password: form.get("password") },
          },
        },
        scope: { project: { name: "local-1" } },
      },
    }),
  });
  if (!answer.ok) throw new Error(`The portal could not sign in (${reason}): HTTP ${answer.status}`);
  const { token } = await answer.json();
  return {
    token: answer.headers.get("x-subject-token"),
    expiresAt: token.expires_at,
    name: token.user.name,
    projectId: token.project?.id,
  };
}

const element = find("console");
// Set before the element is defined: it takes them over.
element.getToken = getToken;
element.onBeforeMutate = ({ method, path }) => method !== "DELETE" || confirm(`The portal asks: ${method} ${path}?`);

const log = ({ type, detail }) => {
  said.textContent = `${type} ${JSON.stringify(detail)}`;
};
for (const type of ["ready", "navigate", "mutation", "auth-required", "error"]) element.addEventListener(type, log);
defineElement();

find("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  element.setToken(await getToken("start"));
});
find("organizations").addEventListener("click", () => element.navigate("/organizations"));
find("theme").addEventListener("click", () => document.documentElement.toggleAttribute("data-dark"));

find("pick").addEventListener("click", () => {
  const dialog = find("picker");
  const place = document.createElement("div");
  dialog.replaceChildren(place);
  dialog.showModal();
  const picker = mount(place, { layout: "picker", region: "local-1", getToken });
  place.addEventListener("select", ({ detail }) => {
    said.textContent = `select ${detail.image}`;
    dialog.close();
  });
  dialog.addEventListener("close", () => picker.destroy(), { once: true });
});
