//! The grants themselves: who was given which right on one organization or on one repository.
//!
//! What somebody may do in the end is another question, which `access` answers: an administrator
//! manages without a grant, and a right on an organization holds for what is in it.

use rusqlite::{Connection, params};

use super::StoreError;
use super::access::{self, Right};
use super::statement::{fetch_all, fetch_optional};

/// Where rights are granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Organization(i64),
    Repository(i64),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub user_id: String,
    pub user_name: String,
    pub right: Right,
}

impl Place {
    fn table(self) -> (&'static str, &'static str, i64) {
        match self {
            Self::Organization(id) => ("organization_members", "organization_id", id),
            Self::Repository(id) => ("repository_members", "repository_id", id),
        }
    }
}

/// In the order in which they were granted; changing a right does not move it.
pub fn list(connection: &Connection, place: Place) -> Result<Vec<Member>, StoreError> {
    let (table, column, id) = place.table();
    let sql = format!(
        "SELECT u.id, u.name, m.access FROM {table} m JOIN users u ON u.id = m.user_id
         WHERE m.{column} = ?1 ORDER BY m.id"
    );
    let rows: Vec<(String, String, u8)> = fetch_all(connection, &sql, [id], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let members = rows.into_iter().map(|(user_id, user_name, number)| {
        let broken = || StoreError::Broken(format!("{number} is no right"));
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
    place: Place,
    user_id: &str,
) -> Result<Option<Right>, StoreError> {
    let (table, column, id) = place.table();
    let sql = format!("SELECT access FROM {table} WHERE {column} = ?1 AND user_id = ?2");
    let number: Option<u8> =
        fetch_optional(connection, &sql, params![id, user_id], |row| row.get(0))?;
    Ok(number.and_then(Right::from_number))
}

/// Grants a right, or changes it.
pub fn grant(
    connection: &Connection,
    place: Place,
    user_id: &str,
    right: Right,
) -> Result<(), StoreError> {
    match place {
        Place::Organization(id) => access::grant_organization(connection, id, user_id, right),
        Place::Repository(id) => access::grant_repository(connection, id, user_id, right),
    }
}

/// Whether there was something to take back.
pub fn revoke(connection: &Connection, place: Place, user_id: &str) -> Result<bool, StoreError> {
    let (table, column, id) = place.table();
    let sql = format!("DELETE FROM {table} WHERE {column} = ?1 AND user_id = ?2");
    let removed = connection
        .prepare_cached(&sql)?
        .execute(params![id, user_id])?;
    Ok(removed > 0)
}
