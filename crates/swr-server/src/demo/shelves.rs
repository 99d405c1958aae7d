//! Fills the demo repositories with their versions.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::builds::{self, Form};
use super::catalog::{self, Entry, Stack};
use super::people::{ADMINISTRATOR, Person};
use super::versions::{self, Version};
use super::warehouse::Warehouse;
use crate::image::Manifest;
use crate::image::build::Blob;
use crate::service::{ACCOUNT_ID, REGION};
use crate::store::organizations::{self, NewOrganization};
use crate::store::repositories::{self, NewRepository};
use crate::store::{StoreError, manifests, tags};
use crate::time::{DAY, MINUTE};

/// How old the organizations are, and those that others fill.
const ORGANIZATIONS: [(&str, i64); 8] = [
    ("platform", 1200),
    ("data", 1100),
    ("web", 1150),
    ("tools", 900),
    ("edge", 700),
    ("legacy", 2400),
    ("scale", 400),
    ("fleet", 380),
];

/// Versions that have an index, counted from the newest, and of these those with attestations.
const INDEXED: usize = 8;
const ATTESTED: usize = 2;

/// Where a repository is put, and by whom.
pub(super) struct Shelf<'a> {
    pub organization_id: i64,
    pub creator: &'a Person,
}

/// Name and id of each organization.
pub(super) type Organizations = BTreeMap<&'static str, i64>;

pub(super) fn seed(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    now: i64,
) -> Result<Organizations, StoreError> {
    let mut ids = Organizations::new();
    for (name, age_days) in ORGANIZATIONS {
        let new = NewOrganization {
            region: REGION,
            name,
            account_id: ACCOUNT_ID,
            creator_id: ADMINISTRATOR.id,
            creator_name: ADMINISTRATOR.name,
            now: now - age_days * DAY,
        };
        ids.insert(name, organizations::create(connection, &new)?);
    }
    for entry in catalog::entries() {
        let shelf = Shelf {
            organization_id: ids[entry.organization],
            creator: &ADMINISTRATOR,
        };
        fill(connection, warehouse, &entry, &shelf, now)?;
    }
    Ok(ids)
}

pub(super) fn fill(
    connection: &Connection,
    warehouse: &mut Warehouse<'_>,
    entry: &Entry,
    shelf: &Shelf<'_>,
    now: i64,
) -> Result<(), StoreError> {
    let versions = versions::of(entry.name, entry.newest, entry.tag_count, entry.age_minutes);
    let oldest = versions.last().map_or(0, |version| version.age_minutes);
    let created_at = now - oldest * MINUTE - DAY;
    let id = create(connection, entry, shelf, created_at)?;
    // Oldest first, as they were pushed.
    for (position, version) in versions.iter().enumerate().rev() {
        let pushed_at = now - version.age_minutes * MINUTE;
        let form = form(entry.stack, position);
        let made = builds::build(warehouse, entry, version, form)?;
        push(connection, id, &made, version, created_at, pushed_at)?;
    }
    repositories::count_downloads(connection, id, entry.download_count)?;
    repositories::touch(connection, id, now - entry.age_minutes * MINUTE)
}

/// The older a version, the simpler; what Java and Windows people build has one platform anyway.
fn form(stack: Stack, position: usize) -> Form {
    match position {
        _ if stack == Stack::Java => Form::OneImage,
        0..ATTESTED => Form::AttestedIndex,
        ATTESTED..INDEXED => Form::Index,
        _ => Form::OneImage,
    }
}

pub(super) fn create(
    connection: &Connection,
    entry: &Entry,
    shelf: &Shelf<'_>,
    created_at: i64,
) -> Result<i64, StoreError> {
    let new = NewRepository {
        organization_id: shelf.organization_id,
        name: entry.name,
        category: entry.category,
        description: &entry.description,
        is_public: entry.is_public,
        creator_id: shelf.creator.id,
        creator_name: shelf.creator.name,
        now: created_at,
    };
    repositories::create(connection, &new)
}

fn push(
    connection: &Connection,
    repository_id: i64,
    made: &[Blob],
    version: &Version,
    created_at: i64,
    pushed_at: i64,
) -> Result<(), StoreError> {
    let digest = put_manifests(connection, repository_id, made, pushed_at)?;
    for tag in version.tags() {
        if version.aliases.iter().any(|alias| alias == tag) {
            // Such a tag is as old as the repository and was moved here.
            tags::put(connection, repository_id, tag, &digest, created_at)?;
        }
        tags::put(connection, repository_id, tag, &digest, pushed_at)?;
    }
    Ok(())
}

/// Answers the digest of the last one.
pub(super) fn put_manifests(
    connection: &Connection,
    repository_id: i64,
    made: &[Blob],
    now: i64,
) -> Result<String, StoreError> {
    let mut digest = None;
    for blob in made {
        let manifest = Manifest::parse(blob.media_type, &blob.bytes);
        let manifest = manifest.expect("what is built here can be read here");
        digest = Some(manifests::put(
            connection,
            repository_id,
            &manifest,
            &blob.bytes,
            now,
        )?);
    }
    Ok(digest.expect("a version has a manifest").to_string())
}
