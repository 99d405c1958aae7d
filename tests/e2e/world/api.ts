// Calls that are not the console's: what a test prepares, and how it confirms what the page did.
//
// It shares no code with the console on purpose: the wire's own words are here.

import { ADMIN, PROJECT_ID, REGION, type Person } from "./settings.ts";
import type { Server } from "./server.ts";

type Json = any;

/** A response, whatever it says. */
export type Answer = { status: number; code?: string; body: Json };

export class Api {
  readonly #origin: string;
  readonly token: string;

  private constructor(origin: string, token: string) {
    this.#origin = origin;
    this.token = token;
  }

  /** The calls of someone to a region. */
  static async signIn(server: Server, person: Person = ADMIN, region = REGION): Promise<Api> {
    return new Api(server.originOf(region), await server.tokens.of(person, region));
  }

  async call(method: string, path: string, body?: Json): Promise<Answer> {
    const answer = await fetch(this.#origin + path, {
      method,
      headers: { "content-type": "application/json", "x-auth-token": this.token },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = text ? JSON.parse(text) : undefined;
    return { status: answer.status, code: json?.errors?.[0]?.errorCode ?? json?.errors?.[0]?.code, body: json };
  }

  /** The organization, or nothing where the service does not know it. */
  organization(name: string): Promise<Json | undefined> {
    return this.#find(`/v2/manage/namespaces/${name}`);
  }

  async createOrganization(name: string) {
    await this.#done("POST", "/v2/manage/namespaces", { namespace: name });
  }

  repository(organization: string, name: string): Promise<Json | undefined> {
    return this.#find(repositoryPath(organization, name));
  }

  async createRepository(organization: string, name: string, attributes: Json = {}) {
    const body = { repository: name, is_public: false, ...attributes };
    await this.#done("POST", `/v2/manage/namespaces/${organization}/repos`, body);
  }

  tag(organization: string, repository: string, tag: string): Promise<Json | undefined> {
    return this.#find(`${repositoryPath(organization, repository)}/tags/${tag}`);
  }

  /** The names of all tags, up to a thousand. */
  async tags(organization: string, repository: string): Promise<string[]> {
    const answer = await this.call("GET", `${repositoryPath(organization, repository)}/tags?offset=0&limit=1000`);
    return answer.body.map((tag: Json) => tag.Tag).sort();
  }

  /** How many organizations the account has and may have. */
  async organizationQuota(): Promise<{ used: number; limit: number }> {
    const answer = await this.call("GET", `/v2/manage/projects/${PROJECT_ID}/quotas`);
    const quota = answer.body.quotas.find((it: Json) => it.quota_key === "namespace");
    return { used: quota.used, limit: quota.quota_limit };
  }

  async #find(path: string): Promise<Json | undefined> {
    const answer = await this.call("GET", path);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async #done(method: string, path: string, body: Json) {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** A repository's slash is sent as `$`. */
const repositoryPath = (organization: string, name: string) =>
  `/v2/manage/namespaces/${organization}/repos/${name.replaceAll("/", "$")}`;
