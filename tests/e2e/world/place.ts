// An organization with an empty repository `app`, and what a form may be about there: made by the
// API, never by the console.

import type { Api } from "./api.ts";
import { image, push } from "./images.ts";
import type { Server } from "./server.ts";
import { SECOND_REGION } from "./settings.ts";
import { expect, fresh } from "./test.ts";

export type Place = { organization: string; api: Api; server: Server };

export async function aPlace(api: Api, server: Server): Promise<Place> {
  const organization = fresh("place");
  await api.createOrganization(organization);
  await api.createRepository(organization, "app");
  return { organization, api, server };
}

export const namespace = ({ organization }: Place) => `/v2/manage/namespaces/${organization}`;
export const repository = (place: Place) => `${namespace(place)}/repos/app`;
export const shares = (place: Place) => `${namespace(place)}/repositories/app/access-domains`;

/** What the service says there. */
export const told = async ({ api }: Place, path: string) => (await api.call("GET", path)).body;

/** The address of a dialog about the repository, over a page that asks for nothing of it. */
export const dialog = (word: string) => ({ organization }: Place) => `/settings?dialog=${word}&subject=${organization}/app`;

async function made({ api }: Place, path: string, body: unknown) {
  const answer = await api.call("POST", path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

export async function pushed({ organization, server }: Place, ...tags: string[]) {
  for (const tag of tags) await push(server, `${organization}/app:${tag}`, image(tag));
}

/** Shared with `partner`. */
export const shared = (place: Place) => made(place, shares(place), { access_domain: "partner", permit: "read", deadline: "forever" });

/** With a rule that keeps more than there is; its number. */
export async function ruled(place: Place): Promise<number> {
  const rule = { template: "tag_rule", params: { num: "9" }, tag_selectors: [] };
  return (await made(place, `${repository(place)}/retentions`, { algorithm: "or", rules: [rule] })).id;
}

/** A trigger that every tag calls. */
export const trigger = (name: string, enable = "true") => ({
  name,
  action: "update",
  app_type: "deployments",
  application: "api",
  cluster_id: "2f6d1c34",
  cluster_name: "staging",
  cluster_ns: "shop",
  condition: ".*",
  enable,
  trigger_type: "all",
});

/** With the trigger `deploy`. */
export const triggered = (place: Place) => made(place, `${repository(place)}/triggers`, trigger("deploy"));

/** Copied to the organization `elsewhere` of the other region. */
export const synchronized = (place: Place) =>
  made(place, `${repository(place)}/sync_repo`, { remoteRegionId: SECOND_REGION, remoteNamespace: "elsewhere", syncAuto: true });
