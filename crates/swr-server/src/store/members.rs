//! Grants: the roles of users on organizations and repositories.
//!
//! Effective access is computed by `access`: an administrator needs no grant, and a role on an organization
//! applies to its repositories.

use rusqlite::{Connection, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_optional};
use super::viewer::Right;

/// The organization or the repository that rights are granted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantTarget {
    Organization(i64),
    Repository(i64),
}

/// A user and what was granted to them there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub user_id: String,
    pub user_name: String,
    pub right: Right,
}

impl GrantTarget {
    /// The table of the grants, its column for what they are on, and the id there.
    fn table(self) -> (&'static str, &'static str, i64) {
        match self {
            Self::Organization(id) => ("organization_members", "organization_id", id),
            Self::Repository(id) => ("repository_members", "repository_id", id),
        }
    }
}

/// In the order in which they were granted; changing a right does not move it.
pub fn list(connection: &Connection, target: GrantTarget) -> Result<Vec<Member>, StoreError> {
    let (table, column, id) = target.table();
    let sql = format!(
        "SELECT u.id, u.name, m.access FROM {table} m JOIN users u ON u.id = m.user_id
         WHERE m.{column} = ?1 ORDER BY m.id"
    );
    let rows: Vec<(String, String, u8)> = fetch_all(connection, &sql, [id], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let members = rows.into_iter().map(|(user_id, user_name, number)| {
        let broken = || StoreError::Broken(format!("{number} is not a role"));
        Ok(Member {
            user_id,
            user_name,
            right: Right::from_number(number).ok_or_else(broken)?,
        })
    });
    members.collect()
}

/// What was granted there, apart from everything else that the user may do.
pub fn granted(
    connection: &Connection,
    target: GrantTarget,
    user_id: &str,
) -> Result<Option<Right>, StoreError> {
    let (table, column, id) = target.table();
    let sql = format!("SELECT access FROM {table} WHERE {column} = ?1 AND user_id = ?2");
    let number: Option<u8> =
        fetch_optional(connection, &sql, params![id, user_id], |row| row.get(0))?;
    Ok(number.and_then(Right::from_number))
}

/// Grants a right, or changes it.
pub fn grant(
    connection: &Connection,
    target: GrantTarget,
    user_id: &str,
    right: Right,
) -> Result<(), StoreError> {
    let (table, column, id) = target.table();
    let sql = format!(
        "INSERT INTO {table} ({column}, user_id, access) VALUES (?1, ?2, ?3)
         ON CONFLICT ({column}, user_id) DO UPDATE SET access = excluded.access"
    );
    let granted = params![id, user_id, right.number()];
    connection.prepare_cached(&sql)?.execute(granted)?;
    Ok(())
}

/// Whether there was something to take back.
pub fn revoke(
    connection: &Connection,
    target: GrantTarget,
    user_id: &str,
) -> Result<bool, StoreError> {
    let (table, column, id) = target.table();
    let sql = format!("DELETE FROM {table} WHERE {column} = ?1 AND user_id = ?2");
    let removed = connection
        .prepare_cached(&sql)?
        .execute(params![id, user_id])?;
    Ok(removed > 0)
}
