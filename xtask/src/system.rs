//! What comes from the operating system: the browsers, a driver, the registry client and the host of
//! static files of the tests, Node.js and Python.
//! As root on a system with apt it is installed; elsewhere the command that would is shown.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process::{command, on_the_path, run, said_by};

/// A program of the system.
pub(crate) struct SystemProgram {
    /// The variable that names another one, where the tests read it.
    variable: Option<&'static str>,
    names: &'static [&'static str],
    /// Arguments with which it says whether it is whole; none for a program that always is.
    proof: &'static [&'static str],
    package: &'static str,
    purpose: &'static str,
}

/// The browser of the browser tests and the end-to-end tests.
pub(crate) const CHROMIUM: SystemProgram = SystemProgram {
    variable: Some("CHROMIUM"),
    names: &["chromium", "chromium-browser", "google-chrome"],
    proof: &[],
    package: "chromium",
    purpose: "the browser for the tests",
};

/// The same without windows: a page opens with half the work. Not every system has it as a package.
pub(crate) const CHROMIUM_HEADLESS_SHELL: SystemProgram = SystemProgram {
    variable: Some("CHROMIUM_HEADLESS_SHELL"),
    names: &["chromium-headless-shell", "chrome-headless-shell"],
    proof: &[],
    package: "chromium-headless-shell",
    purpose: "the same browser without windows; it halves the time of the tests",
};

/// The other browser, in which the hosted console is tried, too.
pub(crate) const FIREFOX: SystemProgram = SystemProgram {
    variable: Some("FIREFOX"),
    names: &["firefox-esr", "firefox"],
    proof: &[],
    package: "firefox-esr",
    purpose: "the second browser for the tests",
};

/// Hosts the packaged console. Not everyone has its folder on the search path.
pub(crate) const NGINX: SystemProgram = SystemProgram {
    variable: Some("NGINX"),
    names: &["nginx", "/usr/sbin/nginx"],
    proof: &[],
    package: "nginx",
    purpose: "serves the packaged console in the tests",
};

/// A part of nginx and no program: found where Debian puts it.
pub(crate) const NGINX_BROTLI: SystemProgram = SystemProgram {
    variable: None,
    names: &["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"],
    proof: &[],
    package: "libnginx-mod-http-brotli-static",
    purpose: "lets nginx send precompressed files",
};

/// Speaks for the browser component tests.
pub(crate) const CHROMEDRIVER: SystemProgram = SystemProgram {
    variable: Some("CHROMEDRIVER"),
    names: &["chromedriver"],
    proof: &[],
    package: "chromium-driver",
    purpose: "controls the browser in component tests",
};

/// Pushes and pulls real images.
pub(crate) const SKOPEO: SystemProgram = SystemProgram {
    variable: Some("SKOPEO"),
    names: &["skopeo"],
    proof: &[],
    package: "skopeo",
    purpose: "the registry client that pushes images in the tests",
};

/// Runs what makes the console smaller and what drives the end-to-end tests.
pub(crate) const NODE: SystemProgram = SystemProgram {
    variable: None,
    names: &["node"],
    proof: &[],
    package: "nodejs",
    purpose: "runs the end-to-end tests and the tools that minify the console",
};

/// Installs the packages of Node.js that are locked here.
pub(crate) const NPM: SystemProgram = SystemProgram {
    variable: None,
    names: &["npm"],
    proof: &[],
    package: "npm",
    purpose: "installs packages for Node.js",
};

/// Runs the vendor's SDK. Debian's has no virtual environments without a package of their own.
pub(crate) const PYTHON: SystemProgram = SystemProgram {
    variable: Some("PYTHON"),
    names: &["python3"],
    proof: &["-c", "import ensurepip, venv"],
    package: "python3-venv",
    purpose: "runs the vendor's SDK against the service",
};

/// The registry that the clients copy to, and that the service is measured beside.
const DOCKER_REGISTRY: SystemProgram = client("docker-registry", &["docker-registry"]);

/// Clients of a registry that the tests run where they can be had.
const CLIENTS: [SystemProgram; 4] = [
    client("podman", &["podman"]),
    client("buildah", &["buildah"]),
    client("umoci", &["umoci"]),
    DOCKER_REGISTRY,
];

const fn client(package: &'static str, names: &'static [&'static str]) -> SystemProgram {
    SystemProgram {
        variable: None,
        names,
        proof: &[],
        package,
        purpose: "a registry client that the tests run against the service",
    }
}

impl SystemProgram {
    /// Where it is, if anywhere.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        let named = self.variable.and_then(std::env::var_os);
        let named = named.map(PathBuf::from).filter(|it| it.is_file());
        let found = named.or_else(|| self.names.iter().find_map(|name| on_the_path(name)));
        found.filter(|it| self.proof.is_empty() || said_by(command(it).args(self.proof)).is_some())
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
        eprintln!("{} is missing ({}).", program.package, program.purpose);
    }
    let is_root = said_by(command("id").arg("-u")).as_deref() == Some("0");
    if on_the_path("apt-get").is_none() || !is_root {
        bail!(
            "not installed: {}. On systems with apt, run: sudo {by_hand}",
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

/// Installs the browser without windows where there is one; the tests can do without.
pub(crate) fn ensure_quick_browser() {
    if let Err(error) = ensure(&[&CHROMIUM_HEADLESS_SHELL]) {
        eprintln!("{error:#}\n  The tests run in Chromium instead, which takes longer.");
    }
}

/// Installs the clients that are tried where they can be had; the tests skip the others by name.
pub(crate) fn ensure_clients() {
    if let Err(error) = ensure(&CLIENTS.each_ref()) {
        eprintln!("{error:#}\n  The tests skip the missing clients.");
    }
}

/// Installs the registry that the service is measured beside.
pub(crate) fn ensure_peer() -> Result<()> {
    ensure(&[&DOCKER_REGISTRY])
}

fn apt_get() -> std::process::Command {
    let mut command = command("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(std::process::Stdio::null());
    // Its log on stdout would be between the results.
    command.stdout(std::process::Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A variable that is offered and read by no one is a promise that is not kept.
    #[test]
    fn the_tests_read_what_names_another_program() {
        let read = |path: &str| {
            std::fs::read_to_string(crate::project::root().join(path)).expect("the file is there")
        };
        for (program, readers) in [
            (CHROMIUM, &["tests/e2e/world/settings.ts"][..]),
            (CHROMIUM_HEADLESS_SHELL, &["tests/e2e/world/settings.ts"]),
            (FIREFOX, &["tests/e2e/world/settings.ts"]),
            (NGINX, &["tests/e2e/world/settings.ts"]),
            (CHROMEDRIVER, &["xtask/src/test/steps.rs"]),
            (PYTHON, &["crates/swr-server/tests/sdk/python.rs"]),
            (
                SKOPEO,
                &[
                    "tests/e2e/world/settings.ts",
                    "crates/swr-server/tests/push/skopeo.rs",
                ],
            ),
        ] {
            let variable = program.variable.expect("it can be named");
            for reader in readers {
                assert!(read(reader).contains(variable), "{reader} reads {variable}");
            }
        }
    }
}
