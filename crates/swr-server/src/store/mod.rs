//! The data of the service: one SQLite database and one folder of blobs.
//!
//! Easy to get wrong: the functions of the modules below take a connection and not the store, so several of
//! them can share a transaction. `write` commits only if its closure returns `Ok`, and a commit is on disk
//! before `write` returns.

pub mod access;
pub mod accessories;
pub mod accounts;
pub mod agencies;
pub mod backup;
pub mod blobs;
pub mod copies;
mod database;
mod disk_space;
mod failure;
mod folder;
pub mod manifests;
pub mod members;
pub mod organizations;
mod readers;
pub mod referrers;
pub mod repositories;
pub mod retention;
#[cfg(test)]
mod samples;
pub mod scrub;
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
mod untagged;
pub mod untagged_space;
pub mod uploads;
pub mod users;
pub mod verification;
mod viewer;
mod write_ahead_log;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::TransactionBehavior;
use tokio::sync::Semaphore;

pub use failure::{BackupError, FolderError, StoreError};
pub use folder::{DataFolder, FolderLock, open_private};
pub use rusqlite::Connection;
pub use sweep::{Swept, sweep};

use readers::{Pool, Readers};

/// A cheap handle; clones share the connections.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    writer: Mutex<Connection>,
    /// The order in which requests write: first come, first served.
    writer_turn: Arc<Semaphore>,
    /// `None` when the database lives in memory: then the writer reads, too.
    readers: Option<Readers>,
    folder: DataFolder,
}

impl Store {
    /// Opens the data folder, makes it when it is missing, and brings an older database up to date.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let folder = DataFolder::prepare(path)?;
        let writer = database::open(&folder.database_path())?;
        Self::with_writer(writer, folder)
    }

    /// `open` for a server: no one else serves the folder while the lock is held, and before that
    /// the database is only asked whose it is.
    pub fn open_alone(path: &Path) -> Result<(Self, FolderLock), FolderError> {
        let folder = DataFolder::prepare(path)?;
        let lock = folder.lock()?;
        folder.make_room();
        let writer = database::open(&folder.database_path())?;
        write_ahead_log::begin(&writer)?;
        Ok((Self::with_writer(writer, folder)?, lock))
    }

    /// Writes the log into the database, for a server that stops: the file is then complete by itself.
    pub fn end(&self) -> Result<(), StoreError> {
        write_ahead_log::end(&locked(&self.shared.writer))
    }

    fn with_writer(writer: Connection, folder: DataFolder) -> Result<Self, FolderError> {
        let readers = Readers::open(&folder.database_path())?;
        Ok(Self::over(writer, Some(readers), folder))
    }

    /// Whether there is a database in that folder; it is not looked into.
    pub fn exists(path: &Path) -> bool {
        folder::database_in(path).exists()
    }

    /// A database that ends with the process; its blobs are in a folder that goes with it.
    pub fn in_memory() -> Result<Self, FolderError> {
        let folder = DataFolder::temporary()?;
        let writer = database::open_in_memory()?;
        Ok(Self::over(writer, None, folder))
    }

    fn over(writer: Connection, readers: Option<Readers>, folder: DataFolder) -> Self {
        let writer = Mutex::new(writer);
        Self {
            shared: Arc::new(Shared {
                writer,
                writer_turn: Arc::new(Semaphore::new(1)),
                readers,
                folder,
            }),
        }
    }

    /// Where blobs and uploads are.
    pub fn folder(&self) -> &DataFolder {
        &self.shared.folder
    }

    /// Reads on a thread where waiting for the disk blocks no one.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.read_from(|readers| &readers.all, work).await
    }

    /// `read` for a look-up by a key, such as that of a token: it waits for no list.
    pub async fn look_up<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.read_from(|readers| &readers.look_ups, work).await
    }

    async fn read_from<T, E>(
        &self,
        pool: impl FnOnce(&Readers) -> &Pool,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let Some(readers) = &self.shared.readers else {
            let store = self.clone();
            return blocking(move || store.read_now(work)).await;
        };
        let mut lent = pool(readers).lend().await;
        blocking(move || in_snapshot(lent.connection(), work)).await
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
        let turn = self.shared.writer_turn.clone().acquire_owned().await;
        let turn = turn.expect("the semaphore is never closed");
        let store = self.clone();
        blocking(move || {
            let _turn = turn;
            store.write_now(work)
        })
        .await
    }

    /// `read` for who is on a thread that may wait.
    pub fn read_now<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let readers = self.shared.readers.as_ref();
        let connection = readers.map_or(&self.shared.writer, |readers| &readers.background);
        in_snapshot(&mut locked(connection), work)
    }

    /// `write` for who is on a thread that may wait.
    pub fn write_now<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = locked(&self.shared.writer);
        self.shared.folder.make_room();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let answer = work(&transaction)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

/// One snapshot: a page and its total must not come from two states.
fn in_snapshot<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection.transaction().map_err(StoreError::from)?;
    work(&transaction)
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
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
        assert_eq!(count(&store), 0);
    }

    #[tokio::test]
    async fn a_connection_returns_to_its_pool_also_after_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        for _ in 0..8 {
            let reading = store.clone();
            let broken = tokio::spawn(async move {
                let work = |_: &_| -> Result<(), StoreError> { panic!("while it was lent") };
                reading.read(work).await
            });
            assert!(broken.await.unwrap_err().is_panic());
        }
        let read = store.read(|_| Ok::<_, StoreError>(1)).await;
        assert_eq!(read, Ok(1));
    }

    /// A read on every connection for all, each until its sender is dropped.
    async fn occupy(store: &Store) -> Vec<std::sync::mpsc::Sender<()>> {
        let mut senders = Vec::new();
        for _ in 0..readers::FOR_ALL {
            let (release, released) = std::sync::mpsc::channel();
            let (begin, begun) = tokio::sync::oneshot::channel();
            let reading = store.clone();
            tokio::spawn(async move {
                let work = move |_: &_| {
                    begin.send(()).unwrap();
                    // Nothing is sent: this ends when the sender is dropped.
                    let _ = released.recv();
                    Ok::<_, StoreError>(())
                };
                reading.read(work).await
            });
            begun.await.unwrap();
            senders.push(release);
        }
        senders
    }

    async fn soon<T>(work: impl Future<Output = T>) -> T {
        let patience = std::time::Duration::from_secs(20);
        tokio::time::timeout(patience, work).await.unwrap()
    }

    #[tokio::test]
    async fn a_look_up_does_not_wait_for_lists() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let _busy = occupy(&store).await;
        let found = store.look_up(|_| Ok::<_, StoreError>(7));
        assert_eq!(soon(found).await, Ok(7));
    }

    #[tokio::test]
    async fn who_waits_gets_whichever_connection_is_free_first() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        for place in 0..readers::FOR_ALL {
            let mut busy = occupy(&store).await;
            let reading = store.clone();
            let waiting =
                tokio::spawn(async move { reading.read(|_| Ok::<_, StoreError>(7)).await });
            drop(busy.remove(place));
            assert_eq!(soon(waiting).await.unwrap(), Ok(7), "{place}");
        }
    }

    #[tokio::test]
    async fn reading_goes_on_while_someone_writes() {
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
