// A portal's own sign-in, of which the console knows nothing: it only gets the token.

/**
 * A token of the identity service, to which the portal's server hands on.
 *
 * @param {FormData} form the portal's form for an account
 */
export async function tokenFor(form) {
  const answer = await fetch("/v3/auth/tokens", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: { domain: { name: form.get("account") }, name: form.get("user"), password: form.get("password") },
          },
        },
        scope: { project: { name: "local-1" } },
      },
    }),
  });
  const text = answer.headers.get("x-subject-token");
  if (!answer.ok || !text) throw new Error(`The portal could not sign in: HTTP ${answer.status}`);
  const { token } = await answer.json();
  return { token: text, expiresAt: token.expires_at, name: token.user.name, projectId: token.project?.id };
}

/** Another account than the form's. */
export function tokenForPartner() {
  const form = new FormData();
  form.set("account", "partner");
  form.set("user", "admin");
  form.set("password", "demo-admin");
  return tokenFor(form);
}
