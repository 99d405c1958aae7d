// A portal that signs in by itself and lends its token to the console.

import { defineElement, mount } from "/swr-console/swr-console.js";
import { tokenFor, tokenForPartner } from "./portal/account.js";
import { START, consoleAddress, keepConsoleAddress } from "./portal/address.js";

const find = (id) => document.getElementById(id);
const accountInForm = () => tokenFor(new FormData(find("sign-in")));

function getToken(reason) {
  find("asked").value = `${find("asked").value} ${reason}`.trim();
  return accountInForm();
}

const mayChange = ({ method, path }) => method !== "DELETE" || confirm(`The portal asks: ${method} ${path}?`);

function say({ type, detail }) {
  find("said").value = `${type} ${JSON.stringify(detail)}`;
}

function showAddress() {
  find("address").value = consoleAddress();
}

const element = find("console");
// Set before the element is defined: it takes them over.
element.address = consoleAddress();
element.getToken = getToken;
element.onBeforeMutate = mayChange;
for (const type of ["ready", "navigate", "mutation", "auth-required", "error"]) element.addEventListener(type, say);
element.addEventListener("navigate", ({ detail }) => {
  keepConsoleAddress(detail.address);
  showAddress();
});
showAddress();
defineElement();

addEventListener("popstate", () => {
  element.navigate(consoleAddress());
  showAddress();
});
find("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  element.setToken(await accountInForm());
});
find("theme").addEventListener("click", () => document.documentElement.toggleAttribute("data-dark"));
find("organizations").addEventListener("click", () => element.navigate(START));
find("back").addEventListener("click", () => history.back());
// The service refuses this token, as it does one that ended early; the console asks for another.
find("expire").addEventListener("click", () => element.setToken("ended"));

find("pick").addEventListener("click", () => {
  const dialog = find("picker");
  const place = document.createElement("div");
  dialog.replaceChildren(place);
  dialog.showModal();
  const picker = mount(place, { layout: "picker", region: "local-1", getToken: accountInForm });
  place.addEventListener("select", (event) => {
    say(event);
    dialog.close();
  });
  dialog.addEventListener("close", () => picker.destroy(), { once: true });
});

find("add").addEventListener("click", () => {
  const second = document.createElement("swr-console");
  Object.assign(second, { id: "second", layout: "content", region: "local-1", address: START, getToken: tokenForPartner });
  find("consoles").append(second);
});
find("remove").addEventListener("click", () => element.remove());
