//! `HEAD` and `GET …/blobs/{digest}`: configurations and layers, directly from their files.

use std::io::SeekFrom;

use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::fs::File;
use tokio::io::AsyncSeekExt;

use super::image_access::ImageAccess;
use super::range::{self, Part};
use super::refusal::Refusal;
use super::scope::Action;
use super::{CONTENT_DIGEST, Call, download, headers};
use crate::image::Digest;
use crate::store::blobs;

pub(super) async fn get(call: Call, digest: Digest) -> Result<Response, Refusal> {
    let (length, account_id) = size(&call, digest.clone()).await?;
    let part = range::of_request(call.header(RANGE), length);
    let (status, first, count) = match part {
        Part::Whole => (StatusCode::OK, 0, length),
        Part::Some(first, count) => (StatusCode::PARTIAL_CONTENT, first, count),
        Part::Impossible => return Err(Refusal::NoSuchPart(length)),
    };
    let mut headers = headers([
        (CONTENT_TYPE, "application/octet-stream".into()),
        (CONTENT_LENGTH, count.to_string()),
        (ACCEPT_RANGES, "bytes".into()),
        (CONTENT_DIGEST, digest.to_string()),
    ])?;
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {first}-{}/{length}", first + count - 1);
        headers.insert(CONTENT_RANGE, range.parse().expect("digits"));
    }
    if call.parts.method == Method::HEAD {
        return Ok((status, headers).into_response());
    }
    let path = blobs::path(call.service.store.folder(), &digest);
    let mut file = File::open(path).await?;
    file.seek(SeekFrom::Start(first)).await?;
    let body = download::body(call.service, account_id, file, count);
    Ok((status, headers, body).into_response())
}

/// How long the blob is and which account sends it, if the requester may have it: as part of an image
/// that is there, or, for who may push, as part of one that is on its way.
async fn size(call: &Call, digest: Digest) -> Result<(u64, String), Refusal> {
    let (requester, image) = (call.requester.clone(), call.image.clone());
    let now = call.service.now();
    let folder = call.service.store.folder().clone();
    let find = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Pull)?;
        let found = match access.repository_id() {
            _ if access.may_push() => {
                blobs::size_at(connection, &folder, access.destination(), &digest, now)?
            }
            Some(id) => blobs::size_in(connection, &folder, id, &digest)?,
            None => None,
        };
        let length = found.ok_or(Refusal::BlobUnknown)?;
        Ok((length, access.organization.account_id))
    };
    call.service.store.read(find).await
}
