//! The demo world: always the same but for its dates.

mod people;

use rusqlite::Connection;

use crate::store::{DataFolder, StoreError};

/// Fills an empty store in the caller's transaction.
pub fn seed(connection: &Connection, _folder: &DataFolder, now: i64) -> Result<(), StoreError> {
    people::seed(connection, now)
}
