// @ts-check
// The measured addresses, and how to tell that the console or the floor page shows them: both have the
// console's classes.

import { repositoryName, tagName } from "./world.js";

/**
 * What must be visible on the page. Of the elements that a selector finds, the first 60 visible ones count.
 * @typedef {object} Condition
 * @property {string} selector
 * @property {string} [some] the text of one of them
 * @property {string} [every] the text of all of them
 * @property {string} [firstIsNot] a text that the first one does not have
 *
 * @typedef {object} Filter a text that matches some rows, and one more key that leaves those of one text
 * @property {string} field
 * @property {string} before
 * @property {string} key
 * @property {Condition} found
 *
 * @typedef {object} Place how a candidate shows an address
 * @property {string} path
 * @property {boolean} [isList] whether it is as long as the world is large
 * @property {boolean} [signsIn]
 * @property {Condition} rows the content that the address is opened for
 * @property {(size: number) => Condition} [whole] the whole list
 * @property {{ selector: string }} [firstPage] what is there until the whole program has taken over
 * @property {Filter} [filter]
 * @property {{ header: string, rows: string }} [sort]
 * @property {{ link: string, opened: Condition }} [open]
 * @property {{ fields: Record<string, string>, opened: Condition }} [signIn]
 */

const ROWS = "tbody tr.table-row";
const REPOSITORY = "/organizations/group/repositories/app-00000";
const firstPage = { selector: "#frame" };

/** @param {number} size @returns {Condition} */
const whole = (size) => {
  const count = size.toLocaleString("en");
  return { selector: ".table-footer", some: `Loaded ${count} of ${count}` };
};

/** @type {Filter} */
const repositoriesFilter = {
  field: "input[type=search]",
  before: "app-0001",
  key: "7",
  found: { selector: ROWS, every: repositoryName(17) },
};
/** @type {Filter} */
const tagsFilter = { ...repositoriesFilter, before: "v1.0.1", found: { selector: ROWS, every: tagName(17) } };
const sort = { header: "thead th button", rows: ROWS };

/** @type {Record<string, Place>} */
export const PLACES = {
  overview: { path: "/", rows: { selector: "main", some: "app-00000" }, firstPage },
  organizations: { path: "/organizations", rows: { selector: ROWS, some: "group" }, firstPage },
  organization: {
    path: "/organizations/group",
    isList: true,
    rows: { selector: ROWS, some: "app-" },
    whole,
    firstPage,
    filter: repositoriesFilter,
    sort,
  },
  repository: {
    path: REPOSITORY,
    isList: true,
    rows: { selector: ROWS, some: "v1." },
    whole,
    firstPage,
    filter: tagsFilter,
    sort,
    open: { link: `${ROWS} a`, opened: { selector: "h1", some: ":v1." } },
  },
  tag: { path: `${REPOSITORY}/tags/${tagName(17)}`, rows: { selector: "main", some: "sha256:dddd" }, firstPage },
  permissions: { path: `${REPOSITORY}/permissions`, rows: { selector: ROWS, some: "user-1" }, firstPage },
  retention: { path: `${REPOSITORY}/retention`, rows: { selector: "main", some: "30 days" }, firstPage },
  dialog: {
    path: "/organizations/group?dialog=create-repository",
    rows: { selector: "dialog form", some: "Name" },
    firstPage,
  },
  "sign-in": {
    path: "/organizations",
    signsIn: true,
    rows: { selector: "form", some: "Password" },
    signIn: {
      fields: { Account: "account", User: "admin", Password: "password" },
      opened: { selector: ROWS, some: "group" },
    },
  },
};
