//! Who is asking: a token or a signature becomes a `Caller`, or the gateway says 401.
//!
//! Management answers carry no `WWW-Authenticate`: the browser would put its own dialog over the
//! console's.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

use crate::body;
use crate::credentials::signature::Signed;
use crate::error::Failure;
use crate::region::Region;
use crate::service::Service;
use crate::store::access::Viewer;
use crate::store::tokens::Purpose;
use crate::store::users::UserRow;
use crate::store::{tokens, users};

/// What a token for one project has as its scope, and one for the account alone has not.
pub const PROJECT_SCOPE: &str = "project";

/// The person on whose behalf a request is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub viewer: Viewer,
    pub user_name: String,
    pub account_name: String,
    /// Of the account's project in the region.
    pub project_id: String,
    /// Of the account's project in the first region, from which those of the others follow.
    pub first_project_id: String,
}

impl Caller {
    /// The user as that region sees them, asking now.
    pub fn new(user: UserRow, region: &Region, now: i64) -> Self {
        Self {
            viewer: Viewer {
                user_id: user.id,
                account_id: user.account_id,
                region: region.name.clone(),
                is_administrator: user.is_administrator,
                now,
            },
            user_name: user.name,
            account_name: user.account_name,
            project_id: region.project_id(&user.project_id),
            first_project_id: user.project_id,
        }
    }
}

/// Handlers behind `authenticate` get the caller by naming it.
impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or(Failure::Unauthenticated("nobody signed in"))
    }
}

/// Lets a request through with its caller, or not at all. Reads the body: a signature covers it.
pub async fn authenticate(
    State(service): State<Service>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let (mut parts, body) = request.into_parts();
    let body = body::read(body).await?;
    let caller = identify(&service, &parts, &body).await?;
    parts.extensions.insert(caller);
    Ok(next.run(Request::from_parts(parts, Body::from(body))).await)
}

async fn identify(service: &Service, parts: &Parts, body: &[u8]) -> Result<Caller, Failure> {
    if let Some(token) = parts.headers.get("x-auth-token") {
        let token = token.to_str().unwrap_or_default().to_owned();
        return by_token(service, token).await;
    }
    match Signed::read(parts, body)? {
        Some(signed) => by_signature(service, signed).await,
        None => Err(Failure::Unauthenticated("no token and no signature")),
    }
}

async fn by_token(service: &Service, token: String) -> Result<Caller, Failure> {
    let (region, now) = (service.region.clone(), service.now());
    let find = move |connection: &_| {
        tokens::find(connection, Purpose::Management, &region.name, &token, now)
    };
    match service.store.look_up(find).await? {
        Some((user, scope)) if scope == PROJECT_SCOPE => {
            Ok(Caller::new(user, &service.region, now))
        }
        Some(_) => Err(Failure::Unauthenticated("the token is for no project")),
        None => {
            let why = "the token is unknown, expired, or for another project";
            Err(Failure::Unauthenticated(why))
        }
    }
}

async fn by_signature(service: &Service, signed: Signed) -> Result<Caller, Failure> {
    let access_key = signed.access_key.clone();
    let find = move |connection: &_| users::by_access_key(connection, &access_key);
    let found = service.store.look_up(find).await?;
    // One answer for an unknown key and a wrong signature: keys cannot be tried out.
    let refused = Failure::Unauthenticated("the access key or the signature is wrong");
    let (user, secret_key) = found.ok_or(refused.clone())?;
    if user.is_disabled || !signed.is_by(&secret_key) {
        return Err(refused);
    }
    let now = service.now();
    signed.check_time(now)?;
    Ok(Caller::new(user, &service.region, now))
}
