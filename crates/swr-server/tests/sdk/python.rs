//! The SDK in a virtual environment of its own, made once for each version.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::{ACCESS_KEY, PROJECT_ID, SECRET_KEY, Server};

const VERSION: &str = "3.1.219";
const PACKAGES: [&str; 2] = ["huaweicloudsdkcore", "huaweicloudsdkswr"];

/// Runs the script and gives what it printed. The SDK writes into its home.
pub(crate) fn run(home: &Path, server: &Server, reader_id: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk/run.py");
    let mut python = Command::new(interpreter(&environment()));
    python
        // What is beside the script stays as it is.
        .args(["-B", "-W", "ignore"])
        .arg(script)
        .env("HOME", home)
        .env("ENDPOINT", format!("http://{}", server.address))
        .env("AK", ACCESS_KEY)
        .env("SK", SECRET_KEY)
        .env("PROJECT_ID", PROJECT_ID)
        .env("READER_ID", reader_id)
        .env("NO_PROXY", "127.0.0.1");
    said(&mut python, "the SDK's calls")
}

fn interpreter(environment: &Path) -> PathBuf {
    environment.join("bin/python")
}

/// Where the SDK is installed. What is made half is beside it until it is whole.
fn environment() -> PathBuf {
    let folder = cache().join("swr-console/sdk");
    let whole = folder.join(format!("huaweicloudsdkswr-{VERSION}"));
    if interpreter(&whole).is_file() {
        return whole;
    }
    std::fs::create_dir_all(&folder).unwrap();
    let half = tempfile::tempdir_in(&folder).unwrap();
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let mut make = Command::new(python);
    make.args(["-m", "venv"]).arg(half.path());
    said(&mut make, "apt-get install python3-venv");
    let mut install = Command::new(interpreter(half.path()));
    let packages = PACKAGES.map(|name| format!("{name}=={VERSION}"));
    install.args(["-m", "pip", "install", "--quiet", "--no-cache-dir"]);
    said(
        install.args(packages),
        "pip install, for which PyPI has to be reached",
    );
    let half = half.keep();
    // Another run may have been faster; its environment is as good.
    if std::fs::rename(&half, &whole).is_err() {
        std::fs::remove_dir_all(&half).unwrap();
    }
    whole
}

fn cache() -> PathBuf {
    let named = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let named = named.filter(|path| path.is_absolute());
    let usual = || Some(std::env::home_dir()?.join(".cache"));
    named.or_else(usual).expect("there is a home folder")
}

/// What a command prints, or a panic with what it says and what would help.
fn said(command: &mut Command, help: &str) -> String {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}; needed: {help}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_done = output.status.success();
    assert!(
        is_done,
        "{command:?} failed; needed: {help}\n{printed}\n{errors}"
    );
    printed
}
