//! Counts failed sign-ins to prevent password guessing.
//!
//! An attempt counts before the password is compared, so simultaneous guesses count as many. Attempts
//! beyond the limit wait for the result of the others, so correct sign-ins are never rejected. Neither the
//! name nor its length is kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tokio::sync::watch;

/// So many failures in so long, and the name must wait until the first of them is that old.
const MAXIMUM: usize = 10;
const WINDOW_MILLIS: i64 = 5 * 60 * 1000;

/// Names that are remembered at most; someone who invents names must not fill the memory.
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
    /// Told whenever an attempt under way ends.
    ended: watch::Sender<()>,
    last: i64,
}

/// Why an attempt does not begin now.
enum Refused {
    /// So many milliseconds have to pass.
    Closed(i64),
    /// Attempts under way may still turn out to be failures.
    Undecided(watch::Receiver<()>),
}

/// An attempt under way. Without a verdict (nothing was compared) it leaves no trace.
pub struct Attempt {
    attempts: Arc<Attempts>,
    key: Key,
    now: i64,
}

impl Attempts {
    /// Begins an attempt, or says how many milliseconds the name must wait. The clock is one that
    /// no one sets.
    pub async fn begin(
        self: &Arc<Self>,
        name: &str,
        clock: impl Fn() -> i64,
    ) -> Result<Attempt, i64> {
        let key: Key = Sha256::digest(name.as_bytes()).into();
        loop {
            match self.try_begin(key, clock()) {
                Ok(attempt) => return Ok(attempt),
                Err(Refused::Closed(wait_millis)) => return Err(wait_millis),
                // It fails when the record was forgotten meanwhile, which is a reason to look, too.
                Err(Refused::Undecided(mut ended)) => drop(ended.changed().await),
            }
        }
    }

    fn try_begin(self: &Arc<Self>, key: Key, now: i64) -> Result<Attempt, Refused> {
        let mut records = self.records();
        if records.len() >= NAMES && !records.contains_key(&key) {
            make_room(&mut records, now);
        }
        let record = records.entry(key).or_default();
        record.failures.retain(|&at| is_recent(at, now));
        if record.failures.len() >= MAXIMUM {
            let wait_millis = record.failures[0] + WINDOW_MILLIS - now;
            return Err(Refused::Closed(wait_millis));
        }
        if record.failures.len() + record.undecided >= MAXIMUM {
            return Err(Refused::Undecided(record.ended.subscribe()));
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

/// Forgets who has nothing to wait for any longer, and otherwise the one that was heard of least
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
            record.ended.send_replace(());
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
    use futures_util::FutureExt;

    use super::*;

    /// An attempt that need not wait for others.
    fn begin(attempts: &Arc<Attempts>, name: &str, now: i64) -> Result<Attempt, i64> {
        let begun = attempts.begin(name, || now).now_or_never();
        begun.expect("nothing is to be waited for")
    }

    fn wait_millis(attempts: &Arc<Attempts>, name: &str, now: i64) -> i64 {
        begin(attempts, name, now).err().unwrap_or(0)
    }

    fn after_failures(count: usize) -> Arc<Attempts> {
        let attempts = Arc::new(Attempts::default());
        for _ in 0..count {
            begin(&attempts, "admin", 1000).ok().unwrap().failed();
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
        begin(&attempts, "admin", 1000).ok().unwrap().succeeded();
        begin(&attempts, "admin", 1000).ok().unwrap().failed();
        assert_eq!(wait_millis(&attempts, "admin", 1000), 0);
    }

    #[test]
    fn guesses_at_the_same_moment_are_as_many_guesses() {
        let attempts = after_failures(4);
        let under_way: Vec<_> = (0..6).map(|_| begin(&attempts, "admin", 1000)).collect();
        assert!(under_way.iter().all(Result::is_ok));
        let mut next = Box::pin(attempts.begin("admin", || 1000));
        assert!(next.as_mut().now_or_never().is_none(), "it waits");
        let mut under_way = under_way.into_iter().flatten();
        under_way.next().unwrap().failed();
        assert!(next.as_mut().now_or_never().is_none(), "five may yet fail");
        drop(under_way);
        let begun = next.now_or_never();
        assert!(begun.unwrap().is_ok(), "nothing was compared");
    }

    #[test]
    fn who_waited_is_rejected_when_the_others_were_wrong() {
        let attempts = after_failures(0);
        let under_way: Vec<_> = (0..10).map(|_| begin(&attempts, "admin", 1000)).collect();
        let mut next = Box::pin(attempts.begin("admin", || 1000));
        assert!(next.as_mut().now_or_never().is_none());
        under_way.into_iter().flatten().for_each(Attempt::failed);
        let refused = next.now_or_never().unwrap().err();
        assert_eq!(refused, Some(WINDOW_MILLIS));
    }

    #[tokio::test]
    async fn two_hundred_right_sign_ins_at_once_all_succeed() {
        let attempts = Arc::new(Attempts::default());
        let sign_in = async || {
            let attempt = attempts.begin("admin", || 1000).await?;
            // Others begin meanwhile, as while a password is compared.
            tokio::task::yield_now().await;
            attempt.succeeded();
            Ok::<_, i64>(())
        };
        let outcomes = futures_util::future::join_all((0..200).map(|_| sign_in())).await;
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
        assert!(attempts.records().is_empty());
    }

    #[test]
    fn a_new_name_is_counted_however_many_are_held() {
        let attempts = Arc::new(Attempts::default());
        let now = |number: usize| i64::try_from(number).unwrap();
        for number in 0..NAMES {
            let attempt = begin(&attempts, &format!("invented-{number}"), now(number));
            attempt.ok().unwrap().failed();
        }
        for _ in 0..MAXIMUM {
            let attempt = begin(&attempts, "admin", now(NAMES));
            attempt.ok().unwrap().failed();
        }
        assert!(wait_millis(&attempts, "admin", now(NAMES)) > 0);
        assert_eq!(attempts.records().len(), NAMES);
        let oldest: Key = Sha256::digest("invented-0").into();
        assert!(!attempts.records().contains_key(&oldest));
    }
}
