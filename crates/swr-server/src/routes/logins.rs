//! `/v2/manage/utils/secret` and `/v2/manage/utils/authorizationtoken`: logins of the registry that
//! end by themselves.
//!
//! A login gives no right: what it opens is what its user may do at that moment.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, json};

use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::StoreError;
use crate::store::temporary_logins::{self, Login, NewLogin};
use crate::time::{rfc3339, rfc3339_micros};

const COMMAND: HeaderName = HeaderName::from_static("x-swr-dockerlogin");
const EXPIRY: HeaderName = HeaderName::from_static("x-swr-expireat");

const SECONDS: std::ops::RangeInclusive<i64> = 900..=86_400;
const DEFAULT_SECONDS: i64 = 86_400;

/// The enhanced login has no project; this is in its place.
const BEARER: &str = "bearertoken";
const BEARER_SECONDS: i64 = 12 * 60 * 60;

pub(crate) async fn create_secret(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let project = parameters.get_either("projectname");
    if project.is_some_and(|name| name != service.region.name) {
        return Err(Failure::BadQuery("projectname"));
    }
    let seconds = match parameters.get_either("duration_seconds").map(str::parse) {
        None => DEFAULT_SECONDS,
        Some(Ok(seconds)) if SECONDS.contains(&seconds) => seconds,
        Some(_) => return Err(Failure::BadQuery("duration_seconds")),
    };
    let expires_at = service.now() + seconds * 1000;
    let prefix = service.region.name.clone();
    let login = issue(&service, caller, prefix, expires_at).await?;
    answer(&service, &headers, &login, &rfc3339_micros(expires_at))
}

pub(crate) async fn create_authorization_token(
    State(service): State<Service>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let expires_at = service.now() + BEARER_SECONDS * 1000;
    let login = issue(&service, caller, BEARER.to_owned(), expires_at).await?;
    answer(&service, &headers, &login, &rfc3339(expires_at))
}

async fn issue(
    service: &Service,
    caller: Caller,
    prefix: String,
    expires_at: i64,
) -> Result<Login, Failure> {
    let now = service.now();
    let issue = move |connection: &_| {
        let new = NewLogin {
            user_id: &caller.viewer.user_id,
            region: &caller.viewer.region,
            prefix: &prefix,
            now,
            expires_at,
        };
        temporary_logins::issue(connection, &new)
    };
    Ok(service.store.write::<_, StoreError>(issue).await?)
}

/// The command, its end, and the same login as a piece of Docker's configuration.
fn answer(
    service: &Service,
    headers: &HeaderMap,
    login: &Login,
    expiry: &str,
) -> Result<Response, Failure> {
    let host = service.registry_host(headers);
    let Login { user, password } = login;
    let value = |text: String| {
        let value = HeaderValue::try_from(text);
        value.map_err(|error| Failure::Internal(error.to_string()))
    };
    let command = value(format!("docker login -u {user} -p {password} {host}"))?;
    let answered = [(COMMAND, command), (EXPIRY, value(expiry.to_owned())?)];
    let auth = STANDARD.encode(format!("{user}:{password}"));
    let auths = Map::from_iter([(host, json!({"auth": auth}))]);
    Ok((answered, Json(json!({"auths": auths}))).into_response())
}
