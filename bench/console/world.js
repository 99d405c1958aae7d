// @ts-check
// The generated world that every candidate shows: one organization with many repositories, and a repository
// with as many tags. Nothing in it is random, so that runs are comparable. It answers only the calls of the
// measured addresses; `server.js` collects the others.

/**
 * @typedef {{ size: number, signsIn: boolean }} World
 * `size` is the number of repositories and of tags; with `signsIn` a password is required.
 * @typedef {{ status?: number, headers?: Record<string, string>, body: unknown }} Answer
 */

const ORGANIZATIONS = 100;
const MOMENT = Date.UTC(2026, 0, 1);
const USER = { user_id: "0".repeat(32), user_name: "admin", auth: 7 };

/** @param {number} index */
const moment = (index) => new Date(MOMENT + index * 60_000).toISOString();
/** @param {string | number} text @param {string} filler */
const digits = (text, filler) => String(text).padStart(64, filler);

/** @param {number} index */
export const repositoryName = (index) => `app-${String(index).padStart(5, "0")}`;
/** @param {number} index */
export const tagName = (index) => `v1.${Math.floor(index / 100)}.${index % 100}`;
/** @param {string} name */
const tagIndex = (name) => {
  const [, hundreds, ones] = name.split(".").map(Number);
  return hundreds * 100 + ones;
};

/** @param {number} index */
const organization = (index) => ({
  id: index + 1,
  name: index === 0 ? "group" : `group-${index}`,
  creator_name: "admin",
  auth: 7,
  repo_count: 3,
  access_user_count: 1,
});

/** @param {number} index */
const repository = (index) => ({
  name: repositoryName(index),
  category: "linux",
  description: "",
  size: 1_000_000 + index,
  is_public: false,
  num_images: 3,
  num_download: index,
  created_at: moment(index),
  updated_at: moment(index),
  logo: "",
  url: "",
  path: `registry.local/group/${repositoryName(index)}`,
  internal_path: `registry.local/group/${repositoryName(index)}`,
  domain_name: "account",
  namespace: "group",
  tags: ["latest"],
  status: false,
});

/** Six of the eight layers are common to all images. @param {number} index */
export const manifest = (index) => ({
  schemaVersion: 2,
  mediaType: "application/vnd.docker.distribution.manifest.v2+json",
  config: {
    mediaType: "application/vnd.docker.container.image.v1+json",
    size: 7023,
    digest: `sha256:${digits(index, "c")}`,
  },
  layers: Array.from({ length: 8 }, (_, layer) => ({
    mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip",
    size: 1_000_003 * (layer + 1),
    digest: `sha256:${digits(layer < 6 ? layer : index * 10 + layer, "a")}`,
  })),
});

/** @param {number} index */
const tag = (index) => ({
  id: index,
  repo_id: 1,
  image_id: digits(index, "c"),
  manifest: JSON.stringify(manifest(index)),
  digest: `sha256:${digits(index, "d")}`,
  schema: 2,
  path: `registry.local/group/app-00000:${tagName(index)}`,
  internal_path: `registry.local/group/app-00000:${tagName(index)}`,
  size: 36_000_000 + index,
  is_trusted: false,
  created: moment(index),
  updated: moment(index),
  deleted: null,
  domain_id: USER.user_id,
  scanned: false,
  tag_type: 0,
});

/**
 * The rows from `offset` on, at most a thousand, as the API pages them.
 * @param {URLSearchParams} query @param {number} size @param {(index: number) => object} row
 * @returns {Answer}
 */
function pageOf(query, size, row) {
  const filter = new URLSearchParams((query.get("filter") ?? "").replaceAll("::", "=").replaceAll("|", "&"));
  const number = (/** @type {string} */ name) => query.get(name) ?? filter.get(name);
  const offset = Number(number("offset") ?? 0);
  const limit = Math.min(1000, Number(number("limit") ?? 100));
  const length = Math.max(0, Math.min(limit, size - offset));
  const body = Array.from({ length }, (_, index) => row(offset + index));
  return { body, headers: { "content-range": `${offset}-${offset + length}/${size}` } };
}

/** @param {World} world */
const configuration = ({ signsIn }) => ({
  connections: [
    {
      id: "bench",
      name: "Benchmark",
      endpoint: "",
      ...(signsIn ? { iam: "" } : {}),
      region: "local-1",
      sign_in: [signsIn ? "password" : "proxy"],
    },
  ],
});

const issuedToken = {
  token: {
    catalog: [],
    expires_at: "2099-01-01T00:00:00.000000Z",
    issued_at: moment(0),
    methods: ["password"],
    project: { id: "1".repeat(32), name: "local-1", domain: { id: USER.user_id, name: "account" } },
    roles: [{ id: "0", name: "te_admin" }],
    user: { id: USER.user_id, name: "admin", domain: { id: USER.user_id, name: "account" }, password_expires_at: "" },
  },
};

/** @param {number} index */
const person = (index) => ({ user_id: digits(index, "0").slice(32), user_name: `user-${index}`, auth: [1, 3, 7][index % 3] });

const access = {
  id: 1,
  name: "group",
  creator_name: "admin",
  self_auth: USER,
  others_auths: Array.from({ length: 20 }, (_, index) => person(index + 1)),
};

const retention = {
  id: 222,
  algorithm: "or",
  scope: "",
  rules: [{ template: "date_rule", params: { days: "30" }, tag_selectors: [{ kind: "label", pattern: "v5" }] }],
};

const notFound = { errors: [{ errorCode: "SVCSTG.SWR.4040083", errorMessage: "not found" }] };

/**
 * The first pattern that fits the path answers.
 * @type {[RegExp, (world: World, query: URLSearchParams, parts: string[]) => Answer][]}
 */
const ANSWERS = [
  [/^\/config\.json$/, (world) => ({ body: configuration(world) })],
  [
    /^\/v3\/auth\/tokens$/,
    () => ({ status: 201, headers: { "x-subject-token": "benchmark" }, body: issuedToken }),
  ],
  [/^\/v3\/projects$/, () => ({ body: { projects: [{ ...issuedToken.token.project, enabled: true }] } })],
  [
    /^\/v2\/manage\/namespaces$/,
    () => ({ body: { namespaces: Array.from({ length: ORGANIZATIONS }, (_, index) => organization(index)) } }),
  ],
  [/^\/v2\/manage\/namespaces\/[^/]+$/, () => ({ body: organization(0) })],
  [
    /^\/v2\/manage\/repos$/,
    ({ size }, query) => pageOf(query, size, (index) => ({ ...repository(index), total_range: size })),
  ],
  [
    /^\/v2\/manage\/namespaces\/[^/]+\/repos\/([^/]+)$/,
    ({ size }, _, [name]) => ({
      body: { id: 1, ns_id: 1, ...repository(0), name, num_images: size, created: moment(0), updated: moment(1) },
    }),
  ],
  [/\/repos\/[^/]+\/tags$/, ({ size }, query) => pageOf(query, size, (index) => ({ Tag: tagName(index), ...tag(index) }))],
  [/\/repos\/[^/]+\/tags\/([^/]+)$/, (_world, _, [name]) => ({ body: { tag: name, ...tag(tagIndex(name)) } })],
  [/\/access$/, () => ({ body: access })],
  [/\/retentions$/, () => ({ body: [retention] })],
  [/\/retentions\/histories$/, () => ({ body: { retention_log: [], total: 0 } })],
  [/\/feature-gates$/, () => ({ body: {} })],
  [/\/quotas$/, () => ({ body: { quotas: [{ quota_key: "namespace", quota_limit: 200, used: ORGANIZATIONS, unit: "" }] } })],
  [
    /^\/v2\/manage\/overview$/,
    ({ size }) => ({
      body: {
        domain_id: USER.user_id,
        domain_name: "account",
        namspace_num: ORGANIZATIONS,
        repo_num: size,
        image_num: size,
        store_space: 1_000_000,
        downflow_size: 1_000_000,
      },
    }),
  ],
  [/^\/v2\/manage\/(reports\/.*|shared-repositories)$/, () => ({ body: [] })],
];

/**
 * What the management API answers; `undefined` for an address that is a file.
 * @param {URL} url @param {World} world
 * @returns {(Answer & { isKnown: boolean }) | undefined}
 */
export function answer({ pathname, searchParams }, world) {
  for (const [pattern, answered] of ANSWERS) {
    const found = pattern.exec(pathname);
    if (found) return { isKnown: true, ...answered(world, searchParams, found.slice(1).map(decodeURIComponent)) };
  }
  const isCall = /^\/v[23]\//.test(pathname);
  return isCall ? { isKnown: false, status: 404, body: notFound } : undefined;
}
