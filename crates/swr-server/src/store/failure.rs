//! What can go wrong while keeping things, told apart only as far as somebody acts on it.

use rusqlite::ErrorCode;

/// A failure of the store itself; that something does not exist is an answer and not a failure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk has no room left: nothing was changed.
    #[error("the disk is full")]
    Full,
    /// A row of that name exists already.
    #[error("it exists already")]
    Exists,
    /// Anything else the database or the file system said.
    #[error("{0}")]
    Broken(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(code) if code.code == ErrorCode::DiskFull => Self::Full,
            Some(code)
                if code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    || code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY =>
            {
                Self::Exists
            }
            _ => Self::Broken(error.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Broken(error.to_string()),
        }
    }
}
