//! Ninety days of reports: storage follows the dates of the tags, traffic the days of the week, with one
//! busy day.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::dice::Dice;
use crate::store::StoreError;
use crate::store::statistics::{self, Day};

const DAYS: i64 = 90;

/// Something was announced that day, and everyone pulled.
const BUSY_DAYS_AGO: i64 = 23;

/// Writes the days before today, and what was sent today until now.
pub(super) fn seed(
    connection: &Connection,
    account_id: &str,
    region: &str,
    now: i64,
) -> Result<(), StoreError> {
    let today = statistics::day_of(now);
    let stored_bytes = statistics::overview(connection, account_id, region)?.stored_bytes;
    let pushed = pushed_by_day(connection, account_id, region)?;
    let all: u64 = pushed.values().sum();
    for days_ago in (1..DAYS).rev() {
        let number = today - days_ago;
        let until: u64 = pushed.range(..=number).map(|(_, bytes)| bytes).sum();
        let day = Day {
            number,
            downflow_bytes: sent(number, days_ago, stored_bytes),
            // Tags share layers: of what is stored, as much was there as of what tags hold.
            stored_bytes: permille(stored_bytes, until * 1000 / all.max(1)),
        };
        statistics::set_day(connection, account_id, region, day)?;
    }
    statistics::record_stored(connection, account_id, region, now)?;
    let bytes = sent(today, 0, stored_bytes) / 2;
    statistics::add_downflow(connection, account_id, region, bytes, now)
}

/// What the tags of each day hold.
fn pushed_by_day(
    connection: &Connection,
    account_id: &str,
    region: &str,
) -> Result<BTreeMap<i64, u64>, StoreError> {
    let sql = "SELECT t.updated_at / 86400000 AS day, sum(m.image_size_bytes)
               FROM organizations o JOIN repositories r ON r.organization_id = o.id
               JOIN tags t ON t.repository_id = r.id
               JOIN manifests m ON m.repository_id = r.id AND m.digest = t.manifest_digest
               WHERE o.account_id = ?1 AND o.region = ?2 GROUP BY day";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([account_id, region], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn sent(day: i64, days_ago: i64, stored_bytes: u64) -> u64 {
    let mut dice = Dice::named(&format!("sent {days_ago} days ago"));
    // The first day was a Thursday.
    let is_weekend = matches!((day + 4).rem_euclid(7), 0 | 6);
    let thousandths = match (days_ago, is_weekend) {
        (BUSY_DAYS_AGO, _) => 1900,
        (_, true) => 60 + dice.below(80),
        (_, false) => 420 + dice.below(380),
    };
    permille(stored_bytes, thousandths.unsigned_abs())
}

fn permille(bytes: u64, thousandths: u64) -> u64 {
    bytes * thousandths / 1000
}
