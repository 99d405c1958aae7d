//! Pages of other origins that may call this service (CORS): `--allow-origin`.
//!
//! The header lists are those that the API reference requires of a gateway. Other origins get the same
//! responses without these headers, so the browser withholds them.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use reqwest::Url;

use crate::paths;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PATCH, DELETE");

const HEADERS: HeaderValue = HeaderValue::from_static(
    "X-Auth-Token, Authorization, X-Sdk-Date, X-Project-Id, X-Domain-Id, X-Security-Token, \
     X-Sdk-Content-Sha256, Content-Type",
);

/// `Accept`, because the manifests that a client can read make a long list, and `Range` for a part
/// of a blob.
const HEADERS_OF_REGISTRY: HeaderValue = HeaderValue::from_static(
    "X-Auth-Token, Authorization, X-Sdk-Date, X-Project-Id, X-Domain-Id, X-Security-Token, \
     X-Sdk-Content-Sha256, Content-Type, Accept, Range",
);

const EXPOSED: HeaderValue = HeaderValue::from_static(
    "X-Subject-Token, Content-Range, X-Swr-Dockerlogin, X-Swr-Expireat, X-Request-Id, Date, \
     Retry-After, Docker-Content-Digest, Link",
);

/// For how long a browser need not ask again, in seconds.
const KNOWN_FOR: HeaderValue = HeaderValue::from_static("600");

/// As a browser sends it: `https://portal.example`, with the port unless it is the scheme's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedOrigin(String);

impl FromStr for AllowedOrigin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "it has the form https://portal.example or http://localhost:3000".to_owned();
        let url = Url::parse(text).map_err(|_| wrong())?;
        let is_origin = matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.username().is_empty()
            && url.password().is_none()
            && !text.contains(['?', '#', '*']);
        let origin = is_origin.then(|| Self(url.origin().ascii_serialization()));
        origin.ok_or_else(wrong)
    }
}

/// Answers preflights of those origins, and lets them read everything else.
pub(crate) async fn allow(
    State(allowed): State<Arc<[AllowedOrigin]>>,
    request: Request,
    next: Next,
) -> Response {
    if allowed.is_empty() {
        return next.run(request).await;
    }
    let origin = allowed_origin(&allowed, request.headers());
    let is_asking = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match &origin {
        Some(_) if is_asking => preflight(request.uri().path()),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if !is_asking {
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
    response
}

/// The origin that asks, if it is one of these.
fn allowed_origin(allowed: &[AllowedOrigin], headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(ORIGIN)?;
    let is_origin = |it: &AllowedOrigin| it.0.as_bytes() == origin.as_bytes();
    allowed.iter().any(is_origin).then(|| origin.clone())
}

fn preflight(path: &str) -> Response {
    let allowed = match paths::is_registry(path) {
        true => HEADERS_OF_REGISTRY,
        false => HEADERS,
    };
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        (ACCESS_CONTROL_ALLOW_HEADERS, allowed),
        (ACCESS_CONTROL_MAX_AGE, KNOWN_FOR),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_send_it() {
        for (text, origin) in [
            ("https://portal.example", "https://portal.example"),
            ("https://Portal.example:443/", "https://portal.example"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(text.parse(), Ok(AllowedOrigin(origin.to_owned())), "{text}");
        }
        for wrong in [
            "*",
            "null",
            "",
            "portal.example",
            "https://*.example",
            "https://portal.example/console",
            "https://portal.example?x",
            "https://portal.example#x",
            "https://user@portal.example",
            "file:///index.html",
        ] {
            assert!(wrong.parse::<AllowedOrigin>().is_err(), "{wrong}");
        }
    }
}
