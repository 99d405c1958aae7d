//! Packages of Node.js: those of the build (wasm-opt, a minifier) and those of the end-to-end tests.
//! The build goes on without Node, larger and saying so; the tests cannot.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{command, on_the_path, run, said_by};
use crate::project;

/// The version that the build's package-lock.json names too.
const WASM_OPT: &str = "wasm-opt version 132";

/// The tools that make the program smaller; without one its files stay larger.
#[derive(Default)]
pub(crate) struct Minifiers {
    /// Shrinks WebAssembly.
    pub(crate) wasm_opt: Option<PathBuf>,
    /// Shrinks scripts and styles.
    pub(crate) esbuild: Option<PathBuf>,
}

/// Finds or installs the build's minifiers.
pub(crate) fn minifiers() -> Result<Minifiers> {
    let on_path = on_the_path("wasm-opt").filter(|it| {
        said_by(command(it).arg("--version")).is_some_and(|said| said.starts_with(WASM_OPT))
    });
    if !is_there() {
        let without = if on_path.is_none() {
            "wasm-opt and esbuild"
        } else {
            "esbuild"
        };
        eprintln!(
            "Node.js is not installed: building without {without}. The console works the same, but is larger."
        );
        eprintln!("  For the full build: apt-get install nodejs npm");
        return Ok(Minifiers {
            wasm_opt: on_path,
            esbuild: None,
        });
    }
    let package = project::root().join("xtask/node");
    install(
        &package,
        "wasm-opt and esbuild, to make the console smaller",
        "half a minute",
    )?;
    let programs = package.join("node_modules/.bin");
    Ok(Minifiers {
        wasm_opt: on_path.or_else(|| Some(programs.join("wasm-opt"))),
        esbuild: Some(programs.join("esbuild")),
    })
}

/// Whether Node.js and npm can be run.
pub(crate) fn is_there() -> bool {
    ["node", "npm"]
        .iter()
        .all(|it| said_by(command(it).arg("--version")).is_some())
}

/// Installs exactly what the folder's lock names, unless that was done for this very lock.
pub(crate) fn install(folder: &Path, what: &str, how_long: &str) -> Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let done = folder.join("node_modules/.installed-lock");
    if std::fs::read(&done).is_ok_and(|it| it == lock) {
        return Ok(());
    }
    eprintln!(
        "Installing Node packages: {what}.\n  About {how_long}, into {}",
        folder.join("node_modules").display()
    );
    let mut npm = command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        // Browsers come from the system: a package must not bring its own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut npm).with_context(|| format!("run manually: npm ci --prefix {}", folder.display()))?;
    std::fs::write(done, lock)?;
    Ok(())
}
