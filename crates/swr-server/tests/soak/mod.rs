//! Tests that run for longer on demand: with `SOAK_SECONDS` they go on from a new place until the time
//! is over. Every round has a seed; `SOAK_SEED` tries only that one.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The seeds to try: so many in a plain test run, the same each time.
pub(crate) fn seeds(usual: u64) -> Box<dyn Iterator<Item = u64>> {
    if let Some(seed) = number("SOAK_SEED") {
        return Box::new(std::iter::once(seed));
    }
    let Some(seconds) = number("SOAK_SECONDS") else {
        return Box::new(0..usual);
    };
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    let first = since_epoch.unwrap_or_default().as_secs() << 20;
    let end = Instant::now() + Duration::from_secs(seconds);
    Box::new((first..).take_while(move |_| Instant::now() < end))
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}
