//! The program under test, on a port of its own and a folder that outlives it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::http::ask;

pub(crate) const ACCESS_KEY: &str = "TESTACCESSKEY0000001";
const SECRET_KEY: &str = "test-secret";

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_swr-server");

pub(crate) struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    pub(crate) fn start_with(data: &Path, arguments: &[&str]) -> Self {
        Self::run(Command::new(PROGRAM), data, arguments)
    }

    #[allow(dead_code, reason = "only the suite of clients starts one so")]
    /// One that another program starts, such as `nsenter`, which is told everything but the program.
    pub(crate) fn start_by(mut starter: Command, data: &Path, arguments: &[&str]) -> Self {
        starter.arg(PROGRAM);
        Self::run(starter, data, arguments)
    }

    fn run(mut command: Command, data: &Path, arguments: &[&str]) -> Self {
        let log = std::fs::File::create(log_path(data)).unwrap();
        let mut child = command
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(arguments)
            .env("SWR_ADMIN_PASSWORD", "test-password")
            .env("SWR_ADMIN_ACCESS_KEY", ACCESS_KEY)
            .env("SWR_ADMIN_SECRET_KEY", SECRET_KEY)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let Some(address) = address.and_then(|address| address.parse().ok()) else {
            let log = std::fs::read_to_string(log_path(data)).unwrap();
            panic!("the server did not start: {line:?} {log}");
        };
        Self { child, address }
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already; a failing test must not leave it behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log_path(data: &Path) -> PathBuf {
    data.with_extension("log")
}

/// User and password of the long-term login.
pub(crate) fn login() -> (String, String) {
    login_of(ACCESS_KEY, SECRET_KEY)
}

pub(crate) fn login_of(access_key: &str, secret_key: &str) -> (String, String) {
    let mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()).unwrap();
    let key = mac.chain_update(access_key).finalize().into_bytes();
    let key = swr_server::random::hex(&key);
    (format!("local-1@{access_key}"), key)
}

/// Signs in as the administrator; the token is good for the management API.
pub(crate) fn token(address: SocketAddr) -> String {
    let sign_in = r#"{"auth":{"identity":{"methods":["password"],"password":{"user":
        {"name":"admin","password":"test-password","domain":{"name":"local"}}}},
        "scope":{"project":{"name":"local-1"}}}}"#;
    let path = "/v3/auth/tokens";
    let answer = ask(address, "POST", path, &[], sign_in.as_bytes()).unwrap();
    answer.header("x-subject-token").unwrap().to_owned()
}
