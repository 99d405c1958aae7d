//! Deleting what a policy says, and writing down what went.

use rusqlite::{Connection, params};

use super::{PolicyRow, find};
use crate::retention::{Tag, doomed};
use crate::store::statement::fetch_all;
use crate::store::{StoreError, repositories, tags};

/// Deletes at once, in the caller's transaction. How many tags went; none without a policy.
pub fn run(connection: &Connection, repository_id: i64, now: i64) -> Result<usize, StoreError> {
    let Some(policy) = find(connection, repository_id)? else {
        return Ok(0);
    };
    let tags = tags_of(connection, repository_id)?;
    let doomed = doomed(&policy.rules, &tags, now);
    for it in &doomed {
        tags::delete(connection, repository_id, &it.tag.name)?;
        let rule = policy.rules[it.rule].to_json();
        write_down(connection, repository_id, &policy, &rule, &it.tag.name, now)?;
    }
    if !doomed.is_empty() {
        repositories::touch(connection, repository_id, now)?;
        repositories::settle_sizes(connection, now)?;
    }
    Ok(doomed.len())
}

/// Only what rules look at: manifests of ten thousand tags are not read for that.
fn tags_of(connection: &Connection, repository_id: i64) -> Result<Vec<Tag>, StoreError> {
    let sql = "SELECT id, name, updated_at FROM tags WHERE repository_id = ?1";
    fetch_all(connection, sql, [repository_id], |row| {
        Ok(Tag {
            id: row.get(0)?,
            name: row.get(1)?,
            updated_at: row.get(2)?,
        })
    })
}

fn write_down(
    connection: &Connection,
    repository_id: i64,
    policy: &PolicyRow,
    rule: &str,
    tag: &str,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO retention_log (repository_id, policy_id, rule, tag, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let line = params![repository_id, policy.id, rule, tag, now];
    connection.prepare_cached(sql)?.execute(line)?;
    Ok(())
}

/// All repositories that something has to be done for from time to time.
pub fn repositories_with_policy(connection: &Connection) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT repository_id FROM retention_policies ORDER BY id";
    fetch_all(connection, sql, [], |row| row.get(0))
}
