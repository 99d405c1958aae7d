//! The package as one file: a tar of its files, sorted, owned by no one, from 1970, compressed. The
//! same files make the same bytes, always.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::console::{files, gzip};

const BLOCK: usize = 512;
/// The oldest form of tar has no room for more, and no browser sees a longer one.
const LONGEST_PATH: usize = 100;

/// The folder's files below one folder of this name.
pub(super) fn pack(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let mut paths = Vec::new();
    for file in files(folder)? {
        let path = file
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        paths.push((format!("{name}/{path}"), file));
    }
    paths.sort();
    let mut archive = Vec::new();
    for (path, file) in paths {
        let content = std::fs::read(&file)
            .with_context(|| format!("{} could not be read", file.display()))?;
        archive.extend_from_slice(&header(&path, content.len())?);
        archive.extend_from_slice(&content);
        archive.resize(archive.len().next_multiple_of(BLOCK), 0);
    }
    // Two empty blocks are the end.
    archive.resize(archive.len() + 2 * BLOCK, 0);
    gzip(&archive)
}

fn header(path: &str, size: usize) -> Result<[u8; BLOCK]> {
    ensure!(
        path.len() <= LONGEST_PATH,
        "{path} is too long for an archive"
    );
    let mut header = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, path.as_bytes());
    put(100, b"0000644");
    // Owner and group.
    put(108, b"0000000");
    put(116, b"0000000");
    put(124, format!("{size:011o}").as_bytes());
    put(136, b"00000000000");
    // The checksum counts itself as spaces.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        for name in names {
            std::fs::write(folder.path().join(name), name.repeat(300)).unwrap();
        }
        folder
    }

    #[test]
    fn two_folders_of_one_content_make_one_archive() {
        let first = folder(&["b/c.js", "a.css", "b.txt"]);
        let second = folder(&["b.txt", "a.css", "b/c.js"]);
        let pack = |folder: &tempfile::TempDir| pack(folder.path(), "it-1.0.0").unwrap();
        assert_eq!(pack(&first), pack(&second));
        assert_ne!(pack(&first), pack(&folder(&["a.css"])));
    }

    #[test]
    #[cfg(unix)]
    fn tar_unpacks_it() {
        let packed = folder(&["b/c.js", "a.css"]);
        let place = tempfile::tempdir().unwrap();
        let archive = place.path().join("it.tar.gz");
        std::fs::write(&archive, pack(packed.path(), "it-1.0.0").unwrap()).unwrap();
        let mut tar = crate::process::command("tar");
        crate::process::run(tar.arg("xzf").arg(&archive).arg("-C").arg(place.path())).unwrap();
        let read = std::fs::read_to_string(place.path().join("it-1.0.0/b/c.js")).unwrap();
        assert_eq!(read, "b/c.js".repeat(300));
    }

    #[test]
    fn a_path_that_does_not_fit_is_an_error() {
        assert!(header(&"a".repeat(101), 1).is_err());
    }
}
