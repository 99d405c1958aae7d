//! Storage of untagged manifests: those that no tag reaches, and the bytes that only they use.
//!
//! The numbers are stored in the row of the repository. A change of its tags or manifests invalidates them, and
//! they are counted again on request or within the hour.

use std::ops::Add;

use rusqlite::{Connection, params};

use super::statement::{fetch_all, fetch_one};
use super::{Store, StoreError};

/// Manifests without a tag, in one repository or in several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Untagged {
    pub manifests: u64,
    /// Bytes of the blobs that no tagged image of the repository needs.
    pub bytes: u64,
}

impl Add for Untagged {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            manifests: self.manifests + other.manifests,
            bytes: self.bytes + other.bytes,
        }
    }
}

pub fn of_repository(connection: &Connection, repository_id: i64) -> Result<Untagged, StoreError> {
    let sql = "SELECT untagged_manifests, untagged_bytes FROM repositories WHERE id = ?1";
    let known = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    match fetch_one(connection, sql, [repository_id], known)? {
        (Some(manifests), Some(bytes)) => Ok(Untagged { manifests, bytes }),
        _ => count(connection, repository_id),
    }
}

/// Of all repositories of an account in a region; a blob that two of them have counts twice.
pub fn of_account(
    connection: &Connection,
    account_id: &str,
    region: &str,
) -> Result<Untagged, StoreError> {
    let repositories = "FROM repositories r JOIN organizations o ON o.id = r.organization_id
                        WHERE o.account_id = ?1 AND o.region = ?2";
    let sql = format!(
        "SELECT coalesce(sum(untagged_manifests), 0), coalesce(sum(untagged_bytes), 0)
         {repositories} AND untagged_manifests IS NOT NULL"
    );
    let mut all = fetch_one(connection, &sql, [account_id, region], |row| {
        Ok(Untagged {
            manifests: row.get(0)?,
            bytes: row.get(1)?,
        })
    })?;
    let sql = format!("SELECT r.id {repositories} AND untagged_manifests IS NULL");
    let unknown: Vec<i64> = fetch_all(connection, &sql, [account_id, region], |row| row.get(0))?;
    for repository_id in unknown {
        all = all + count(connection, repository_id)?;
    }
    Ok(all)
}

/// A tag reaches its manifest, the children of an index, and what is attached to any of them.
fn count(connection: &Connection, repository_id: i64) -> Result<Untagged, StoreError> {
    let sql = "WITH RECURSIVE reached (digest) AS (
                   SELECT manifest_digest FROM tags WHERE repository_id = ?1
                   UNION SELECT c.child_digest FROM reached JOIN manifest_children c
                   ON c.repository_id = ?1 AND c.parent_digest = reached.digest
                   UNION SELECT m.digest FROM reached JOIN manifests m
                   ON m.repository_id = ?1 AND m.subject_digest = reached.digest),
               tagged AS MATERIALIZED (SELECT digest FROM reached),
               untagged AS MATERIALIZED (
                   SELECT digest FROM manifests
                   WHERE repository_id = ?1 AND digest NOT IN (SELECT digest FROM tagged))
               SELECT (SELECT count(*) FROM untagged),
                   (SELECT coalesce(sum(size_bytes), 0) FROM blobs WHERE digest IN (
                       SELECT b.blob_digest FROM untagged JOIN manifest_blobs b
                       ON b.repository_id = ?1 AND b.manifest_digest = untagged.digest
                       WHERE NOT EXISTS (
                           SELECT 1 FROM manifest_blobs t
                           WHERE t.blob_digest = b.blob_digest AND t.repository_id = ?1
                             AND t.manifest_digest IN (SELECT digest FROM tagged))))";
    fetch_one(connection, sql, [repository_id], |row| {
        Ok(Untagged {
            manifests: row.get(0)?,
            bytes: row.get(1)?,
        })
    })
}

/// Counts again where it is unknown, a repository at a time.
pub fn settle(store: &Store) -> Result<(), StoreError> {
    let sql = "SELECT id FROM repositories WHERE untagged_manifests IS NULL";
    let unknown: Vec<i64> =
        store.read_now(|connection| fetch_all(connection, sql, [], |row| row.get(0)))?;
    for repository_id in unknown {
        store.write_now(|connection| {
            let Untagged { manifests, bytes } = count(connection, repository_id)?;
            let sql = "UPDATE repositories SET untagged_manifests = ?2, untagged_bytes = ?3
                       WHERE id = ?1";
            let counted = params![repository_id, manifests, bytes];
            connection.prepare_cached(sql)?.execute(counted)?;
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::samples::{push_image, push_index, store_with_repository};
    use crate::store::tags;

    #[test]
    fn what_only_untagged_manifests_need_is_counted_and_stays_right_after_changes() {
        let (store, organization_id, repository_id) = store_with_repository();
        let (_, image) = push_image(&store, organization_id, repository_id);
        let index = push_index(&store, repository_id, &image);
        let untagged = || {
            let read = |connection: &_| of_repository(connection, repository_id);
            let untagged = store.read_now(read).unwrap();
            let sum = |connection: &_| of_account(connection, "a", "local-1");
            assert_eq!(store.read_now(sum), Ok(untagged));
            (untagged.manifests, untagged.bytes)
        };
        assert_eq!(untagged(), (1, 0), "the index; its image has a tag");
        settle(&store).unwrap();
        assert_eq!(untagged(), (1, 0));
        let untag = |connection: &_| tags::delete(connection, repository_id, "latest");
        store.write_now(untag).unwrap();
        assert_eq!(untagged(), (2, 2), "and the configuration, two bytes");
        settle(&store).unwrap();
        assert_eq!(untagged(), (2, 2));
        let tag = |connection: &_| tags::put(connection, repository_id, "v1", index.as_str(), 0);
        store.write_now(tag).unwrap();
        assert_eq!(untagged(), (0, 0));
    }
}
