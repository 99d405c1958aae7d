//! Configurations and layers: a file each, named by its digest, and a row that marks it as complete.
//!
//! The row is created after the file and deleted before it. Files are created and deleted only within write
//! transactions, one at a time, so `collect` never deletes a file that is being created.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::statement::{fetch_one, fetch_optional};
use super::{DataFolder, StoreError};
use crate::image::Digest;
use crate::time::DAY;

/// How long a blob waits for its manifest, in milliseconds.
pub const KEPT_MILLIS: i64 = DAY;

/// How long a client is told that a waiting blob is there: it gets time to push the manifest.
const PROMISED_MILLIS: i64 = KEPT_MILLIS / 2;

/// Where a push goes; the repository of that name may not exist yet.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    pub organization_id: i64,
    pub repository: &'a str,
    pub repository_id: Option<i64>,
}

/// Where the bytes of a finished blob are.
pub fn path(folder: &DataFolder, digest: &Digest) -> PathBuf {
    folder.blobs_path().join(digest.hex())
}

/// Moves a complete, verified and synced file to its place.
pub fn put_in_place(folder: &DataFolder, staged: &Path, digest: &Digest) -> Result<(), StoreError> {
    fs::rename(staged, path(folder, digest))?;
    sync_names(folder)
}

/// Until then a new name may be gone after a power failure.
pub fn sync_names(folder: &DataFolder) -> Result<(), StoreError> {
    fs::File::open(folder.blobs_path())?.sync_all()?;
    Ok(())
}

/// Notes that the file is in its place and whole; it may have been there before.
pub fn insert(
    connection: &Connection,
    digest: &Digest,
    size_bytes: u64,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO blobs (digest, size_bytes, created_at) VALUES (?1, ?2, ?3)
               ON CONFLICT (digest) DO UPDATE SET checked_at = excluded.created_at, damage = NULL";
    let blob = params![digest.as_str(), size_bytes, now];
    connection.prepare_cached(sql)?.execute(blob)?;
    Ok(())
}

/// Lets the blob wait there for a manifest.
pub fn offer(
    connection: &Connection,
    destination: Destination<'_>,
    digest: &Digest,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO pushed_blobs (organization_id, repository, digest, pushed_at)
               VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (organization_id, repository, digest) DO UPDATE SET pushed_at = ?4";
    connection.prepare_cached(sql)?.execute(params![
        destination.organization_id,
        destination.repository,
        digest.as_str(),
        now
    ])?;
    Ok(())
}

/// The size in bytes of a blob that some manifest of the repository refers to. One whose file is
/// missing or has another length, or that the scrub found damaged, is not there: pushing it again brings
/// it back.
pub fn size_in(
    connection: &Connection,
    folder: &DataFolder,
    repository_id: i64,
    digest: &Digest,
) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT size_bytes FROM blobs WHERE digest = ?1 AND damage IS NULL AND EXISTS (
                   SELECT 1 FROM manifest_blobs WHERE blob_digest = ?1 AND repository_id = ?2)";
    let key = params![digest.as_str(), repository_id];
    let found = fetch_optional(connection, sql, key, |row| row.get(0))?;
    Ok(found.filter(|size_bytes| is_whole(folder, digest, *size_bytes)))
}

/// Whether the file of a blob is as long as it was when it was pushed.
fn is_whole(folder: &DataFolder, digest: &Digest, size_bytes: u64) -> bool {
    let actual = fs::metadata(path(folder, digest)).map(|data| data.len());
    let is_whole = actual.as_ref().is_ok_and(|actual| *actual == size_bytes);
    if !is_whole {
        tracing::error!(%digest, size_bytes, ?actual, "a blob is damaged: push it again");
    }
    is_whole
}

/// The size of a blob that a manifest pushed there may refer to.
pub fn size_at(
    connection: &Connection,
    folder: &DataFolder,
    destination: Destination<'_>,
    digest: &Digest,
    now: i64,
) -> Result<Option<u64>, StoreError> {
    if let Some(repository_id) = destination.repository_id
        && let Some(size_bytes) = size_in(connection, folder, repository_id, digest)?
    {
        return Ok(Some(size_bytes));
    }
    let sql = "SELECT b.size_bytes FROM blobs b JOIN pushed_blobs p ON p.digest = b.digest
               WHERE p.organization_id = ?1 AND p.repository = ?2 AND p.digest = ?3
                 AND p.pushed_at > ?4 AND b.damage IS NULL";
    let key = params![
        destination.organization_id,
        destination.repository,
        digest.as_str(),
        now - PROMISED_MILLIS
    ];
    let found = fetch_optional(connection, sql, key, |row| row.get(0))?;
    Ok(found.filter(|size_bytes| is_whole(folder, digest, *size_bytes)))
}

/// Forgets blobs that no manifest refers to and that waited for one too long. Their files are
/// left to `remove_strangers`.
pub fn forget_orphans(connection: &Connection, now: i64) -> Result<usize, StoreError> {
    let waited = "DELETE FROM pushed_blobs WHERE pushed_at <= ?1";
    connection.execute(waited, [now - KEPT_MILLIS])?;
    let orphans = "DELETE FROM blobs WHERE created_at <= ?1
        AND NOT EXISTS (SELECT 1 FROM manifest_blobs m WHERE m.blob_digest = blobs.digest)
        AND NOT EXISTS (SELECT 1 FROM pushed_blobs p WHERE p.digest = blobs.digest)";
    Ok(connection.execute(orphans, [now - KEPT_MILLIS])?)
}

/// Removes those of the files that have no row; call it inside a write transaction.
pub fn remove_strangers(connection: &Connection, files: &[PathBuf]) -> Result<usize, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM blobs WHERE digest = 'sha256:' || ?1)
                   OR EXISTS (SELECT 1 FROM uploads WHERE id = ?1)";
    let mut removed = 0;
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy());
        if !fetch_one(connection, sql, [name], |row| row.get(0))? {
            remove_file(file)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Files that were not written to since that moment.
pub fn files_before(folder: &Path, moment: i64) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(written) = entry.metadata().and_then(|data| data.modified()) else {
            // It was removed or renamed since the folder was read.
            continue;
        };
        if unix_millis_of(written) <= moment {
            files.push(entry.path());
        }
    }
    Ok(files)
}

/// The time of a file as everything else here counts it.
pub(super) fn unix_millis_of(time: std::time::SystemTime) -> i64 {
    let age = time.duration_since(std::time::UNIX_EPOCH);
    age.map_or(0, |age| i64::try_from(age.as_millis()).unwrap_or(i64::MAX))
}

/// Removes a file that may be gone already.
pub fn remove_file(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
