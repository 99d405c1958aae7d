//! The console of another commit, built in a work tree of its own that is kept for the next run.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::process::{command, run, said_by};
use crate::project;

/// Variables that configure this build and must not configure that of the other commit.
const OF_THIS_BUILD: [&str; 6] = [
    "CARGO_TARGET_DIR",
    "CLIPPY_CONF_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];
/// Cargo also reads the one of every parent folder, and the checkout is below this project.
const CARGO_CONFIGURATION: &str = ".cargo/config.toml";

/// The built console of a commit.
pub(super) struct Checkout {
    /// The revision as it was requested, with its commit where that says more.
    pub(super) name: String,
    pub(super) dist: PathBuf,
}

/// Builds what that commit ships, by its own `xtask`.
pub(super) fn build(revision: &str) -> Result<Checkout> {
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
    // The command also fails when the first page exceeds its budget.
    let built = run(&mut sizes);
    if !dist.join("index.html").is_file() {
        built?;
    }
    Ok(Checkout {
        name: name(revision, &commit),
        dist,
    })
}

fn name(revision: &str, commit: &str) -> String {
    if commit.starts_with(revision) {
        revision.to_owned()
    } else {
        format!("{revision} ({})", &commit[..10])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_that_moves_is_named_with_its_commit() {
        let commit = "18dfd7dafdc7b64c851aec503eb2d5031693c451";
        assert_eq!(name("main", commit), "main (18dfd7dafd)");
        assert_eq!(name("18dfd7d", commit), "18dfd7d");
    }
}
