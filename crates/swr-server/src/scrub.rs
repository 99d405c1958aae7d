//! The scrub: compares every blob with its digest from time to time, so that disk errors are noticed while
//! someone can still push the image again.
//!
//! It reads slowly, a piece at a time, and records each checked blob, so it continues after a restart. A
//! damaged blob is treated as missing until it is pushed again or its file is restored.

use std::io;
use std::time::Duration;

use crate::service::Service;
use crate::store::StoreError;
use crate::store::scrub::{self, DueBlob};
use crate::store::verification::{Hashing, judge};
use crate::time::{DAY, HOUR};

/// Between two rounds; also how soon a damaged blob is looked at again.
const BETWEEN_ROUNDS: Duration = Duration::from_secs(60 * 60);

/// Read in a second, where that is enough.
const BYTES_PER_SECOND: u64 = 16 * 1024 * 1024;

/// Blobs that are looked up at a time.
const BLOBS_AT_A_TIME: u32 = 64;

/// Never ends. Every blob is checked once in so many days.
pub async fn work(service: Service, days: u32) {
    loop {
        match run(&service, days).await {
            Ok(checked) => tracing::debug!(checked, "scrub"),
            Err(error) => tracing::warn!(%error, "blobs were not checked"),
        }
        tokio::time::sleep(BETWEEN_ROUNDS).await;
    }
}

/// Checks the blobs that are due. How many.
pub async fn run(service: &Service, days: u32) -> Result<usize, StoreError> {
    let period = i64::from(days) * DAY;
    let total_bytes = service.store.read(scrub::total_bytes).await?;
    let pace = pace(total_bytes, days);
    let started = service.now();
    let mut checked = 0;
    loop {
        let find = move |connection: &_| {
            scrub::due(
                connection,
                started - period,
                started - HOUR,
                BLOBS_AT_A_TIME,
            )
        };
        let due = service.store.read(find).await?;
        if due.is_empty() {
            return Ok(checked);
        }
        for blob in due {
            check(service, blob, pace).await?;
            checked += 1;
        }
    }
}

/// Bytes in a second with which twice everything is read within the days.
fn pace(total_bytes: u64, days: u32) -> u64 {
    let seconds = u64::from(days.max(1)) * 24 * 60 * 60;
    (2 * total_bytes / seconds).max(BYTES_PER_SECOND)
}

async fn check(service: &Service, blob: DueBlob, pace: u64) -> Result<(), StoreError> {
    let hashed = hash(service, &blob, pace).await;
    let damage = judge(&blob.digest, blob.size_bytes, hashed);
    let now = service.now();
    let digest = blob.digest.clone();
    let said = damage.clone();
    let note = move |connection: &_| scrub::note(connection, &blob, said.as_deref(), now);
    let tags = service.store.write(note).await?;
    if let (Some(damage), Some(tags)) = (damage, tags) {
        tracing::error!("the blob {digest} {damage}; {tags}");
    }
    Ok(())
}

async fn hash(service: &Service, blob: &DueBlob, pace: u64) -> io::Result<(String, u64)> {
    let hex = blob.digest.strip_prefix("sha256:").unwrap_or(&blob.digest);
    let path = service.store.folder().blobs_path().join(hex);
    let mut hashing = blocking(move || Hashing::begin(&path)).await?;
    loop {
        let before = hashing.length();
        let (next, is_whole) = blocking(move || {
            let is_whole = hashing.advance()?;
            Ok((hashing, is_whole))
        })
        .await?;
        hashing = next;
        if is_whole {
            return Ok(hashing.finish());
        }
        let nanoseconds = (hashing.length() - before).saturating_mul(1_000_000_000) / pace;
        tokio::time::sleep(Duration::from_nanos(nanoseconds)).await;
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(io::Error::other(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_store_is_read_faster_so_that_a_period_is_enough() {
        assert_eq!(pace(1_000_000, 7), BYTES_PER_SECOND);
        let everything = 100 * 1024 * 1024 * 1024 * 1024;
        let half_a_week = 7 * 24 * 60 * 60 / 2;
        assert!(pace(everything, 7) * half_a_week >= everything * 99 / 100);
    }
}
