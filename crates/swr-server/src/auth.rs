//! Authentication: a token or a signature becomes a `Caller`, or the gateway's 401.
//!
//! Management responses have no `WWW-Authenticate`: the browser would show its own dialog over the
//! console's.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

use crate::body;
use crate::credentials::signature::Signature;
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
        caller.ok_or(Failure::Unauthenticated("sign in first"))
    }
}

/// What a token must be for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// A project of the region, as the management API wants it.
    Project,
    /// At least the account: who does not know the projects yet asks for them.
    Account,
}

/// Who a request says that it is from, by its headers alone.
enum Claim {
    /// The holder of a token.
    Known(Caller),
    /// The owner of an access key, if the signature is theirs: it covers the body.
    Signed {
        signature: Signature,
        user: UserRow,
        secret_key: String,
    },
}

/// Lets a request through with its caller, or not at all. The body is read after the headers said
/// whose it is: strangers cost no memory.
pub async fn authenticate(
    State(service): State<Service>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    with_caller(&service, request, next, Scope::Project).await
}

/// The same for calls of the identity service, which a token for the account alone opens, too.
pub async fn authenticate_in_account(
    State(service): State<Service>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    with_caller(&service, request, next, Scope::Account).await
}

async fn with_caller(
    service: &Service,
    request: Request,
    next: Next,
    scope: Scope,
) -> Result<Response, Failure> {
    let (mut parts, body) = request.into_parts();
    let claim = match claim(service, &parts, scope).await {
        Ok(claim) => claim,
        Err(failure) => {
            body::discard(body);
            return Err(failure);
        }
    };
    let held = body::read(body, &service.bodies).await?;
    let caller = match claim {
        Claim::Known(caller) => caller,
        Claim::Signed {
            signature,
            user,
            secret_key,
        } => {
            if !signature.is_by(&parts, &held.bytes, &secret_key)? {
                return Err(wrong_signature());
            }
            Caller::new(user, &service.region, service.now())
        }
    };
    parts.extensions.insert(caller);
    let body = Body::from(held.bytes.clone());
    Ok(next.run(Request::from_parts(parts, body)).await)
}

async fn claim(service: &Service, parts: &Parts, scope: Scope) -> Result<Claim, Failure> {
    if let Some(token) = parts.headers.get("x-auth-token") {
        let token = token.to_str().unwrap_or_default().to_owned();
        return Ok(Claim::Known(by_token(service, token, scope).await?));
    }
    match Signature::read(parts)? {
        Some(signature) => by_access_key(service, signature).await,
        None => Err(Failure::Unauthenticated("no token and no signature")),
    }
}

async fn by_token(service: &Service, token: String, wanted: Scope) -> Result<Caller, Failure> {
    let (region, now) = (service.region.clone(), service.now());
    let find = move |connection: &_| {
        tokens::find(connection, Purpose::Management, &region.name, &token, now)
    };
    match service.store.look_up(find).await? {
        Some((user, scope)) if scope == PROJECT_SCOPE || wanted == Scope::Account => {
            Ok(Caller::new(user, &service.region, now))
        }
        Some(_) => Err(Failure::Unauthenticated("the token is not for a project")),
        None => {
            let why = "the token is unknown, expired, or for another project";
            Err(Failure::Unauthenticated(why))
        }
    }
}

async fn by_access_key(service: &Service, signature: Signature) -> Result<Claim, Failure> {
    signature.check_time(service.now())?;
    let access_key = signature.access_key.clone();
    let find = move |connection: &_| users::by_access_key(connection, &access_key);
    match service.store.look_up(find).await? {
        Some((user, secret_key)) if !user.is_disabled => Ok(Claim::Signed {
            signature,
            user,
            secret_key,
        }),
        _ => Err(wrong_signature()),
    }
}

/// One answer for an unknown key and a wrong signature.
fn wrong_signature() -> Failure {
    Failure::Unauthenticated("the access key or the signature is wrong")
}
