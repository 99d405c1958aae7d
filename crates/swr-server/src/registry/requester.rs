//! Who is asking: a token of ours, a long-term or temporary login, or no one in particular.
//!
//! No one may pull what is public. The protocol wants a token for that too, so there is one that
//! everyone may know: it opens what is open without it.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::login::{LoggedIn, log_in};
use super::refusal::Refusal;
use super::scope::{Access, Action, Scope};
use crate::auth::Caller;
use crate::region::Region;
use crate::service::{Service, asked_origin};
use crate::store::tokens::{self, Purpose};

/// The token of no one.
pub(super) const ANONYMOUS: &str = "anonymous";

/// The name of this service in challenges and token requests.
pub(super) const SERVICE: &str = "swr";

#[derive(Debug, Clone)]
pub(super) struct Requester {
    pub caller: Option<Caller>,
    /// The region whose images are requested.
    pub region: Arc<Region>,
    /// When the credentials themselves end, if they were shown and do.
    pub expires_at: Option<i64>,
    /// What a token is for; `None` for who shows the credentials themselves.
    scope: Option<Scope>,
    /// What the request needs a token for.
    needed: Vec<Access>,
    realm: String,
}

impl Requester {
    /// Who sent these headers, for a request that needs such accesses.
    pub(super) async fn identify(
        service: &Service,
        headers: &HeaderMap,
        needed: Vec<Access>,
    ) -> Result<Self, Refusal> {
        let mut requester = Self {
            caller: None,
            region: service.region.clone(),
            expires_at: None,
            scope: None,
            needed,
            realm: realm(headers),
        };
        let Some(value) = headers.get(AUTHORIZATION) else {
            return Ok(requester);
        };
        match value.to_str().unwrap_or_default().split_once(' ') {
            Some((kind, token)) if kind.eq_ignore_ascii_case("bearer") => {
                requester.by_token(service, token.trim()).await?;
            }
            Some((kind, pair)) if kind.eq_ignore_ascii_case("basic") => {
                let login = requester.by_login(service, pair.trim()).await?;
                requester.caller = Some(login.caller);
                requester.expires_at = login.expires_at;
            }
            _ => return Err(requester.sign_in_first()),
        }
        Ok(requester)
    }

    async fn by_token(&mut self, service: &Service, token: &str) -> Result<(), Refusal> {
        if token == ANONYMOUS {
            self.scope = Some(Scope::default());
            return Ok(());
        }
        let (shown, now) = (token.to_owned(), service.now());
        let region = self.region.clone();
        let find = move |connection: &_| {
            tokens::find(connection, Purpose::Registry, &region.name, &shown, now)
        };
        let Some((user, scope)) = service.store.look_up(find).await? else {
            return Err(self.challenge(Some("invalid_token")));
        };
        self.scope = Some(Scope::parse(&scope));
        self.caller = Some(Caller::new(user, &self.region, now));
        Ok(())
    }

    async fn by_login(&self, service: &Service, encoded: &str) -> Result<LoggedIn, Refusal> {
        let bytes = STANDARD.decode(encoded).ok();
        let pair = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let logged_in = match pair.as_deref().and_then(|pair| pair.split_once(':')) {
            Some((user, password)) => log_in(service, user, password).await?,
            None => None,
        };
        logged_in.ok_or_else(|| self.sign_in_first())
    }

    /// 401 where a token would help: where to get it, what to ask for, and what was wrong with the
    /// one that was shown.
    fn challenge(&self, error: Option<&str>) -> Refusal {
        let realm = &self.realm;
        let mut challenge = format!("Bearer realm=\"{realm}\",service=\"{SERVICE}\"");
        // No token is for a name with other letters, and no header could have them.
        let named = self.needed.iter().filter(|access| access.image.is_plain());
        let scope: Vec<_> = named.map(Access::to_string).collect();
        if !scope.is_empty() {
            challenge.push_str(&format!(",scope=\"{}\"", scope.join(" ")));
        }
        if let Some(error) = error {
            challenge.push_str(&format!(",error=\"{error}\""));
        }
        Refusal::Unauthorized(challenge)
    }

    /// 401 for who did not sign in, or with a token that is not for this.
    pub(super) fn sign_in_first(&self) -> Refusal {
        self.challenge(self.scope.as_ref().map(|_| "insufficient_scope"))
    }

    /// Whether credentials were shown and are good; the token of no one is good, too.
    pub(super) fn has_signed_in(&self) -> bool {
        self.caller.is_some() || self.scope.is_some()
    }

    /// Refuses a token that is for less than what is needed, and no one where only someone may.
    pub(super) fn check_scope(&self) -> Result<(), Refusal> {
        let scope = self.scope.as_ref().filter(|_| self.caller.is_some());
        let is_covered = |access| scope.is_none_or(|scope| scope.allows(access));
        // What is public is pulled by everyone, which is found out with the image.
        let is_for = |access: &Access| self.caller.is_some() || access.action == Action::Pull;
        if self.needed.iter().all(|it| is_covered(it) && is_for(it)) {
            Ok(())
        } else {
            Err(self.sign_in_first())
        }
    }
}

/// Where tokens are, as the client sees this service.
fn realm(headers: &HeaderMap) -> String {
    format!("{}/registry/token", asked_origin(headers))
}
