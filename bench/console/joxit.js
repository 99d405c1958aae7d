// @ts-check
// Joxit/docker-registry-ui, a client of a plain registry: its catalogue compares with our organization, its list
// of tags with our repository. It requests the manifest and the configuration of every row.

import { manifest, repositoryName, tagName } from "./world.js";

const REPOSITORIES = "catalog-element catalog-element .content";
const TAGS = "tag-table tbody tr";
const FIELD = "search-bar input";

/** Settings by the names of its documentation, which its host fills into the page. @param {string} origin */
const settings = (origin) =>
  /** @type {Record<string, string>} */ ({
    REGISTRY_URL: origin,
    SINGLE_REGISTRY: "true",
    CATALOG_ELEMENTS_LIMIT: "100000",
    CATALOG_MIN_BRANCHES: "1",
    CATALOG_MAX_BRANCHES: "1",
    CATALOG_DEFAULT_EXPANDED: "true",
    SHOW_CATALOG_NB_TAGS: "false",
    SHOW_CONTENT_DIGEST: "true",
    TAGLIST_PAGE_SIZE: "100",
  });

/** @param {number} size @param {(index: number) => string} name */
const names = (size, name) => Array.from({ length: size }, (_, index) => name(index));

/**
 * @type {[RegExp, (size: number, parts: string[]) => import("./world.js").Answer][]}
 */
const ANSWERS = [
  [/^\/v2\/$/, () => ({ body: {} })],
  [/^\/v2\/_catalog$/, (size) => ({ body: { repositories: names(size, (index) => `group/${repositoryName(index)}`) } })],
  [/\/tags\/list$/, (size) => ({ body: { name: "group/app-00000", tags: names(size, tagName) } })],
  [
    /\/manifests\/v1\.(\d+)\.(\d+)$/,
    (_, [hundreds, ones]) => {
      const index = Number(hundreds) * 100 + Number(ones);
      const digest = `sha256:${String(index).padStart(64, "d")}`;
      return { body: manifest(index), headers: { "docker-content-digest": digest } };
    },
  ],
  [
    /\/blobs\/sha256:c*(\d+)$/,
    () => ({ body: { architecture: "amd64", os: "linux", created: "2026-01-01T00:00:00Z", config: {}, history: [] } }),
  ],
];

/** @type {import("./candidates.js").Kind} */
export const joxit = {
  name: "joxit",
  places: {
    organization: {
      path: "/",
      isList: true,
      rows: { selector: REPOSITORIES, some: "app-" },
      whole: (size) => ({ selector: ".item-count", some: `${size} images` }),
      filter: {
        field: FIELD,
        before: "app-0001",
        key: "7",
        found: { selector: REPOSITORIES, every: repositoryName(17) },
      },
    },
    repository: {
      path: "/#!/taglist/group/app-00000",
      isList: true,
      rows: { selector: TAGS, some: "v1." },
      whole: (size) => ({ selector: ".item-count", some: `${size} tags` }),
      filter: { field: FIELD, before: "v1.0.1", key: "7", found: { selector: TAGS, every: tagName(17) } },
      sort: { header: "#image-tag-header", rows: TAGS },
    },
  },
  page: (page, origin) => page.replace(/\$\{([A-Z_]+)\}/g, (_, name) => settings(origin)[name] ?? ""),
  answer({ pathname }, { size }) {
    for (const [pattern, answered] of ANSWERS) {
      const found = pattern.exec(pathname);
      if (found) return { isKnown: true, ...answered(size, found.slice(1)) };
    }
    const isCall = pathname.startsWith("/v2/");
    return isCall ? { isKnown: false, status: 404, body: { errors: [{ code: "NOT_FOUND" }] } } : undefined;
  },
};
