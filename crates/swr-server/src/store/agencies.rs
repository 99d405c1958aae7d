//! Agencies: accounts that allow the service to act on their clusters.

use rusqlite::{Connection, params};

use super::StoreError;
use super::statement::fetch_one;

pub fn exists(connection: &Connection, account_id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM agencies WHERE account_id = ?1)";
    fetch_one(connection, sql, [account_id], |row| row.get(0))
}

/// `StoreError::Exists` when the account has one.
pub fn create(connection: &Connection, account_id: &str, now: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO agencies (account_id, created_at) VALUES (?1, ?2)";
    connection.execute(sql, params![account_id, now])?;
    Ok(())
}
