//! One compilation of the workspace for clippy and for the tests (docs/decisions/0016).
//!
//! `cargo clippy` checks every dependency once more for crates that the tests compile anyway. Here
//! clippy's driver is the compiler of the workspace's own crates while the tests are built: what it
//! must say and the programs that run the tests come from one pass.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Checked;
use crate::process::{cargo, command, print_line, run_lines, said_by};
use crate::{project, setup};

/// The native tests of the workspace.
pub(super) fn native() -> Result<Command> {
    let mut tests = of_the_workspace()?;
    tests.args(["--all-targets", "--workspace", "--no-fail-fast"]);
    Ok(tests)
}

/// The examples in the documentation.
pub(super) fn examples() -> Result<Command> {
    let mut tests = of_the_workspace()?;
    tests.args(["--doc", "--workspace"]);
    Ok(tests)
}

fn of_the_workspace() -> Result<Command> {
    let mut tests = with_clippy(cargo())?;
    tests.args(["test", "--locked", "--all-features"]);
    Ok(tests)
}

/// The component tests; the program itself is compiled with them, as cargo does for any test beside
/// `src`. The folder is the native one: what runs on this machine (macros, build scripts) is there.
pub(super) fn browser() -> Result<Command> {
    setup::wasm_target()?;
    let mut tests = with_clippy(cargo())?;
    tests
        .args(["test", "--locked", "--target", setup::WASM_TARGET])
        .args(["--package", "swr-console", "--test", "browser"]);
    Ok(tests)
}

/// Compiles these tests without running them; anything that the compiler or clippy remarks on is a
/// failure, and none is a reason not to run them.
pub(super) fn lint(tests: &mut Command) -> Result<Checked> {
    let mut has_remarks = false;
    tests.args([
        "--no-run",
        "--message-format",
        "json-diagnostic-rendered-ansi",
    ]);
    let succeeded = run_lines(tests, |line| match serde_json::from_str(line) {
        Ok(message) => {
            if let Some(remark) = remark(&message) {
                has_remarks = true;
                print_line(remark);
            }
        }
        // What cargo says to people.
        Err(_) => print_line(line),
    })?;
    Ok(Checked::one(succeeded && !has_remarks))
}

/// What the compiler or clippy must say in this message, if it is of that kind.
fn remark(message: &Value) -> Option<&str> {
    let is_remark = message["reason"] == "compiler-message";
    let rendered = message["message"]["rendered"].as_str()?;
    is_remark.then(|| rendered.trim_end())
}

fn with_clippy(mut cargo: Command) -> Result<Command> {
    let sysroot = said_by(command("rustc").args(["--print", "sysroot"]));
    let sysroot = sysroot.context("rustc could not be run")?;
    let driver = format!("clippy-driver{}", std::env::consts::EXE_SUFFIX);
    let driver = Path::new(&sysroot).join("bin").join(driver);
    ensure!(
        driver.is_file(),
        "clippy is not installed; run: rustup component add clippy"
    );
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver);
    // What a shell may have set for another run of clippy is not meant here.
    cargo.env("CLIPPY_CONF_DIR", project::root());
    cargo.env_remove("CLIPPY_ARGS");
    Ok(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_messages_of_the_compiler_are_remarks() {
        let of = |line: &str| remark(&serde_json::from_str(line).unwrap()).map(str::to_owned);
        let message = r#"{"reason":"compiler-message","message":{"rendered":"warning: unused\n"}}"#;
        assert_eq!(of(message).as_deref(), Some("warning: unused"));
        assert_eq!(of(r#"{"reason":"compiler-artifact","fresh":true}"#), None);
        assert_eq!(of(r#"{"reason":"build-finished","success":true}"#), None);
    }
}
