//! `…/blobs/uploads/`: start, append, look, finish, give up.
//!
//! A blob becomes visible to its pusher in the transaction that ends the upload, after its bytes
//! were compared with its name; to everyone else when a manifest refers to it.

use std::fs::File;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_RANGE, LOCATION, RANGE};
use axum::response::Response;

use super::address::ImageName;
use super::image_access::ImageAccess;
use super::query::Query;
use super::refusal::Refusal;
use super::scope::Action;
use super::staging::{self, Staged};
use super::{CONTENT_DIGEST, Call, UPLOAD_ID, empty, range};
use crate::image::Digest;
use crate::store::{Connection, DataFolder, StoreError, blobs, uploads};

/// Uploads that one user may have under way at a time.
const MAXIMUM_OF_USER: usize = 100;

fn location(image: &ImageName, id: &str) -> String {
    format!("/v2/{image}/blobs/uploads/{id}")
}

fn user_id(call: &Call) -> Result<String, Refusal> {
    match &call.requester.caller {
        Some(caller) => Ok(caller.viewer.user_id.clone()),
        None => Err(call.requester.sign_in_first()),
    }
}

/// How far the upload is and where it goes on.
fn progress(
    status: StatusCode,
    image: &ImageName,
    id: &str,
    length: u64,
) -> Result<Response, Refusal> {
    empty(
        status,
        [
            (LOCATION, location(image, id)),
            (RANGE, range::uploaded(length)),
            (UPLOAD_ID, id.to_owned()),
        ],
    )
}

fn created(image: &ImageName, digest: &Digest) -> Result<Response, Refusal> {
    empty(
        StatusCode::CREATED,
        [
            (LOCATION, format!("/v2/{image}/blobs/{digest}")),
            (CONTENT_DIGEST, digest.to_string()),
        ],
    )
}

fn wanted_digest(query: &Query) -> Result<Option<Digest>, Refusal> {
    let digest = query.get("digest").map(Digest::parse).transpose();
    digest.map_err(|error| Refusal::DigestInvalid(error.to_string()))
}

/// The blob that is to be taken over, and the image that has it.
pub(super) fn mounted(query: &Query) -> Option<(Digest, ImageName)> {
    let blob = Digest::parse(query.get("mount")?).ok()?;
    Some((blob, ImageName::parse(query.get("from")?)?))
}

/// `POST`: with `digest` the body is the blob, with `mount` and `from` it may be there already.
pub(super) async fn start(call: Call, body: Body) -> Result<Response, Refusal> {
    let query = call.query();
    let digest = call.explain(Action::Push, wanted_digest(&query)).await?;
    if let Some((blob, source)) = mounted(&query)
        && take_from(&call, source, blob.clone()).await?
    {
        return created(&call.image, &blob);
    }
    let (requester, image, now) = (
        call.requester.clone(),
        call.image.clone(),
        call.service.now(),
    );
    let user_id = user_id(&call)?;
    let folder = call.service.store.folder().clone();
    let begin = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
        make_room(connection, &folder, &user_id)?;
        let id = uploads::start(connection, access.destination(), &user_id, now)?;
        Ok::<_, Refusal>(id)
    };
    let id = call.service.store.write(begin).await?;
    match digest {
        Some(digest) => {
            let outcome = complete(&call, id.clone(), digest, body).await;
            if outcome.is_err() {
                // No one can go on with it, for its name was told to no one. Why it failed is
                // worth more than that it could not be removed; what is left is swept.
                let _ = give_up(&call, id).await;
            }
            outcome
        }
        None => progress(StatusCode::ACCEPTED, &call.image, &id, 0),
    }
}

/// Where a user has as many uploads as they may, the one that was idle the longest ends: pushes that
/// were interrupted keep no one out.
fn make_room(connection: &Connection, folder: &DataFolder, user_id: &str) -> Result<(), Refusal> {
    let under_way = uploads::longest_idle_first(connection, folder, user_id)?;
    if under_way.len() < MAXIMUM_OF_USER {
        return Ok(());
    }
    for id in under_way {
        let path = uploads::path(folder, &id);
        // Anyone who writes to it has it locked; until something was written there is no file.
        let is_free = File::open(&path).map_or(true, |file| file.try_lock().is_ok());
        if is_free {
            uploads::end(connection, &id)?;
            blobs::remove_file(&path)?;
            return Ok(());
        }
    }
    let why = format!("{MAXIMUM_OF_USER} uploads are in progress; finish or cancel some");
    Err(Refusal::TooManyRequests(why))
}

/// Takes a blob over from another image that the requester may pull. A refusal there is no refusal
/// here: then the client uploads it.
async fn take_from(call: &Call, from: ImageName, digest: Digest) -> Result<bool, Refusal> {
    let (requester, image, now) = (
        call.requester.clone(),
        call.image.clone(),
        call.service.now(),
    );
    let folder = call.service.store.folder().clone();
    let take = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
        let source = match ImageAccess::open(connection, &requester, &from, Action::Pull) {
            Err(Refusal::Internal(detail)) => return Err(Refusal::Internal(detail)),
            opened => opened.ok().and_then(|opened| opened.repository_id()),
        };
        let Some(source_id) = source else {
            return Ok(false);
        };
        if blobs::size_in(connection, &folder, source_id, &digest)?.is_none() {
            return Ok(false);
        }
        blobs::offer(connection, access.destination(), &digest, now)?;
        Ok(true)
    };
    call.service.store.write(take).await
}

/// `GET`
pub(super) async fn status(call: Call, id: String) -> Result<Response, Refusal> {
    let (requester, image, name) = (call.requester.clone(), call.image.clone(), id.clone());
    let user_id = user_id(&call)?;
    let look = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
        let exists = uploads::exists(connection, &name, access.destination(), &user_id)?;
        exists.then_some(()).ok_or(Refusal::UploadUnknown)
    };
    call.service.store.read(look).await?;
    let length = staging::length(&call.service.store, &id);
    progress(StatusCode::NO_CONTENT, &call.image, &id, length)
}

/// `PATCH`
pub(super) async fn append(call: Call, id: String, body: Body) -> Result<Response, Refusal> {
    let mut staged = Staged::take(&call, &id).await?;
    add(&call, &id, &mut staged, body).await?;
    progress(StatusCode::ACCEPTED, &call.image, &id, staged.length)
}

/// Appends the body, which must be the chunk that it says it is.
async fn add(call: &Call, id: &str, staged: &mut Staged, body: Body) -> Result<(), Refusal> {
    let before = staged.length;
    let header = call.header(CONTENT_RANGE);
    let chunk = header.and_then(range::of_chunk);
    if header.is_some() && chunk.is_none_or(|(first, _)| first != before) {
        return Err(Refusal::WrongOffset(before));
    }
    let appended = staged.append(body).await;
    if matches!(appended, Err(Refusal::DiskFull)) {
        // What it has taken is what others lack. That it cannot be ended is for the sweep.
        let _ = give_up(call, id.to_owned()).await;
    }
    appended?;
    match chunk {
        Some((first, last)) if staged.length - before != last - first + 1 => {
            staged.cut(before)?;
            let why = "the length of Content-Range differs from that of the body";
            Err(Refusal::UploadInvalid(why.into()))
        }
        _ => Ok(()),
    }
}

/// `PUT`, with the last chunk or without.
pub(super) async fn finish(call: Call, id: String, body: Body) -> Result<Response, Refusal> {
    let read = wanted_digest(&call.query()).and_then(|digest| {
        digest.ok_or_else(|| Refusal::DigestInvalid("the digest is missing".into()))
    });
    let digest = call.explain(Action::Push, read).await?;
    complete(&call, id, digest, body).await
}

async fn complete(
    call: &Call,
    id: String,
    wanted: Digest,
    body: Body,
) -> Result<Response, Refusal> {
    let mut staged = Staged::take(call, &id).await?;
    add(call, &id, &mut staged, body).await?;
    let (whole, digest) = staged.digest().await?;
    if digest != wanted {
        give_up(call, id).await?;
        let why = format!("the content has the digest {digest} instead of {wanted}");
        return Err(Refusal::DigestInvalid(why));
    }
    keep(call, id, digest.clone(), whole.length).await?;
    // The lock goes only now: who waits for it must find the upload ended.
    drop(whole);
    created(&call.image, &digest)
}

async fn keep(call: &Call, id: String, digest: Digest, length: u64) -> Result<(), Refusal> {
    let (requester, image, now) = (
        call.requester.clone(),
        call.image.clone(),
        call.service.now(),
    );
    let folder = call.service.store.folder().clone();
    let keep = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Push)?;
        if !uploads::is_known(connection, &id)? {
            return Err(Refusal::UploadUnknown);
        }
        blobs::put_in_place(&folder, &uploads::path(&folder, &id), &digest)?;
        blobs::insert(connection, &digest, length, now)?;
        blobs::offer(connection, access.destination(), &digest, now)?;
        Ok(uploads::end(connection, &id)?)
    };
    call.service.store.write(keep).await
}

/// `DELETE`
pub(super) async fn cancel(call: Call, id: String) -> Result<Response, Refusal> {
    let _staged = Staged::take(&call, &id).await?;
    give_up(&call, id).await?;
    empty(StatusCode::NO_CONTENT, [])
}

async fn give_up(call: &Call, id: String) -> Result<(), Refusal> {
    let folder = call.service.store.folder().clone();
    let end = move |connection: &_| {
        blobs::remove_file(&uploads::path(&folder, &id))?;
        uploads::end(connection, &id)
    };
    let ended: Result<(), StoreError> = call.service.store.write(end).await;
    Ok(ended?)
}
