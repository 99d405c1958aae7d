//! `GET …/tags/{tag}/config`: the configurations of a tag's images. The cloud has no such call; its registry
//! serves them as blobs, which pages of other origins cannot read.
//!
//! An index may have many platforms, and a configuration may be very long: what exceeds [`MAXIMUM_BYTES`] is
//! omitted, but its image is listed.

use std::collections::{BTreeSet, VecDeque};
use std::fs;

use axum::Json;
use axum::extract::State;
use container_image::{Child, ChildRole, Configuration, Manifest, Platform};
use serde::Serialize;

use super::text;
use crate::auth::Caller;
use crate::error::Failure;
use crate::image::Digest;
use crate::routes::segments::TagSegments;
use crate::routes::visible;
use crate::service::Service;
use crate::store::{Connection, DataFolder, blobs, manifests, tags};

/// Manifests and configurations of one answer.
const MAXIMUM_BYTES: u64 = 4 * 1024 * 1024;

/// Manifests that are read for one answer, indexes among them. No image that people push has as many.
const MAXIMUM_MANIFESTS: usize = 200;

#[derive(Serialize)]
pub(crate) struct Described {
    digest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<PlatformFields>,
    manifest: Option<String>,
    configuration: Option<String>,
}

/// A platform, with the names that the OCI gave its fields.
#[derive(Serialize)]
struct PlatformFields {
    os: String,
    architecture: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<String>,
    #[serde(rename = "os.version", skip_serializing_if = "Option::is_none")]
    os_version: Option<String>,
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    names: TagSegments,
) -> Result<Json<Vec<Described>>, Failure> {
    let folder = service.store.folder().clone();
    let work = move |connection: &_| {
        let repository = visible::repository(connection, &caller, &names.repository)?;
        let repository_id = repository.row.id;
        let tag = tags::find(connection, repository_id, &names.tag)?.ok_or(Failure::NoSuchTag)?;
        let images = Images {
            connection,
            folder: &folder,
            repository_id,
            left_bytes: MAXIMUM_BYTES,
        };
        images.below(tag.digest)
    };
    Ok(Json(service.store.read(work).await?))
}

/// The images of a repository, read until the bytes of a response are used up.
struct Images<'a> {
    connection: &'a Connection,
    folder: &'a DataFolder,
    repository_id: i64,
    left_bytes: u64,
}

impl Images<'_> {
    /// The image of a digest, or those of an index and of the indexes in it, each once.
    fn below(mut self, digest: String) -> Result<Vec<Described>, Failure> {
        let mut seen = BTreeSet::from([digest.clone()]);
        let mut waiting = VecDeque::from([(digest, None)]);
        let mut found = Vec::new();
        let mut read = 0..MAXIMUM_MANIFESTS;
        while let Some((digest, platform)) = waiting.pop_front()
            && read.next().is_some()
        {
            let row = manifests::find(self.connection, self.repository_id, &digest)?;
            let Some(body) = row.map(|row| text(row.body)) else {
                continue;
            };
            let manifest = Manifest::parse(&body);
            if !manifest.is_index() {
                found.push(self.describe(digest, platform, &manifest, body)?);
                continue;
            }
            for Child {
                descriptor,
                platform,
            } in manifest.children.into_iter().filter(leads_to_images)
            {
                if seen.insert(descriptor.digest.clone()) {
                    waiting.push_back((descriptor.digest, platform));
                }
            }
        }
        Ok(found)
    }

    fn describe(
        &mut self,
        digest: String,
        platform: Option<Platform>,
        manifest: &Manifest,
        body: String,
    ) -> Result<Described, Failure> {
        let configuration = self.configuration(manifest)?;
        let read = configuration.as_deref().and_then(Configuration::parse);
        let platform = platform
            .or_else(|| read?.platform)
            .or_else(|| manifest.platform.clone());
        Ok(Described {
            digest,
            platform: platform.map(PlatformFields::from),
            manifest: self.take(body.len()).then_some(body),
            configuration,
        })
    }

    /// The text of a configuration that is there, fits and is text.
    fn configuration(&mut self, manifest: &Manifest) -> Result<Option<String>, Failure> {
        let digest = manifest.config.as_ref().map(|it| it.digest.as_str());
        let Some(digest) = digest.and_then(|it| Digest::parse(it).ok()) else {
            return Ok(None);
        };
        let size = blobs::size_in(self.connection, self.folder, self.repository_id, &digest)?;
        let fits = size.is_some_and(|bytes| usize::try_from(bytes).is_ok_and(|it| self.take(it)));
        if !fits {
            return Ok(None);
        }
        let bytes = fs::read(blobs::path(self.folder, &digest));
        let bytes = bytes.map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(String::from_utf8(bytes).ok())
    }

    /// Whether so many bytes still fit; they do not fit a second time.
    fn take(&mut self, bytes: usize) -> bool {
        let left = u64::try_from(bytes).ok();
        let left = left.and_then(|bytes| self.left_bytes.checked_sub(bytes));
        self.left_bytes = left.unwrap_or(self.left_bytes);
        left.is_some()
    }
}

/// Attestations say something about images and are none; a blob has no manifest.
fn leads_to_images(child: &Child) -> bool {
    !matches!(child.role(), ChildRole::Companion | ChildRole::Blob)
}

impl From<Platform> for PlatformFields {
    fn from(platform: Platform) -> Self {
        Self {
            os: platform.os,
            architecture: platform.architecture,
            variant: platform.variant,
            os_version: platform.os_version,
        }
    }
}
