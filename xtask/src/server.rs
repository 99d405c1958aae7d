//! The local service, in the profile that makes it fast: the one that the end-to-end tests run.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{cargo, run};
use crate::project;

/// Builds it and says where it is; does nothing when nothing changed.
pub(crate) fn build() -> Result<PathBuf> {
    let file = format!("swr-server{}", std::env::consts::EXE_SUFFIX);
    let binary = project::target().join("release").join(file);
    if !binary.is_file() {
        eprintln!("Building the service. The first build takes about three minutes.");
    }
    run(cargo().args(["build", "--release", "--locked", "--package", "swr-server"]))?;
    Ok(binary)
}
