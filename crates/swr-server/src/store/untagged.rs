//! Untagged manifests: kept while something refers to them, and for some days afterwards.
//!
//! A tag refers to its manifest, an index to its children, and a subject to its artifacts. The sweep that first
//! finds a manifest unreferenced records the time, so a manifest whose tag was moved by mistake is kept for the
//! full period.

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

/// One round: notes what nothing refers to any longer, forgets that where something does again, and
/// deletes what has been so for that many days. How many manifests went.
pub(super) fn delete_unused(store: &Store, now: i64, days: u32) -> Result<usize, StoreError> {
    note(store, now)?;
    forget(store)?;
    let mut deleted = 0;
    let outcome = loop {
        let due = |connection: &_| delete_due(connection, now, days);
        match store.write_now(due) {
            Ok(0) => break Ok(()),
            Ok(count) => deleted += count,
            Err(error) => break Err(error),
        }
    };
    // Also after a batch that failed: those before it are gone.
    if deleted > 0 {
        store.write_now(|connection| repositories::settle_sizes(connection, now))?;
    }
    outcome.map(|()| deleted)
}

/// Notes since when nothing refers to a manifest.
fn note(store: &Store, now: i64) -> Result<(), StoreError> {
    let unused = format!("m.unused_since IS NULL AND {UNUSED}");
    mark(store, &unused, Some(now))
}

/// Forgets that nothing referred to a manifest, where something does again.
fn forget(store: &Store) -> Result<(), StoreError> {
    let used = format!("m.unused_since IS NOT NULL AND NOT ({UNUSED})");
    mark(store, &used, None)
}

/// Sets `unused_since` of the manifests that are so. They are found without a transaction that others
/// wait for, and asked again in a small one.
fn mark(store: &Store, which: &str, unused_since: Option<i64>) -> Result<(), StoreError> {
    let find = format!("SELECT m.repository_id, m.digest FROM manifests m WHERE {which}");
    let found = store.read_now(|connection| fetch_all(connection, &find, [], key))?;
    let set = format!(
        "UPDATE manifests AS m SET unused_since = ?3
         WHERE m.repository_id = ?1 AND m.digest = ?2 AND {which}"
    );
    for some in found.chunks(AT_A_TIME as usize) {
        store.write_now(|connection| {
            let mut statement = connection.prepare_cached(&set)?;
            for (repository_id, digest) in some {
                statement.execute(params![repository_id, digest, unused_since])?;
            }
            Ok::<_, StoreError>(())
        })?;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::samples::store_with_repository;
    use crate::store::tags;

    /// So many manifests, each with a tag `t1`, `t2`, …
    fn tagged(count: u32) -> Store {
        let (store, _, repository_id) = store_with_repository();
        let fill = |connection: &Connection| {
            for number in 1..=count {
                let (digest, name) = (format!("sha256:{number:064}"), format!("t{number}"));
                let sql = "INSERT INTO manifests (repository_id, digest, media_type, body, kind,
                               image_size_bytes, created_at, schema_version)
                           VALUES (?1, ?2, 'a/b', x'', 1, 0, 0, 2)";
                connection.execute(sql, params![repository_id, digest])?;
                tags::put(connection, repository_id, &name, &digest, 0)?;
            }
            repositories::settle_sizes(connection, 0)
        };
        store.write_now(fill).unwrap();
        store
    }

    fn count(store: &Store, sql: &str) -> u32 {
        let counted: Result<u32, StoreError> =
            store.read_now(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?));
        counted.unwrap()
    }

    fn execute(store: &Store, sql: &str) {
        let executed: Result<(), StoreError> =
            store.write_now(|connection| Ok(connection.execute_batch(sql)?));
        executed.unwrap();
    }

    #[test]
    fn manifests_with_a_tag_again_are_marked_in_small_transactions() {
        let store = tagged(250);
        execute(&store, "UPDATE manifests SET unused_since = 0");
        let failing = "CREATE TRIGGER late BEFORE UPDATE ON manifests
                       WHEN old.digest = 'sha256:' || printf('%064d', 250)
                       BEGIN SELECT RAISE(ABORT, 'late'); END";
        execute(&store, failing);
        assert!(delete_unused(&store, 1, 7).is_err());
        let sql = "SELECT count(*) FROM manifests WHERE unused_since IS NOT NULL";
        assert_eq!(count(&store, sql), 50, "those of the last transaction");
    }

    #[test]
    fn sizes_are_known_after_a_deletion_that_failed_half_way() {
        let store = tagged(250);
        execute(
            &store,
            "DELETE FROM tags; UPDATE manifests SET unused_since = 0",
        );
        store
            .write_now(|connection| repositories::settle_sizes(connection, 0))
            .unwrap();
        let failing = "CREATE TRIGGER late BEFORE DELETE ON manifests
                       WHEN (SELECT count(*) FROM manifests) <= 50
                       BEGIN SELECT RAISE(ABORT, 'late'); END";
        execute(&store, failing);
        assert!(delete_unused(&store, 8 * DAY, 7).is_err());
        assert_eq!(count(&store, "SELECT count(*) FROM manifests"), 50);
        let unknown = "SELECT count(*) FROM repositories WHERE size_bytes IS NULL";
        assert_eq!(count(&store, unknown), 0);
    }
}
