//! Manifests, exactly as they were pushed, and what each refers to.
//!
//! Everything that a manifest refers to is there when it is inserted, and stays as long as it does:
//! a reference in the database holds its blobs.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::blobs::{self, Destination};
use super::statement::fetch_optional;
use crate::image::{Content, Digest, Manifest};

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
    /// Everything is there, and the blob is not as long as the manifest says.
    Size(Digest),
}

/// Looks for everything that is missing; `None` when the manifest may be inserted.
pub fn missing(
    connection: &Connection,
    destination: Destination<'_>,
    content: &Content,
    now: i64,
) -> Result<Option<Missing>, StoreError> {
    let mut missing = Vec::new();
    let mut of_another_size = None;
    match content {
        Content::Image { blobs, .. } => {
            for (digest, &size_bytes) in blobs {
                match blobs::size_at(connection, destination, digest, now)? {
                    Some(actual) if size_bytes.is_none_or(|said| said == actual) => {}
                    Some(_) => of_another_size = Some(digest.clone()),
                    None => missing.push(digest.clone()),
                }
            }
        }
        Content::Index { children } => {
            for digest in children {
                let is_there = match destination.repository_id {
                    Some(id) => find(connection, id, digest.as_str())?.is_some(),
                    None => false,
                };
                // An index may name the same child for two platforms.
                if !is_there && !missing.contains(digest) {
                    missing.push(digest.clone());
                }
            }
        }
    }
    match missing.is_empty() {
        true => Ok(of_another_size.map(Missing::Size)),
        false => Ok(Some(Missing::Content(missing))),
    }
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
        measure(connection, repository_id, digest)?;
    }
    Ok(digest.clone())
}

fn refer(
    connection: &Connection,
    repository_id: i64,
    digest: &Digest,
    content: &Content,
) -> Result<(), StoreError> {
    let (sql, targets): (_, Vec<&Digest>) = match content {
        Content::Image { blobs, .. } => (
            "INSERT INTO manifest_blobs (repository_id, manifest_digest, blob_digest)
             VALUES (?1, ?2, ?3)",
            blobs.keys().collect(),
        ),
        // An index may name the same child for two platforms.
        Content::Index { children } => (
            "INSERT OR IGNORE INTO manifest_children (repository_id, parent_digest, child_digest)
             VALUES (?1, ?2, ?3)",
            children.iter().collect(),
        ),
    };
    let mut statement = connection.prepare_cached(sql)?;
    for target in targets {
        statement.execute(params![repository_id, digest.as_str(), target.as_str()])?;
    }
    Ok(())
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
