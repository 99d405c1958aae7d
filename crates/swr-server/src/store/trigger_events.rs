//! Written tags that have not been delivered to enabled triggers yet.
//!
//! Events are not inserted here: the database creates them with every tag that is added or moved.

use rusqlite::{Connection, params};

use super::triggers::{self, ResultRow, TriggerRow};
use super::{StoreError, agencies};

/// One tag for one trigger, with what must be known to tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Grows, and is never given twice.
    pub id: i64,
    pub tag: String,
    pub digest: String,
    pub created_at: i64,
    pub organization: String,
    pub repository: String,
    pub trigger: TriggerRow,
    /// Whether the account lets the service act.
    pub has_agency: bool,
}

/// The oldest ones behind that id.
pub fn list_after(
    connection: &Connection,
    id: i64,
    limit: usize,
) -> Result<Vec<EventRow>, StoreError> {
    let sql =
        "SELECT e.id, e.tag, e.digest, e.created_at, o.name, r.name, e.trigger_id, o.account_id
               FROM trigger_events e JOIN triggers t ON t.id = e.trigger_id
               JOIN repositories r ON r.id = t.repository_id
               JOIN organizations o ON o.id = r.organization_id
               WHERE e.id > ?1 ORDER BY e.id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id, limit])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let account_id: String = row.get(7)?;
        events.push(EventRow {
            id: row.get(0)?,
            tag: row.get(1)?,
            digest: row.get(2)?,
            created_at: row.get(3)?,
            organization: row.get(4)?,
            repository: row.get(5)?,
            trigger: triggers::by_id(connection, row.get(6)?)?,
            has_agency: agencies::exists(connection, &account_id)?,
        });
    }
    Ok(events)
}

/// The event is dealt with; without a result the trigger was not concerned.
pub fn settle(
    connection: &Connection,
    event: &EventRow,
    result: Option<&ResultRow>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM trigger_events WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([event.id])?;
    match result {
        Some(result) => triggers::add_result(connection, event.trigger.id, result),
        None => Ok(()),
    }
}
