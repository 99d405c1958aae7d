//! Free disk space, and the part reserved for everything except uploads.
//!
//! Uploads are rejected while there is still room for sign-ins and deletions. If something else uses that
//! room, a reserve file is deleted to make space.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::DataFolder;
use super::folder::open_private;

/// As large as the database's log may grow before it is written back, and as much again; less than the
/// least that uploads leave, so that they never take what the reserve gave.
const RESERVE_BYTES: u64 = 8 << 20;

/// With less than this a change of the database may find no room.
const SCARCE_BYTES: u64 = 2 << 20;

static PIECE: [u8; 64 << 10] = [0; 64 << 10];

impl DataFolder {
    /// Whether uploads may take more: they leave so many bytes of the disk to the rest.
    pub fn has_room_for_uploads(&self, kept_free_bytes: u64) -> io::Result<bool> {
        Ok(free_bytes(&self.uploads_path())? >= kept_free_bytes)
    }

    /// Gives the reserve away where a change would find no room without it.
    pub(super) fn make_room(&self) {
        let path = self.reserve_path();
        let is_scarce = free_bytes(self.path()).is_ok_and(|free| free < SCARCE_BYTES);
        if is_scarce && fs::remove_file(&path).is_ok() {
            tracing::warn!(
                "the disk is full: the reserve file was deleted to make room for the database"
            );
        }
    }

    /// Lays the reserve aside once there is room for it and as much besides.
    pub fn keep_reserve(&self) {
        let path = self.reserve_path();
        let is_whole = fs::metadata(&path).is_ok_and(|data| data.len() == RESERVE_BYTES);
        let has_room = free_bytes(self.path()).is_ok_and(|free| free >= 2 * RESERVE_BYTES);
        if has_room
            && !is_whole
            && let Err(error) = write_reserve(&path)
        {
            tracing::warn!(%error, "the reserve file could not be created");
        }
    }

    fn reserve_path(&self) -> PathBuf {
        self.path().join("reserve")
    }
}

fn write_reserve(path: &Path) -> io::Result<()> {
    let mut file = open_private(path)?;
    file.set_len(0)?;
    // Written and not only measured out: a hole in a file takes no room.
    let written = (0..RESERVE_BYTES / PIECE.len() as u64).try_for_each(|_| file.write_all(&PIECE));
    if written.is_err() {
        fs::remove_file(path)?;
    }
    written
}

/// What a program without special rights may still write to the file system of that folder.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> io::Result<u64> {
    let system = rustix::fs::statvfs(folder)?;
    Ok(system.f_bavail.saturating_mul(system.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> io::Result<u64> {
    Ok(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_takes_room_and_stays_where_there_is_enough() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::prepare(&parent.path().join("data")).unwrap();
        folder.keep_reserve();
        folder.make_room();
        let reserve = fs::metadata(folder.reserve_path()).unwrap();
        assert_eq!(reserve.len(), RESERVE_BYTES);
    }

    #[test]
    fn uploads_leave_to_the_rest_what_they_are_told_to() {
        let folder = DataFolder::temporary().unwrap();
        assert!(folder.has_room_for_uploads(0).unwrap());
        assert_eq!(
            folder.has_room_for_uploads(u64::MAX).unwrap(),
            cfg!(not(unix))
        );
    }
}
