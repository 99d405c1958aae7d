//! The headers this API uses, parsed when this crate is compiled.
//!
//! Parsing a name at run time would bring the table of every standard header into the program,
//! which is a tenth of what the browser would load for this crate.

use http::{HeaderMap, HeaderName};

pub(crate) use http::header::{
    AUTHORIZATION, CONTENT_RANGE, CONTENT_TYPE, DATE, HOST, RETRY_AFTER,
};

pub(crate) const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
pub(crate) const DOCKER_LOGIN: HeaderName = HeaderName::from_static("x-swr-dockerlogin");
pub(crate) const EXPIRE_AT: HeaderName = HeaderName::from_static("x-swr-expireat");
pub(crate) const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
pub(crate) const SDK_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-sdk-content-sha256");
pub(crate) const SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
pub(crate) const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
pub(crate) const SUBJECT_TOKEN: HeaderName = HeaderName::from_static("x-subject-token");

/// Those that are read from a response. A transport may leave out all others.
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub(crate) const READ: [HeaderName; 7] = [
    CONTENT_RANGE,
    DATE,
    DOCKER_LOGIN,
    EXPIRE_AT,
    REQUEST_ID,
    RETRY_AFTER,
    SUBJECT_TOKEN,
];

/// A header that is there and is text.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
