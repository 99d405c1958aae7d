//! `…/manifests/{tag or digest}`: pushing and pulling manifests.
//!
//! A download is a successful `GET` of a manifest. `HEAD` requests and blobs do not count; pulling one
//! platform of an index by its tag counts as two, the index and the image. The bytes of blobs count as
//! traffic: see `download`.
//!
//! A request by digest always returns exactly those bytes; only a request by tag may return another manifest
//! to a client that does not accept an index.

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::accept::{self, Accepted};
use super::address::Reference;
use super::image_access::ImageAccess;
use super::refusal::Refusal;
use super::scope::Action;
use super::{CONTENT_DIGEST, Call, SUBJECT, empty, headers};
use crate::body::{Held, NotHeld, Unread, read_within};
use crate::image::Manifest;
use crate::service::Service;
use crate::store::manifests::{self, ManifestRow, Missing};
use crate::store::{Connection, DataFolder, repositories, tags};

/// As long as other registries let a manifest be.
const MAXIMUM_BYTES: usize = 4 * 1024 * 1024;

pub(super) async fn get(call: Call, reference: Reference) -> Result<Response, Refusal> {
    let (requester, image) = (call.requester.clone(), call.image.clone());
    let accepted = Accepted::of(&call.parts.headers);
    let find = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Pull)?;
        let id = access.repository_id().ok_or(Refusal::ManifestUnknown)?;
        let found = find(connection, id, &reference, &accepted)?;
        let account_id = access.organization.account_id;
        Ok::<_, Refusal>((id, account_id, found.ok_or(Refusal::ManifestUnknown)?))
    };
    let (repository_id, account_id, row) = call.service.store.read(find).await?;
    let headers = headers([
        (CONTENT_TYPE, row.media_type),
        (CONTENT_LENGTH, row.body.len().to_string()),
        (CONTENT_DIGEST, row.digest),
    ])?;
    if call.parts.method == Method::HEAD {
        return Ok(headers.into_response());
    }
    let Service { counts, region, .. } = &call.service;
    counts.add_download(repository_id);
    let bytes = row.body.len() as u64;
    counts.add_downflow(&account_id, &region.name, bytes, call.service.now());
    Ok((headers, row.body).into_response())
}

fn find(
    connection: &Connection,
    repository_id: i64,
    reference: &Reference,
    accepted: &Accepted,
) -> Result<Option<ManifestRow>, Refusal> {
    let tag = match reference {
        Reference::Tag(tag) => tag,
        Reference::Digest(digest) => {
            return Ok(manifests::find(connection, repository_id, digest.as_str())?);
        }
    };
    let Some(tagged) = manifests::find_by_tag(connection, repository_id, tag)? else {
        return Ok(None);
    };
    if accepted.takes(&tagged.media_type) {
        return Ok(Some(tagged));
    }
    let usual = match accept::usual_image(&tagged.body) {
        Some(digest) => manifests::find(connection, repository_id, digest.as_str())?,
        None => None,
    };
    // Better something that the client may not know than nothing.
    let readable = usual.filter(|row| accepted.takes(&row.media_type));
    Ok(Some(readable.unwrap_or(tagged)))
}

pub(super) async fn put(call: Call, reference: Reference, body: Body) -> Result<Response, Refusal> {
    // Before the body is read: who may not push is not listened to.
    let (requester, image) = (call.requester.clone(), call.image.clone());
    let may = move |connection: &_| ImageAccess::open(connection, &requester, &image, Action::Push);
    call.service.store.read(may).await?;

    let (manifest, held) = receive(&call, &reference, body).await?;
    let (digest, subject) = (manifest.digest.clone(), manifest.subject.clone());
    let (requester, image, now) = (
        call.requester.clone(),
        call.image.clone(),
        call.service.now(),
    );
    let folder = call.service.store.folder().clone();
    let keep = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
        refuse_missing(connection, &folder, &access, &manifest, now)?;
        let id = access.ensure_repository(connection, &requester, now)?;
        let kept = manifests::put(connection, id, &manifest, &held.bytes, now)?;
        if let Reference::Tag(tag) = &reference {
            tags::put(connection, id, tag, kept.as_str(), now)?;
        }
        repositories::touch(connection, id, now)?;
        repositories::settle_sizes(connection, now)?;
        Ok::<_, Refusal>(())
    };
    call.service.store.write(keep).await?;
    call.service.tag_pushed();
    let mut response = empty(
        StatusCode::CREATED,
        [
            (LOCATION, format!("/v2/{}/manifests/{digest}", call.image)),
            (CONTENT_DIGEST, digest.to_string()),
        ],
    )?;
    // Tells the client that it need not keep a list of referrers by itself.
    let named = subject.and_then(|subject| HeaderValue::try_from(subject.as_str()).ok());
    if let Some(value) = named {
        response.headers_mut().insert(SUBJECT, value);
    }
    Ok(response)
}

/// Reads the manifest, which must be the one that it is pushed as.
async fn receive(
    call: &Call,
    reference: &Reference,
    body: Body,
) -> Result<(Manifest, Held), Refusal> {
    let read = read_within(body, MAXIMUM_BYTES, &call.service.bodies).await;
    let held = read.map_err(|reason| match reason {
        NotHeld::Unread(Unread::TooLarge) => {
            Refusal::TooLarge(format!("a manifest can have at most {MAXIMUM_BYTES} bytes"))
        }
        NotHeld::Unread(Unread::BrokenOff) => Refusal::BodyLost,
        NotHeld::NoRoom => Refusal::Busy,
    })?;
    let manifest = Manifest::parse(call.header(CONTENT_TYPE).unwrap_or_default(), &held.bytes)?;
    let digest = &manifest.digest;
    if let Reference::Digest(wanted) = reference
        && wanted != digest
    {
        let why = format!("the manifest has the digest {digest} instead of {wanted}");
        return Err(Refusal::DigestInvalid(why));
    }
    Ok((manifest, held))
}

fn refuse_missing(
    connection: &Connection,
    folder: &DataFolder,
    access: &ImageAccess,
    manifest: &Manifest,
    now: i64,
) -> Result<(), Refusal> {
    let missing = manifests::missing(
        connection,
        folder,
        access.destination(),
        &manifest.content,
        now,
    )?;
    match missing {
        None => Ok(()),
        Some(Missing::Content(digests)) => Err(Refusal::ManifestBlobUnknown(digests)),
        Some(Missing::Different(why)) => Err(Refusal::ManifestInvalid(why)),
    }
}

/// By tag only the tag goes; by digest the manifest and every tag on it.
pub(super) async fn delete(call: Call, reference: Reference) -> Result<Response, Refusal> {
    let (requester, image, now) = (
        call.requester.clone(),
        call.image.clone(),
        call.service.now(),
    );
    let delete = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Delete)?;
        let id = access.repository_id().ok_or(Refusal::ManifestUnknown)?;
        let is_gone = match &reference {
            Reference::Tag(tag) => tags::delete(connection, id, tag)?,
            Reference::Digest(digest) => {
                if let Some(tag) = manifests::tag_that_needs(connection, id, digest)? {
                    let why = format!(
                        "the index of the tag {tag} refers to {digest}: delete the tag first"
                    );
                    return Err(Refusal::ManifestNeeded(why));
                }
                manifests::delete(connection, id, digest)?
            }
        };
        if !is_gone {
            return Err(Refusal::ManifestUnknown);
        }
        repositories::touch(connection, id, now)?;
        Ok(repositories::settle_sizes(connection, now)?)
    };
    call.service.store.write(delete).await?;
    empty(StatusCode::ACCEPTED, [])
}
