//! The last middleware of every response: request ID, error body, headers, one log line; the response to
//! unknown paths, and the choice between page and JSON by the client's `Accept`.
//!
//! The log contains the template of the path and never the path, a header or a body, so names and secrets
//! stay out of it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Failure;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a response of the API may do when someone opens it as a page: nothing. Descriptions and manifests
/// are whatever people sent.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// For every path and method that no one knows.
pub(crate) async fn unknown() -> Failure {
    Failure::unknown_route()
}

/// Weight that the client gives to a media type which it names itself; wildcards name none.
pub(crate) fn weight(headers: &HeaderMap, media_type: &str) -> Option<f32> {
    let lines = headers.get_all(ACCEPT).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let mut offers = lines.flat_map(|line| line.split(',')).map(str::trim);
    offers.find_map(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let is_meant = parts.next()?.eq_ignore_ascii_case(media_type);
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
        is_meant.then(|| weight.unwrap_or(1.0))
    })
}

/// A response that was chosen by what the client accepts.
pub(crate) fn chosen(mut response: Response) -> Response {
    let accept = HeaderValue::from_static("accept");
    response.headers_mut().append(VARY, accept);
    response
}

pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let request_id = crate::random::hex_id();
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        response = write_failure(&failure, &request_id, response);
    }
    let headers = response.headers_mut();
    let id = HeaderValue::from_str(&request_id).expect("hexadecimal digits");
    // What was relayed has the id that anyone who answered it knows it by.
    headers.entry(REQUEST_ID).or_insert(id);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // The console's files have a policy of their own.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    // Answers belong to anyone who asked; what may be kept says so itself.
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    tracing::info!(
        %method,
        path = matched.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        request_id,
    );
    response
}

fn write_failure(failure: &Failure, request_id: &str, empty: Response) -> Response {
    if let Failure::Internal(detail) = failure {
        tracing::error!(request_id, detail);
    }
    let status = empty.status();
    let mut response = (status, axum::Json(failure.body(request_id))).into_response();
    // What came with the failure stays: Retry-After for one.
    for (name, value) in empty.headers() {
        if name != axum::http::header::CONTENT_LENGTH {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}
