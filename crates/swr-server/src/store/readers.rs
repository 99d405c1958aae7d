//! Read connections, lent in the order of requests.
//!
//! Lookups by key have connections of their own, so checking a token never waits for a list of ten thousand
//! tags.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::failure::FolderError;
use super::{database, locked};

/// Connections for lists and everything else that reads.
pub(super) const FOR_ALL: usize = 4;

/// Connections for look-ups by a key.
const FOR_LOOK_UPS: usize = 2;

/// The connections of a store that read, beside the one that writes.
pub(super) struct Readers {
    pub(super) all: Pool,
    pub(super) look_ups: Pool,
    /// For threads that may wait: commands, and work in the background.
    pub(super) background: Mutex<Connection>,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Self, FolderError> {
        Ok(Self {
            all: Pool::open(path, FOR_ALL)?,
            look_ups: Pool::open(path, FOR_LOOK_UPS)?,
            background: Mutex::new(database::open_reader(path)?),
        })
    }
}

/// Connections of one kind; the clones share them.
#[derive(Clone)]
pub(super) struct Pool {
    /// One for each connection, given out first come, first served.
    turns: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Pool {
    fn open(path: &Path, count: usize) -> Result<Self, FolderError> {
        let connections: Result<Vec<_>, _> =
            (0..count).map(|_| database::open_reader(path)).collect();
        Ok(Self {
            turns: Arc::new(Semaphore::new(count)),
            idle: Arc::new(Mutex::new(connections?)),
        })
    }

    /// Waits for a connection, without occupying a thread.
    pub(super) async fn lend(&self) -> Lent {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.expect("the semaphore is never closed");
        let connection = locked(&self.idle).pop();
        Lent {
            connection: Some(connection.expect("a turn has a connection")),
            idle: self.idle.clone(),
            _turn: turn,
        }
    }
}

/// A connection that returns to its pool when this is dropped, also by a panic.
pub(super) struct Lent {
    connection: Option<Connection>,
    idle: Arc<Mutex<Vec<Connection>>>,
    /// Dropped after the connection was put back: fields go in their order.
    _turn: OwnedSemaphorePermit,
}

impl Lent {
    pub(super) fn connection(&mut self) -> &mut Connection {
        let lent = self.connection.as_mut();
        lent.expect("it is taken only when this is dropped")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        locked(&self.idle).extend(self.connection.take());
    }
}
