//! The data folder: its permissions, its layout, and the lock that admits one server at a time.
//!
//! Secret keys are recoverable by design, so the folder is closed to everyone but its owner before the first
//! byte is written. A folder that belongs to something else is not touched: it is checked first.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::FolderError;
use super::{database, write_ahead_log};

/// A folder that exists and is closed to others.
#[derive(Clone)]
pub struct DataFolder {
    path: PathBuf,
    /// Removes the folder with the last handle, for a store in memory.
    _temporary: Option<Arc<TemporaryFolder>>,
}

struct TemporaryFolder(PathBuf);

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // No one is left to tell, and the system clears its temporary folder itself.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Held for as long as the server runs; the system lets go of it even after `kill -9`.
pub struct FolderLock {
    _file: File,
    /// The folder itself: its lock cannot be deleted by hand, and a file's can.
    _folder: Option<File>,
}

impl DataFolder {
    pub(super) fn prepare(path: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable {
            path: path.to_path_buf(),
            source,
        };
        look(path)?;
        create_private(path).map_err(unusable)?;
        let folder = Self {
            path: path.to_path_buf(),
            _temporary: None,
        };
        // First of all: it says whose folder this is, also when the next step is never reached.
        // SQLite gives its journal the rights of the database, so it is not the one to make it.
        open_private(&folder.database_path()).map_err(unusable)?;
        for inner in [folder.blobs_path(), folder.uploads_path()] {
            create_private(&inner).map_err(unusable)?;
        }
        Ok(folder)
    }

    /// A folder for a copy: as `prepare` makes it, and without a database.
    pub(super) fn prepare_empty(path: &Path) -> Result<Self, FolderError> {
        let folder = Self {
            path: path.to_path_buf(),
            _temporary: None,
        };
        for inner in [path, &folder.blobs_path(), &folder.uploads_path()] {
            create_private(inner).map_err(|source| FolderError::Unusable {
                path: path.to_path_buf(),
                source,
            })?;
        }
        Ok(folder)
    }

    pub(super) fn temporary() -> Result<Self, FolderError> {
        let path = std::env::temp_dir().join(format!("swr-{}", crate::random::hex_id()));
        let mut folder = Self::prepare(&path)?;
        folder._temporary = Some(Arc::new(TemporaryFolder(path)));
        Ok(folder)
    }

    /// Keeps a second server out until the lock is dropped.
    pub(super) fn lock(&self) -> Result<FolderLock, FolderError> {
        let path = self.path.join("lock");
        let unusable = |source| FolderError::Unusable {
            path: self.path.clone(),
            source,
        };
        let file = open_private(&path).map_err(unusable)?;
        let folder = match self.lock_folder() {
            Err(fs::TryLockError::WouldBlock) => {
                return Err(FolderError::InUse(self.path.clone()));
            }
            // Not every file system can; the file is locked everywhere.
            locked => locked.ok(),
        };
        match file.try_lock() {
            Ok(()) => Ok(FolderLock {
                _file: file,
                _folder: folder,
            }),
            Err(fs::TryLockError::WouldBlock) => Err(FolderError::InUse(self.path.clone())),
            Err(fs::TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    fn lock_folder(&self) -> Result<File, fs::TryLockError> {
        let folder = File::open(&self.path).map_err(fs::TryLockError::Error)?;
        folder.try_lock()?;
        Ok(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn database_path(&self) -> PathBuf {
        database_in(&self.path)
    }

    /// Finished blobs.
    pub fn blobs_path(&self) -> PathBuf {
        self.path.join("blobs")
    }

    /// Uploads under way; on the same file system as the blobs, so that a rename finishes them.
    pub fn uploads_path(&self) -> PathBuf {
        self.path.join("uploads")
    }
}

pub(super) fn database_in(folder: &Path) -> PathBuf {
    folder.join("swr.sqlite")
}

/// Whether the folder may be taken: it is not there, it is empty, or it holds our database.
/// Nothing is changed.
fn look(path: &Path) -> Result<(), FolderError> {
    let unusable = |source| FolderError::Unusable {
        path: path.to_path_buf(),
        source,
    };
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(unusable)?,
    };
    let database = database_in(path);
    write_ahead_log::require_both(&database)?;
    if database.is_file() {
        database::recognize(&database)?;
    } else {
        for entry in entries {
            // The root of a file system of its own has this folder without anybody's doing.
            if entry.map_err(unusable)?.file_name() != "lost+found" {
                return Err(FolderError::NotOurs(path.to_path_buf()));
            }
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_err(unusable)?.permissions().mode();
        // Asked of the mode and not by trying: root would get past it, and so would a new mode.
        if mode & 0o200 == 0 {
            return Err(FolderError::ReadOnly(path.to_path_buf()));
        }
    }
    Ok(())
}

fn create_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    // A folder that was there before may be open to others.
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Closes a file to everyone but its owner.
pub(super) fn close_to_others(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}

/// Opens or makes a file that only its owner may read.
pub fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn others_can_read_neither_folder_nor_database() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let store = crate::store::Store::open(&path).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o700);
        for entry in fs::read_dir(&path).unwrap() {
            let entry = entry.unwrap();
            let expected = if entry.path().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&entry.path()), expected, "{:?}", entry.path());
        }
        drop(store);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_someone_elses_is_rejected_and_not_touched() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(folder.path(), open).unwrap();
        fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
        let error = DataFolder::prepare(folder.path()).err().unwrap();
        assert!(matches!(error, FolderError::NotOurs(_)), "{error}");
        let foreign = rusqlite::Connection::open(database_in(folder.path())).unwrap();
        foreign.execute_batch("CREATE TABLE theirs (x)").unwrap();
        let error = DataFolder::prepare(folder.path()).err().unwrap();
        assert!(matches!(error, FolderError::Damaged { .. }), "{error}");
        let mode = fs::metadata(folder.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_made_read_only_stays_so() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        drop(crate::store::Store::open(folder.path()).unwrap());
        let closed = fs::Permissions::from_mode(0o500);
        fs::set_permissions(folder.path(), closed).unwrap();
        let error = DataFolder::prepare(folder.path()).err().unwrap();
        assert!(matches!(error, FolderError::ReadOnly(_)), "{error}");
        let mode = fs::metadata(folder.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o500);
        // Anyone who cleans up is not always root.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_first_start_that_was_cut_short_is_taken_up_again() {
        let folder = tempfile::tempdir().unwrap();
        open_private(&database_in(folder.path())).unwrap();
        assert!(DataFolder::prepare(folder.path()).is_ok());
    }

    #[test]
    fn a_second_server_does_not_get_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::prepare(folder.path()).unwrap();
        let lock = first.lock().unwrap();
        assert!(matches!(first.lock(), Err(FolderError::InUse(_))));
        drop(lock);
        assert!(first.lock().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_second_server_is_kept_out_when_the_lock_file_was_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::prepare(folder.path()).unwrap();
        let _lock = first.lock().unwrap();
        fs::remove_file(folder.path().join("lock")).unwrap();
        assert!(matches!(first.lock(), Err(FolderError::InUse(_))));
    }

    #[test]
    fn a_file_in_the_way_is_named_in_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        fs::write(&path, "mine").unwrap();
        let error = DataFolder::prepare(&path).err().unwrap().to_string();
        assert!(error.starts_with("cannot use the data folder "), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }
}
