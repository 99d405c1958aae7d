//! Errors of the store, distinguished only as far as callers handle them differently.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A failure of the store itself; that something does not exist is a response and not a failure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk has no room left: nothing was changed.
    #[error("the disk is full")]
    Full,
    /// A row of that name exists already.
    #[error("it already exists")]
    Exists,
    /// Anything else the database or the file system said.
    #[error("{0}")]
    Broken(String),
}

/// Why a data folder cannot be used, each as one sentence for the person who started the server.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("cannot use the data folder {}: {source}", path.display())]
    Unusable { path: PathBuf, source: io::Error },
    #[error(
        "{} contains other files but no data of this server and was left unchanged; choose another folder with --data",
        .0.display()
    )]
    NotOurs(PathBuf),
    #[error("the data folder {} is read-only and was left unchanged", .0.display())]
    ReadOnly(PathBuf),
    #[error("the data folder {} is in use by another server", .0.display())]
    InUse(PathBuf),
    #[error("{} is damaged or not a database of this server ({detail}); it was left unchanged", path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error(
        "{} was written by a newer version of this server (format {found}, this version supports {known}); it was left unchanged",
        path.display()
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error(
        "the newest changes of {} are missing: {} is not there. Put that file back or restore a backup. To continue without these changes, create it as an empty file",
        database.display(), log.display()
    )]
    LogMissing { database: PathBuf, log: PathBuf },
    #[error(
        "{} exists without its database {}. Put the database back, or restore a backup into another folder; the folder was left unchanged",
        log.display(), database.display()
    )]
    LogAlone { database: PathBuf, log: PathBuf },
    #[error("cannot open the database: {0}")]
    Store(#[from] StoreError),
}

/// Why a folder was not copied or checked, as a sentence for the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{} is not empty and was left unchanged", .0.display())]
    NotEmpty(PathBuf),
    #[error("{} contains no database", .0.display())]
    NoDatabase(PathBuf),
    #[error("{} is damaged and was not restored: {first}", path.display())]
    Damaged { path: PathBuf, first: String },
}

/// The failure of a file, with its path.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_path_buf();
    |source| BackupError::File { path, source }
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

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Broken(error.to_string()),
        }
    }
}
