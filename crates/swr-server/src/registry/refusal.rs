//! All errors of the registry, in the format of the distribution protocol.

use axum::Json;
use axum::http::header::{RANGE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::address::Wrong;
use crate::error::Failure;
use crate::image::{Digest, NotAManifest};
use crate::store::StoreError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No path of the registry: the gateway's business.
    Route,
    /// With the challenge that tells the client where to get a token.
    Unauthorized(String),
    Denied(String),
    NameInvalid(String),
    NameUnknown(String),
    BlobUnknown,
    UploadUnknown,
    UploadInvalid(String),
    /// The upload is elsewhere: so many bytes are here.
    WrongOffset(u64),
    /// A part of a blob was requested that it does not have; the blob has so many bytes.
    NoSuchPart(u64),
    DigestInvalid(String),
    TooLarge(String),
    ManifestInvalid(String),
    ManifestUnknown,
    /// An index that has a tag would be left without one of its images.
    ManifestNeeded(String),
    PageInvalid(String),
    /// What the manifest refers to and was not pushed.
    ManifestBlobUnknown(Vec<Digest>),
    BadRequest(String),
    /// The body broke off or could not be read.
    BodyLost,
    Unsupported,
    TooManyRequests(String),
    /// Other requests take what the service has; a moment later there is room again.
    Busy,
    DiskFull,
    /// The detail goes to the log only.
    Internal(String),
}

impl Refusal {
    fn parts(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Route => (StatusCode::NOT_FOUND, "UNSUPPORTED"),
            Self::Unauthorized(_) => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
            Self::Denied(_) => (StatusCode::FORBIDDEN, "DENIED"),
            Self::NameInvalid(_) => (StatusCode::BAD_REQUEST, "NAME_INVALID"),
            Self::NameUnknown(_) => (StatusCode::NOT_FOUND, "NAME_UNKNOWN"),
            Self::BlobUnknown => (StatusCode::NOT_FOUND, "BLOB_UNKNOWN"),
            Self::UploadUnknown => (StatusCode::NOT_FOUND, "BLOB_UPLOAD_UNKNOWN"),
            Self::UploadInvalid(_) | Self::BodyLost => {
                (StatusCode::BAD_REQUEST, "BLOB_UPLOAD_INVALID")
            }
            Self::WrongOffset(_) => (StatusCode::RANGE_NOT_SATISFIABLE, "BLOB_UPLOAD_INVALID"),
            Self::NoSuchPart(_) => (StatusCode::RANGE_NOT_SATISFIABLE, "UNSUPPORTED"),
            Self::DigestInvalid(_) => (StatusCode::BAD_REQUEST, "DIGEST_INVALID"),
            Self::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "SIZE_INVALID"),
            Self::ManifestInvalid(_) => (StatusCode::BAD_REQUEST, "MANIFEST_INVALID"),
            Self::ManifestUnknown => (StatusCode::NOT_FOUND, "MANIFEST_UNKNOWN"),
            Self::ManifestNeeded(_) => (StatusCode::CONFLICT, "MANIFEST_REFERENCED"),
            Self::PageInvalid(_) => (StatusCode::BAD_REQUEST, "PAGINATION_NUMBER_INVALID"),
            Self::ManifestBlobUnknown(_) => (StatusCode::BAD_REQUEST, "MANIFEST_BLOB_UNKNOWN"),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "UNSUPPORTED"),
            Self::Unsupported => (StatusCode::METHOD_NOT_ALLOWED, "UNSUPPORTED"),
            Self::TooManyRequests(_) => (StatusCode::TOO_MANY_REQUESTS, "TOOMANYREQUESTS"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"),
            Self::DiskFull => (StatusCode::INSUFFICIENT_STORAGE, "UNKNOWN"),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "UNKNOWN"),
        }
    }

    fn message(&self) -> &str {
        match self {
            Self::Route => "the path does not exist",
            Self::Unauthorized(_) => "authentication required",
            Self::BlobUnknown => "the blob does not exist in the repository",
            Self::UploadUnknown => "the upload does not exist; start it again",
            Self::WrongOffset(_) => "the chunk must start where the upload ends",
            Self::NoSuchPart(_) => "the requested range is outside the blob",
            Self::ManifestUnknown => "the manifest does not exist in the repository",
            Self::ManifestBlobUnknown(_) => "the manifest refers to content that was not pushed",
            Self::BodyLost => "the body ended too early",
            Self::Unsupported => "the method is not supported here",
            Self::Busy => "the registry is handling too many requests; try again in a second",
            Self::DiskFull => "the disk of the registry is full; nothing was changed",
            Self::Internal(_) => "the registry failed; see its log",
            Self::Denied(why)
            | Self::NameInvalid(why)
            | Self::NameUnknown(why)
            | Self::UploadInvalid(why)
            | Self::DigestInvalid(why)
            | Self::TooLarge(why)
            | Self::ManifestInvalid(why)
            | Self::ManifestNeeded(why)
            | Self::PageInvalid(why)
            | Self::BadRequest(why)
            | Self::TooManyRequests(why) => why,
        }
    }

    /// The header that belongs to the status, if one does.
    fn header(&self) -> Option<(axum::http::HeaderName, String)> {
        match self {
            Self::Unauthorized(challenge) => Some((WWW_AUTHENTICATE, challenge.clone())),
            Self::WrongOffset(length) => Some((RANGE, super::range::uploaded(*length))),
            Self::NoSuchPart(length) => Some((
                axum::http::header::CONTENT_RANGE,
                format!("bytes */{length}"),
            )),
            Self::TooManyRequests(_) => Some((RETRY_AFTER, "60".into())),
            Self::Busy => Some((RETRY_AFTER, "1".into())),
            _ => None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if self == Self::Route {
            return Failure::unknown_route().into_response();
        }
        if let Self::Internal(detail) = &self {
            tracing::error!(detail, "the registry failed");
        }
        let (status, code) = self.parts();
        let mut error = json!({"code": code, "message": self.message()});
        if let Self::ManifestBlobUnknown(missing) = &self {
            let digests = missing.iter().map(Digest::as_str);
            error["detail"] = digests.collect();
        }
        let body = json!({"errors": [error]});
        let mut response = (status, Json(body)).into_response();
        if let Some((name, value)) = self.header()
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::DiskFull,
            StoreError::Exists | StoreError::Broken(_) => Self::Internal(error.to_string()),
        }
    }
}

/// Only what may happen to any request; everything else the registry decides itself.
impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::UnknownRoute => Self::Route,
            Failure::NotPermitted => Self::Denied("this is not permitted".into()),
            Failure::TooManyRequests => Self::TooManyRequests("too many requests".into()),
            Failure::DiskFull => Self::DiskFull,
            Failure::Internal(detail) => Self::Internal(detail),
            other => Self::Internal(format!("{other:?}")),
        }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<NotAManifest> for Refusal {
    fn from(error: NotAManifest) -> Self {
        Self::ManifestInvalid(error.to_string())
    }
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Route => Self::Route,
            Wrong::Name => {
                Self::NameInvalid("the name must have the form organization/repository".into())
            }
            Wrong::Digest => Self::DigestInvalid(crate::image::NotADigest.to_string()),
            Wrong::Tag(why) => Self::ManifestInvalid(format!("the tag is not valid: {why}")),
        }
    }
}
