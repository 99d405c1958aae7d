// A portal under a strict policy that mounts the console where its own script decides.

import { mount } from "/swr-console/swr-console.js";
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

const OPTIONS = { layout: "content", region: "local-1" };

const place = find("console");
const images = mount(place, { ...OPTIONS, address: consoleAddress(), getToken, onBeforeMutate: mayChange });
for (const type of ["ready", "navigate", "mutation", "auth-required", "error"]) place.addEventListener(type, say);
place.addEventListener("navigate", ({ detail }) => {
  keepConsoleAddress(detail.address);
  showAddress();
});
showAddress();

addEventListener("popstate", () => {
  images.navigate(consoleAddress());
  showAddress();
});
find("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  images.setToken(await accountInForm());
});
find("theme").addEventListener("click", () => document.documentElement.toggleAttribute("data-dark"));
find("organizations").addEventListener("click", () => images.navigate(START));
find("back").addEventListener("click", () => history.back());
// The service refuses this token, as it does one that ended early; the console asks for another.
find("expire").addEventListener("click", () => images.setToken("ended"));

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
  const second = document.createElement("div");
  second.id = "second";
  find("consoles").append(second);
  mount(second, { ...OPTIONS, address: START, getToken: tokenForPartner });
});
find("remove").addEventListener("click", () => images.destroy());
