//! Triggers of a repository and the results of their last calls.

use rusqlite::{Connection, Row, named_params, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one, fetch_optional};

/// Of one trigger; older results are forgotten.
const KEPT_RESULTS: u64 = 100;

/// Everything about a trigger that is decided when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub name: String,
    pub action: String,
    pub app_type: String,
    pub application: String,
    pub cluster_id: String,
    pub cluster_name: String,
    pub cluster_ns: String,
    pub container: String,
    pub condition: String,
    pub trigger_type: String,
    pub trigger_mode: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerRow {
    pub id: i64,
    pub definition: Definition,
    pub is_enabled: bool,
    pub creator_name: String,
    pub created_at: i64,
}

/// How one call went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    pub tag: String,
    pub is_success: bool,
    pub detail: String,
    pub created_at: i64,
}

/// `StoreError::Exists` when the repository has a trigger of that name.
pub fn create(
    connection: &Connection,
    repository_id: i64,
    definition: &Definition,
    is_enabled: bool,
    creator_name: &str,
    now: i64,
) -> Result<i64, StoreError> {
    let sql =
        "INSERT INTO triggers (repository_id, name, action, app_type, application, cluster_id,
                   cluster_name, cluster_ns, container, condition, trigger_type, trigger_mode,
                   is_enabled, creator_name, created_at)
               VALUES (:repository, :name, :action, :app_type, :application, :cluster_id,
                   :cluster_name, :cluster_ns, :container, :condition, :type, :mode,
                   :enabled, :creator, :now)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":repository": repository_id,
        ":name": definition.name,
        ":action": definition.action,
        ":app_type": definition.app_type,
        ":application": definition.application,
        ":cluster_id": definition.cluster_id,
        ":cluster_name": definition.cluster_name,
        ":cluster_ns": definition.cluster_ns,
        ":container": definition.container,
        ":condition": definition.condition,
        ":type": definition.trigger_type,
        ":mode": definition.trigger_mode,
        ":enabled": is_enabled,
        ":creator": creator_name,
        ":now": now,
    })?;
    Ok(connection.last_insert_rowid())
}

const SELECT: &str = "SELECT id, name, action, app_type, application, cluster_id, cluster_name,
        cluster_ns, container, condition, trigger_type, trigger_mode, is_enabled, creator_name,
        created_at
    FROM triggers";

fn read(row: &Row<'_>) -> rusqlite::Result<TriggerRow> {
    Ok(TriggerRow {
        id: row.get(0)?,
        definition: Definition {
            name: row.get(1)?,
            action: row.get(2)?,
            app_type: row.get(3)?,
            application: row.get(4)?,
            cluster_id: row.get(5)?,
            cluster_name: row.get(6)?,
            cluster_ns: row.get(7)?,
            container: row.get(8)?,
            condition: row.get(9)?,
            trigger_type: row.get(10)?,
            trigger_mode: row.get(11)?,
        },
        is_enabled: row.get(12)?,
        creator_name: row.get(13)?,
        created_at: row.get(14)?,
    })
}

/// In the order in which they were made.
pub fn list(connection: &Connection, repository_id: i64) -> Result<Vec<TriggerRow>, StoreError> {
    let sql = format!("{SELECT} WHERE repository_id = ?1 ORDER BY id");
    fetch_all(connection, &sql, [repository_id], read)
}

pub fn find(
    connection: &Connection,
    repository_id: i64,
    name: &str,
) -> Result<Option<TriggerRow>, StoreError> {
    let sql = format!("{SELECT} WHERE repository_id = ?1 AND name = ?2");
    fetch_optional(connection, &sql, params![repository_id, name], read)
}

pub(super) fn by_id(connection: &Connection, id: i64) -> Result<TriggerRow, StoreError> {
    let sql = format!("{SELECT} WHERE id = ?1");
    fetch_one(connection, &sql, [id], read)
}

pub fn enable(connection: &Connection, id: i64, is_enabled: bool) -> Result<(), StoreError> {
    let sql = "UPDATE triggers SET is_enabled = ?2 WHERE id = ?1";
    connection.execute(sql, params![id, is_enabled])?;
    Ok(())
}

/// Its history goes with it.
pub fn delete(connection: &Connection, id: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM triggers WHERE id = ?1", [id])?;
    Ok(())
}

/// Newest first.
pub fn history(connection: &Connection, id: i64) -> Result<Vec<ResultRow>, StoreError> {
    let sql = "SELECT tag, result = 'success', detail, created_at FROM trigger_history
               WHERE trigger_id = ?1 ORDER BY id DESC";
    fetch_all(connection, sql, [id], |row| {
        Ok(ResultRow {
            tag: row.get(0)?,
            is_success: row.get(1)?,
            detail: row.get(2)?,
            created_at: row.get(3)?,
        })
    })
}

/// Nothing happens when the trigger is gone.
pub fn add_result(connection: &Connection, id: i64, result: &ResultRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO trigger_history (trigger_id, tag, result, detail, created_at)
               SELECT id, ?2, ?3, ?4, ?5 FROM triggers WHERE id = ?1";
    let word = if result.is_success {
        "success"
    } else {
        "failed"
    };
    connection.prepare_cached(sql)?.execute(params![
        id,
        result.tag,
        word,
        result.detail,
        result.created_at
    ])?;
    let forget = "DELETE FROM trigger_history WHERE trigger_id = ?1 AND id NOT IN (
                      SELECT id FROM trigger_history WHERE trigger_id = ?1
                      ORDER BY id DESC LIMIT ?2)";
    connection
        .prepare_cached(forget)?
        .execute(params![id, KEPT_RESULTS])?;
    Ok(())
}
