//! Counting failed sign-ins, so that passwords cannot be tried out at leisure.
//!
//! An attempt counts from before the password is compared: many guesses at the same moment are as
//! many guesses. The name itself is not kept, and neither is its length.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

/// So many failures in so long, and the name has to wait until the first of them is that old.
const MAXIMUM: usize = 10;
const WINDOW_MILLIS: i64 = 5 * 60 * 1000;

/// How long to wait for attempts that may still turn out to be failures.
const UNDECIDED_MILLIS: i64 = 1000;

/// Names that are remembered at most; somebody who invents names must not fill the memory.
const NAMES: usize = 10_000;

type Key = [u8; 32];

/// Failures per name, in memory only: a restart forgives.
#[derive(Default)]
pub struct Attempts {
    records: Mutex<HashMap<Key, Record>>,
}

#[derive(Default)]
struct Record {
    failures: Vec<i64>,
    undecided: usize,
    last: i64,
}

/// An attempt under way. Without a verdict (nothing was compared) it leaves no trace.
pub struct Attempt {
    attempts: Arc<Attempts>,
    key: Key,
    now: i64,
}

impl Attempts {
    /// Begins an attempt, or says how many milliseconds the name has to wait.
    pub fn begin(self: &Arc<Self>, name: &str, now: i64) -> Result<Attempt, i64> {
        let key: Key = Sha256::digest(name.as_bytes()).into();
        let mut records = self.records();
        if records.len() >= NAMES && !records.contains_key(&key) {
            make_room(&mut records, now);
        }
        let record = records.entry(key).or_default();
        record.failures.retain(|&at| is_recent(at, now));
        if record.failures.len() >= MAXIMUM {
            return Err(record.failures[0] + WINDOW_MILLIS - now);
        }
        if record.failures.len() + record.undecided >= MAXIMUM {
            return Err(UNDECIDED_MILLIS);
        }
        record.undecided += 1;
        record.last = now;
        Ok(Attempt {
            attempts: Arc::clone(self),
            key,
            now,
        })
    }

    fn records(&self) -> MutexGuard<'_, HashMap<Key, Record>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets who has nothing to wait for any more, and otherwise the one that was heard of least
/// recently: a new name is always counted.
fn make_room(records: &mut HashMap<Key, Record>, now: i64) {
    records.retain(|_, record| is_recent(record.last, now));
    if records.len() < NAMES {
        return;
    }
    let oldest = records.iter().min_by_key(|(_, record)| record.last);
    if let Some(key) = oldest.map(|(key, _)| *key) {
        records.remove(&key);
    }
}

impl Attempt {
    pub fn failed(self) {
        let mut records = self.attempts.records();
        // It may have been forgotten meanwhile, and counts all the same.
        let record = records.entry(self.key).or_default();
        record.failures.push(self.now);
        record.last = self.now;
    }

    pub fn succeeded(self) {
        if let Some(record) = self.attempts.records().get_mut(&self.key) {
            record.failures.clear();
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let mut records = self.attempts.records();
        if let Some(record) = records.get_mut(&self.key) {
            record.undecided = record.undecided.saturating_sub(1);
            if record.undecided == 0 && record.failures.is_empty() {
                records.remove(&self.key);
            }
        }
    }
}

fn is_recent(at: i64, now: i64) -> bool {
    now - at < WINDOW_MILLIS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_millis(attempts: &Arc<Attempts>, name: &str, now: i64) -> i64 {
        attempts.begin(name, now).err().unwrap_or(0)
    }

    fn after_failures(count: usize) -> Arc<Attempts> {
        let attempts = Arc::new(Attempts::default());
        for _ in 0..count {
            attempts.begin("admin", 1000).ok().unwrap().failed();
        }
        attempts
    }

    #[test]
    fn the_tenth_failure_closes_the_door_for_a_while() {
        assert_eq!(wait_millis(&after_failures(9), "admin", 1000), 0);
        let closed = after_failures(10);
        assert_eq!(wait_millis(&closed, "admin", 1000), WINDOW_MILLIS);
        assert_eq!(wait_millis(&closed, "admin", 1000 + WINDOW_MILLIS), 0);
        assert_eq!(wait_millis(&closed, "somebody else", 1000), 0);
    }

    #[test]
    fn signing_in_forgets_the_failures() {
        let attempts = after_failures(9);
        attempts.begin("admin", 1000).ok().unwrap().succeeded();
        attempts.begin("admin", 1000).ok().unwrap().failed();
        assert_eq!(wait_millis(&attempts, "admin", 1000), 0);
    }

    #[test]
    fn guesses_at_the_same_moment_are_as_many_guesses() {
        let attempts = after_failures(4);
        let under_way: Vec<_> = (0..6).map(|_| attempts.begin("admin", 1000)).collect();
        assert!(under_way.iter().all(Result::is_ok));
        assert_eq!(wait_millis(&attempts, "admin", 1000), UNDECIDED_MILLIS);
        drop(under_way);
        assert_eq!(
            wait_millis(&attempts, "admin", 1000),
            0,
            "nothing was compared"
        );
    }

    #[test]
    fn a_new_name_is_counted_however_many_are_held() {
        let attempts = Arc::new(Attempts::default());
        let now = |number: usize| i64::try_from(number).unwrap();
        for number in 0..NAMES {
            let attempt = attempts.begin(&format!("invented-{number}"), now(number));
            attempt.ok().unwrap().failed();
        }
        for _ in 0..MAXIMUM {
            let attempt = attempts.begin("admin", now(NAMES));
            attempt.ok().unwrap().failed();
        }
        assert!(wait_millis(&attempts, "admin", now(NAMES)) > 0);
        assert_eq!(attempts.records().len(), NAMES);
        let oldest: Key = Sha256::digest("invented-0").into();
        assert!(!attempts.records().contains_key(&oldest));
    }
}
