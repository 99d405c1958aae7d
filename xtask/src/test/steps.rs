//! The steps in the order they run: what is quick to say no comes first, what needs the built
//! console and service comes after they were built, once, in the profile that ships.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{Checked, Counts, Scope, Step, compilation, operations};
use crate::process::{cargo, command, run_reading};
use crate::tools::{CARGO_DENY, WASM_BINDGEN};
use crate::{console, node, package, product, project, sizes, system};

pub(crate) const ALL: &[Step] = &[
    Step {
        name: "format",
        about: "the code is formatted by rustfmt",
        run: format,
    },
    Step {
        name: "lint",
        about: "the tests compile without clippy warnings, natively and for the browser",
        run: lint,
    },
    Step {
        name: "native",
        about: "unit, wire, contract, service and architecture tests",
        run: native,
    },
    Step {
        name: "examples",
        about: "the examples in the documentation run",
        run: examples,
    },
    Step {
        name: "docs",
        about: "the client's documentation has no warnings",
        run: docs,
    },
    Step {
        name: "dependencies",
        about: "licenses, sources, bans and advisories",
        run: dependencies,
    },
    Step {
        name: "browser",
        about: "components in a real browser",
        run: browser,
    },
    Step {
        name: super::BUILD,
        about: "the console and the service as they ship",
        run: build,
    },
    Step {
        name: "sizes",
        about: "the first page is within its size limit",
        run: sizes_step,
    },
    Step {
        name: "e2e",
        about: "the console in a browser against the service",
        run: end_to_end,
    },
];

fn check(command: &mut Command) -> Result<Checked> {
    Ok(Checked::one(run_reading(command, |_| {})?))
}

/// Runs a test runner; a run of no test is a failure.
fn count(command: &mut Command) -> Result<Checked> {
    let mut counts = Counts::default();
    let succeeded = run_reading(command, |line| counts.read(line))?;
    let mut note = String::new();
    if !succeeded && counts.failed == 0 {
        counts.failed = 1;
        "the test runner failed".clone_into(&mut note);
    } else if counts.passed + counts.failed == 0 {
        counts.failed = 1;
        "no test ran".clone_into(&mut note);
    }
    Ok(Checked { counts, note })
}

fn format(_: &Scope) -> Result<Checked> {
    check(cargo().args(["fmt", "--all", "--check"]))
}

fn lint(_: &Scope) -> Result<Checked> {
    let mut checked = compilation::lint(&mut native_tests()?)?;
    checked.counts += compilation::lint(&mut compilation::browser()?)?.counts;
    Ok(checked)
}

fn native(_: &Scope) -> Result<Checked> {
    count(&mut native_tests()?)
}

/// With the programs that they call. Build scripts hear of the environment, too: with another one the
/// second step would compile anew what the first has compiled.
fn native_tests() -> Result<Command> {
    system::ensure(&[&system::SKOPEO, &system::PYTHON])?;
    system::ensure_clients();
    let python = system::PYTHON.find().context("Python is not installed")?;
    let mut tests = compilation::native()?;
    tests.env("SKOPEO", skopeo()?).env("PYTHON", python);
    Ok(tests)
}

fn skopeo() -> Result<std::path::PathBuf> {
    system::SKOPEO.find().context("skopeo is not installed")
}

fn examples(_: &Scope) -> Result<Checked> {
    count(&mut compilation::examples()?)
}

fn docs(_: &Scope) -> Result<Checked> {
    let mut docs = cargo();
    docs.args([
        "doc",
        "--locked",
        "--package",
        "swr-api",
        "--no-deps",
        "--all-features",
    ]);
    check(docs.env("RUSTDOCFLAGS", "--deny warnings"))
}

fn dependencies(_: &Scope) -> Result<Checked> {
    let folder = CARGO_DENY.folder()?;
    let deny = || {
        let mut command = command(folder.join("cargo-deny"));
        command.args(["--all-features", "--workspace", "--locked"]);
        command
    };
    let mut checked = check(deny().args(["check", "bans", "licenses", "sources"]))?;
    // Asked first, so that "no connection" is told apart from "there is an advisory".
    if run_reading(deny().args(["fetch", "db"]), |_| {})? {
        checked.counts += check(deny().args(["--offline", "check", "advisories"]))?.counts;
    } else {
        checked.counts.skipped += 1;
        "advisories not checked: their database could not be reached".clone_into(&mut checked.note);
    }
    Ok(checked)
}

fn browser(_: &Scope) -> Result<Checked> {
    system::ensure(&[&system::CHROMIUM, &system::CHROMEDRIVER])?;
    let runner = WASM_BINDGEN.folder()?.join("wasm-bindgen-test-runner");
    let driver = system::CHROMEDRIVER.find();
    let mut tests = compilation::browser()?;
    tests
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env(
            "CHROMEDRIVER",
            driver.context("chromedriver is not installed")?,
        )
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    count(&mut tests)
}

fn build(_: &Scope) -> Result<Checked> {
    product::build()?;
    Ok(Checked {
        counts: Counts {
            passed: 2,
            ..Counts::default()
        },
        note: String::new(),
    })
}

fn sizes_step(_: &Scope) -> Result<Checked> {
    console::build()?;
    Ok(Checked::one(sizes::print_and_judge()?))
}

fn end_to_end(scope: &Scope) -> Result<Checked> {
    let folder = project::root().join("tests/e2e");
    ensure!(
        folder.join("package.json").is_file(),
        "tests/e2e is missing"
    );
    system::ensure(&[
        &system::CHROMIUM,
        &system::FIREFOX,
        &system::NGINX,
        &system::NGINX_BROTLI,
        &system::SKOPEO,
        &system::NODE,
        &system::NPM,
    ])?;
    system::ensure_quick_browser();
    node::install(
        &folder,
        "the runner of the end-to-end tests",
        "half a minute",
    )?;
    let product = product::build()?;
    let packages = project::target().join("package/routings");
    package::in_both_routings(&packages)?;
    let program = |it: &system::SystemProgram, name: &str| {
        it.find()
            .with_context(|| format!("{name} is not installed"))
    };
    let chromium = program(&system::CHROMIUM, "Chromium")?;
    let without_windows = system::CHROMIUM_HEADLESS_SHELL.find();
    let mut tests = command("npm");
    tests
        .args(["test", "--silent"])
        .current_dir(folder)
        .env("SWR_SERVER_BINARY", product.service)
        .env("SWR_CONSOLE_DIST", product.console)
        .env("SWR_CONSOLE_PACKAGES", packages)
        .env(
            "CHROMIUM_HEADLESS_SHELL",
            without_windows.unwrap_or_else(|| chromium.clone()),
        )
        .env("CHROMIUM", chromium)
        .env("FIREFOX", program(&system::FIREFOX, "Firefox")?)
        .env("NGINX", program(&system::NGINX, "nginx")?)
        .env("SKOPEO", skopeo()?);
    if !scope.specs.is_empty() {
        tests.arg("--").args(&scope.specs);
    }
    let mut checked = count(&mut tests)?;
    // One more check: that nothing of the API is out of a person's reach. A part of the tests cannot
    // tell.
    if scope.specs.is_empty() {
        match operations::missing()? {
            missing if missing.is_empty() => checked.counts.passed += 1,
            missing => {
                checked.counts.failed += 1;
                checked.note = format!("never called by the console: {}", missing.join(", "));
            }
        }
    }
    Ok(checked)
}
