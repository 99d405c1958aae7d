//! Settings of the store as a whole, by name.

use rusqlite::Connection;

use super::StoreError;
use super::statement::fetch_optional;

pub fn get(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    fetch_optional(connection, sql, [name], |row| row.get(0))
}

pub fn set(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute([name, value])?;
    Ok(())
}
