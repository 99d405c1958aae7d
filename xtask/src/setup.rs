//! `cargo xtask setup`: everything the other commands would install on the way.

use anyhow::{Context, Result};

use crate::arguments::Arguments;
use crate::process::{command, said_by};
use crate::tools::{CARGO_DENY, TRUNK, WASM_BINDGEN};
use crate::{bench, node, project, system};

/// The compiler's name for the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

pub(crate) fn run_all() -> Result<()> {
    wasm_target()?;
    for tool in [TRUNK, WASM_BINDGEN, CARGO_DENY] {
        tool.folder()?;
    }
    // What cannot be installed is shown at the end: the rest does not wait for it.
    let system = system::ensure(&[
        &system::CHROMIUM,
        &system::CHROMEDRIVER,
        &system::FIREFOX,
        &system::NGINX,
        &system::NGINX_BROTLI,
        &system::SKOPEO,
        &system::NODE,
        &system::NPM,
        &system::PYTHON,
    ]);
    system::ensure_quick_browser();
    node::minifiers()?;
    let tests = project::root().join("tests/e2e");
    if node::is_there() && tests.join("package-lock.json").is_file() {
        node::install(
            &tests,
            "the runner of the end-to-end tests",
            "half a minute",
        )?;
        bench::install()?;
    }
    system
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    arguments.finish()?;
    run_all()?;
    eprintln!("Everything is installed.");
    Ok(())
}

/// The compiler's library for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot =
        said_by(command("rustc").args(["--print", "sysroot"])).context("rustc could not be run")?;
    if std::path::Path::new(&sysroot)
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .is_dir()
    {
        return Ok(());
    }
    let by_hand = format!("rustup target add {WASM_TARGET}");
    eprintln!(
        "Installing the compiler's library for the browser with `{by_hand}`. About a minute."
    );
    crate::process::run(command("rustup").args(["target", "add", WASM_TARGET])).context(by_hand)
}
