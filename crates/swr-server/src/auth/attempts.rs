//! Counting failed sign-ins, so that passwords cannot be tried out at leisure.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many failures in so long, and the name has to wait until the first of them is that old.
const MAXIMUM: usize = 10;
const WINDOW_MILLIS: i64 = 5 * 60 * 1000;

/// Names that are remembered at most; somebody who invents names must not fill the memory.
const NAMES: usize = 10_000;

/// Failures per name, in memory only: a restart forgives.
#[derive(Default)]
pub struct Attempts {
    failures: Mutex<HashMap<String, Vec<i64>>>,
}

impl Attempts {
    /// How long the name has to wait before it may try again, in milliseconds; 0 to go ahead.
    pub fn wait_millis(&self, name: &str, now: i64) -> i64 {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = failures.get(name).map_or(&[][..], Vec::as_slice);
        let recent: Vec<_> = recent.iter().filter(|&&at| is_recent(at, now)).collect();
        match recent.first() {
            Some(&&first) if recent.len() >= MAXIMUM => first + WINDOW_MILLIS - now,
            _ => 0,
        }
    }

    pub fn failed(&self, name: &str, now: i64) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= NAMES {
            failures.retain(|_, times| times.iter().any(|&at| is_recent(at, now)));
        }
        if failures.len() < NAMES || failures.contains_key(name) {
            let times = failures.entry(name.to_owned()).or_default();
            times.retain(|&at| is_recent(at, now));
            times.push(now);
        }
    }

    pub fn succeeded(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(name);
    }
}

fn is_recent(at: i64, now: i64) -> bool {
    now - at < WINDOW_MILLIS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_failures(count: usize) -> Attempts {
        let attempts = Attempts::default();
        for _ in 0..count {
            attempts.failed("admin", 1000);
        }
        attempts
    }

    #[test]
    fn the_tenth_failure_closes_the_door_for_a_while() {
        assert_eq!(after_failures(9).wait_millis("admin", 1000), 0);
        let closed = after_failures(10);
        assert_eq!(closed.wait_millis("admin", 1000), WINDOW_MILLIS);
        assert_eq!(closed.wait_millis("admin", 1000 + WINDOW_MILLIS), 0);
        assert_eq!(closed.wait_millis("somebody else", 1000), 0);
    }

    #[test]
    fn signing_in_forgets_the_failures() {
        let attempts = after_failures(9);
        attempts.succeeded("admin");
        attempts.failed("admin", 1000);
        assert_eq!(attempts.wait_millis("admin", 1000), 0);
    }
}
