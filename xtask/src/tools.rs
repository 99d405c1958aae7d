//! The Rust tools the build needs, each pinned. One on the search path in the right version is
//! used; otherwise it is built into a cache folder under its version, and nothing that the user
//! has installed is replaced.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{cargo, command, on_the_path, run, said_by};

/// A crate with the programs it installs.
pub(crate) struct Tool {
    /// The crate's name.
    pub(crate) package: &'static str,
    /// The only version that will do.
    pub(crate) version: &'static str,
    /// The programs it brings; each answers `--version`.
    programs: &'static [&'static str],
    /// Words between `cargo install` and the rest.
    options: &'static [&'static str],
    /// Told before it is installed.
    purpose: &'static str,
    /// About how long it takes on two cores.
    minutes: u32,
}

/// Builds the page and its program. Without its update check it asks no one anything.
pub(crate) const TRUNK: Tool = Tool {
    package: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    options: &["--no-default-features", "--features", "rustls"],
    purpose: "builds the page and its WebAssembly program",
    minutes: 5,
};

/// Must be of the version that Cargo.toml pins, or it refuses the program.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.126",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    options: &[],
    purpose: "runs component tests in a browser, and is called by Trunk",
    minutes: 2,
};

/// Licences, sources and advisories of every dependency.
pub(crate) const CARGO_DENY: Tool = Tool {
    package: "cargo-deny",
    version: "0.20.2",
    programs: &["cargo-deny"],
    options: &[],
    purpose: "checks licenses and sources of every dependency",
    minutes: 3,
};

impl Tool {
    /// The folder that contains the tool's programs; installs them there when no place has them.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        let on_path = on_the_path(self.programs[0]).and_then(|it| Some(it.parent()?.to_owned()));
        let name = format!("{}-{}", self.package, self.version);
        let root = cache()?.join("tools").join(name);
        let cached = root.join("bin");
        for folder in on_path.into_iter().chain([cached.clone()]) {
            if self.is_in(&folder) {
                return Ok(folder);
            }
        }
        self.install(&root)?;
        Ok(cached)
    }

    fn is_in(&self, folder: &std::path::Path) -> bool {
        self.programs.iter().all(|program| {
            let said = said_by(command(folder.join(program)).arg("--version"));
            said.is_some_and(|it| it.split_whitespace().nth(1) == Some(self.version))
        })
    }

    fn install(&self, root: &std::path::Path) -> Result<()> {
        let Self {
            package,
            version,
            purpose,
            minutes,
            ..
        } = self;
        eprintln!("Installing {package} {version}: it {purpose}.");
        eprintln!("  About {minutes} minutes, once, into {}", root.display());
        let mut install = cargo();
        install
            .args([
                "install",
                "--quiet",
                "--locked",
                package,
                "--version",
                version,
            ])
            .args(self.options)
            .arg("--root")
            .arg(root)
            // A toolchain or target chosen for this project is not meant for its tools.
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            // They run for seconds: a quick build is worth more than a quick program.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        run(&mut install).with_context(|| {
            format!("{package} could not be installed; by hand: cargo install --locked {package} --version {version}")
        })
    }
}

/// The user's cache folder for this project.
pub(crate) fn cache() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|it| it.is_absolute());
    let cache = cache.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    Ok(cache
        .context("no home folder to store tools in; set XDG_CACHE_HOME")?
        .join("swr-console"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_and_the_crate_have_one_version() {
        let workspace = std::fs::read_to_string(crate::project::root().join("Cargo.toml")).unwrap();
        let trunk = std::fs::read_to_string(crate::project::root().join("Trunk.toml")).unwrap();
        let version = WASM_BINDGEN.version;
        let xtask =
            std::fs::read_to_string(crate::project::root().join("xtask/Cargo.toml")).unwrap();
        assert!(workspace.contains(&format!("wasm-bindgen = \"={version}\"")));
        assert!(xtask.contains(&format!("wasm-bindgen-cli-support = \"={version}\"")));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{version}\"")));
        assert!(trunk.contains(&format!("trunk-version = \"={}\"", TRUNK.version)));
    }
}
