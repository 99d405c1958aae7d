//! Headers that pass. On the way there all but some, because any may be signed; on the way back
//! only those that the API has.
//!
//! Values are not touched: a signature covers them byte for byte.

use axum::http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, COOKIE, DATE,
    EXPECT, FORWARDED, HOST, ORIGIN, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, REFERER, RETRY_AFTER,
    TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// What is between the browser and us, and no one else's business.
const KEPT: [HeaderName; 18] = [
    CONNECTION,
    CONTENT_LENGTH,
    COOKIE,
    EXPECT,
    FORWARDED,
    HOST,
    HeaderName::from_static("keep-alive"),
    ORIGIN,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    REFERER,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("via"),
    HeaderName::from_static("x-real-ip"),
];

const KEPT_BEGINNINGS: [&str; 2] = ["x-forwarded-", "sec-fetch-"];

const KNOWN: [HeaderName; 9] = [
    CONTENT_ENCODING,
    CONTENT_RANGE,
    CONTENT_TYPE,
    DATE,
    RETRY_AFTER,
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-subject-token"),
    HeaderName::from_static("x-swr-dockerlogin"),
    HeaderName::from_static("x-swr-expireat"),
];

/// Those of a request, for the service of that host.
pub(super) fn there(received: &HeaderMap, host: &HeaderValue) -> HeaderMap {
    let named: Vec<&str> = received
        .get_all(CONNECTION)
        .iter()
        .filter_map(|names| names.to_str().ok())
        .flat_map(|names| names.split(',').map(str::trim))
        .collect();
    let passes = |name: &HeaderName| {
        let is_named = named
            .iter()
            .any(|it| it.eq_ignore_ascii_case(name.as_str()));
        let begins = |beginning: &&str| name.as_str().starts_with(beginning);
        !is_named && !KEPT.contains(name) && !KEPT_BEGINNINGS.iter().any(begins)
    };
    let mut sent = HeaderMap::new();
    sent.insert(HOST, host.clone());
    for (name, value) in received.iter().filter(|(name, _)| passes(name)) {
        sent.append(name, value.clone());
    }
    sent
}

/// Those of a response.
pub(super) fn back(received: &HeaderMap) -> HeaderMap {
    let known = received.iter().filter(|(name, _)| KNOWN.contains(name));
    let known = known.map(|(name, value)| (name.clone(), value.clone()));
    known.collect()
}
