//! Everything the service keeps: one SQLite database and one folder of blobs.
//!
//! What a reader would get wrong: the functions of the modules below take a connection and not the
//! store, so that several of them make one transaction. `write` commits only when its closure is
//! `Ok`, and a commit is on the disk before `write` returns.

pub mod access;
pub mod accessories;
pub mod accounts;
pub mod agencies;
pub mod blobs;
pub mod copies;
mod database;
mod failure;
mod folder;
pub mod manifests;
pub mod members;
pub mod organizations;
pub mod referrers;
pub mod repositories;
pub mod retention;
mod sessions;
pub mod settings;
pub mod shared_repositories;
pub mod shares;
mod statement;
pub mod statistics;
mod sweep;
pub mod sync_jobs;
pub mod synchronizations;
pub mod tags;
pub mod temporary_logins;
pub mod tokens;
pub mod trigger_events;
pub mod triggers;
pub mod uploads;
pub mod users;
mod viewer;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use rusqlite::TransactionBehavior;

pub use failure::{FolderError, StoreError};
pub use folder::{DataFolder, FolderLock, open_private};
pub use rusqlite::Connection;
pub use sweep::{Swept, sweep};

/// How many connections read at the same time, beside the one that writes.
const READERS: usize = 4;

/// A cheap handle; clones share the connections.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    writer: Mutex<Connection>,
    /// Empty when the database lives in memory: then the writer reads, too.
    readers: Vec<Mutex<Connection>>,
    folder: DataFolder,
}

impl Store {
    /// Opens the data folder, makes it when it is missing, and brings an older database up to date.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        Self::open_folder(DataFolder::prepare(path)?)
    }

    /// `open` for a server: nobody else serves the folder while the lock is held, and before that
    /// the database is only asked whose it is.
    pub fn open_alone(path: &Path) -> Result<(Self, FolderLock), FolderError> {
        let folder = DataFolder::prepare(path)?;
        let lock = folder.lock()?;
        Ok((Self::open_folder(folder)?, lock))
    }

    fn open_folder(folder: DataFolder) -> Result<Self, FolderError> {
        let writer = database::open(&folder.database_path())?;
        let readers = (0..READERS)
            .map(|_| database::open_reader(&folder.database_path()).map(Mutex::new))
            .collect::<Result<_, _>>()?;
        Ok(Self::over(writer, readers, folder))
    }

    /// Whether there is a database in that folder; it is not looked into.
    pub fn exists(path: &Path) -> bool {
        folder::database_in(path).exists()
    }

    /// A database that ends with the process; its blobs are in a folder that goes with it.
    pub fn in_memory() -> Result<Self, FolderError> {
        let folder = DataFolder::temporary()?;
        let writer = database::open_in_memory()?;
        Ok(Self::over(writer, Vec::new(), folder))
    }

    fn over(writer: Connection, readers: Vec<Mutex<Connection>>, folder: DataFolder) -> Self {
        let writer = Mutex::new(writer);
        Self {
            shared: Arc::new(Shared {
                writer,
                readers,
                folder,
            }),
        }
    }

    /// Where blobs and uploads are.
    pub fn folder(&self) -> &DataFolder {
        &self.shared.folder
    }

    /// Reads on a thread where waiting for the disk blocks nobody.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        blocking(move || store.read_now(work)).await
    }

    /// Runs one transaction; it is on the disk when this returns `Ok`, and undone when `work` fails.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        blocking(move || store.write_now(work)).await
    }

    /// `read` for who is on a thread that may wait.
    pub fn read_now<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.reader();
        // One snapshot: a page and its total must not come from two states.
        let transaction = connection.transaction().map_err(StoreError::from)?;
        work(&transaction)
    }

    /// `write` for who is on a thread that may wait.
    pub fn write_now<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = locked(&self.shared.writer);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let answer = work(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(answer)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        let readers = &self.shared.readers;
        let free = readers.iter().find_map(|reader| match reader.try_lock() {
            Ok(free) => Some(free),
            Err(TryLockError::Poisoned(free)) => Some(free.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        });
        free.unwrap_or_else(|| locked(readers.first().unwrap_or(&self.shared.writer)))
    }
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(ended) => std::panic::resume_unwind(ended.into_panic()),
    }
}

/// A panic while the lock was held rolled its transaction back: the connection is as good as before.
fn locked(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::AssertUnwindSafe;

    use super::*;

    fn count(store: &Store) -> i64 {
        let sql = "SELECT count(*) FROM settings WHERE name = 'x'";
        let counted: Result<i64, StoreError> =
            store.read_now(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?));
        counted.unwrap()
    }

    fn add(connection: &Connection) -> Result<(), StoreError> {
        connection.execute("INSERT INTO settings (name, value) VALUES ('x', '')", [])?;
        Ok(())
    }

    #[test]
    fn a_failing_write_leaves_nothing_behind() {
        let store = Store::in_memory().unwrap();
        let answer: Result<(), StoreError> = store.write_now(|connection| {
            add(connection)?;
            Err(StoreError::Full)
        });
        assert_eq!(answer, Err(StoreError::Full));
        assert_eq!(count(&store), 0);
    }

    #[test]
    fn what_was_written_is_there_after_opening_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.write_now(add).unwrap();
        assert_eq!(count(&store), 1);
        drop(store);
        assert_eq!(count(&Store::open(folder.path()).unwrap()), 1);
    }

    #[test]
    fn a_reader_that_panicked_goes_on_reading() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let panicking = AssertUnwindSafe(|| {
            store.read_now(|_| -> Result<(), StoreError> { panic!("while it was held") })
        });
        assert!(std::panic::catch_unwind(panicking).is_err());
        let held = store.reader();
        let first = store.shared.readers[0].try_lock();
        assert!(matches!(first, Err(TryLockError::WouldBlock)), "it is used");
        drop(held);
        assert_eq!(count(&store), 0);
    }

    #[tokio::test]
    async fn reading_goes_on_while_somebody_writes() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let reading = store.clone();
        let seen = store.write(move |connection| {
            add(connection)?;
            Ok::<_, StoreError>(count(&reading))
        });
        assert_eq!(seen.await, Ok(0));
        assert_eq!(count(&store), 1);
    }
}
