//! Copies of a data folder: made while a server runs, checked, and put back.
//!
//! What a reader would get wrong: blobs are copied before the database and once more after it. A blob
//! that the copied database knows was there before, and is copied already, or is too young to be swept.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::database;
use super::failure::{FolderError, StoreError};
use super::folder::{DataFolder, database_in};
use super::statement::fetch_all;
use crate::image::Digest;

/// Read at a time when a blob is hashed.
const PIECE_BYTES: usize = 256 * 1024;

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

/// What a check of a folder came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub blobs: usize,
    pub bytes: u64,
    pub manifests: usize,
    /// A sentence for each thing that is not as it was.
    pub problems: Vec<String>,
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_path_buf();
    |source| BackupError::File { path, source }
}

/// Copies a data folder, also one that a server is using. Uploads under way are left out.
pub fn back_up(data: &Path, target: &Path) -> Result<Verified, BackupError> {
    require_database(data)?;
    require_empty(target)?;
    database::recognize(&database_in(data))?;
    let copy = DataFolder::prepare_empty(target)?;
    let mut copied = BTreeSet::new();
    let from = data.join("blobs");
    copy_new_blobs(&from, &copy.blobs_path(), &mut copied)?;
    // Renamed when everything is there: half a copy has no database.
    let unfinished = target.join("swr.sqlite.unfinished");
    copy_database(&database_in(data), &unfinished)?;
    copy_new_blobs(&from, &copy.blobs_path(), &mut copied)?;
    put_in_place(&unfinished, target)?;
    let verified = verify(target)?;
    Ok(verified)
}

/// Copies a backup into a folder that is not there or empty, after checking all of it.
pub fn restore(backup: &Path, data: &Path) -> Result<Verified, BackupError> {
    require_empty(data)?;
    let verified = verify(backup)?;
    if let Some(first) = verified.problems.first() {
        return Err(BackupError::Damaged {
            path: backup.to_path_buf(),
            first: first.clone(),
        });
    }
    let folder = DataFolder::prepare_empty(data)?;
    let from = backup.join("blobs");
    copy_new_blobs(&from, &folder.blobs_path(), &mut BTreeSet::new())?;
    let unfinished = data.join("swr.sqlite.unfinished");
    copy_database(&database_in(backup), &unfinished)?;
    put_in_place(&unfinished, data)?;
    Ok(verified)
}

fn require_database(folder: &Path) -> Result<(), BackupError> {
    match database_in(folder).is_file() {
        true => Ok(()),
        false => Err(BackupError::NoDatabase(folder.to_path_buf())),
    }
}

fn require_empty(folder: &Path) -> Result<(), BackupError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(folder)(error)),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(BackupError::NotEmpty(folder.to_path_buf())),
        },
    }
}

/// One snapshot in a new file, whatever is written meanwhile.
fn copy_database(from: &Path, to: &Path) -> Result<(), BackupError> {
    let connection = database::open_as_it_is(from)?;
    let text = to.to_string_lossy();
    let copied = connection.execute("VACUUM INTO ?1", [&text]);
    copied.map_err(StoreError::from)?;
    let copy = Connection::open(to).map_err(StoreError::from)?;
    // Their files stayed behind.
    let cleared = copy.execute("DELETE FROM uploads", []);
    cleared.map_err(StoreError::from)?;
    Ok(())
}

fn put_in_place(unfinished: &Path, folder: &Path) -> Result<(), BackupError> {
    let database = database_in(folder);
    let file = File::open(unfinished).and_then(|file| file.sync_all());
    file.map_err(at(unfinished))?;
    super::folder::close_to_others(unfinished).map_err(at(unfinished))?;
    fs::rename(unfinished, &database).map_err(at(&database))?;
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(at(folder))
}

fn copy_new_blobs(
    from: &Path,
    to: &Path,
    copied: &mut BTreeSet<std::ffi::OsString>,
) -> Result<(), BackupError> {
    for entry in fs::read_dir(from).map_err(at(from))? {
        let name = entry.map_err(at(from))?.file_name();
        if copied.contains(&name) {
            continue;
        }
        let (source, target) = (from.join(&name), to.join(&name));
        match fs::copy(&source, &target) {
            // It was swept since the folder was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            done => done.map_err(at(&target))?,
        };
        let synced = File::open(&target).and_then(|file| file.sync_all());
        synced.map_err(at(&target))?;
        copied.insert(name);
    }
    let synced = File::open(to).and_then(|folder| folder.sync_all());
    synced.map_err(at(to))
}

/// Compares rows with files and hashes everything. Nothing is changed; a server may be running.
pub fn verify(folder: &Path) -> Result<Verified, BackupError> {
    require_database(folder)?;
    let path = database_in(folder);
    database::check(&path)?;
    let connection = database::open_as_it_is(&path)?;
    let mut verified = Verified::default();
    check_references(&connection, &mut verified)?;
    check_manifests(&connection, &mut verified)?;
    check_blobs(&connection, &folder.join("blobs"), &mut verified)?;
    Ok(verified)
}

fn check_references(connection: &Connection, verified: &mut Verified) -> Result<(), StoreError> {
    let broken = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        let problem = "the database has a reference to a row that is not there";
        verified.problems.push(problem.into());
    }
    Ok(())
}

/// Docker's signed schema 1 has the digest of a part of its bytes, and is left out.
fn check_manifests(connection: &Connection, verified: &mut Verified) -> Result<(), StoreError> {
    let sql = "SELECT m.digest, m.body, o.name || '/' || r.name FROM manifests m
               JOIN repositories r ON r.id = m.repository_id
               JOIN organizations o ON o.id = r.organization_id WHERE m.schema_version = 2";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, body): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        verified.manifests += 1;
        if Digest::of(&body).as_str() != digest {
            let image: String = row.get(2)?;
            let problem = format!("manifest {digest} of {image} does not match its digest");
            verified.problems.push(problem);
        }
    }
    Ok(())
}

fn check_blobs(
    connection: &Connection,
    folder: &Path,
    verified: &mut Verified,
) -> Result<(), BackupError> {
    let sql = "SELECT digest, size_bytes FROM blobs ORDER BY digest";
    let rows: Vec<(String, u64)> =
        fetch_all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (digest, size_bytes) in rows {
        let hex = digest.strip_prefix("sha256:").unwrap_or(&digest);
        let path = folder.join(hex);
        let problem = match hash(&path) {
            Ok((actual, length)) if actual == digest && length == size_bytes => {
                verified.blobs += 1;
                verified.bytes += length;
                continue;
            }
            Ok((_, length)) if length != size_bytes => {
                format!("blob {digest} has {length} bytes instead of {size_bytes}")
            }
            Ok(_) => format!("blob {digest} does not match its digest"),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                format!("blob {digest} is missing")
            }
            Err(error) => return Err(at(&path)(error)),
        };
        let users = users(connection, &digest)?;
        // A running server may have swept it since.
        if problem.ends_with("missing") && !is_known(connection, &digest)? {
            continue;
        }
        verified.problems.push(format!("{problem}; {users}"));
    }
    Ok(())
}

fn is_known(connection: &Connection, digest: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM blobs WHERE digest = ?1)";
    super::statement::fetch_one(connection, sql, [digest], |row| row.get(0))
}

/// The tags that need a blob, for who has to push them again.
fn users(connection: &Connection, digest: &str) -> Result<String, StoreError> {
    let sql = "SELECT DISTINCT o.name || '/' || r.name || ':' || t.name FROM manifest_blobs b
               JOIN repositories r ON r.id = b.repository_id
               JOIN organizations o ON o.id = r.organization_id
               LEFT JOIN manifest_children c ON c.repository_id = b.repository_id
                    AND c.child_digest = b.manifest_digest
               JOIN tags t ON t.repository_id = b.repository_id
                    AND t.manifest_digest IN (b.manifest_digest, c.parent_digest)
               WHERE b.blob_digest = ?1 ORDER BY 1 LIMIT 10";
    let tags: Vec<String> = fetch_all(connection, sql, params![digest], |row| row.get(0))?;
    Ok(match tags.is_empty() {
        true => "no tag needs it".into(),
        false => format!("push again: {}", tags.join(", ")),
    })
}

fn hash(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE_BYTES];
    let mut length = 0;
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((Digest::finished(hasher).to_string(), length)),
            read => {
                hasher.update(&piece[..read]);
                length += read as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, blobs};

    /// A data folder with two blobs, which a store keeps open as a server does.
    fn data() -> (tempfile::TempDir, Store, [Digest; 2]) {
        let parent = tempfile::tempdir().unwrap();
        let store = Store::open(&parent.path().join("data")).unwrap();
        let digests = ["one", "two"].map(|content| {
            let digest = Digest::of(content.as_bytes());
            let staged = store.folder().uploads_path().join("staged");
            fs::write(&staged, content).unwrap();
            let put = |connection: &_| {
                blobs::put_in_place(store.folder(), &staged, &digest)?;
                blobs::insert(connection, &digest, 3, 0)
            };
            store.write_now(put).unwrap();
            digest
        });
        (parent, store, digests)
    }

    #[test]
    fn a_copy_of_a_store_in_use_is_whole_and_comes_back() {
        let (parent, _store, digests) = data();
        let [data, backup, again] = ["data", "backup", "again"].map(|it| parent.path().join(it));
        let copied = back_up(&data, &backup).unwrap();
        assert_eq!(
            (copied.blobs, copied.bytes, copied.problems),
            (2, 6, Vec::new())
        );
        let restored = restore(&backup, &again).unwrap();
        assert_eq!(restored.blobs, 2);
        let store = Store::open(&again).unwrap();
        let bytes = fs::read(blobs::path(store.folder(), &digests[1])).unwrap();
        assert_eq!(bytes, b"two");
    }

    #[test]
    fn nothing_is_written_over() {
        let (parent, _store, _) = data();
        let [data, backup] = ["data", "backup"].map(|it| parent.path().join(it));
        back_up(&data, &backup).unwrap();
        let again = back_up(&data, &backup).unwrap_err();
        assert!(matches!(again, BackupError::NotEmpty(_)), "{again}");
        let over = restore(&backup, &data).unwrap_err();
        assert!(matches!(over, BackupError::NotEmpty(_)), "{over}");
        let nothing = back_up(&parent.path().join("none"), &parent.path().join("x")).unwrap_err();
        assert!(matches!(nothing, BackupError::NoDatabase(_)), "{nothing}");
    }

    #[test]
    fn damage_is_named_and_not_restored() {
        let (parent, _store, digests) = data();
        let [data, backup] = ["data", "backup"].map(|it| parent.path().join(it));
        back_up(&data, &backup).unwrap();
        let file = |digest: &Digest| backup.join("blobs").join(digest.hex());
        fs::write(file(&digests[0]), "eno").unwrap();
        fs::write(file(&digests[1]), "t").unwrap();
        let problems = verify(&backup).unwrap().problems.join("\n");
        let flipped = format!("blob {} does not match its digest", digests[0]);
        let cut = format!("blob {} has 1 bytes instead of 3", digests[1]);
        assert!(
            problems.contains(&flipped) && problems.contains(&cut),
            "{problems}"
        );
        fs::remove_file(file(&digests[1])).unwrap();
        let problems = verify(&backup).unwrap().problems.join("\n");
        assert!(
            problems.contains("is missing; no tag needs it"),
            "{problems}"
        );
        let refused = restore(&backup, &parent.path().join("again")).unwrap_err();
        assert!(matches!(refused, BackupError::Damaged { .. }), "{refused}");
        assert!(!parent.path().join("again").exists());
    }
}
