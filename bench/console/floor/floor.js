// @ts-check
// The floor: a minimal page for the measured addresses. It fetches, shows at most 50 rows, filters and sorts, so
// that its figures are those of the machine, the browser and the API.

const SHOWN_ROWS = 50;
const PAGE_ROWS = 1000;
const MANAGEMENT = "/v2/manage";
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** @param {string} address */
const json = async (address) => (await fetch(address)).json();
/** @param {string} html */
const show = (html) => (main.innerHTML = html);
/** @param {unknown[]} cells */
const row = (cells) => `<tr class="table-row">${cells.map((cell) => `<td>${cell}`).join("")}</tr>`;
/** @param {string} title @param {string} rows */
const table = (title, rows) => show(`<h1>${title}</h1><table><tbody>${rows}</tbody></table>`);

/**
 * @param {string} title @param {string} address @param {string} key @param {(item: any) => unknown[]} cells
 */
async function list(title, address, key, cells) {
  /** @type {any[]} */
  const all = [];
  let isDescending = false;
  show(
    `<h1>${title}</h1><input type="search"><table><thead><tr><th><button>Name</button></thead><tbody></tbody></table><p class="table-footer"></p>`,
  );
  const [field, button, body, footer] = ["input", "button", "tbody", "p"].map(
    (name) => /** @type {HTMLInputElement} */ (main.querySelector(name)),
  );
  const draw = () => {
    const found = field.value ? all.filter((item) => item[key].includes(field.value)) : all;
    const ordered = isDescending ? found.toReversed() : found;
    body.innerHTML = ordered.slice(0, SHOWN_ROWS).map((item) => row(cells(item))).join("");
  };
  field.oninput = draw;
  button.onclick = () => {
    isDescending = !isDescending;
    draw();
  };
  for (let total = Infinity; all.length < total; ) {
    const answer = await fetch(`${address}&limit=${all.length ? PAGE_ROWS : 100}&offset=${all.length}`);
    const isFirst = all.length === 0;
    all.push(...(await answer.json()));
    total = Number(answer.headers.get("content-range")?.split("/")[1]);
    if (isFirst) draw();
    footer.textContent = `Loaded ${all.length.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  }
  draw();
}

/** @param {string} then */
function signIn(then) {
  show(
    `<form>${["Account", "User", "Password"].map((name) => `<label>${name}<input${name === "Password" ? " type=password" : ""}></label>`).join("")}<button>Sign in</button></form>`,
  );
  /** @type {HTMLFormElement} */ (main.querySelector("form")).onsubmit = async (event) => {
    event.preventDefault();
    await fetch("/v3/auth/tokens", { method: "POST", body: "{}" });
    open(then, true);
  };
}

/** @type {[RegExp, (parts: string[], then: { isSignedIn: boolean }) => unknown][]} */
const PAGES = [
  [
    /^\/$/,
    async () => {
      const [overview, recent] = await Promise.all([
        json(`${MANAGEMENT}/overview`),
        json(`${MANAGEMENT}/repos?limit=5&offset=0`),
      ]);
      table(`${overview.repo_num} repositories`, recent.map((/** @type {any} */ it) => row([it.name, it.updated_at])).join(""));
    },
  ],
  [
    /^\/organizations$/,
    async (_, { isSignedIn }) => {
      const [{ connections }, { namespaces }] = await Promise.all([json("/config.json"), json(`${MANAGEMENT}/namespaces`)]);
      if (connections[0].sign_in.includes("password") && !isSignedIn) return signIn("/organizations");
      table("Organizations", namespaces.map((/** @type {any} */ it) => row([it.name, it.repo_count])).join(""));
    },
  ],
  [
    /^\/organizations\/([^/]+)$/,
    ([organization]) => {
      if (location.search) return show(`<dialog open><form><label>Name<input></label></form></dialog>`);
      const cells = (/** @type {any} */ it) => [it.name, it.num_images, it.size, it.updated_at];
      return list(organization, `${MANAGEMENT}/repos?filter=namespace::${organization}`, "name", cells);
    },
  ],
  [
    /^\/organizations\/([^/]+)\/repositories\/([^/]+)$/,
    ([organization, name]) => {
      const link = (/** @type {any} */ it) => `<a href="${location.pathname}/tags/${it.Tag}">${it.Tag}</a>`;
      const address = `${MANAGEMENT}/namespaces/${organization}/repos/${name}/tags?`;
      return list(`${organization}/${name}`, address, "Tag", (it) => [link(it), it.digest, it.size, it.updated]);
    },
  ],
  [
    /^\/organizations\/([^/]+)\/repositories\/([^/]+)\/tags\/([^/]+)$/,
    async ([organization, name, tag]) => {
      const it = await json(`${MANAGEMENT}/namespaces/${organization}/repos/${name}/tags/${tag}`);
      table(`${organization}/${name}:${tag}`, row([it.digest, it.size, it.updated]));
    },
  ],
  [
    /\/([^/]+)\/repositories\/([^/]+)\/permissions$/,
    async ([organization, name]) => {
      const { others_auths } = await json(`${MANAGEMENT}/namespaces/${organization}/repos/${name}/access`);
      table("Permissions", others_auths.map((/** @type {any} */ it) => row([it.user_name, it.auth])).join(""));
    },
  ],
  [
    /\/([^/]+)\/repositories\/([^/]+)\/retention$/,
    async ([organization, name]) => {
      const [{ rules }] = await json(`${MANAGEMENT}/namespaces/${organization}/repos/${name}/retentions`);
      table("Retention", row([`${rules[0].params.days} days`]));
    },
  ],
];

/** @param {string} path @param {boolean} isSignedIn */
function open(path, isSignedIn) {
  for (const [pattern, page] of PAGES) {
    const found = pattern.exec(path);
    if (found) return page(found.slice(1), { isSignedIn });
  }
}

addEventListener("popstate", () => open(location.pathname, true));
addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  open(location.pathname, true);
});
open(location.pathname, false);
