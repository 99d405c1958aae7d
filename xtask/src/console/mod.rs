//! The console's build: Trunk makes a page and a program, then everything that shrinks it happens
//! here. The result is put in place in one move, so a running service never serves half of it.

mod compress;
mod fingerprint;
mod finish;
mod page;

use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use compress::{brotli, gzip, is_compressible};
pub(crate) use page::addresses_of;

use crate::tools::{TRUNK, WASM_BINDGEN};
use crate::{node, process, project, setup};

/// The page without wasm-opt, beside the real one while Trunk reads it.
const PAGE_WITHOUT_WASM_OPT: &str = ".index-without-wasm-opt.html";

/// Builds `dist`, unless nothing that goes into it changed since the last time.
pub(crate) fn build() -> Result<()> {
    let stamp = project::console_target().join("fingerprint");
    let fingerprint = fingerprint::of_the_sources()?;
    let is_built = project::dist().join("index.html").is_file();
    if is_built && std::fs::read_to_string(&stamp).is_ok_and(|it| it == fingerprint) {
        return Ok(());
    }
    setup::wasm_target()?;
    let mut folders = vec![TRUNK.folder()?, WASM_BINDGEN.folder()?];
    let minifiers = node::minifiers()?;
    folders.extend(minifiers.folders.iter().cloned());

    eprintln!("Building the console. The first time takes about four minutes.");
    let staging = project::console_target().join("dist");
    trunk(&staging, &folders, minifiers.has_wasm_opt())?;
    finish::finish(&staging, minifiers.esbuild.as_deref())?;
    put_in_place(&staging)?;
    std::fs::write(stamp, fingerprint)?;
    Ok(())
}

fn trunk(staging: &Path, folders: &[std::path::PathBuf], has_wasm_opt: bool) -> Result<()> {
    let mut trunk = process::command("trunk");
    process::look_first_in(&mut trunk, folders)?;
    trunk
        .args(["build", "--release", "--dist"])
        .arg(staging)
        .env("CARGO_TARGET_DIR", project::console_target())
        // Trunk reads this as its own flag and refuses the usual values.
        .env_remove("NO_COLOR")
        // Flags meant for the native build could change or break this one.
        .env_remove("RUSTFLAGS");
    if has_wasm_opt {
        return process::run(&mut trunk);
    }
    let page = std::fs::read_to_string(project::root().join("index.html"))?;
    let without = project::root().join(PAGE_WITHOUT_WASM_OPT);
    std::fs::write(
        &without,
        page.replace("data-wasm-opt=\"z\"", "data-wasm-opt=\"0\""),
    )?;
    let result = process::run(trunk.args(["--html-output", "index.html", PAGE_WITHOUT_WASM_OPT]));
    std::fs::remove_file(without)?;
    result
}

fn put_in_place(staging: &Path) -> Result<()> {
    let dist = project::dist();
    if dist.exists() {
        std::fs::remove_dir_all(&dist).context("the previous dist could not be removed")?;
    }
    std::fs::rename(staging, dist).context("the built console could not be put in place")
}
