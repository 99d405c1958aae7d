//! The console of another commit, built in a work tree of its own that is kept for the next run.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::process::{command, run, said_by};
use crate::project;

/// Variables that decide how cargo compiles here and not how that commit is compiled.
const OF_THIS_BUILD: [&str; 6] = [
    "CARGO_TARGET_DIR",
    "CLIPPY_CONF_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];
/// Cargo reads it in every folder above, too: the checkout lies below this project.
const CARGO_CONFIGURATION: &str = ".cargo/config.toml";

/// Builds what that commit ships, by its own `xtask`, and says where it is.
pub(super) fn build(revision: &str) -> Result<PathBuf> {
    let commit = said_by(command("git").args([
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("{revision}^{{commit}}"),
    ]))
    .with_context(|| format!("{revision} is neither a commit nor a folder with built files"))?;
    let checkout = project::target().join("bench").join(&commit[..12]);
    if !checkout.join("Cargo.toml").is_file() {
        run(command("git")
            .args(["worktree", "add", "--quiet", "--force", "--detach"])
            .arg(&checkout)
            .arg(&commit))?;
    }
    let configuration = |root: &Path| std::fs::read(root.join(CARGO_CONFIGURATION)).ok();
    ensure!(
        configuration(&checkout) == configuration(&project::root()),
        "{revision} has another {CARGO_CONFIGURATION}, and cargo would read both: build it in a clone, and \
         give its dist folder to --against"
    );
    let dist = checkout.join("dist");
    eprintln!(
        "Building the console of {revision} in {}: the first time about six minutes.",
        checkout.display()
    );
    let mut sizes = command("cargo");
    sizes
        .args(["xtask", "sizes"])
        .current_dir(&checkout)
        .stdout(Stdio::null());
    for variable in OF_THIS_BUILD {
        sizes.env_remove(variable);
    }
    // It fails, too, when the first page is larger than it may be.
    let built = run(&mut sizes);
    if !dist.join("index.html").is_file() {
        built?;
    }
    Ok(dist)
}
