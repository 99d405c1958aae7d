//! Uploads in progress: a row each, and a growing file of the same name.
//!
//! The progress of an upload is the length of its file, from which it continues after a crash.

use std::path::PathBuf;

use rusqlite::{Connection, Row, params};

use super::blobs::{Destination, KEPT_MILLIS, unix_millis_of};
use super::statement::{fetch_all, fetch_one, fetch_optional};
use super::{DataFolder, StoreError};

/// Where the bytes are until the upload is finished.
pub fn path(folder: &DataFolder, id: &str) -> PathBuf {
    folder.uploads_path().join(id)
}

/// Starts an upload and responses its id, which no one can guess.
pub fn start(
    connection: &Connection,
    destination: Destination<'_>,
    user_id: &str,
    now: i64,
) -> Result<String, StoreError> {
    let id = crate::random::hex_id();
    let sql = "INSERT INTO uploads (id, organization_id, repository, user_id, started_at)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![
        id,
        destination.organization_id,
        destination.repository,
        user_id,
        now
    ])?;
    Ok(id)
}

/// The uploads that the user has under way, the one that was idle the longest first.
pub fn longest_idle_first(
    connection: &Connection,
    folder: &DataFolder,
    user_id: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id, started_at FROM uploads WHERE user_id = ?1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let mut uploads: Vec<(String, i64)> = fetch_all(connection, sql, [user_id], read)?;
    uploads.sort_by_cached_key(|(id, started_at)| idle_since(folder, id, *started_at));
    Ok(uploads.into_iter().map(|(id, _)| id).collect())
}

/// When the last byte arrived, or the upload was started; only the file knows the former.
fn idle_since(folder: &DataFolder, id: &str, started_at: i64) -> i64 {
    let written = path(folder, id).metadata().and_then(|data| data.modified());
    written.map_or(started_at, |written| {
        unix_millis_of(written).max(started_at)
    })
}

/// Whether that user has that upload under way to that destination.
pub fn exists(
    connection: &Connection,
    id: &str,
    destination: Destination<'_>,
    user_id: &str,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM uploads
               WHERE id = ?1 AND organization_id = ?2 AND repository = ?3 AND user_id = ?4";
    let key = params![
        id,
        destination.organization_id,
        destination.repository,
        user_id
    ];
    let found = fetch_optional(connection, sql, key, |_| Ok(()))?;
    Ok(found.is_some())
}

/// Whether the upload has not ended, anyone who's it is.
pub fn is_known(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM uploads WHERE id = ?1)";
    fetch_one(connection, sql, [id], |row| row.get(0))
}

/// Ends the upload, whether its file became a blob or not.
pub fn end(connection: &Connection, id: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM uploads WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

/// Ends uploads to which nothing was added for a day. Their files are left to `remove_strangers`.
pub fn end_expired(
    connection: &Connection,
    folder: &DataFolder,
    now: i64,
) -> Result<usize, StoreError> {
    let sql = "SELECT id, started_at FROM uploads WHERE started_at <= ?1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let old: Vec<(String, i64)> = fetch_all(connection, sql, [now - KEPT_MILLIS], read)?;
    let mut ended = 0;
    for (id, started_at) in old {
        if idle_since(folder, &id, started_at) <= now - KEPT_MILLIS {
            end(connection, &id)?;
            ended += 1;
        }
    }
    Ok(ended)
}
