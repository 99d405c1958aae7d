//! Users and their access keys.
//!
//! Every change of a user's credentials ends all sessions of the user in the same transaction.

use rusqlite::{Connection, Row, params};

use super::statement::{fetch_all, fetch_one, fetch_optional};
use super::{StoreError, sessions};

/// A user together with the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    pub id: String,
    pub name: String,
    pub account_id: String,
    pub account_name: String,
    /// The account's own project.
    pub project_id: String,
    /// In argon2's own text form.
    pub password_hash: String,
    pub is_administrator: bool,
    pub is_disabled: bool,
}

pub struct NewUser<'a> {
    pub id: &'a str,
    pub account_id: &'a str,
    pub name: &'a str,
    pub password_hash: &'a str,
    pub is_administrator: bool,
    pub now: i64,
}

/// What `read` wants to have selected, in its order.
pub(super) const COLUMNS: &str = "u.id, u.name, a.id, a.name, a.project_id, u.password_hash,
    u.is_administrator, u.is_disabled";

const FROM: &str = "FROM users u JOIN accounts a ON a.id = u.account_id";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<UserRow> {
    Ok(UserRow {
        id: row.get(0)?,
        name: row.get(1)?,
        account_id: row.get(2)?,
        account_name: row.get(3)?,
        project_id: row.get(4)?,
        password_hash: row.get(5)?,
        is_administrator: row.get(6)?,
        is_disabled: row.get(7)?,
    })
}

/// `StoreError::Exists` when the account has a user of that name.
pub fn create(connection: &Connection, new: &NewUser<'_>) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO users (id, account_id, name, password_hash, is_administrator, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.execute(
        sql,
        params![
            new.id,
            new.account_id,
            new.name,
            new.password_hash,
            new.is_administrator,
            new.now
        ],
    )?;
    Ok(())
}

pub fn by_name(
    connection: &Connection,
    account: &str,
    name: &str,
) -> Result<Option<UserRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE a.name = ?1 AND u.name = ?2");
    fetch_optional(connection, &sql, [account, name], read)
}

pub fn by_id(connection: &Connection, id: &str) -> Result<Option<UserRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE u.id = ?1");
    fetch_optional(connection, &sql, [id], read)
}

/// Whether the user has the password that was read, and is enabled.
pub fn is_as_before(connection: &Connection, user: &UserRow) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM users
                   WHERE id = ?1 AND password_hash = ?2 AND NOT is_disabled)";
    let key = [&user.id, &user.password_hash];
    fetch_one(connection, sql, key, |row| row.get(0))
}

/// The user whom an access key belongs to, and the key's secret.
pub fn by_access_key(
    connection: &Connection,
    access_key: &str,
) -> Result<Option<(UserRow, String)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, k.secret_key {FROM}
         JOIN access_keys k ON k.user_id = u.id WHERE k.access_key = ?1"
    );
    fetch_optional(connection, &sql, [access_key], |row| {
        Ok((read(row)?, row.get("secret_key")?))
    })
}

/// The users of an account, by name.
pub fn of_account(connection: &Connection, account_id: &str) -> Result<Vec<UserRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE a.id = ?1 ORDER BY u.name");
    fetch_all(connection, &sql, [account_id], read)
}

/// All users of all accounts, by name.
pub fn list(connection: &Connection) -> Result<Vec<UserRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} ORDER BY a.name, u.name");
    fetch_all(connection, &sql, [], read)
}

pub fn set_password(connection: &Connection, id: &str, hash: &str) -> Result<(), StoreError> {
    let sql = "UPDATE users SET password_hash = ?2 WHERE id = ?1";
    connection.execute(sql, [id, hash])?;
    sessions::end_all(connection, id)
}

pub fn set_disabled(connection: &Connection, id: &str, disabled: bool) -> Result<(), StoreError> {
    let sql = "UPDATE users SET is_disabled = ?2 WHERE id = ?1";
    connection.execute(sql, params![id, disabled])?;
    sessions::end_all(connection, id)
}

/// `StoreError::Exists` when anybody has that access key.
pub fn add_access_key(
    connection: &Connection,
    user_id: &str,
    access_key: &str,
    secret_key: &str,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO access_keys (access_key, secret_key, user_id, created_at)
               VALUES (?1, ?2, ?3, ?4)";
    connection.execute(sql, params![access_key, secret_key, user_id, now])?;
    sessions::end_all(connection, user_id)
}

/// Whether the user had that key.
pub fn remove_access_key(
    connection: &Connection,
    user_id: &str,
    access_key: &str,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM access_keys WHERE user_id = ?1 AND access_key = ?2";
    let removed = connection.execute(sql, [user_id, access_key])?;
    sessions::end_all(connection, user_id)?;
    Ok(removed > 0)
}

/// The access keys of a user, oldest first, without their secrets.
pub fn access_keys(connection: &Connection, user_id: &str) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT access_key FROM access_keys WHERE user_id = ?1 ORDER BY created_at, access_key";
    fetch_all(connection, sql, [user_id], |row| row.get(0))
}
