// @ts-check
// The measured addresses, and how the console and the floor page show that they are there. Both have the
// console's own classes and roles.

import { repositoryName, tagName } from "./world.js";

/**
 * What has to be on the page. All elements that a selector finds count, but of a long list only its beginning.
 * @typedef {object} Condition
 * @property {string} selector
 * @property {string} [some] the text of one of them
 * @property {string} [every] the text of all of them
 * @property {string} [firstIsNot] a text that the first one does not have
 *
 * @typedef {object} Filter a text that leaves some rows, and one more key that leaves those of one text
 * @property {string} field
 * @property {string} before
 * @property {string} key
 * @property {Condition} found
 *
 * @typedef {object} Place how a candidate shows an address
 * @property {string} path
 * @property {boolean} [isList] whether it is as long as the world is large
 * @property {boolean} [signsIn]
 * @property {Condition} rows what a person came for
 * @property {(size: number) => Condition} [whole] the whole list
 * @property {{ selector: string }} [gone] what is there until everything works
 * @property {Filter} [filter]
 * @property {{ header: string, rows: string }} [sort]
 * @property {{ link: string, opened: Condition }} [open]
 * @property {{ fields: Record<string, string>, opened: Condition }} [signIn]
 */

const ROWS = "tbody tr.table-row";
const REPOSITORY = "/organizations/group/repositories/app-00000";
/** The first page, drawn without the framework, until the whole program has taken over. */
const gone = { selector: "#frame" };

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
  overview: { path: "/", rows: { selector: "main", some: "app-00000" }, gone },
  organizations: { path: "/organizations", rows: { selector: ROWS, some: "group" }, gone },
  organization: {
    path: "/organizations/group",
    isList: true,
    rows: { selector: ROWS, some: "app-" },
    whole,
    gone,
    filter: repositoriesFilter,
    sort,
  },
  repository: {
    path: REPOSITORY,
    isList: true,
    rows: { selector: ROWS, some: "v1." },
    whole,
    gone,
    filter: tagsFilter,
    sort,
    open: { link: `${ROWS} a`, opened: { selector: "h1", some: ":v1." } },
  },
  tag: { path: `${REPOSITORY}/tags/${tagName(17)}`, rows: { selector: "main", some: "sha256:dddd" }, gone },
  permissions: { path: `${REPOSITORY}/permissions`, rows: { selector: ROWS, some: "user-1" }, gone },
  retention: { path: `${REPOSITORY}/retention`, rows: { selector: "main", some: "30 days" }, gone },
  dialog: {
    path: "/organizations/group?dialog=create-repository",
    rows: { selector: "dialog form", some: "Name" },
    gone,
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
