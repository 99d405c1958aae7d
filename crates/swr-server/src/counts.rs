//! Download and traffic counts, written to the database in batches, so that pulls do not wait for the disk.
//!
//! A killed server loses the counts of the last second.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::store::{Connection, Store, StoreError, repositories, statistics};

const BETWEEN_WRITES: Duration = Duration::from_secs(1);

/// What was counted and is not written yet; the clones share it.
#[derive(Clone, Default)]
pub struct Counts {
    pending: Arc<Mutex<Pending>>,
    /// Held while a batch is written: anyone who asks for the counts waits until they are complete.
    writing: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Pending {
    /// Of each repository.
    downloads: BTreeMap<i64, u64>,
    /// Bytes of each account, region and day.
    downflow: BTreeMap<(String, String, i64), u64>,
}

impl Counts {
    /// Counts one download from a repository.
    pub(crate) fn add_download(&self, repository_id: i64) {
        let mut pending = self.pending();
        *pending.downloads.entry(repository_id).or_default() += 1;
    }

    /// Counts bytes that an account sent in a region.
    pub(crate) fn add_downflow(&self, account_id: &str, region: &str, bytes: u64, now: i64) {
        let day = statistics::day_of(now);
        let key = (account_id.to_owned(), region.to_owned(), day);
        *self.pending().downflow.entry(key).or_default() += bytes;
    }

    /// Writes what was counted until now. It stays when it cannot be written: a full disk keeps no one
    /// from pulling or reading.
    pub async fn write(&self, store: &Store) {
        let _one_at_a_time = self.writing.lock().await;
        let batch = Arc::new(std::mem::take(&mut *self.pending()));
        if batch.is_empty() {
            return;
        }
        let written = batch.clone();
        let write = move |connection: &_| written.write(connection);
        if let Err(error) = store.write::<_, StoreError>(write).await {
            tracing::warn!(%error, "download counts could not be written; they are kept");
            self.pending().add(&batch);
        }
    }

    /// Never ends.
    pub async fn write_every_second(self, store: Store) {
        loop {
            tokio::time::sleep(BETWEEN_WRITES).await;
            self.write(&store).await;
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.downloads.is_empty() && self.downflow.is_empty()
    }

    fn add(&mut self, other: &Self) {
        for (repository_id, count) in &other.downloads {
            *self.downloads.entry(*repository_id).or_default() += count;
        }
        for (key, bytes) in &other.downflow {
            *self.downflow.entry(key.clone()).or_default() += bytes;
        }
    }

    fn write(&self, connection: &Connection) -> Result<(), StoreError> {
        for (repository_id, count) in &self.downloads {
            repositories::count_downloads(connection, *repository_id, *count)?;
        }
        for ((account_id, region, day), bytes) in &self.downflow {
            let moment = statistics::millis_of(*day);
            statistics::add_downflow(connection, account_id, region, *bytes, moment)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::accounts;

    fn days(store: &Store) -> Vec<u64> {
        let read = |connection: &_| statistics::days(connection, "a", "local-1", 1, 2);
        let days = store.read_now::<_, StoreError>(read).unwrap();
        days.iter().map(|day| day.downflow_bytes).collect()
    }

    #[tokio::test]
    async fn counts_of_a_batch_that_was_not_written_are_written_later() {
        let store = Store::in_memory().unwrap();
        let counts = Counts::default();
        counts.add_downflow("a", "local-1", 5, 0);
        counts.write(&store).await;
        assert_eq!(days(&store), [0], "there is no such account yet");
        let create = |connection: &_| accounts::create(connection, "a", "a", "p");
        store.write_now::<_, StoreError>(create).unwrap();
        counts.add_downflow("a", "local-1", 2, 0);
        counts.add_downflow("a", "local-1", 3, crate::time::DAY);
        for _ in 0..2 {
            counts.write(&store).await;
            assert_eq!(days(&store), [7, 3]);
        }
    }
}
