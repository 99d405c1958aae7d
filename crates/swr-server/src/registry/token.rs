//! `GET` and `POST /registry/token`: a login becomes a token for an hour, or until the login ends.
//!
//! A token is for the scope that was requested, whether the user has the right or not: the request
//! that needs it is where a client can be told why not.

use axum::Json;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::login::{LoggedIn, log_in};
use super::query::Query;
use super::refusal::Refusal;
use super::requester::{ANONYMOUS, Requester};
use super::scope::Scope;
use crate::body::{Unread, read_up_to};
use crate::service::Service;
use crate::store::tokens::{self, NewToken, Purpose};
use crate::time::rfc3339;

const LIFETIME_SECONDS: i64 = 60 * 60;

/// Room for the form of a client that wants many scopes.
const FORM_BYTES: usize = 64 * 1024;

/// The classic way: the login as Basic authentication, the scopes in the query.
pub(super) async fn get(
    State(service): State<Service>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let parameters = Query::parse(query.as_deref().unwrap_or_default());
    let requester = Requester::identify(&service, &headers, Vec::new()).await?;
    // A token must not be turned into another one that lives longer or may do more.
    if requester.caller.is_some() && !is_basic(&headers) {
        return Err(requester.sign_in_first());
    }
    let login = requester.caller.map(|caller| LoggedIn {
        caller,
        expires_at: requester.expires_at,
    });
    grant(&service, login, &parameters).await
}

fn is_basic(headers: &HeaderMap) -> bool {
    let value = headers.get(AUTHORIZATION).map(|value| value.as_bytes());
    value.is_some_and(|value| value.len() >= 6 && value[..6].eq_ignore_ascii_case(b"basic "))
}

/// The newer way: everything in a form.
pub(super) async fn post(
    State(service): State<Service>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let read = read_up_to(body, FORM_BYTES).await;
    let bytes = read.map_err(|unread| match unread {
        Unread::TooLarge => Refusal::TooLarge("the form is too long".into()),
        Unread::BrokenOff => Refusal::BodyLost,
    })?;
    let form = Query::parse(&String::from_utf8_lossy(&bytes));
    if form.get("grant_type") != Some("password") {
        let why = "grant_type must be password";
        return Err(Refusal::BadRequest(why.into()));
    }
    let user = form.get("username").unwrap_or_default();
    let password = form.get("password").unwrap_or_default();
    let Some(login) = log_in(&service, user, password).await? else {
        // Without what the client sent along: only the address of the challenge is wanted.
        let headers = without_login(headers);
        let nobody = Requester::identify(&service, &headers, Vec::new()).await?;
        return Err(nobody.sign_in_first());
    };
    grant(&service, Some(login), &form).await
}

fn without_login(mut headers: HeaderMap) -> HeaderMap {
    headers.remove(AUTHORIZATION);
    headers
}

async fn grant(
    service: &Service,
    login: Option<LoggedIn>,
    query: &Query,
) -> Result<Response, Refusal> {
    let scope = Scope::parse(&query.all("scope").join(" ")).to_string();
    let now = service.now();
    let end = login.as_ref().and_then(|login| login.expires_at);
    let lifetime = LIFETIME_SECONDS * 1000;
    let expires_at = end.map_or(now + lifetime, |end| end.min(now + lifetime));
    let token = match login {
        None => ANONYMOUS.to_owned(),
        Some(LoggedIn { caller, .. }) => {
            let issue = move |connection: &_| {
                let new = NewToken {
                    purpose: Purpose::Registry,
                    region: &caller.viewer.region,
                    scope: &scope,
                    user_id: &caller.viewer.user_id,
                    now,
                    expires_at,
                };
                tokens::issue(connection, &new)
            };
            service.store.write(issue).await?
        }
    };
    Ok(Json(json!({
        "token": token,
        "access_token": token,
        "expires_in": (expires_at - now) / 1000,
        "issued_at": rfc3339(now),
    }))
    .into_response())
}
