//! Manifests without a tag: kept while something refers to them, and for some days afterwards.
//!
//! A tag refers to its manifest, an index to its children, and the manifest that an artifact is about
//! to the artifact. Since when nothing does is noted by the sweep that first sees it, so that a manifest
//! whose tag was moved by mistake has all its days.

use rusqlite::{Connection, Row, params};

use super::blobs::KEPT_MILLIS;
use super::statement::fetch_all;
use super::{Store, StoreError, repositories};
use crate::time::DAY;

/// Manifests in one transaction: a push that waits for it waits milliseconds.
const AT_A_TIME: u32 = 100;

/// What nothing refers to, of manifests `m`.
const UNUSED: &str = "NOT EXISTS (SELECT 1 FROM tags t
        WHERE t.repository_id = m.repository_id AND t.manifest_digest = m.digest)
    AND NOT EXISTS (SELECT 1 FROM manifest_children c
        WHERE c.repository_id = m.repository_id AND c.child_digest = m.digest)
    AND NOT EXISTS (SELECT 1 FROM manifests s
        WHERE s.repository_id = m.repository_id AND s.digest = m.subject_digest)";

/// A manifest of a repository.
type Key = (i64, String);

fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    Ok((row.get(0)?, row.get(1)?))
}

/// One round: notes what nothing refers to any more, forgets that where something does again, and
/// deletes what has been so for that many days. How many manifests went.
pub(super) fn delete_unused(store: &Store, now: i64, days: u32) -> Result<usize, StoreError> {
    note(store, now)?;
    store.write_now(forget)?;
    let mut deleted = 0;
    loop {
        let due = |connection: &_| delete_due(connection, now, days);
        match store.write_now(due)? {
            0 => break,
            count => deleted += count,
        }
    }
    if deleted > 0 {
        store.write_now(|connection| repositories::settle_sizes(connection, now))?;
    }
    Ok(deleted)
}

fn note(store: &Store, now: i64) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT m.repository_id, m.digest FROM manifests m
         WHERE m.unused_since IS NULL AND {UNUSED}"
    );
    let unused = store.read_now(|connection| fetch_all(connection, &sql, [], key))?;
    let sql = format!(
        "UPDATE manifests AS m SET unused_since = ?3
         WHERE m.repository_id = ?1 AND m.digest = ?2 AND {UNUSED}"
    );
    for some in unused.chunks(AT_A_TIME as usize) {
        store.write_now(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            for (repository_id, digest) in some {
                statement.execute(params![repository_id, digest, now])?;
            }
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(())
}

fn forget(connection: &Connection) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE manifests AS m SET unused_since = NULL
         WHERE m.unused_since IS NOT NULL AND NOT ({UNUSED})"
    );
    connection.execute(&sql, [])?;
    Ok(())
}

/// Deletes some. What only they referred to goes with them and not as many days later.
fn delete_due(connection: &Connection, now: i64, days: u32) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT m.repository_id, m.digest FROM manifests m
         WHERE m.unused_since <= ?1 AND m.created_at <= ?2 AND {UNUSED} LIMIT ?3"
    );
    let limit = now - i64::from(days) * DAY;
    let bounds = params![limit, now - KEPT_MILLIS, AT_A_TIME];
    let due: Vec<Key> = fetch_all(connection, &sql, bounds, key)?;
    for (repository_id, digest) in &due {
        let belonging = belonging(connection, *repository_id, digest)?;
        let sql = "DELETE FROM manifests WHERE repository_id = ?1 AND digest = ?2";
        connection
            .prepare_cached(sql)?
            .execute(params![repository_id, digest])?;
        let sql = format!(
            "UPDATE manifests AS m SET unused_since = ?3
             WHERE m.repository_id = ?1 AND m.digest = ?2 AND {UNUSED}"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        for digest in belonging {
            statement.execute(params![repository_id, digest, limit])?;
        }
    }
    Ok(due.len())
}

/// The children of a manifest, and the artifacts about it.
fn belonging(
    connection: &Connection,
    repository_id: i64,
    digest: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT child_digest FROM manifest_children
               WHERE repository_id = ?1 AND parent_digest = ?2
               UNION SELECT digest FROM manifests
               WHERE repository_id = ?1 AND subject_digest = ?2";
    fetch_all(connection, sql, params![repository_id, digest], |row| {
        row.get(0)
    })
}
