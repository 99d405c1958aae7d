//! Manifests, exactly as pushed, and their references.
//!
//! Everything that a manifest refers to exists when it is inserted, and stays as long as the manifest: a
//! reference in the database keeps its blobs.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, params};

use super::blobs::{self, Destination};
use super::statement::fetch_optional;
use super::{DataFolder, StoreError};
use crate::image::{Child, Content, Digest, Manifest, media_type};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestRow {
    pub digest: String,
    pub media_type: String,
    pub body: Vec<u8>,
}

/// What a manifest refers to and the repository does not have, or has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Blobs of an image or manifests of an index, all that are not there.
    Content(Vec<Digest>),
    /// Everything is there, and something is otherwise than the manifest says, which is shown here.
    Different(String),
}

/// Looks for everything that is missing; `None` when the manifest may be inserted.
pub fn missing(
    connection: &Connection,
    folder: &DataFolder,
    destination: Destination<'_>,
    content: &Content,
    now: i64,
) -> Result<Option<Missing>, StoreError> {
    let mut missing = Vec::new();
    let mut different = None;
    let mut note = |found: Found, digest: &Digest| match found {
        Found::Right => {}
        Found::Different(why) => different = Some(why),
        // An index may name the same child for two platforms.
        Found::Nothing if missing.contains(digest) => {}
        Found::Nothing => missing.push(digest.clone()),
    };
    match content {
        Content::Image { blobs, foreign, .. } => {
            for (digest, &size_bytes) in blobs {
                let found = find_blob(connection, folder, destination, digest, size_bytes, now)?;
                note(found, digest);
            }
            for (digest, &size_bytes) in foreign {
                match find_blob(connection, folder, destination, digest, size_bytes, now)? {
                    Found::Nothing => {}
                    found => note(found, digest),
                }
            }
        }
        Content::Index { children } => {
            for child in children {
                note(
                    find_child(connection, folder, destination, child, now)?,
                    &child.digest,
                );
            }
        }
    }
    match missing.is_empty() {
        true => Ok(different.map(Missing::Different)),
        false => Ok(Some(Missing::Content(missing))),
    }
}

/// What was found of that to which a manifest refers.
enum Found {
    Right,
    /// It is there, and not as the manifest says.
    Different(String),
    Nothing,
}

fn find_blob(
    connection: &Connection,
    folder: &DataFolder,
    destination: Destination<'_>,
    digest: &Digest,
    size_bytes: Option<u64>,
    now: i64,
) -> Result<Found, StoreError> {
    let actual = blobs::size_at(connection, folder, destination, digest, now)?;
    Ok(match (actual, size_bytes) {
        (None, _) => Found::Nothing,
        (Some(actual), Some(said)) if said != actual => Found::Different(format!(
            "the blob {digest} has {actual} bytes instead of {said}"
        )),
        (Some(_), _) => Found::Right,
    })
}

/// An entry of an index: a manifest, or a blob where the entry says that it is none.
fn find_child(
    connection: &Connection,
    folder: &DataFolder,
    destination: Destination<'_>,
    child: &Child,
    now: i64,
) -> Result<Found, StoreError> {
    let Child {
        digest,
        media_type,
        size_bytes,
    } = child;
    let sql = "SELECT media_type, length(body) FROM manifests
               WHERE repository_id = ?1 AND digest = ?2";
    let key = params![destination.repository_id, digest.as_str()];
    let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, u64>(1)?));
    Ok(match fetch_optional(connection, sql, key, read)? {
        None if child.is_blob() => find_blob(
            connection,
            folder,
            destination,
            digest,
            Some(*size_bytes),
            now,
        )?,
        None => Found::Nothing,
        Some((actual, _)) if !media_type.is_empty() && !is_same_type(&actual, media_type) => {
            let why =
                format!("manifest {digest} has the media type {actual} instead of {media_type}");
            Found::Different(why)
        }
        Some((_, actual)) if actual != *size_bytes => {
            let why = format!("manifest {digest} has {actual} bytes instead of {size_bytes}");
            Found::Different(why)
        }
        Some(_) => Found::Right,
    })
}

/// Parameters and case say nothing about what a manifest is.
fn is_same_type(one: &str, other: &str) -> bool {
    media_type::manifest(one) == media_type::manifest(other)
}

/// Keeps a manifest whose references are there; one that was there before stays as it is.
pub fn put(
    connection: &Connection,
    repository_id: i64,
    manifest: &Manifest,
    body: &[u8],
    now: i64,
) -> Result<Digest, StoreError> {
    let digest = &manifest.digest;
    let (kind, config) = match &manifest.content {
        Content::Image { config, .. } => (0, config.as_ref().map(Digest::as_str)),
        Content::Index { .. } => (1, None),
    };
    let sql = "INSERT INTO manifests (repository_id, digest, media_type, body, kind,
                   config_digest, image_size_bytes, created_at, schema_version, subject_digest,
                   artifact_type)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)
               ON CONFLICT (repository_id, digest) DO NOTHING";
    // Who pushes it again is about to refer to it.
    let wanted =
        "UPDATE manifests SET unused_since = NULL WHERE repository_id = ?1 AND digest = ?2";
    let key = params![repository_id, digest.as_str()];
    connection.prepare_cached(wanted)?.execute(key)?;
    let inserted = connection.prepare_cached(sql)?.execute(params![
        repository_id,
        digest.as_str(),
        manifest.media_type,
        body,
        kind,
        config,
        now,
        manifest.schema_version,
        manifest.subject.as_ref().map(Digest::as_str),
        manifest.artifact_type
    ])?;
    if inserted > 0 {
        refer(connection, repository_id, digest, &manifest.content)?;
    }
    let is_larger = match &manifest.content {
        Content::Image { foreign, .. } => take_foreign(connection, repository_id, digest, foreign)?,
        Content::Index { .. } => false,
    };
    if inserted > 0 || is_larger {
        measure(connection, repository_id, digest)?;
    }
    Ok(digest.clone())
}

/// Foreign layers that were pushed here belong to their manifest like any other. Whether there are
/// any that did not before.
fn take_foreign(
    connection: &Connection,
    repository_id: i64,
    digest: &Digest,
    foreign: &BTreeMap<Digest, Option<u64>>,
) -> Result<bool, StoreError> {
    let sql = "INSERT OR IGNORE INTO manifest_blobs (repository_id, manifest_digest, blob_digest)
               SELECT ?1, ?2, digest FROM blobs WHERE digest = ?3 AND (
                   EXISTS (SELECT 1 FROM manifest_blobs m
                           WHERE m.blob_digest = ?3 AND m.repository_id = ?1)
                   OR EXISTS (SELECT 1 FROM pushed_blobs p JOIN repositories r
                              ON r.organization_id = p.organization_id AND r.name = p.repository
                              WHERE r.id = ?1 AND p.digest = ?3))";
    let mut statement = connection.prepare_cached(sql)?;
    let mut taken = 0;
    for layer in foreign.keys() {
        taken += statement.execute(params![repository_id, digest.as_str(), layer.as_str()])?;
    }
    Ok(taken > 0)
}

fn refer(
    connection: &Connection,
    repository_id: i64,
    digest: &Digest,
    content: &Content,
) -> Result<(), StoreError> {
    let of_blob = "INSERT INTO manifest_blobs (repository_id, manifest_digest, blob_digest)
                   VALUES (?1, ?2, ?3)";
    let of_child = "INSERT INTO manifest_children (repository_id, parent_digest, child_digest)
                    VALUES (?1, ?2, ?3)";
    let insert = |sql: &str, targets: BTreeSet<&Digest>| {
        let mut statement = connection.prepare_cached(sql)?;
        for target in targets {
            statement.execute(params![repository_id, digest.as_str(), target.as_str()])?;
        }
        Ok::<_, StoreError>(())
    };
    match content {
        Content::Image { blobs, .. } => insert(of_blob, blobs.keys().collect()),
        // An index may name the same child for two platforms.
        Content::Index { children } => {
            let digests = |is_blob| {
                let entries = children.iter().filter(move |it| it.is_blob() == is_blob);
                entries.map(|it| &it.digest).collect()
            };
            insert(of_blob, digests(true))?;
            insert(of_child, digests(false))
        }
    }
}

/// Adds up what the manifest reaches through all its children, each blob once.
fn measure(connection: &Connection, repository_id: i64, digest: &Digest) -> Result<(), StoreError> {
    let sql = "WITH RECURSIVE reached (digest) AS (
                   SELECT ?2
                   UNION SELECT c.child_digest FROM manifest_children c
                   JOIN reached ON c.repository_id = ?1 AND c.parent_digest = reached.digest)
               UPDATE manifests SET image_size_bytes = (
                   SELECT coalesce(sum(size_bytes), 0) FROM blobs WHERE digest IN (
                       SELECT b.blob_digest FROM manifest_blobs b JOIN reached
                       ON b.repository_id = ?1 AND b.manifest_digest = reached.digest))
               WHERE repository_id = ?1 AND digest = ?2";
    let key = params![repository_id, digest.as_str()];
    connection.prepare_cached(sql)?.execute(key)?;
    Ok(())
}

pub fn find(
    connection: &Connection,
    repository_id: i64,
    digest: &str,
) -> Result<Option<ManifestRow>, StoreError> {
    let sql = "SELECT digest, media_type, body FROM manifests
               WHERE repository_id = ?1 AND digest = ?2";
    fetch_optional(connection, sql, params![repository_id, digest], read)
}

pub fn find_by_tag(
    connection: &Connection,
    repository_id: i64,
    tag: &str,
) -> Result<Option<ManifestRow>, StoreError> {
    let sql = "SELECT m.digest, m.media_type, m.body FROM tags t JOIN manifests m
                 ON m.repository_id = t.repository_id AND m.digest = t.manifest_digest
               WHERE t.repository_id = ?1 AND t.name = ?2";
    fetch_optional(connection, sql, params![repository_id, tag], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ManifestRow> {
    Ok(ManifestRow {
        digest: row.get(0)?,
        media_type: row.get(1)?,
        body: row.get(2)?,
    })
}

/// A tag that needs the manifest: of an index that has it among its children, or their children.
pub fn tag_that_needs(
    connection: &Connection,
    repository_id: i64,
    digest: &Digest,
) -> Result<Option<String>, StoreError> {
    let sql = "WITH RECURSIVE above (digest) AS (
                   SELECT parent_digest FROM manifest_children
                   WHERE repository_id = ?1 AND child_digest = ?2
                   UNION SELECT c.parent_digest FROM above JOIN manifest_children c
                   ON c.repository_id = ?1 AND c.child_digest = above.digest)
               SELECT name FROM tags WHERE repository_id = ?1
                 AND manifest_digest IN (SELECT digest FROM above)
               ORDER BY name LIMIT 1";
    fetch_optional(
        connection,
        sql,
        params![repository_id, digest.as_str()],
        |row| row.get(0),
    )
}

/// Removes a manifest and all its tags, and not its children. Whether there was one.
pub fn delete(
    connection: &Connection,
    repository_id: i64,
    digest: &Digest,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM manifests WHERE repository_id = ?1 AND digest = ?2";
    let key = params![repository_id, digest.as_str()];
    Ok(connection.prepare_cached(sql)?.execute(key)? > 0)
}
