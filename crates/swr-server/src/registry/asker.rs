//! Who is asking: a token of ours, the long-term login, or nobody in particular.
//!
//! Nobody may pull what is public. The protocol wants a token for that too, so there is one that
//! everybody may know: it opens what is open without it.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::address::ImageName;
use super::refusal::Refusal;
use super::scope::{Action, Scope};
use crate::auth::Caller;
use crate::service::{Service, asked_host};
use crate::store::tokens::{self, Purpose};
use crate::store::users;

/// The token of nobody.
pub(super) const ANONYMOUS: &str = "anonymous";

/// The name of this service in challenges and token requests.
pub(super) const SERVICE: &str = "swr";

#[derive(Debug, Clone)]
pub(super) struct Asker {
    pub caller: Option<Caller>,
    /// What a token is for; `None` for who shows the credentials themselves.
    scope: Option<Scope>,
    realm: String,
}

impl Asker {
    pub(super) async fn identify(service: &Service, headers: &HeaderMap) -> Result<Self, Refusal> {
        let mut asker = Self {
            caller: None,
            scope: None,
            realm: realm(headers),
        };
        let Some(value) = headers.get(AUTHORIZATION) else {
            return Ok(asker);
        };
        let value = value.to_str().unwrap_or_default();
        match value.split_once(' ') {
            Some((kind, token)) if kind.eq_ignore_ascii_case("bearer") => {
                asker.by_token(service, token.trim()).await?;
            }
            Some((kind, login)) if kind.eq_ignore_ascii_case("basic") => {
                asker.caller = Some(asker.by_login(service, login.trim()).await?);
            }
            _ => return Err(asker.challenge("")),
        }
        Ok(asker)
    }

    async fn by_token(&mut self, service: &Service, token: &str) -> Result<(), Refusal> {
        if token == ANONYMOUS {
            return Ok(());
        }
        let (token, now) = (token.to_owned(), service.now());
        let find = move |connection: &_| tokens::find(connection, Purpose::Registry, &token, now);
        let Some((user, scope)) = service.store.read(find).await? else {
            return Err(self.challenge(",error=\"invalid_token\""));
        };
        self.scope = Some(Scope::parse(&scope));
        self.caller = Some(Caller::new(user, now));
        Ok(())
    }

    async fn by_login(&self, service: &Service, login: &str) -> Result<Caller, Refusal> {
        let login = STANDARD.decode(login).ok();
        let login = login.and_then(|bytes| String::from_utf8(bytes).ok());
        let login = login.as_deref().and_then(|login| login.split_once(':'));
        let caller = match login {
            Some((user, password)) => log_in(service, user, password).await?,
            None => None,
        };
        caller.ok_or_else(|| self.challenge(""))
    }

    /// 401 where a token would help, with where to get it.
    fn challenge(&self, more: &str) -> Refusal {
        let realm = &self.realm;
        Refusal::Unauthorized(format!(
            "Bearer realm=\"{realm}\",service=\"{SERVICE}\"{more}"
        ))
    }

    /// 401 for who did not sign in.
    pub(super) fn sign_in_first(&self) -> Refusal {
        self.challenge("")
    }

    /// 401 for a token, or no token, that is not for this.
    pub(super) fn needs(&self, image: &ImageName, action: Action) -> Refusal {
        let scope = action.scope();
        let error = if self.caller.is_some() {
            ",error=\"insufficient_scope\""
        } else {
            ""
        };
        self.challenge(&format!(",scope=\"repository:{image}:{scope}\"{error}"))
    }

    /// Whether the token, if there is one, is for this.
    pub(super) fn is_for(&self, image: &ImageName, action: Action) -> bool {
        let scope = self.scope.as_ref();
        scope.is_none_or(|scope| scope.allows(image, action))
    }
}

/// Checks the long-term login: `{project}@{access key}` and the hexadecimal HMAC of the access key
/// under its secret. `None` when it is wrong.
pub(super) async fn log_in(
    service: &Service,
    user: &str,
    password: &str,
) -> Result<Option<Caller>, Refusal> {
    let Some((project, access_key)) = user.split_once('@') else {
        return Ok(None);
    };
    let attempt = format!("registry {access_key}");
    let now = service.now();
    if service.attempts.wait_millis(&attempt, now) > 0 {
        let why = "too many failed logins with this access key; wait some minutes";
        return Err(Refusal::TooManyRequests(why.into()));
    }
    let key = access_key.to_owned();
    let find = move |connection: &_| users::by_access_key(connection, &key);
    let found = service.store.read(find).await?;
    let user = found.filter(|(user, secret_key)| {
        let is_right = is_login_key(access_key, secret_key, password);
        is_right && !user.is_disabled && project == service.project_name()
    });
    let Some((user, _)) = user else {
        service.attempts.failed(&attempt, now);
        return Ok(None);
    };
    service.attempts.succeeded(&attempt);
    Ok(Some(Caller::new(user, now)))
}

/// Compares in constant time.
fn is_login_key(access_key: &str, secret_key: &str, password: &str) -> bool {
    let mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes());
    let mac = mac.expect("a key of any length").chain_update(access_key);
    // Lower case only: the reference says so, and one spelling is enough.
    let is_lower = !password.bytes().any(|byte| byte.is_ascii_uppercase());
    let digits = from_hex(password).filter(|_| is_lower);
    digits.is_some_and(|digits| mac.verify_slice(&digits).is_ok())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            let pair = std::str::from_utf8(pair)
                .ok()
                .filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect()
}

/// Where tokens are, as the client sees this service.
fn realm(headers: &HeaderMap) -> String {
    let forwarded = headers.get("x-forwarded-proto");
    let is_secure = forwarded.is_some_and(|scheme| scheme == "https");
    let scheme = if is_secure { "https" } else { "http" };
    format!("{scheme}://{}/registry/token", asked_host(headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_login_key_is_the_one_that_the_cloud_computes() {
        let key = "25be947addb1741143223ab2063cfa20ffb078672aa67d18076180d8232789f8";
        let check = |password: &str| {
            let secret_key = "exampleSecretKey0000000000000000000TEST";
            is_login_key("EXAMPLEAK0000000TEST", secret_key, password)
        };
        assert!(check(key));
        assert!(!check(&key.to_uppercase()));
        assert!(!check("exampleSecretKey0000000000000000000TEST"));
        assert!(!check(&key[..62]));
        assert!(!check(""));
        assert!(!check("é"));
    }
}
