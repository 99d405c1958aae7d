// Tokens of the identity service, each asked for once: checking a password takes a core and 19 MiB for a
// moment, and hardly a test is about that.

import { ACCOUNT, REGION, type Person } from "./settings.ts";

/** What the identity service answers when a password is right. */
type IssuedToken = { token: string; body: any };

/** What a tab keeps of a sign-in, as `src/session/identity.rs` writes it. */
export type TabRecord = {
  connection: string;
  token: string;
  identity: { name: string; user_id: string; account: string; project_id: string };
  expires_at: string;
};

/** The tokens of one service; what a token may do is looked up with each call, so that none is ever out of date. */
export class Tokens {
  readonly #origin: string;
  readonly #issued = new Map<string, Promise<IssuedToken>>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The token of someone for a region. */
  async of(person: Person, region = REGION): Promise<string> {
    return (await this.#issue(person, region)).token;
  }

  /** The same in the form in which a tab keeps it for the connection of this id. */
  async record(person: Person, connection: string): Promise<TabRecord> {
    const { token, body } = await this.#issue(person, REGION);
    const { user, project, expires_at } = body.token;
    const identity = { name: user.name, user_id: user.id, account: user.domain.name, project_id: project.id };
    return { connection, token, identity, expires_at };
  }

  /** They have ended. */
  forget() {
    this.#issued.clear();
  }

  #issue(person: Person, region: string): Promise<IssuedToken> {
    const key = JSON.stringify([person.account, person.user, region]);
    const issued = this.#issued.get(key) ?? issue(this.#origin, person, region);
    this.#issued.set(key, issued);
    return issued;
  }
}

async function issue(origin: string, { account = ACCOUNT, user, password }: Person, region: string): Promise<IssuedToken> {
  const domain = { name: account };
  const identity = { methods: ["password"], password: { user: { name: user, password, domain } } };
  const answer = await fetch(`${origin}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ auth: { identity, scope: { project: { name: region } } } }),
  });
  const token = answer.headers.get("x-subject-token");
  if (!token) throw new Error(`${user} cannot sign in: ${answer.status} ${await answer.text()}`);
  return { token, body: await answer.json() };
}
