//! The local service, in the profile that makes it fast.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::project;

/// Builds it; does nothing when nothing changed.
pub(crate) fn build() -> Result<()> {
    if !project::server_binary().is_file() {
        eprintln!("Building the service. The first time takes about three minutes.");
    }
    run(cargo().args(["build", "--release", "--locked", "--package", "swr-server"]))
}
