//! The program under test with two regions, two accounts and someone to grant access to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

pub(crate) const ACCESS_KEY: &str = "TESTACCESSKEY0000001";
pub(crate) const SECRET_KEY: &str = "test-secret";
pub(crate) const PROJECT_ID: &str = "00000000000000000000000000000001";

pub(crate) struct Server {
    child: Child,
    data: PathBuf,
    pub(crate) address: String,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_swr-server");

impl Server {
    pub(crate) fn start(data: &Path) -> Self {
        let mut child = Command::new(PROGRAM)
            .arg("--data")
            .arg(data)
            .args(["--listen", "127.0.0.1:0", "--region", "local-2@127.0.0.1:0"])
            .env("SWR_ADMIN_PASSWORD", "test-password")
            .env("SWR_ADMIN_ACCESS_KEY", ACCESS_KEY)
            .env("SWR_ADMIN_SECRET_KEY", SECRET_KEY)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("first line: {line:?}"));
        Self {
            address: address.to_owned(),
            data: data.to_owned(),
            child,
        }
    }

    /// A second account, and a user of the first, whose id is given.
    pub(crate) fn add_people(&self) -> String {
        self.administrate("accounts", &["add", "partner", "--password-stdin"]);
        self.administrate("users", &["add", "reader", "--password-stdin"]);
        let body = r#"{"auth": {"identity": {"methods": ["password"], "password": {"user":
            {"name": "reader", "password": "secret", "domain": {"name": "local"}}}}}}"#;
        let answer = self.post("/v3/auth/tokens", body);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        body["token"]["user"]["id"].as_str().unwrap().to_owned()
    }

    fn administrate(&self, command: &str, arguments: &[&str]) {
        let mut child = Command::new(PROGRAM)
            .args([command, "--data"])
            .arg(&self.data)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(b"secret\n").unwrap();
        drop(input);
        assert!(child.wait().unwrap().success(), "{arguments:?}");
    }

    fn post(&self, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already; a failing test must not leave it behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
