//! The part of the identity service that a console needs: tokens for local users, and projects.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::discovery;
use crate::auth::{Caller, PROJECT_SCOPE};
use crate::body::{Unread, read_up_to};
use crate::error::Failure;
use crate::paging::Parameters;
use crate::region::Region;
use crate::service::Service;
use crate::store::StoreError;
use crate::store::tokens::{self, NewToken, Purpose};
use crate::store::users::{self, UserRow};
use crate::time::rfc3339_micros;

const VALID_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Room for the longest names and passwords, and little more: anybody may send it.
const LIMIT_BYTES: usize = 16 * 1024;

const SUBJECT_TOKEN: HeaderName = HeaderName::from_static("x-subject-token");

/// The body of a request for a token.
#[derive(Deserialize)]
struct TokenRequest {
    auth: Auth,
}

#[derive(Deserialize)]
struct Auth {
    identity: Identity,
    scope: Option<Scope>,
}

#[derive(Deserialize)]
struct Identity {
    methods: Vec<String>,
    password: Password,
}

#[derive(Deserialize)]
struct Password {
    user: User,
}

#[derive(Deserialize)]
struct User {
    name: String,
    password: String,
    domain: Named,
}

#[derive(Deserialize)]
struct Scope {
    project: Option<Named>,
}

/// By name, by id, or by both.
#[derive(Deserialize)]
struct Named {
    name: Option<String>,
    id: Option<String>,
}

pub(crate) async fn create_token(
    State(service): State<Service>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    // Nothing is read of a body that says itself that it is too long.
    if declared_bytes(&headers).is_some_and(|length| length > LIMIT_BYTES as u64) {
        return Err(too_large());
    }
    let catalogue = discovery::catalogue_of_token(&service.region, &uri, &headers);
    let issued = issue_token(service, catalogue, body).await;
    issued.map_err(in_its_words)
}

fn declared_bytes(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large() -> Failure {
    let sentence = "The request body is too large.";
    Failure::identity(StatusCode::PAYLOAD_TOO_LARGE, sentence)
}

/// What the rest of the service says in its own dialect, as the identity service says it.
fn in_its_words(failure: Failure) -> Failure {
    match failure {
        Failure::TooManyRequests => {
            let sentence = "Too many sign-ins are in progress; try again.";
            Failure::identity(StatusCode::TOO_MANY_REQUESTS, sentence)
        }
        Failure::DiskFull => {
            let sentence = "The disk of the service is full.";
            Failure::identity(StatusCode::INSUFFICIENT_STORAGE, sentence)
        }
        Failure::Internal(detail) => {
            // Only here: the failure that is answered has no room for it.
            tracing::error!(detail, "no token was issued");
            Failure::identity(StatusCode::INTERNAL_SERVER_ERROR, "Internal error")
        }
        other => other,
    }
}

async fn issue_token(service: Service, catalogue: Value, body: Body) -> Result<Response, Failure> {
    let malformed = || Failure::identity(StatusCode::BAD_REQUEST, "The request body is invalid");
    let bytes = read_up_to(body, LIMIT_BYTES)
        .await
        .map_err(|unread| match unread {
            Unread::TooLarge => too_large(),
            Unread::BrokenOff => malformed(),
        })?;
    let request: TokenRequest = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    let Auth { identity, scope } = request.auth;
    if identity.methods != ["password"] {
        return Err(malformed());
    }
    let user = match sign_in(&service, identity.password.user).await? {
        Ok(user) => user,
        Err(wait_millis) => return Ok(come_back_later(wait_millis)),
    };
    let project = project(&service, scope, &user)?;
    let now = service.now();
    let expires_at = now + VALID_MILLIS;
    let (signed_in, of) = (user.clone(), project.clone());
    let here = service.region.clone();
    let issue = move |connection: &_| {
        // Comparing took a while, and with a new password the tokens of the old one have ended.
        if !users::is_as_before(connection, &signed_in)? {
            return Err(wrong_password());
        }
        let new = NewToken {
            purpose: Purpose::Management,
            region: &of.as_ref().unwrap_or(&here).name,
            scope: of.as_ref().map_or("", |_| PROJECT_SCOPE),
            user_id: &signed_in.id,
            now,
            expires_at,
        };
        Ok(tokens::issue(connection, &new)?)
    };
    let token = service.store.write(issue).await?;
    let header = HeaderValue::from_str(&token).expect("hexadecimal digits");
    let mut described = describe(&user, project.as_deref(), now, expires_at);
    described["token"]["catalog"] = catalogue;
    let headers = [(SUBJECT_TOKEN, header)];
    Ok((StatusCode::CREATED, headers, Json(described)).into_response())
}

/// The user, or how long to wait before the next attempt.
async fn sign_in(service: &Service, user: User) -> Result<Result<UserRow, i64>, Failure> {
    let account = user.domain.name.unwrap_or_default();
    let attempted = format!("{account}/{}", user.name);
    let begun = service.attempts.begin(&attempted, || service.uptime());
    let attempt = match begun.await {
        Ok(attempt) => attempt,
        Err(wait_millis) => return Ok(Err(wait_millis)),
    };
    let name = user.name;
    let find = move |connection: &_| users::by_name(connection, &account, &name);
    let found = service.store.read::<_, StoreError>(find).await?;
    let hash = found.as_ref().map(|user| user.password_hash.clone());
    let is_right = service.passwords.verify(hash, user.password).await?;
    match found {
        Some(user) if is_right && !user.is_disabled => {
            attempt.succeeded();
            Ok(Ok(user))
        }
        _ => {
            attempt.failed();
            Err(wrong_password())
        }
    }
}

fn wrong_password() -> Failure {
    let sentence = "The username or password is wrong.";
    Failure::identity(StatusCode::UNAUTHORIZED, sentence)
}

fn come_back_later(wait_millis: i64) -> Response {
    let sentence = "Too many failed attempts; try again later.";
    let failure = Failure::identity(StatusCode::TOO_MANY_REQUESTS, sentence);
    let seconds = wait_millis / 1000 + 1;
    ([(RETRY_AFTER, seconds.to_string())], failure).into_response()
}

/// The region whose project is requested, whichever region is asked. Without a project the token
/// is for the account, and the management API refuses it.
fn project(
    service: &Service,
    scope: Option<Scope>,
    user: &UserRow,
) -> Result<Option<Arc<Region>>, Failure> {
    let Some(project) = scope.and_then(|scope| scope.project) else {
        return Ok(None);
    };
    let is_named = project.id.is_some() || project.name.is_some();
    let found = service.regions().iter().find(|region| {
        let is_id = |id: &String| *id == region.project_id(&user.project_id);
        let is_name = |name: &String| *name == region.name;
        is_named
            && project.id.as_ref().is_none_or(is_id)
            && project.name.as_ref().is_none_or(is_name)
    });
    match found {
        Some(region) => Ok(Some(region.clone())),
        None => Err(Failure::identity(
            StatusCode::NOT_FOUND,
            "The project does not exist.",
        )),
    }
}

fn describe(user: &UserRow, project: Option<&Region>, now: i64, expires_at: i64) -> Value {
    let account = json!({"id": user.account_id, "name": user.account_name});
    let role = if user.is_administrator {
        "te_admin"
    } else {
        "te_user"
    };
    let mut token = json!({
        "methods": ["password"],
        "issued_at": rfc3339_micros(now),
        "expires_at": rfc3339_micros(expires_at),
        "user": {
            "id": user.id,
            "name": user.name,
            "password_expires_at": "",
            "domain": account,
        },
        "roles": [{"id": "0", "name": role}],
    });
    match project {
        Some(region) => {
            let id = region.project_id(&user.project_id);
            token["project"] = json!({"id": id, "name": region.name, "domain": account});
        }
        None => token["domain"] = account,
    }
    json!({ "token": token })
}

/// Ends a token of the caller, the own one as a rule. Others' do not exist.
pub(crate) async fn delete_token(
    State(service): State<Service>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let subject = headers.get(SUBJECT_TOKEN).and_then(|it| it.to_str().ok());
    let Some(subject) = subject.map(str::to_owned) else {
        let sentence = "The header X-Subject-Token is missing.";
        return Err(Failure::identity(StatusCode::BAD_REQUEST, sentence));
    };
    let user_id = caller.viewer.user_id;
    let revoke = move |connection: &_| tokens::revoke(connection, &user_id, &subject);
    match service.store.write(revoke).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Failure::identity(
            StatusCode::NOT_FOUND,
            "The token does not exist.",
        )),
    }
}

/// Of all regions: a client that knows one endpoint finds the projects of the others.
pub(crate) async fn list_projects(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
) -> Json<Value> {
    let wanted = parameters.get("name");
    let regions = service.regions().iter();
    let projects: Vec<_> = regions
        .filter(|region| wanted.is_none_or(|name| name == region.name))
        .map(|region| {
            json!({
                "id": region.project_id(&caller.first_project_id),
                "name": region.name,
                "domain_id": caller.viewer.account_id,
                "parent_id": caller.viewer.account_id,
                "is_domain": false,
                "enabled": true,
                "description": "",
            })
        })
        .collect();
    Json(json!({"projects": projects, "links": {"self": null, "previous": null, "next": null}}))
}
