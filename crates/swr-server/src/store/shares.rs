//! Shares: repositories that all users of another account can pull for some time.
//!
//! A share counts in days. It ends at midnight UTC after the day of its deadline, regardless of the deadline's
//! time of day. Expired shares are not removed: they can be read, changed and deleted.

use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::statement::{fetch_all, fetch_one, fetch_optional};
use crate::time::DAY;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    pub account_name: String,
    /// `None` forever.
    pub deadline: Option<i64>,
    pub description: String,
    pub creator_id: String,
    pub creator_name: String,
    pub created_at: i64,
    pub updated_at: i64,
}

impl ShareRow {
    pub fn is_in_force(&self, now: i64) -> bool {
        self.deadline
            .is_none_or(|deadline| end_of_day(deadline) > now)
    }
}

pub struct NewShare<'a> {
    pub repository_id: i64,
    pub account_id: &'a str,
    pub deadline: Option<i64>,
    pub description: &'a str,
    pub creator_id: &'a str,
    pub creator_name: &'a str,
    pub now: i64,
}

fn end_of_day(deadline: i64) -> i64 {
    (deadline.div_euclid(DAY) + 1) * DAY
}

/// `StoreError::Exists` when the repository is shared with that account, even if that has ended.
pub fn create(connection: &Connection, new: &NewShare<'_>) -> Result<(), StoreError> {
    let sql = "INSERT INTO shares (repository_id, account_id, deadline, ends_at, description,
                   creator_id, creator_name, created_at, updated_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        new.repository_id,
        new.account_id,
        new.deadline,
        new.deadline.map(end_of_day),
        new.description,
        new.creator_id,
        new.creator_name,
        new.now
    ])?;
    Ok(())
}

const SELECT: &str = "SELECT a.name, s.deadline, s.description, s.creator_id, s.creator_name,
        s.created_at, s.updated_at
    FROM shares s JOIN accounts a ON a.id = s.account_id";

/// The account named by `?2` with which `?1` is shared, in whatever case it is written.
const ACCOUNT: &str = "(SELECT a.id FROM accounts a JOIN shares s ON s.account_id = a.id
    WHERE s.repository_id = ?1 AND a.name = ?2 COLLATE NOCASE
    ORDER BY a.name = ?2 DESC LIMIT 1)";

fn read(row: &Row<'_>) -> rusqlite::Result<ShareRow> {
    Ok(ShareRow {
        account_name: row.get(0)?,
        deadline: row.get(1)?,
        description: row.get(2)?,
        creator_id: row.get(3)?,
        creator_name: row.get(4)?,
        created_at: row.get(5)?,
        updated_at: row.get(6)?,
    })
}

/// All shares of a repository, oldest first.
pub fn list(connection: &Connection, repository_id: i64) -> Result<Vec<ShareRow>, StoreError> {
    let sql = format!("{SELECT} WHERE s.repository_id = ?1 ORDER BY s.id");
    fetch_all(connection, &sql, [repository_id], read)
}

pub fn find(
    connection: &Connection,
    repository_id: i64,
    account: &str,
) -> Result<Option<ShareRow>, StoreError> {
    let sql = format!("{SELECT} WHERE s.repository_id = ?1 AND s.account_id = {ACCOUNT}");
    fetch_optional(connection, &sql, params![repository_id, account], read)
}

pub fn count(connection: &Connection, repository_id: i64) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM shares WHERE repository_id = ?1";
    fetch_one(connection, sql, [repository_id], |row| row.get(0))
}

/// Whether there was such a share.
pub fn update(
    connection: &Connection,
    repository_id: i64,
    account: &str,
    deadline: Option<i64>,
    description: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE shares SET deadline = ?3, ends_at = ?4, description = ?5, updated_at = ?6
         WHERE repository_id = ?1 AND account_id = {ACCOUNT}"
    );
    let changed = connection.prepare_cached(&sql)?.execute(params![
        repository_id,
        account,
        deadline,
        deadline.map(end_of_day),
        description,
        now
    ])?;
    Ok(changed > 0)
}

/// Whether there was such a share.
pub fn delete(
    connection: &Connection,
    repository_id: i64,
    account: &str,
) -> Result<bool, StoreError> {
    let sql = format!("DELETE FROM shares WHERE repository_id = ?1 AND account_id = {ACCOUNT}");
    let key = params![repository_id, account];
    Ok(connection.prepare_cached(&sql)?.execute(key)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(deadline: Option<i64>) -> ShareRow {
        ShareRow {
            account_name: "partner".into(),
            deadline,
            description: String::new(),
            creator_id: String::new(),
            creator_name: String::new(),
            created_at: 0,
            updated_at: 0,
        }
    }

    #[test]
    fn a_share_ends_at_midnight_after_its_day() {
        // 2023-11-14T00:00:00Z.
        let day = 1_699_920_000_000;
        for deadline in [day, day + 1, day + DAY - 1] {
            let share = share(Some(deadline));
            assert!(share.is_in_force(day + DAY - 1), "{deadline}");
            assert!(!share.is_in_force(day + DAY), "{deadline}");
        }
        assert!(share(None).is_in_force(i64::MAX));
    }
}
