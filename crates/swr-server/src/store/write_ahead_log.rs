//! The write-ahead log, and detection of a lost database or log.
//!
//! SQLite cannot detect this: a database without its log is a valid, older state of itself. A setting therefore
//! records, from the start of a server to its orderly stop, that the log is in use. Meanwhile no connection
//! removes the log when it is closed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::{FolderError, StoreError};
use super::settings;

const SETTING: &str = "write_ahead_log";
const IN_USE: &str = "in use";

/// How long a server that stops waits for commands that read the database.
const PATIENCE: Duration = Duration::from_secs(1);

/// The log of that database.
pub(super) fn of(database: &Path) -> PathBuf {
    database.with_extension("sqlite-wal")
}

/// Refuses a database whose log is missing, and a log whose database is. Nothing is written.
pub(super) fn require_both(database: &Path) -> Result<(), FolderError> {
    let log = of(database);
    match (database.is_file(), log.is_file()) {
        (false, true) => Err(FolderError::LogAlone {
            database: database.to_path_buf(),
            log,
        }),
        (true, false) if says_in_use(database) => Err(FolderError::LogMissing {
            database: database.to_path_buf(),
            log,
        }),
        _ => Ok(()),
    }
}

/// What the database says by itself. What cannot be read is judged by who opens it.
fn says_in_use(database: &Path) -> bool {
    // Any other way to open it would make an empty log.
    let address = format!("file:{}?immutable=1", escaped(database));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(address, flags).is_ok_and(|it| is_in_use(&it))
}

fn escaped(path: &Path) -> String {
    let mut escaped = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => escaped.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

fn is_in_use(connection: &Connection) -> bool {
    let value = settings::get(connection, SETTING);
    value.is_ok_and(|value| value.as_deref() == Some(IN_USE))
}

/// Makes a connection leave the log where it is, as long as a server has it in use or was killed.
pub(super) fn keep(connection: &Connection) -> Result<(), StoreError> {
    if is_in_use(connection) {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    Ok(())
}

/// Notes in the database itself that its log is in use.
pub(super) fn begin(connection: &Connection) -> Result<(), StoreError> {
    settings::set(connection, SETTING, IN_USE)?;
    checkpoint(connection, "PASSIVE")?;
    keep(connection)
}

/// Writes everything into the database: from here on it needs no log.
pub(super) fn end(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    forget(connection)?;
    checkpoint(connection, "TRUNCATE")
}

/// Takes the note out of a database that has no log, such as a copy.
pub(super) fn forget(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM settings WHERE name = ?1", [SETTING])?;
    Ok(())
}

/// Whether all of it could be done is not asked: a command may be reading.
fn checkpoint(connection: &Connection, mode: &str) -> Result<(), StoreError> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    Ok(connection.query_row(&sql, [], |_| Ok(()))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// A folder as a killed server leaves it: what was written last is in the log only.
    fn killed(folder: &Path) -> PathBuf {
        let (store, lock) = Store::open_alone(folder).unwrap();
        let write = |connection: &_| settings::set(connection, "x", "y");
        store.write_now(write).unwrap();
        drop((store, lock));
        folder.join("swr.sqlite")
    }

    #[test]
    fn a_lost_log_is_recognized_until_someone_goes_on_without_it() {
        let folder = tempfile::tempdir().unwrap();
        let database = killed(folder.path());
        let log = of(&database);
        std::fs::remove_file(&log).unwrap();
        for _ in 0..2 {
            let refused = Store::open(folder.path()).err().unwrap();
            assert!(
                matches!(refused, FolderError::LogMissing { .. }),
                "{refused}"
            );
            assert!(!log.exists(), "looking makes no log");
        }
        std::fs::write(&log, "").unwrap();
        assert!(Store::open(folder.path()).is_ok());
    }

    #[test]
    fn commands_after_a_kill_leave_the_log_and_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let database = killed(folder.path());
        for _ in 0..2 {
            let store = Store::open(folder.path()).unwrap();
            let value = store.read_now(|connection| settings::get(connection, "x"));
            assert_eq!(value, Ok(Some("y".to_owned())));
        }
        assert!(of(&database).exists());
    }

    #[test]
    fn a_database_that_was_closed_in_order_needs_no_log() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("data");
        let (store, lock) = Store::open_alone(&folder).unwrap();
        store
            .write_now(|connection| settings::set(connection, "x", "y"))
            .unwrap();
        store.end().unwrap();
        drop((store, lock));
        let copy = parent.path().join("a copy?#%/");
        std::fs::create_dir(&copy).unwrap();
        std::fs::copy(folder.join("swr.sqlite"), copy.join("swr.sqlite")).unwrap();
        let store = Store::open(&copy).unwrap();
        let value = store.read_now(|connection| settings::get(connection, "x"));
        assert_eq!(value, Ok(Some("y".to_owned())));
    }

    #[test]
    fn a_lost_log_is_recognized_below_a_path_of_any_characters() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a folder?#%ä");
        std::fs::remove_file(of(&killed(&folder))).unwrap();
        let refused = Store::open(&folder).err().unwrap();
        assert!(
            matches!(refused, FolderError::LogMissing { .. }),
            "{refused}"
        );
    }

    #[test]
    fn a_log_without_its_database_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::remove_file(killed(folder.path())).unwrap();
        let refused = Store::open(folder.path()).err().unwrap();
        assert!(matches!(refused, FolderError::LogAlone { .. }), "{refused}");
    }
}
