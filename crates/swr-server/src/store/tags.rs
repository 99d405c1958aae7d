//! Tags, each with the manifest that it refers to.

mod behind;
mod referred;

pub use behind::{Behind, Mark, UpdatedAt, list_behind};
pub use referred::names_referred_to;

use rusqlite::{Connection, Row, named_params, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one, fetch_optional};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRow {
    pub id: i64,
    pub name: String,
    pub digest: String,
    /// How long the manifest is; its bytes are read by `manifests::find`, one at a time.
    pub manifest_bytes: u64,
    /// 0 image, 1 index or manifest list.
    pub kind: i64,
    pub schema_version: i64,
    /// What identifies the image whatever its layers are packed in; an index has none.
    pub config_digest: Option<String>,
    pub image_size_bytes: u64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Updated,
    Name,
}

/// The tags of a list, their order, and the part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Part of the name; empty for all.
    pub name: String,
    pub order: Order,
    pub descending: bool,
    pub offset: u64,
    pub limit: u64,
}

const SELECT: &str = "SELECT t.id, t.name, t.manifest_digest, length(m.body), m.kind,
        m.schema_version, m.config_digest, m.image_size_bytes, t.created_at, t.updated_at
    FROM tags t JOIN manifests m
      ON m.repository_id = t.repository_id AND m.digest = t.manifest_digest";

fn read(row: &Row<'_>) -> rusqlite::Result<TagRow> {
    Ok(TagRow {
        id: row.get(0)?,
        name: row.get(1)?,
        digest: row.get(2)?,
        manifest_bytes: row.get(3)?,
        kind: row.get(4)?,
        schema_version: row.get(5)?,
        config_digest: row.get(6)?,
        image_size_bytes: row.get(7)?,
        created_at: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

/// One page, and how many match in all.
pub fn list(
    connection: &Connection,
    repository_id: i64,
    selection: &Selection,
) -> Result<(Vec<TagRow>, u64), StoreError> {
    let count = "SELECT count(*) FROM tags t
                 WHERE t.repository_id = ?1 AND instr(t.name, ?2) > 0";
    let total = fetch_one(
        connection,
        count,
        params![repository_id, selection.name],
        |row| row.get(0),
    )?;
    let column = match selection.order {
        Order::Updated => "t.updated_at",
        Order::Name => "t.name",
    };
    let direction = if selection.descending { "DESC" } else { "ASC" };
    let order = format!("{column} {direction}, t.id {direction}");
    // Ids first: only the tags of the page are joined with their manifests.
    let sql = format!(
        "{SELECT} WHERE t.id IN (
             SELECT t.id FROM tags t WHERE t.repository_id = :repository
             AND instr(t.name, :name) > 0 ORDER BY {order} LIMIT :limit OFFSET :offset)
         ORDER BY {order}"
    );
    let page = named_params! {
        ":repository": repository_id,
        ":name": selection.name,
        ":limit": selection.limit,
        ":offset": selection.offset,
    };
    let rows = fetch_all(connection, &sql, page, read)?;
    Ok((rows, total))
}

/// The names of the tags that changed last, newest first.
pub fn newest_names(
    connection: &Connection,
    repository_id: i64,
    limit: u64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM tags WHERE repository_id = ?1
               ORDER BY updated_at DESC, id DESC LIMIT ?2";
    fetch_all(connection, sql, params![repository_id, limit], |row| {
        row.get(0)
    })
}

/// Names behind that one in the order of their bytes; all of them without a limit.
pub fn names_after(
    connection: &Connection,
    repository_id: i64,
    last: &str,
    limit: Option<u64>,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM tags WHERE repository_id = ?1 AND name > ?2
               ORDER BY name LIMIT coalesce(?3, -1)";
    let key = params![repository_id, last, limit];
    fetch_all(connection, sql, key, |row| row.get(0))
}

pub fn find(
    connection: &Connection,
    repository_id: i64,
    name: &str,
) -> Result<Option<TagRow>, StoreError> {
    let sql = format!("{SELECT} WHERE t.repository_id = ?1 AND t.name = ?2");
    fetch_optional(connection, &sql, params![repository_id, name], read)
}

/// Makes the tag or moves it; the manifest must be there.
pub fn put(
    connection: &Connection,
    repository_id: i64,
    name: &str,
    manifest_digest: &str,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tags (repository_id, name, manifest_digest, created_at, updated_at)
               VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (repository_id, name)
               DO UPDATE SET manifest_digest = excluded.manifest_digest, updated_at = ?4";
    let tag = params![repository_id, name, manifest_digest, now];
    connection.prepare_cached(sql)?.execute(tag)?;
    Ok(())
}

/// Removes this tag and no other, and not what it named. Whether there was one.
pub fn delete(connection: &Connection, repository_id: i64, name: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM tags WHERE repository_id = ?1 AND name = ?2";
    let removed = connection
        .prepare_cached(sql)?
        .execute(params![repository_id, name])?;
    Ok(removed > 0)
}
