//! Docker push and pull: the distribution protocol on the same store.
//!
//! Permissions are checked in the transaction that uses them, and a tag appears in the transaction that
//! verifies all its blobs. Only manifests are held in memory.

mod accept;
mod address;
mod blobs;
mod download;
mod image_access;
mod login;
mod manifests;
mod query;
mod range;
mod referrers;
mod refusal;
mod requester;
mod scope;
mod staging;
mod tags;
mod token;
mod uploads;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};

use address::{ImageName, Target};
use image_access::ImageAccess;
use query::Query;
use refusal::Refusal;
use requester::Requester;
use scope::Action;

use crate::error::Failure;
use crate::service::Service;

const VERSION: HeaderName = HeaderName::from_static("docker-distribution-api-version");
const CONTENT_DIGEST: HeaderName = HeaderName::from_static("docker-content-digest");
const SUBJECT: HeaderName = HeaderName::from_static("oci-subject");
const UPLOAD_ID: HeaderName = HeaderName::from_static("docker-upload-uuid");

/// Everything below `/v2/` that is not the management API's, and `/registry/token`.
pub(crate) fn router() -> Router<Service> {
    Router::new()
        .route("/v2/", any(ping))
        .route("/v2/{*path}", any(answer))
        .route("/registry/token", get(token::get).post(token::post))
}

/// A request about one image, by someone.
struct Call {
    service: Service,
    requester: Requester,
    image: ImageName,
    parts: Parts,
}

impl Call {
    fn query(&self) -> Query {
        Query::parse(self.parts.uri.query().unwrap_or_default())
    }

    /// What was read of the request. Who may not do that to the image gets that response, and not what is
    /// wrong with the request.
    async fn explain<T>(&self, action: Action, read: Result<T, Refusal>) -> Result<T, Refusal> {
        if read.is_err() {
            let (requester, image) = (self.requester.clone(), self.image.clone());
            let look = move |connection: &_| {
                ImageAccess::open(connection, &requester, &image, action).map(drop)
            };
            self.service.store.look_up(look).await?;
        }
        read
    }

    fn header(&self, name: HeaderName) -> Option<&str> {
        let value = self.parts.headers.get(name);
        value.and_then(|value| value.to_str().ok())
    }
}

/// Whether the login is good, before a client does anything with it.
async fn ping(State(service): State<Service>, headers: HeaderMap) -> Response {
    let answer = match Requester::identify(&service, &headers, Vec::new()).await {
        Ok(requester) if requester.has_signed_in() => Ok(axum::Json(serde_json::json!({}))),
        Ok(requester) => Err(requester.sign_in_first()),
        Err(refusal) => Err(refusal),
    };
    with_version(answer.into_response())
}

async fn answer(
    State(service): State<Service>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let answer = match path {
        Ok(Path(path)) => dispatch(service, &path, request).await,
        // Escapes that are no UTF-8 name nothing.
        Err(_) => Err(Refusal::Route),
    };
    with_version(answer.into_response())
}

/// What the rest of the service says in its own dialect, as the registry says it.
pub(crate) fn refuse(failure: Failure) -> Response {
    with_version(Refusal::from(failure).into_response())
}

fn with_version(mut response: Response) -> Response {
    let version = HeaderValue::from_static("registry/2.0");
    response.headers_mut().insert(VERSION, version);
    response
}

async fn dispatch(service: Service, path: &str, request: Request) -> Result<Response, Refusal> {
    let (image, target) = address::parse(path)?;
    let (parts, body) = request.into_parts();
    let method = parts.method.clone();
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let source = match target {
        Target::Uploads if method == Method::POST => uploads::mounted(&query),
        _ => None,
    };
    let needed = scope::needed(&method, &image, source.map(|(_, source)| source));
    let requester = Requester::identify(&service, &parts.headers, needed).await?;
    requester.check_scope()?;
    let call = Call {
        service,
        requester,
        image,
        parts,
    };
    match target {
        Target::Blob(digest) if is_read(&method) => blobs::get(call, digest).await,
        Target::Uploads if method == Method::POST => uploads::start(call, body).await,
        Target::Upload(id) => upload(&method, call, id, body).await,
        Target::Manifest(reference) if is_read(&method) => manifests::get(call, reference).await,
        Target::Manifest(reference) if method == Method::PUT => {
            manifests::put(call, reference, body).await
        }
        Target::Manifest(reference) if method == Method::DELETE => {
            manifests::delete(call, reference).await
        }
        Target::Referrers(subject) if is_read(&method) => referrers::list(call, subject).await,
        Target::Tags if is_read(&method) => tags::list(call).await,
        _ => Err(Refusal::Unsupported),
    }
}

fn is_read(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

async fn upload(method: &Method, call: Call, id: String, body: Body) -> Result<Response, Refusal> {
    match *method {
        Method::GET | Method::HEAD => uploads::status(call, id).await,
        Method::PATCH => uploads::append(call, id, body).await,
        Method::PUT => uploads::finish(call, id, body).await,
        Method::DELETE => uploads::cancel(call, id).await,
        _ => Err(Refusal::Unsupported),
    }
}

/// Headers of a response; every value is made of digests, numbers and names without odd letters.
fn headers<const N: usize>(pairs: [(HeaderName, String); N]) -> Result<HeaderMap, Refusal> {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let value = HeaderValue::try_from(value);
        headers.insert(
            name,
            value.map_err(|error| Refusal::Internal(error.to_string()))?,
        );
    }
    Ok(headers)
}

/// A response without a body.
fn empty<const N: usize>(
    status: StatusCode,
    pairs: [(HeaderName, String); N],
) -> Result<Response, Refusal> {
    Ok((status, headers(pairs)?).into_response())
}
