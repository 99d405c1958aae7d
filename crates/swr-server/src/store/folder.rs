//! The data folder: who may read it, what lies where, and that one server at a time has it.
//!
//! Secret keys are recoverable by design, so the folder is closed to everybody but its owner
//! before the first byte is written.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StoreError;

/// Why a data folder cannot be used, each as one sentence for the person who started the server.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("cannot use the data folder {}: {source}", path.display())]
    Unusable { path: PathBuf, source: io::Error },
    #[error("the data folder {} is in use by another server", .0.display())]
    InUse(PathBuf),
    #[error("{} is not a database of this server, or it is damaged ({detail}); it was left as it is", path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error(
        "{} was written by a newer version of this server (format {found}, this one knows {known}); it was left as it is",
        path.display()
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("cannot open the database: {0}")]
    Store(#[from] StoreError),
}

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
        // Nobody is left to tell, and the system clears its temporary folder itself.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Held for as long as the server runs; the system lets go of it even after `kill -9`.
pub struct FolderLock {
    _file: File,
}

impl DataFolder {
    pub(super) fn prepare(path: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable {
            path: path.to_path_buf(),
            source,
        };
        create_private(path).map_err(unusable)?;
        let folder = Self {
            path: path.to_path_buf(),
            _temporary: None,
        };
        for inner in [folder.blobs_path(), folder.uploads_path()] {
            create_private(&inner).map_err(unusable)?;
        }
        // SQLite gives its journal the rights of the database, so the file is made here first.
        open_private(&folder.database_path()).map_err(unusable)?;
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
        match file.try_lock() {
            Ok(()) => Ok(FolderLock { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(FolderError::InUse(self.path.clone())),
            Err(fs::TryLockError::Error(source)) => Err(unusable(source)),
        }
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

    #[test]
    fn a_second_server_does_not_get_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataFolder::prepare(folder.path()).unwrap();
        let lock = first.lock().unwrap();
        assert!(matches!(first.lock(), Err(FolderError::InUse(_))));
        drop(lock);
        assert!(first.lock().is_ok());
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
