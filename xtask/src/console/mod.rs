//! The console's build: the program, then the page around it. The result is put in place in one
//! move, so a running service never serves half of it.
//!
//! Trunk has no part in it: the program is cut between the compiler and wasm-bindgen, where
//! Trunk lets no one in (docs/decisions). It reads the same `index.html` for `cargo xtask dev`.

mod assemble;
mod compress;
mod fingerprint;
mod npm;
mod page;
mod program;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) use assemble::{files, with_suffix};
pub(crate) use compress::{brotli, gzip, is_compressible};
pub(crate) use fingerprint::sorted_entries;
pub(crate) use page::{Element, addresses_of, elements};

use crate::{node, project, setup};

/// A way to build the console: what it may cost, and where the result goes.
struct Recipe {
    name: &'static str,
    /// Whether every byte is squeezed out: the program shrunk, texts minified, all files with their
    /// compressed twins. On one machine nothing travels far enough for that.
    is_squeezed: bool,
    dist: PathBuf,
    about: &'static str,
}

impl Recipe {
    fn shipped() -> Self {
        Self {
            name: "shipped",
            is_squeezed: true,
            dist: project::dist(),
            about: "Building the console as it ships: the first time about four minutes.",
        }
    }

    fn local() -> Self {
        Self {
            name: "local",
            is_squeezed: false,
            dist: project::console_target().join("local"),
            about: "Building the console for this machine: the first time about two minutes.",
        }
    }

    /// Holds what the build was made of.
    fn stamp(&self) -> PathBuf {
        project::console_target().join(format!("fingerprint-{}", self.name))
    }

    fn is_built_of(&self, fingerprint: &str) -> bool {
        self.dist.join("index.html").is_file()
            && std::fs::read_to_string(self.stamp()).is_ok_and(|it| it == fingerprint)
    }

    fn build(&self, fingerprint: &str) -> Result<()> {
        setup::wasm_target()?;
        let minifiers = match self.is_squeezed {
            true => node::minifiers()?,
            false => node::Minifiers::default(),
        };
        eprintln!("{}", self.about);
        let staging = project::console_target().join(format!("staging-{}", self.name));
        remove(&staging)?;
        let program = staging.join(assemble::PROGRAM);
        std::fs::create_dir_all(&program)?;
        program::build(&program, minifiers.wasm_opt.as_deref())?;
        assemble::assemble(&project::root(), &staging, minifiers.esbuild.as_deref())?;
        if self.is_squeezed {
            assemble::compress_all(&staging)?;
        }
        remove(&self.dist)?;
        std::fs::rename(staging, &self.dist)
            .context("the built console could not be put in place")?;
        std::fs::write(self.stamp(), fingerprint)?;
        Ok(())
    }
}

/// Builds `dist`, unless nothing that goes into it changed since the last time.
pub(crate) fn build() -> Result<()> {
    let (recipe, fingerprint) = (Recipe::shipped(), fingerprint::of_the_sources()?);
    if recipe.is_built_of(&fingerprint) {
        return Ok(());
    }
    recipe.build(&fingerprint)
}

/// A folder with the console as it is now, for this machine: what ships where it is there already, or
/// the same program built in less time.
pub(crate) fn build_local() -> Result<PathBuf> {
    let fingerprint = fingerprint::of_the_sources()?;
    for recipe in [Recipe::shipped(), Recipe::local()] {
        if recipe.is_built_of(&fingerprint) {
            return Ok(recipe.dist);
        }
    }
    let recipe = Recipe::local();
    recipe.build(&fingerprint)?;
    Ok(recipe.dist)
}

pub(crate) fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    Ok(())
}
