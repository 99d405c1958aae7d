//! One value for everything that goes into the console, so that an unchanged one is not built again.
//!
//! By content, not by time: a checkout or a touched file must not cost minutes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{node, project};

/// Files and folders that the build reads; what does not exist (yet) counts as absent.
const SOURCES: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "build.rs",
    "config.schema.json",
    "crates/container-image/Cargo.toml",
    "crates/container-image/src",
    "crates/swr-api/Cargo.toml",
    "crates/swr-api/src",
    "index.html",
    "locales",
    "npm",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/Cargo.toml",
    "xtask/node/package-lock.json",
    "xtask/src/console",
    "xtask/src/integrity.rs",
    "xtask/src/tools.rs",
];

/// The fingerprint of the working tree as it is, and of whether it can be minified.
pub(crate) fn of_the_sources() -> Result<String> {
    let mut digest = Sha256::new();
    digest.update([u8::from(node::is_there())]);
    let root = project::root();
    for source in SOURCES {
        add(&mut digest, &root, &root.join(source))
            .with_context(|| format!("{source} could not be read"))?;
    }
    Ok(hex(&digest.finalize()))
}

fn add(digest: &mut Sha256, root: &Path, path: &Path) -> Result<()> {
    if path.is_dir() {
        for entry in sorted_entries(path)? {
            add(digest, root, &entry)?;
        }
    } else if path.is_file() {
        let bytes = std::fs::read(path)?;
        let name = path
            .strip_prefix(root)
            .unwrap_or(path)
            .to_string_lossy()
            .into_owned();
        // Lengths keep one file's end from being read as the next one's beginning.
        digest.update((name.len() as u64).to_le_bytes());
        digest.update(name);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    }
    Ok(())
}

/// What is in a folder, by name.
pub(crate) fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut entries = std::fs::read_dir(folder)?
        .map(|it| Ok(it?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

/// A digest as text.
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(folder: &Path) -> String {
        let mut digest = Sha256::new();
        add(&mut digest, folder, folder).unwrap();
        hex(&digest.finalize())
    }

    #[test]
    fn content_and_name_count_and_time_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "one").unwrap();
        let first = of(folder.path());
        std::fs::write(&file, "one").unwrap();
        assert_eq!(of(folder.path()), first);
        std::fs::write(&file, "two").unwrap();
        assert_ne!(of(folder.path()), first);
        std::fs::write(&file, "one").unwrap();
        std::fs::rename(&file, folder.path().join("b")).unwrap();
        assert_ne!(of(folder.path()), first);
    }
}
