//! The totals of an account in a region, and its daily reports in UTC.
//!
//! A day without a row is a day without events: no traffic, and the same storage as before.

use rusqlite::{Connection, params};

use super::StoreError;
use super::statement::{fetch_one, fetch_optional};
use crate::time::DAY;

/// How much there is at this moment, and how much was ever sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    pub organization_count: u64,
    pub repository_count: u64,
    pub tag_count: u64,
    pub stored_bytes: u64,
    pub downflow_bytes: u64,
}

/// What is known of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Since 1970-01-01.
    pub number: i64,
    pub downflow_bytes: u64,
    /// After the last change of the day, on that day or before.
    pub stored_bytes: u64,
}

/// The day that a moment is in.
pub fn day_of(millis: i64) -> i64 {
    millis.div_euclid(DAY)
}

/// The first moment of a day.
pub fn millis_of(day: i64) -> i64 {
    day * DAY
}

/// The sizes of all repositories, added up; a blob that two of them have counts twice, as it does
/// in the list of repositories.
fn stored_bytes(
    connection: &Connection,
    account_id: &str,
    region: &str,
) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(r.size_bytes), 0) FROM organizations o
               JOIN repositories r ON r.organization_id = o.id
               WHERE o.account_id = ?1 AND o.region = ?2";
    fetch_one(connection, sql, [account_id, region], |row| row.get(0))
}

/// Notes what is stored now; call it when every size is known again.
pub fn record_stored(
    connection: &Connection,
    account_id: &str,
    region: &str,
    now: i64,
) -> Result<(), StoreError> {
    let stored = stored_bytes(connection, account_id, region)?;
    let sql = "INSERT INTO account_days (account_id, region, day, stored_bytes)
               VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (account_id, region, day) DO UPDATE SET stored_bytes = ?4";
    let day = params![account_id, region, day_of(now), stored];
    connection.prepare_cached(sql)?.execute(day)?;
    Ok(())
}

/// Notes that so many bytes were sent.
pub fn add_downflow(
    connection: &Connection,
    account_id: &str,
    region: &str,
    bytes: u64,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO account_days (account_id, region, day, downflow_bytes)
               VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account_id, region, day)
               DO UPDATE SET downflow_bytes = downflow_bytes + excluded.downflow_bytes";
    let day = params![account_id, region, day_of(now), bytes];
    connection.prepare_cached(sql)?.execute(day)?;
    Ok(())
}

/// Writes a whole day, in place of what was counted.
pub fn set_day(
    connection: &Connection,
    account_id: &str,
    region: &str,
    day: Day,
) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO account_days
                   (account_id, region, day, downflow_bytes, stored_bytes)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![
        account_id,
        region,
        day.number,
        day.downflow_bytes,
        day.stored_bytes
    ])?;
    Ok(())
}

pub fn overview(
    connection: &Connection,
    account_id: &str,
    region: &str,
) -> Result<Overview, StoreError> {
    let sql = "SELECT
        (SELECT count(*) FROM organizations WHERE account_id = ?1 AND region = ?2),
        (SELECT count(*) FROM organizations o JOIN repositories r ON r.organization_id = o.id
         WHERE o.account_id = ?1 AND o.region = ?2),
        (SELECT count(*) FROM organizations o JOIN repositories r ON r.organization_id = o.id
         JOIN tags t ON t.repository_id = r.id WHERE o.account_id = ?1 AND o.region = ?2),
        (SELECT coalesce(sum(downflow_bytes), 0) FROM account_days
         WHERE account_id = ?1 AND region = ?2)";
    let stored_bytes = stored_bytes(connection, account_id, region)?;
    fetch_one(connection, sql, [account_id, region], |row| {
        Ok(Overview {
            organization_count: row.get(0)?,
            repository_count: row.get(1)?,
            tag_count: row.get(2)?,
            downflow_bytes: row.get(3)?,
            stored_bytes,
        })
    })
}

/// Every day up to `today`, at most so many, and none before the first that is known of.
pub fn days(
    connection: &Connection,
    account_id: &str,
    region: &str,
    today: i64,
    count: i64,
) -> Result<Vec<Day>, StoreError> {
    let first = "SELECT min(day) FROM account_days WHERE account_id = ?1 AND region = ?2";
    let first: Option<i64> = fetch_one(connection, first, [account_id, region], |row| row.get(0))?;
    let first = first.unwrap_or(today).clamp(today - count + 1, today);
    let before = "SELECT stored_bytes FROM account_days WHERE account_id = ?1 AND region = ?2
                  AND day < ?3 AND stored_bytes IS NOT NULL ORDER BY day DESC LIMIT 1";
    let key = params![account_id, region, first];
    let mut stored = fetch_optional(connection, before, key, |row| row.get(0))?;
    let sql = "SELECT downflow_bytes, stored_bytes FROM account_days
               WHERE account_id = ?1 AND region = ?2 AND day = ?3";
    let mut days = Vec::new();
    for number in first..=today {
        let key = params![account_id, region, number];
        let known = fetch_optional(connection, sql, key, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (downflow_bytes, changed) = known.unwrap_or((0, None));
        stored = changed.or(stored);
        days.push(Day {
            number,
            downflow_bytes,
            stored_bytes: stored.unwrap_or_default(),
        });
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, accounts};

    fn series(rows: &[(i64, u64, u64)], today: i64, count: i64) -> Vec<(i64, u64, u64)> {
        let store = Store::in_memory().unwrap();
        let days: Result<_, StoreError> = store.write_now(|connection| {
            accounts::create(connection, "a", "local", "1")?;
            for &(number, downflow_bytes, stored_bytes) in rows {
                let day = Day {
                    number,
                    downflow_bytes,
                    stored_bytes,
                };
                set_day(connection, "a", "local-1", day)?;
            }
            add_downflow(connection, "a", "local-1", 5, millis_of(104))?;
            days(connection, "a", "local-1", today, count)
        });
        let plain = |day: Day| (day.number, day.downflow_bytes, day.stored_bytes);
        days.unwrap().into_iter().map(plain).collect()
    }

    #[test]
    fn days_without_events_carry_the_store_on_and_send_nothing() {
        let rows = [(100, 1, 10), (102, 2, 20)];
        let expected = [
            (100, 1, 10),
            (101, 0, 10),
            (102, 2, 20),
            (103, 0, 20),
            (104, 5, 20),
            (105, 0, 20),
        ];
        assert_eq!(series(&rows, 105, 90), expected);
        assert_eq!(series(&rows, 105, 3), expected[3..]);
        let late = [(200, 0, 20), (201, 0, 20)];
        assert_eq!(series(&rows, 201, 2), late, "also from before the first");
    }

    #[test]
    fn a_day_ends_at_midnight_in_utc() {
        assert_eq!(day_of(millis_of(19_000) - 1), 18_999);
        assert_eq!(day_of(millis_of(19_000)), 19_000);
    }
}
