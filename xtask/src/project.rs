//! Where things are. Every path of this tool starts here, so it may be called from any folder.

use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .expect("xtask lies in the workspace")
        .to_owned()
}

/// Cargo's folder for what it builds natively.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Cargo's folder for WebAssembly: its flags must never invalidate the native build.
pub(crate) fn console_target() -> PathBuf {
    target().join("console")
}

/// What ships.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}
