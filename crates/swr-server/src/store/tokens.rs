//! Issued tokens. Only their hashes are stored, so the file cannot be used to sign in.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::StoreError;
use super::statement::fetch_optional;
use super::users::{self, UserRow};

/// What a token opens; one kind is no good for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Management,
    Registry,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::Registry => "registry",
        }
    }
}

pub struct NewToken<'a> {
    pub purpose: Purpose,
    /// The one region that it opens.
    pub region: &'a str,
    /// Free text that comes back with `find`.
    pub scope: &'a str,
    pub user_id: &'a str,
    pub now: i64,
    pub expires_at: i64,
}

/// Makes a token; the response is the only place where it can be read.
pub fn issue(connection: &Connection, new: &NewToken<'_>) -> Result<String, StoreError> {
    let expired = "DELETE FROM tokens WHERE expires_at <= ?1";
    connection.prepare_cached(expired)?.execute([new.now])?;
    let token = crate::random::token();
    let sql = "INSERT INTO tokens (hash, user_id, purpose, region, scope, issued_at, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(sql)?.execute(params![
        hash(&token),
        new.user_id,
        new.purpose.word(),
        new.region,
        new.scope,
        new.now,
        new.expires_at
    ])?;
    Ok(token)
}

/// The user of a token and its scope, in its region, while it is valid and the user enabled.
pub fn find(
    connection: &Connection,
    purpose: Purpose,
    region: &str,
    token: &str,
    now: i64,
) -> Result<Option<(UserRow, String)>, StoreError> {
    let sql = format!(
        "SELECT {}, t.scope
         FROM tokens t JOIN users u ON u.id = t.user_id
         JOIN accounts a ON a.id = u.account_id
         WHERE t.hash = ?1 AND t.purpose = ?2 AND t.region = ?3 AND t.expires_at > ?4
           AND NOT u.is_disabled",
        users::COLUMNS
    );
    let key = params![hash(token), purpose.word(), region, now];
    fetch_optional(connection, &sql, key, |row| {
        Ok((users::read(row)?, row.get("scope")?))
    })
}

/// Ends a token of this user before its time, whatever it opens; whether there was one.
pub fn revoke(connection: &Connection, user_id: &str, token: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM tokens WHERE hash = ?1 AND user_id = ?2";
    let key = params![hash(token), user_id];
    Ok(connection.prepare_cached(sql)?.execute(key)? > 0)
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
