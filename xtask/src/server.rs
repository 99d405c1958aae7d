//! The local service, as it ships and as this machine has it sooner.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{cargo, run};
use crate::project;

/// A profile of Cargo.toml, and about how long it takes the first time.
#[derive(Clone, Copy)]
pub(crate) struct Profile {
    name: &'static str,
    how_long: &'static str,
}

/// Built for speed.
pub(crate) const SHIPPED: Profile = Profile {
    name: "release",
    how_long: "three minutes",
};

/// Built soon: what is called most is optimized, and the rest is not.
pub(crate) const LOCAL: Profile = Profile {
    name: "local",
    how_long: "one minute and a half",
};

/// Builds it and says where it is; does nothing when nothing changed.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let Profile { name, how_long } = profile;
    let file = format!("swr-server{}", std::env::consts::EXE_SUFFIX);
    let binary = project::target().join(name).join(file);
    if !binary.is_file() {
        eprintln!("Building the service: the first time about {how_long}.");
    }
    run(cargo()
        .args(["build", "--profile", name])
        .args(["--locked", "--package", "swr-server"]))?;
    Ok(binary)
}
