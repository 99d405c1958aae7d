//! Backups of a data folder: created while a server runs, verified, and restored.
//!
//! Easy to get wrong: blobs are copied before the database and once more after it. A blob that the copied
//! database refers to existed before and is already copied, or is too new to be swept.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::failure::{BackupError, StoreError, at};
use super::folder::{DataFolder, database_in};
use super::verification::{Verified, require_database, verify};
use super::{database, write_ahead_log};

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
    write_ahead_log::forget(&copy)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Digest;
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
