//! What comes from the operating system: the browser, its driver, the registry client of the tests.
//! As root on a system with apt it is installed; elsewhere the command that would is shown.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process::{command, on_the_path, run, said_by};

/// A program of the system.
pub(crate) struct SystemProgram {
    /// The variable that names another one, and that the tests read.
    pub(crate) variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
    purpose: &'static str,
}

/// The browser of the browser tests and the end-to-end tests.
pub(crate) const CHROMIUM: SystemProgram = SystemProgram {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
    purpose: "the browser that the tests look through",
};

/// Speaks for the browser component tests.
pub(crate) const CHROMEDRIVER: SystemProgram = SystemProgram {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    package: "chromium-driver",
    purpose: "what drives the browser in component tests",
};

/// Pushes and pulls real images.
pub(crate) const SKOPEO: SystemProgram = SystemProgram {
    variable: "SKOPEO",
    names: &["skopeo"],
    package: "skopeo",
    purpose: "the registry client that pushes real images",
};

impl SystemProgram {
    /// Where it is, if anywhere.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        let named = std::env::var_os(self.variable)
            .map(PathBuf::from)
            .filter(|it| it.is_file());
        named.or_else(|| self.names.iter().find_map(|name| on_the_path(name)))
    }
}

/// Installs what is missing of these, all at once.
pub(crate) fn ensure(programs: &[&SystemProgram]) -> Result<()> {
    let missing: Vec<_> = programs.iter().filter(|it| it.find().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|it| it.package).collect();
    let by_hand = format!("apt-get install {}", packages.join(" "));
    for program in &missing {
        eprintln!("{} is missing: {}.", program.package, program.purpose);
    }
    let is_root = said_by(command("id").arg("-u")).as_deref() == Some("0");
    if on_the_path("apt-get").is_none() || !is_root {
        bail!(
            "{} not installed; where apt is the package manager: sudo {by_hand}",
            packages.join(", ")
        );
    }
    eprintln!("Installing with `{by_hand}`. About two minutes.");
    run(apt_get().args(["update", "-qq"])).context(by_hand.clone())?;
    run(apt_get()
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(&packages))
    .context(by_hand)
}

fn apt_get() -> std::process::Command {
    let mut command = command("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(std::process::Stdio::null());
    // Its log on stdout would stand between the results.
    command.stdout(std::process::Stdio::null());
    command
}
