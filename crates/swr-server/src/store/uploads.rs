//! Uploads under way: a row each, and a file of the same name that grows.
//!
//! How far an upload is, only the file knows; after a crash it goes on from there.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, params};

use super::blobs::{Destination, KEPT_MILLIS};
use super::{DataFolder, StoreError};

/// Where the bytes are until the upload is finished.
pub fn path(folder: &DataFolder, id: &str) -> PathBuf {
    folder.uploads_path().join(id)
}

/// Starts an upload and answers its id, which nobody can guess.
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

/// How many uploads the user has under way.
pub fn count_of_user(connection: &Connection, user_id: &str) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM uploads WHERE user_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([user_id], |row| row.get(0))?)
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
    let mut statement = connection.prepare_cached(sql)?;
    let key = params![
        id,
        destination.organization_id,
        destination.repository,
        user_id
    ];
    let found = statement.query_row(key, |_| Ok(())).optional()?;
    Ok(found.is_some())
}

/// Whether the upload has not ended, whoever's it is.
pub fn is_known(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM uploads WHERE id = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| row.get(0))?)
}

/// Ends the upload, whether its file became a blob or not.
pub fn end(connection: &Connection, id: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM uploads WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

/// Ends uploads that nobody finished for a day. Their files are left to `remove_strangers`.
pub fn end_expired(connection: &Connection, now: i64) -> Result<usize, StoreError> {
    let sql = "DELETE FROM uploads WHERE started_at <= ?1";
    Ok(connection.execute(sql, [now - KEPT_MILLIS])?)
}
