//! The targets that a repository is copied to. The copies themselves are in `sync_jobs`.

use rusqlite::{Connection, params};

use super::StoreError;
use super::statement::fetch_all;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynchronizationRow {
    pub id: i64,
    pub target: Target,
    pub is_automatic: bool,
    pub overrides: bool,
    pub created_at: i64,
}

/// An organization of another region, which need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub region: String,
    pub organization: String,
}

pub struct NewSynchronization<'a> {
    pub repository_id: i64,
    pub target: &'a Target,
    pub is_automatic: bool,
    /// Whether a tag that is there already is moved.
    pub overrides: bool,
    pub creator_id: &'a str,
    pub creator_name: &'a str,
    pub now: i64,
}

/// `StoreError::Exists` when the repository has that target.
pub fn create(connection: &Connection, new: &NewSynchronization<'_>) -> Result<(), StoreError> {
    let sql = "INSERT INTO synchronizations (repository_id, remote_region, remote_organization,
                   is_automatic, overrides, creator_id, creator_name, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        new.repository_id,
        new.target.region,
        new.target.organization,
        new.is_automatic,
        new.overrides,
        new.creator_id,
        new.creator_name,
        new.now
    ])?;
    Ok(())
}

/// Those that work by themselves, in the order in which they were made.
pub fn list_automatic(
    connection: &Connection,
    repository_id: i64,
) -> Result<Vec<SynchronizationRow>, StoreError> {
    let sql = "SELECT id, remote_region, remote_organization, is_automatic, overrides, created_at
               FROM synchronizations WHERE repository_id = ?1 AND is_automatic ORDER BY id";
    fetch_all(connection, sql, [repository_id], |row| {
        Ok(SynchronizationRow {
            id: row.get(0)?,
            target: Target {
                region: row.get(1)?,
                organization: row.get(2)?,
            },
            is_automatic: row.get(3)?,
            overrides: row.get(4)?,
            created_at: row.get(5)?,
        })
    })
}

/// Whether there was one. Its jobs stay, and those that wait are still done.
pub fn delete(
    connection: &Connection,
    repository_id: i64,
    target: &Target,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM synchronizations
               WHERE repository_id = ?1 AND remote_region = ?2 AND remote_organization = ?3";
    let key = params![repository_id, target.region, target.organization];
    Ok(connection.prepare_cached(sql)?.execute(key)? > 0)
}
