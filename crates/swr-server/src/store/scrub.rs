//! The scrub's database queries: the blobs to check, and the results.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one};
use super::verification::tags_that_need_blob;

/// A blob that is to be compared with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueBlob {
    pub digest: String,
    pub size_bytes: u64,
    /// When it was pushed or last checked.
    checked_at: i64,
}

/// The state of all blobs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub damaged: u64,
    /// When the blob was pushed or checked whose check is the longest ago; `None` without blobs.
    pub oldest_check: Option<i64>,
}

/// Blobs that were not checked since that moment, and damaged ones not since the other; at most so many,
/// those first whose check is the longest ago.
pub fn due(
    connection: &Connection,
    since: i64,
    damaged_since: i64,
    count: u32,
) -> Result<Vec<DueBlob>, StoreError> {
    let sql = "SELECT digest, size_bytes, checked FROM (
                   SELECT digest, size_bytes, coalesce(checked_at, created_at) AS checked
                   FROM blobs WHERE coalesce(checked_at, created_at) <= ?1
                   UNION SELECT digest, size_bytes, checked_at FROM blobs
                   WHERE damage IS NOT NULL AND checked_at <= ?2)
               ORDER BY checked LIMIT ?3";
    let read = |row: &Row<'_>| {
        Ok(DueBlob {
            digest: row.get(0)?,
            size_bytes: row.get(1)?,
            checked_at: row.get(2)?,
        })
    };
    fetch_all(connection, sql, params![since, damaged_since, count], read)
}

/// Notes what a check came to, and gives the tags that need the blob if it is damaged. A blob that was
/// pushed or deleted since it was due is left as it is.
pub fn note(
    connection: &Connection,
    blob: &DueBlob,
    damage: Option<&str>,
    now: i64,
) -> Result<Option<String>, StoreError> {
    let sql = "UPDATE blobs SET checked_at = ?2, damage = ?3
               WHERE digest = ?1 AND coalesce(checked_at, created_at) = ?4";
    let outcome = params![blob.digest, now, damage, blob.checked_at];
    let noted = connection.prepare_cached(sql)?.execute(outcome)?;
    match damage {
        Some(_) if noted > 0 => tags_that_need_blob(connection, &blob.digest).map(Some),
        _ => Ok(None),
    }
}

pub fn condition(connection: &Connection) -> Result<Condition, StoreError> {
    let sql = "SELECT (SELECT count(*) FROM blobs WHERE damage IS NOT NULL),
                      (SELECT min(coalesce(checked_at, created_at)) FROM blobs)";
    fetch_one(connection, sql, [], |row| {
        Ok(Condition {
            damaged: row.get(0)?,
            oldest_check: row.get(1)?,
        })
    })
}

/// The bytes of all blobs.
pub fn total_bytes(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(size_bytes), 0) FROM blobs";
    fetch_one(connection, sql, [], |row| row.get(0))
}
