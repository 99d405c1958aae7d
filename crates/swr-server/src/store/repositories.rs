//! Repositories, as seen by a viewer.
//!
//! The size is that of everything the tags refer to, each blob once. A trigger resets it with every change;
//! it is computed when needed, and `settle_sizes` stores the result.

mod page;

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, named_params, params};

use super::statement::{fetch_all, fetch_one, fetch_optional};
use super::viewer::{HAS_RIGHT, Viewer};
use super::{StoreError, statistics};

pub use page::{Order, Page};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepositoryRow {
    pub id: i64,
    pub organization_id: i64,
    pub organization: String,
    /// The account that owns the organization.
    pub account_id: String,
    pub account_name: String,
    pub name: String,
    pub category: String,
    pub description: String,
    pub is_public: bool,
    pub creator_id: String,
    pub creator_name: String,
    pub download_count: u64,
    pub created_at: i64,
    pub updated_at: i64,
    pub tag_count: u64,
    /// `None` when a change made it unknown; ask `size_bytes`.
    known_size_bytes: Option<u64>,
}

pub struct NewRepository<'a> {
    pub organization_id: i64,
    pub name: &'a str,
    pub category: &'a str,
    pub description: &'a str,
    pub is_public: bool,
    pub creator_id: &'a str,
    pub creator_name: &'a str,
    pub now: i64,
}

/// What to change; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    pub is_public: Option<bool>,
    pub category: Option<String>,
    pub description: Option<String>,
}

/// The repositories of a list, and the part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Part of the organization's name; empty for all.
    pub organization: String,
    /// Part of the repository's name; empty for all.
    pub name: String,
    pub category: Option<String>,
    pub is_public: Option<bool>,
    pub page: Page,
}

/// `StoreError::Exists` when the organization has a repository of that name.
pub fn create(connection: &Connection, new: &NewRepository<'_>) -> Result<i64, StoreError> {
    let sql = "INSERT INTO repositories (organization_id, name, category, description, is_public,
                   creator_id, creator_name, created_at, updated_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        new.organization_id,
        new.name,
        new.category,
        new.description,
        new.is_public,
        new.creator_id,
        new.creator_name,
        new.now
    ])?;
    Ok(connection.last_insert_rowid())
}

const SELECT: &str = "SELECT r.id, r.organization_id, o.name, a.id, a.name, r.name, r.category,
        r.description, r.is_public, r.creator_id, r.creator_name, r.download_count, r.created_at,
        r.updated_at, (SELECT count(*) FROM tags t WHERE t.repository_id = r.id), r.size_bytes
    FROM repositories r JOIN organizations o ON o.id = r.organization_id
    JOIN accounts a ON a.id = o.account_id";

pub fn find(
    connection: &Connection,
    region: &str,
    organization: &str,
    name: &str,
) -> Result<Option<RepositoryRow>, StoreError> {
    let sql = format!("{SELECT} WHERE o.region = ?1 AND o.name = ?2 AND r.name = ?3");
    fetch_optional(connection, &sql, [region, organization, name], read)
}

/// One that a row of the store refers to.
pub fn by_id(connection: &Connection, id: i64) -> Result<RepositoryRow, StoreError> {
    let sql = format!("{SELECT} WHERE r.id = ?1");
    fetch_one(connection, &sql, [id], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<RepositoryRow> {
    Ok(RepositoryRow {
        id: row.get(0)?,
        organization_id: row.get(1)?,
        organization: row.get(2)?,
        account_id: row.get(3)?,
        account_name: row.get(4)?,
        name: row.get(5)?,
        category: row.get(6)?,
        description: row.get(7)?,
        is_public: row.get(8)?,
        creator_id: row.get(9)?,
        creator_name: row.get(10)?,
        download_count: row.get(11)?,
        created_at: row.get(12)?,
        updated_at: row.get(13)?,
        tag_count: row.get(14)?,
        known_size_bytes: row.get(15)?,
    })
}

/// How large it is. Apart from the row, because adding up ten thousand tags takes a while and most
/// callers only want to know whether the repository is there.
pub fn size_bytes(connection: &Connection, repository: &RepositoryRow) -> Result<u64, StoreError> {
    match repository.known_size_bytes {
        Some(size_bytes) => Ok(size_bytes),
        None => measure(connection, repository.id),
    }
}

fn measure(connection: &Connection, repository_id: i64) -> Result<u64, StoreError> {
    let sql = "WITH RECURSIVE reached (digest) AS (
                   SELECT manifest_digest FROM tags WHERE repository_id = ?1
                   UNION SELECT c.child_digest FROM manifest_children c
                   JOIN reached ON c.repository_id = ?1 AND c.parent_digest = reached.digest)
               SELECT coalesce(sum(size_bytes), 0) FROM blobs WHERE digest IN (
                   SELECT b.blob_digest FROM manifest_blobs b
                   JOIN reached ON b.repository_id = ?1 AND b.manifest_digest = reached.digest)";
    fetch_one(connection, sql, [repository_id], |row| row.get(0))
}

/// Computes and keeps every size that a change made unknown, and notes what its account has now.
pub fn settle_sizes(connection: &Connection, now: i64) -> Result<(), StoreError> {
    let sql = "SELECT r.id, o.account_id, o.region FROM repositories r
               JOIN organizations o ON o.id = r.organization_id WHERE r.size_bytes IS NULL";
    let unknown: Vec<(i64, String, String)> = fetch_all(connection, sql, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let mut changed = BTreeSet::new();
    for (id, account_id, region) in unknown {
        let sql = "UPDATE repositories SET size_bytes = ?2 WHERE id = ?1";
        let size_bytes = measure(connection, id)?;
        connection
            .prepare_cached(sql)?
            .execute(params![id, size_bytes])?;
        changed.insert((account_id, region));
    }
    for (account_id, region) in changed {
        statistics::record_stored(connection, &account_id, &region, now)?;
    }
    Ok(())
}

const SELECTED: &str = "FROM repositories r JOIN organizations o ON o.id = r.organization_id
    WHERE o.region = :region AND instr(o.name, :organization) > 0 AND instr(r.name, :name) > 0
      AND (:category IS NULL OR r.category = :category)
      AND (:public IS NULL OR r.is_public = :public)
      AND (:below IS NULL OR r.id < :below)";

/// One page of what the viewer has a role on, and how many there are in all.
pub fn list(
    connection: &Connection,
    viewer: &Viewer,
    selection: &Selection,
) -> Result<(Vec<RepositoryRow>, u64), StoreError> {
    let filter = named_params! {
        ":organization": selection.organization,
        ":name": selection.name,
        ":category": selection.category,
        ":public": selection.is_public,
        ":below": selection.page.below,
        ":administrator": viewer.is_administrator,
        ":account": viewer.account_id,
        ":user": viewer.user_id,
        ":region": viewer.region,
    };
    let count = format!("SELECT count(*) {SELECTED} AND {HAS_RIGHT}");
    let total = fetch_one(connection, &count, filter, |row| row.get(0))?;
    // Ids first: counting tags and adding up sizes is for the rows of the page only.
    let page = selection.page.clause();
    let sql = format!("SELECT r.id {SELECTED} AND {HAS_RIGHT} {page}");
    let ids: Vec<i64> = fetch_all(connection, &sql, filter, |row| row.get(0))?;
    let rows = ids.into_iter().map(|id| by_id(connection, id));
    Ok((rows.collect::<Result<_, _>>()?, total))
}

pub fn update(
    connection: &Connection,
    id: i64,
    changes: &Changes,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE repositories SET is_public = coalesce(?2, is_public),
                   category = coalesce(?3, category), description = coalesce(?4, description),
                   updated_at = ?5 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![
        id,
        changes.is_public,
        changes.category,
        changes.description,
        now
    ])?;
    Ok(())
}

/// Something was pushed or removed.
pub fn touch(connection: &Connection, id: i64, now: i64) -> Result<(), StoreError> {
    let sql = "UPDATE repositories SET updated_at = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id, now])?;
    Ok(())
}

pub fn count_downloads(connection: &Connection, id: i64, count: u64) -> Result<(), StoreError> {
    let sql = "UPDATE repositories SET download_count = download_count + ?2 WHERE id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![id, count])?;
    Ok(())
}

/// Takes manifests along, tagged or not: ask `tag_count` in the same transaction first.
pub fn delete(connection: &Connection, id: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM repositories WHERE id = ?1", [id])?;
    Ok(())
}
