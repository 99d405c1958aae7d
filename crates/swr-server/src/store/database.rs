//! Opens the database: checks that it is ours, intact and not newer than this program, then upgrades it.
//!
//! The checks use a read-only connection, so a file that is not understood stays exactly as it was.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::failure::{FolderError, StoreError};
use super::write_ahead_log;

/// In order; the number of those applied is the database's `user_version`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_start.sql"),
    include_str!("../../migrations/0002_regions.sql"),
    include_str!("../../migrations/0003_accounts_and_shares.sql"),
    include_str!("../../migrations/0004_referrers.sql"),
    include_str!("../../migrations/0005_retention_and_triggers.sql"),
    include_str!("../../migrations/0006_synchronization.sql"),
    include_str!("../../migrations/0007_temporary_logins.sql"),
    include_str!("../../migrations/0008_statistics.sql"),
    include_str!("../../migrations/0009_untagged.sql"),
    include_str!("../../migrations/0010_scrub.sql"),
    include_str!("../../migrations/0011_untagged_space.sql"),
];

/// "swr1": tells our files from other SQLite databases.
const APPLICATION_ID: i64 = 0x7377_7231;

/// Another process, such as `users add`, may be writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

pub(super) fn open(path: &Path) -> Result<Connection, FolderError> {
    check(path)?;
    let mut connection = Connection::open(path).map_err(StoreError::from)?;
    prepare(&connection)?;
    // FULL: a commit has reached the disk before it is acknowledged, through kill -9 and power loss.
    // The limit: after the demo is made the log would stay as large as the demo.
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                    PRAGMA journal_size_limit = 4194304;";
    connection
        .execute_batch(settings)
        .map_err(StoreError::from)?;
    write_ahead_log::keep(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

pub(super) fn open_reader(path: &Path) -> Result<Connection, FolderError> {
    let connection = Connection::open(path).map_err(StoreError::from)?;
    prepare(&connection)?;
    write_ahead_log::keep(&connection)?;
    connection
        .execute_batch("PRAGMA query_only = ON")
        .map_err(StoreError::from)?;
    Ok(connection)
}

pub(super) fn open_in_memory() -> Result<Connection, FolderError> {
    let mut connection = Connection::open_in_memory().map_err(StoreError::from)?;
    prepare(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    Ok(())
}

/// Whether the file is ours and not newer than us. Nothing is written.
pub(super) fn recognize(path: &Path) -> Result<(), FolderError> {
    if let Some(connection) = look(path)? {
        whose(&connection, path)?;
    }
    Ok(())
}

/// A connection to a database that is not brought up to date, no matter who else uses it.
pub(super) fn open_as_it_is(path: &Path) -> Result<Connection, FolderError> {
    let connection = Connection::open(path).map_err(StoreError::from)?;
    prepare(&connection)?;
    write_ahead_log::keep(&connection)?;
    Ok(connection)
}

/// Whether the file is ours, not newer than us, and whole. Nothing is written.
pub(super) fn check(path: &Path) -> Result<(), FolderError> {
    let Some(connection) = look(path)? else {
        return Ok(());
    };
    whose(&connection, path)?;
    let verdict: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| damaged(path, error))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(damaged(path, verdict))
}

/// A connection that cannot write; `None` when there is nothing to see yet.
fn look(path: &Path) -> Result<Option<Connection>, FolderError> {
    write_ahead_log::require_both(path)?;
    let is_new = path.metadata().map(|data| data.len() == 0).unwrap_or(true);
    // A journal beside an empty file means that the first commit is still in the journal.
    if is_new && !write_ahead_log::of(path).exists() {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags);
    let connection = connection.map_err(|error| damaged(path, error))?;
    let waiting = connection.busy_timeout(BUSY_TIMEOUT);
    waiting.map_err(|error| damaged(path, error))?;
    Ok(Some(connection))
}

fn whose(connection: &Connection, path: &Path) -> Result<(), FolderError> {
    let number = |sql: &str| {
        let number = connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        number.map_err(|error| damaged(path, error))
    };
    let found = number("PRAGMA user_version")?;
    let application = number("PRAGMA application_id")?;
    let objects = number("SELECT count(*) FROM sqlite_schema")?;
    // Most programs set neither number: only a database without anything in it is no one's.
    let is_nobodys = (found, application, objects) == (0, 0, 0);
    if application != APPLICATION_ID && !is_nobodys {
        return Err(damaged(path, "it was created by another program"));
    }
    let known = version(MIGRATIONS);
    if found > known {
        let path = path.to_path_buf();
        return Err(FolderError::Newer { path, found, known });
    }
    Ok(())
}

fn damaged(path: &Path, detail: impl std::fmt::Display) -> FolderError {
    FolderError::Damaged {
        path: path.to_path_buf(),
        detail: detail.to_string(),
    }
}

/// Applies what is missing, all of it or nothing. A migration may drop and rebuild a table that
/// others refer to, which with foreign keys on would take along what refers to it; so they are off,
/// and looked over before the commit.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.execute_batch("PRAGMA foreign_keys = OFF")?;
    apply_pending(connection)?;
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    Ok(())
}

fn apply_pending(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let applied: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let pending = usize::try_from(applied).unwrap_or(MIGRATIONS.len());
    for migration in MIGRATIONS.iter().skip(pending) {
        transaction.execute_batch(migration)?;
    }
    if pending < MIGRATIONS.len()
        && transaction
            .prepare("PRAGMA foreign_key_check")?
            .exists([])?
    {
        let why = "the upgraded database contains a reference to a missing row";
        return Err(StoreError::Broken(why.into()));
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version(MIGRATIONS))?;
    transaction.commit()?;
    Ok(())
}

fn version(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).expect("a handful of migrations")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn refused(prepare: impl FnOnce(&Path)) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("swr.sqlite");
        prepare(&path);
        let before = std::fs::read(&path).unwrap();
        let error = Store::open(folder.path()).err().unwrap().to_string();
        assert_eq!(std::fs::read(&path).unwrap(), before);
        error
    }

    /// A database of the first version, in which a manifest already speaks of another one.
    fn at_first_version(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        let fill = "INSERT INTO accounts VALUES ('a', 'local');
            INSERT INTO organizations VALUES (1, 'a', 'o', 'u', 'u', 0);
            INSERT INTO repositories (id, organization_id, name, is_public, creator_id,
                creator_name, created_at, updated_at) VALUES (1, 1, 'r', 0, 'u', 'u', 0, 0);";
        connection.execute_batch(fill).unwrap();
        let subject = format!("sha256:{}", "0".repeat(64));
        let speaking = format!(
            r#"{{"config": {{"mediaType": "x/y"}}, "subject": {{"digest": "{subject}"}}}}"#
        );
        for (digest, body) in [
            ("speaking", speaking.as_str()),
            (
                "odd",
                r#"{"artifactType": 1, "subject": {"digest": "sha256:x"}}"#,
            ),
            ("broken", "{"),
        ] {
            let sql = "INSERT INTO manifests VALUES (1, ?1, ?2, ?3, 0, 2, NULL, 0, 0)";
            let oci = "application/vnd.oci.image.manifest.v1+json";
            let row = rusqlite::params![digest, oci, body.as_bytes()];
            connection.execute(sql, row).unwrap();
        }
        let settings = [("application_id", APPLICATION_ID), ("user_version", 1)];
        for (name, value) in settings {
            connection.pragma_update(None, name, value).unwrap();
        }
    }

    #[test]
    fn what_was_pushed_before_anyone_requested_referrers_is_found() {
        let folder = tempfile::tempdir().unwrap();
        at_first_version(&folder.path().join("swr.sqlite"));
        let store = Store::open(folder.path()).unwrap();
        let sql = "SELECT digest, subject_digest, artifact_type FROM manifests ORDER BY digest";
        type Row = (String, Option<String>, Option<String>);
        let rows: Result<Vec<Row>, StoreError> = store.read_now(|connection| {
            let mut statement = connection.prepare(sql)?;
            let rows =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        });
        let subject = Some(format!("sha256:{}", "0".repeat(64)));
        let expected = [
            ("broken".to_owned(), None, None),
            ("odd".to_owned(), None, None),
            ("speaking".to_owned(), subject, Some("x/y".to_owned())),
        ];
        assert_eq!(rows.unwrap(), expected);
    }

    /// A database of the first version with someone's image in it.
    fn first_version(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        let rows = "INSERT INTO accounts VALUES ('a', 'local');
            INSERT INTO users VALUES ('u', 'a', 'ann', '', 0, 0, 0);
            INSERT INTO organizations VALUES (7, 'a', 'team', 'u', 'ann', 5), (9, 'a', 'gone', 'u', 'ann', 5);
            DELETE FROM organizations WHERE id = 9;
            INSERT INTO organization_members (organization_id, user_id, access) VALUES (7, 'u', 7);
            INSERT INTO repositories (organization_id, name, is_public, creator_id, creator_name, created_at, updated_at)
                VALUES (7, 'app', 0, 'u', 'ann', 5, 5);
            INSERT INTO tokens VALUES (x'00', 'u', 'management', 'project', 0, 9);";
        connection.execute_batch(rows).unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
    }

    #[test]
    fn what_the_first_version_kept_is_in_the_first_region() {
        use crate::store::organizations::{self, NewOrganization};
        use crate::store::{access, repositories};
        let folder = tempfile::tempdir().unwrap();
        first_version(&folder.path().join("swr.sqlite"));
        let store = Store::open(folder.path()).unwrap();
        let checked: Result<(), StoreError> = store.write_now(|connection| {
            let team = organizations::find(connection, "local-1", "team")?.unwrap();
            assert_eq!((team.id, team.creator_name.as_str()), (7, "ann"));
            assert!(repositories::find(connection, "local-1", "team", "app")?.is_some());
            let viewer = access::Viewer {
                user_id: "u".into(),
                account_id: "a".into(),
                region: "local-1".into(),
                is_administrator: false,
                now: 0,
            };
            let right = access::of_organization(connection, &viewer, 7)?;
            assert_eq!(right, Some(access::Right::Manage));
            let again = NewOrganization {
                region: "local-2",
                name: "team",
                account_id: "a",
                creator_id: "u",
                creator_name: "ann",
                now: 0,
            };
            assert_eq!(
                organizations::create(connection, &again)?,
                10,
                "9 was given"
            );
            let region: String =
                connection.query_row("SELECT region FROM tokens", [], |row| row.get(0))?;
            assert_eq!(region, "local-1");
            organizations::delete(connection, 7)?;
            let left: i64 =
                connection.query_row("SELECT count(*) FROM repositories", [], |row| row.get(0))?;
            assert_eq!(left, 0, "what is below still goes with it");
            Ok(())
        });
        checked.unwrap();
    }

    #[test]
    fn a_newer_database_is_named_and_left_unchanged() {
        let error = refused(|path| {
            drop(Store::open(path.parent().unwrap()).unwrap());
            let connection = Connection::open(path).unwrap();
            connection.pragma_update(None, "user_version", 999).unwrap();
        });
        assert!(error.contains("newer version"), "{error}");
    }

    #[test]
    fn the_account_of_an_older_database_keeps_its_project() {
        let folder = tempfile::tempdir().unwrap();
        let older = Connection::open(folder.path().join("swr.sqlite")).unwrap();
        older.execute_batch(MIGRATIONS[0]).unwrap();
        let account = "INSERT INTO accounts (id, name) VALUES ('2', 'local')";
        older.execute(account, []).unwrap();
        for (name, value) in [("application_id", APPLICATION_ID), ("user_version", 1)] {
            older.pragma_update(None, name, value).unwrap();
        }
        drop(older);
        let store = Store::open(folder.path()).unwrap();
        let accounts = store.read_now(crate::store::accounts::list).unwrap();
        assert_eq!(accounts[0].project_id, crate::region::PROJECT_ID);
    }

    #[test]
    fn a_damaged_database_is_named_and_left_unchanged() {
        let error = refused(|path| std::fs::write(path, vec![b'x'; 9000]).unwrap());
        assert!(error.contains("damaged"), "{error}");
    }

    #[test]
    fn a_page_of_rubbish_in_the_middle_is_noticed() {
        let error = refused(|path| {
            drop(Store::open(path.parent().unwrap()).unwrap());
            let mut bytes = std::fs::read(path).unwrap();
            bytes[8192..12288].fill(0xAB);
            std::fs::write(path, bytes).unwrap();
        });
        assert!(error.contains("damaged"), "{error}");
    }

    #[test]
    fn the_database_of_another_program_is_left_unchanged() {
        for user_version in [0, 1] {
            let error = refused(|path| {
                let connection = Connection::open(path).unwrap();
                let set = connection.pragma_update(None, "user_version", user_version);
                set.unwrap();
                connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
            });
            assert!(error.contains("another program"), "{error}");
        }
    }

    #[test]
    fn a_database_without_anything_in_it_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("swr.sqlite")).unwrap();
        let wal = "PRAGMA journal_mode = WAL";
        connection.query_row(wal, [], |_| Ok(())).unwrap();
        drop(connection);
        assert!(Store::open(folder.path()).is_ok());
    }
}
