//! Temporary logins of the registry. Their passwords are not stored.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::StoreError;
use super::statement::fetch_optional;
use super::users::{self, UserRow};

pub struct NewLogin<'a> {
    pub user_id: &'a str,
    /// The one region whose registry it opens.
    pub region: &'a str,
    /// What is before the `@` of the user name.
    pub prefix: &'a str,
    pub now: i64,
    pub expires_at: i64,
}

/// User name and password; the response is the only place where the password can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

pub fn issue(connection: &Connection, new: &NewLogin<'_>) -> Result<Login, StoreError> {
    let expired = "DELETE FROM temporary_logins WHERE expires_at <= ?1";
    connection.prepare_cached(expired)?.execute([new.now])?;
    let access_key = crate::random::access_key();
    let password = crate::random::token();
    let sql = "INSERT INTO temporary_logins
                   (access_key, password_hash, user_id, region, prefix, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![
        access_key,
        hash(&password),
        new.user_id,
        new.region,
        new.prefix,
        new.expires_at
    ])?;
    Ok(Login {
        user: format!("{}@{access_key}", new.prefix),
        password,
    })
}

/// What someone shows who wants to log in.
pub struct Shown<'a> {
    pub region: &'a str,
    pub prefix: &'a str,
    pub access_key: &'a str,
    pub password: &'a str,
}

/// The user of a login and when it ends, while it is valid and the user enabled.
pub fn find(
    connection: &Connection,
    shown: &Shown<'_>,
    now: i64,
) -> Result<Option<(UserRow, i64)>, StoreError> {
    let sql = "SELECT user_id, expires_at FROM temporary_logins
               WHERE access_key = ?1 AND password_hash = ?2 AND region = ?3 AND prefix = ?4
                 AND expires_at > ?5";
    let key = params![
        shown.access_key,
        hash(shown.password),
        shown.region,
        shown.prefix,
        now
    ];
    let found: Option<(String, i64)> =
        fetch_optional(connection, sql, key, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((user_id, expires_at)) = found else {
        return Ok(None);
    };
    let user = users::by_id(connection, &user_id)?;
    let enabled = user.filter(|user| !user.is_disabled);
    Ok(enabled.map(|user| (user, expires_at)))
}

fn hash(password: &str) -> Vec<u8> {
    Sha256::digest(password.as_bytes()).to_vec()
}
