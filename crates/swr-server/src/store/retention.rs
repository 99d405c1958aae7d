//! Retention policies, their history, and deletion.
//!
//! Running a policy has three steps, so that no connection is held while rules are matched: a snapshot of the
//! policy and its tags, the plan, and deletions in small transactions.

mod run;

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one, fetch_optional};
use crate::retention::{Rule, parse_rules};

pub use run::{
    Deletion, Snapshot, delete_planned, repositories_with_policy, run, settle, snapshot,
    tag_characters,
};

#[derive(Debug, Clone)]
pub struct PolicyRow {
    pub id: i64,
    pub rules: Vec<Rule>,
}

/// A deletion, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    pub id: i64,
    pub policy_id: i64,
    /// The rule as JSON.
    pub rule: String,
    pub tag: String,
    pub created_at: i64,
}

/// The policy of a repository; it has one or none.
pub fn find(connection: &Connection, repository_id: i64) -> Result<Option<PolicyRow>, StoreError> {
    let sql = "SELECT id, rules FROM retention_policies WHERE repository_id = ?1";
    let found = fetch_optional(connection, sql, [repository_id], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    found.map(read_policy).transpose()
}

fn read_policy((id, rules): (i64, String)) -> Result<PolicyRow, StoreError> {
    let broken = |detail: String| StoreError::Broken(format!("the policy {id}: {detail}"));
    let values: Vec<serde_json::Value> =
        serde_json::from_str(&rules).map_err(|error| broken(error.to_string()))?;
    let rules = parse_rules(&values).map_err(|error| broken(error.to_string()))?;
    Ok(PolicyRow { id, rules })
}

fn written(rules: &[Rule]) -> String {
    serde_json::to_string(rules).expect("texts and numbers")
}

/// `StoreError::Exists` when the repository has a policy.
pub fn create(
    connection: &Connection,
    repository_id: i64,
    rules: &[Rule],
    now: i64,
) -> Result<i64, StoreError> {
    let sql = "INSERT INTO retention_policies (repository_id, rules, created_at)
               VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![repository_id, written(rules), now])?;
    Ok(connection.last_insert_rowid())
}

pub fn update(connection: &Connection, id: i64, rules: &[Rule]) -> Result<(), StoreError> {
    let sql = "UPDATE retention_policies SET rules = ?2 WHERE id = ?1";
    connection.execute(sql, params![id, written(rules)])?;
    Ok(())
}

/// What it deleted stays in the log.
pub fn delete(connection: &Connection, id: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM retention_policies WHERE id = ?1", [id])?;
    Ok(())
}

/// One page of the log, newest first, and how long it is in all.
pub fn log(
    connection: &Connection,
    repository_id: i64,
    offset: u64,
    limit: u64,
) -> Result<(Vec<LogRow>, u64), StoreError> {
    let count = "SELECT count(*) FROM retention_log WHERE repository_id = ?1";
    let total = fetch_one(connection, count, [repository_id], |row| row.get(0))?;
    let sql = "SELECT id, policy_id, rule, tag, created_at FROM retention_log
               WHERE repository_id = ?1 ORDER BY id DESC LIMIT ?2 OFFSET ?3";
    let rows = fetch_all(
        connection,
        sql,
        params![repository_id, limit, offset],
        read_log,
    )?;
    Ok((rows, total))
}

fn read_log(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    Ok(LogRow {
        id: row.get(0)?,
        policy_id: row.get(1)?,
        rule: row.get(2)?,
        tag: row.get(3)?,
        created_at: row.get(4)?,
    })
}
