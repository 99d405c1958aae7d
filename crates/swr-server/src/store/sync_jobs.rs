//! Jobs: one tag to copy to one organization of another region, and the result.
//!
//! Automatic jobs are not inserted here: the database creates them with every tag that is added or moved.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one, fetch_optional};
use super::synchronizations::Target;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Waiting,
    Running,
    Success,
    Failed,
    /// The tag was there already, and nothing was changed.
    Existed,
}

impl Status {
    /// On the wire and in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Success => "success",
            Self::Failed => "failed",
            Self::Existed => "existed",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    pub id: i64,
    pub repository_id: i64,
    pub target: Target,
    pub overrides: bool,
    pub tag: String,
    /// A word of `Status`.
    pub status: String,
    pub operator_id: String,
    pub operator_name: String,
    pub created_at: i64,
    pub updated_at: i64,
}

pub struct NewJob<'a> {
    pub repository_id: i64,
    pub target: &'a Target,
    pub overrides: bool,
    pub tag: &'a str,
    pub operator_id: &'a str,
    pub operator_name: &'a str,
    pub now: i64,
}

const SELECT: &str = "SELECT id, repository_id, remote_region, remote_organization, overrides, tag,
    status, operator_id, operator_name, created_at, updated_at FROM sync_jobs";

fn read(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    Ok(JobRow {
        id: row.get(0)?,
        repository_id: row.get(1)?,
        target: Target {
            region: row.get(2)?,
            organization: row.get(3)?,
        },
        overrides: row.get(4)?,
        tag: row.get(5)?,
        status: row.get(6)?,
        operator_id: row.get(7)?,
        operator_name: row.get(8)?,
        created_at: row.get(9)?,
        updated_at: row.get(10)?,
    })
}

/// Puts a job in the queue and responses its id.
pub fn create(connection: &Connection, new: &NewJob<'_>) -> Result<i64, StoreError> {
    let sql = "INSERT INTO sync_jobs (repository_id, remote_region, remote_organization, overrides,
                   tag, operator_id, operator_name, created_at, updated_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        new.repository_id,
        new.target.region,
        new.target.organization,
        new.overrides,
        new.tag,
        new.operator_id,
        new.operator_name,
        new.now
    ])?;
    Ok(connection.last_insert_rowid())
}

/// The oldest job that is not done. One that is running was cut off: there is one worker.
pub fn next(connection: &Connection) -> Result<Option<JobRow>, StoreError> {
    let sql = format!("{SELECT} WHERE status IN ('waiting', 'running') ORDER BY id LIMIT 1");
    fetch_optional(connection, &sql, [], read)
}

pub fn set_status(
    connection: &Connection,
    id: i64,
    status: Status,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE sync_jobs SET status = ?2, updated_at = ?3 WHERE id = ?1";
    let change = params![id, status.word(), now];
    connection.prepare_cached(sql)?.execute(change)?;
    Ok(())
}

/// One page in the order of their creation, and how many there are in all.
pub fn list(
    connection: &Connection,
    repository_id: i64,
    descending: bool,
    offset: u64,
    limit: u64,
) -> Result<(Vec<JobRow>, u64), StoreError> {
    let count = "SELECT count(*) FROM sync_jobs WHERE repository_id = ?1";
    let total = fetch_one(connection, count, [repository_id], |row| row.get(0))?;
    let direction = if descending { "DESC" } else { "ASC" };
    let sql = format!(
        "{SELECT} WHERE repository_id = ?1
         ORDER BY created_at {direction}, id {direction} LIMIT ?2 OFFSET ?3"
    );
    let rows = fetch_all(
        connection,
        &sql,
        params![repository_id, limit, offset],
        read,
    )?;
    Ok((rows, total))
}
