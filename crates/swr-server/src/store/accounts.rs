//! Accounts: owners of organizations, users and quotas, and recipients of shares.

use rusqlite::{Connection, Row};

use super::StoreError;
use super::statement::{fetch_all, fetch_optional};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    pub id: String,
    pub name: String,
    /// No one else's: it tells accounts apart where the API speaks of projects.
    pub project_id: String,
}

const SELECT: &str = "SELECT id, name, project_id FROM accounts";

fn read(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        name: row.get(1)?,
        project_id: row.get(2)?,
    })
}

/// `StoreError::Exists` when there is an account of that name, id or project.
pub fn create(
    connection: &Connection,
    id: &str,
    name: &str,
    project_id: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO accounts (id, name, project_id) VALUES (?1, ?2, ?3)";
    connection.execute(sql, [id, name, project_id])?;
    Ok(())
}

pub fn by_name(connection: &Connection, name: &str) -> Result<Option<AccountRow>, StoreError> {
    let sql = format!("{SELECT} WHERE name = ?1");
    fetch_optional(connection, &sql, [name], read)
}

/// The account of a name, in whatever case; the one that is spelled like this goes first.
pub fn by_name_in_any_case(
    connection: &Connection,
    name: &str,
) -> Result<Option<AccountRow>, StoreError> {
    let sql = format!("{SELECT} WHERE name = ?1 COLLATE NOCASE ORDER BY name = ?1 DESC LIMIT 1");
    fetch_optional(connection, &sql, [name], read)
}

/// All of them, by name.
pub fn list(connection: &Connection) -> Result<Vec<AccountRow>, StoreError> {
    fetch_all(connection, &format!("{SELECT} ORDER BY name"), [], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn names_and_projects_are_no_one_elses() {
        let store = Store::in_memory().unwrap();
        let add = |id: &str, name: &str, project: &str| {
            store.write_now(|connection| create(connection, id, name, project))
        };
        assert_eq!(add("1", "local", "p1"), Ok(()));
        assert_eq!(add("2", "local", "p2"), Err(StoreError::Exists));
        assert_eq!(add("2", "partner", "p1"), Err(StoreError::Exists));
        assert_eq!(add("2", "partner", "p2"), Ok(()));
        let names = store.read_now(list).unwrap().into_iter().map(|it| it.name);
        assert_eq!(names.collect::<Vec<_>>(), ["local", "partner"]);
        assert_eq!(add("3", "PARTNER", "p3"), Ok(()));
        let id = |name: &str| {
            let found = store.read_now(|connection| by_name_in_any_case(connection, name));
            found.unwrap().map(|it| it.id)
        };
        assert_eq!(id("Local").as_deref(), Some("1"));
        assert_eq!(id("PARTNER").as_deref(), Some("3"));
        assert_eq!(id("partner").as_deref(), Some("2"));
        assert_eq!(id("nobody"), None);
    }
}
