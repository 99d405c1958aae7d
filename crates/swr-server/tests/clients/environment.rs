//! Where clients come from, and how they are run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a client cannot be had.
pub(crate) struct Unavailable(pub(crate) String);

/// A program of the system.
pub(crate) fn program(name: &str) -> Result<PathBuf, Unavailable> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&paths);
    let found = folders.find_map(|folder| {
        let file = folder.join(name);
        file.is_file().then_some(file)
    });
    found.ok_or_else(|| Unavailable(format!("{name} is not installed: apt-get install {name}")))
}

/// A virtual environment with these packages, made once.
pub(crate) fn python(name: &str, packages: &[&str]) -> Result<PathBuf, Unavailable> {
    let whole = cache().join(name);
    let interpreter = whole.join("bin/python");
    if interpreter.is_file() {
        return Ok(interpreter);
    }
    let half = tempfile::tempdir_in(cache()).unwrap();
    let named = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    tried(Command::new(named).args(["-m", "venv"]).arg(half.path()))?;
    let mut install = Command::new(half.path().join("bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--no-cache-dir"]);
    tried(install.args(packages))?;
    put(&half.keep(), &whole);
    Ok(interpreter)
}

/// The program of a project of cargo beside the tests, built once for each lock. It is none of the
/// workspace: what it depends on is none of the service's.
pub(crate) fn built_by_cargo(project: &str) -> Result<PathBuf, Unavailable> {
    let source = clients().join(project);
    let lock = std::fs::read(source.join("Cargo.lock")).unwrap();
    let program = std::fs::read(source.join("src/main.rs")).unwrap();
    let whole = cache().join(format!(
        "{project}-{:016x}",
        digest(&[lock, program].concat())
    ));
    if whole.is_file() {
        return Ok(whole);
    }
    let half = tempfile::tempdir_in(cache()).unwrap();
    let mut build = Command::new("cargo");
    build
        .args(["build", "--locked", "--quiet", "--target-dir"])
        .arg(half.path())
        // What our own crates are compiled with is not meant for it.
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("RUSTFLAGS");
    tried(build.current_dir(&source))?;
    let name = format!("debug/{}-program", project.replace('_', "-"));
    let _ = std::fs::rename(half.path().join(name), &whole);
    Ok(whole)
}

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

fn digest(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
            (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// A folder with the packages that the lock names, made once for each lock.
pub(crate) fn node_packages() -> Result<PathBuf, Unavailable> {
    let source = clients().join("node");
    let files = ["package.json", "package-lock.json"];
    let lock = std::fs::read(source.join(files[1])).unwrap();
    let whole = cache().join(format!("node-{:016x}", digest(&lock)));
    if whole.join("node_modules").is_dir() {
        return Ok(whole);
    }
    program("npm")?;
    let half = tempfile::tempdir_in(cache()).unwrap();
    for file in files {
        std::fs::copy(source.join(file), half.path().join(file)).unwrap();
    }
    let mut install = Command::new("npm");
    install.args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--silent",
    ]);
    tried(install.current_dir(half.path()))?;
    put(&half.keep(), &whole);
    Ok(whole)
}

/// Another run may have been faster; what it made is as good.
fn put(half: &Path, whole: &Path) {
    if std::fs::rename(half, whole).is_err() {
        std::fs::remove_dir_all(half).unwrap();
    }
}

fn cache() -> PathBuf {
    let named = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let named = named.filter(|path| path.is_absolute());
    let usual = || Some(std::env::home_dir()?.join(".cache"));
    let cache = named.or_else(usual).expect("there is a home folder");
    let folder = cache.join("swr-console/clients");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs what installs a client; where that fails the client cannot be had.
fn tried(command: &mut Command) -> Result<(), Unavailable> {
    let output = command.stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().last().unwrap_or_default();
            Err(Unavailable(format!("it cannot be installed: {last}")))
        }
        Err(error) => Err(Unavailable(format!("it cannot be installed: {error}"))),
    }
}

/// What a client prints; a panic with all that it said when it fails.
pub(crate) fn said(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{printed}\n{errors}");
    printed
}
