//! The console's build: the program, then the page around it. The result is put in place in one
//! move, so a running service never serves half of it.
//!
//! Trunk has no part in it: the program is cut in two between the compiler and wasm-bindgen, where
//! Trunk lets nobody in (docs/decisions). It reads the same `index.html` for `cargo xtask dev`.

mod assemble;
mod compress;
mod fingerprint;
mod npm;
mod page;
mod program;

use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use assemble::{files, with_suffix};
pub(crate) use compress::{brotli, gzip, is_compressible};
pub(crate) use fingerprint::sorted_entries;
pub(crate) use page::{Element, addresses_of, elements};

use crate::tools::WASM_BINDGEN;
use crate::{node, project, setup};

/// Builds `dist`, unless nothing that goes into it changed since the last time.
pub(crate) fn build() -> Result<()> {
    let stamp = project::console_target().join("fingerprint");
    let fingerprint = fingerprint::of_the_sources()?;
    let is_built = project::dist().join("index.html").is_file();
    if is_built && std::fs::read_to_string(&stamp).is_ok_and(|it| it == fingerprint) {
        return Ok(());
    }
    setup::wasm_target()?;
    let bindgen = WASM_BINDGEN.folder()?;
    let minifiers = node::minifiers()?;

    eprintln!("Building the console. The first time takes about four minutes.");
    let staging = project::console_target().join("dist");
    remove(&staging)?;
    let program = staging.join(assemble::PROGRAM);
    std::fs::create_dir_all(&program)?;
    program::build(&program, &bindgen, minifiers.wasm_opt.as_deref())?;
    assemble::assemble(&project::root(), &staging, minifiers.esbuild.as_deref())?;
    put_in_place(&staging)?;
    std::fs::write(stamp, fingerprint)?;
    Ok(())
}

fn put_in_place(staging: &Path) -> Result<()> {
    let dist = project::dist();
    remove(&dist)?;
    std::fs::rename(staging, dist).context("the built console could not be put in place")
}

pub(crate) fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    Ok(())
}
