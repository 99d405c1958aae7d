//! A server as its own process, as a person would start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

/// A server that says nothing for so long will not say anything any longer.
const SILENCE: Duration = Duration::from_secs(30);

const PROGRAM: &str = env!("CARGO_BIN_EXE_swr-server");

pub(crate) struct Server {
    child: Child,
    address: String,
    output: BufReader<ChildStdout>,
}

impl Server {
    pub(crate) fn start(data: &Path, arguments: &[&str]) -> Self {
        Self::run(command(data, arguments))
    }

    /// One that a shell starts with so few open files, which it may raise.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_with_open_files(data: &Path, count: u32) -> Self {
        Self::start_limited(data, "-Sn", count)
    }

    /// The same, and it cannot have more.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_with_open_files_at_most(data: &Path, count: u32) -> Self {
        Self::start_limited(data, "-n", count)
    }

    #[cfg(target_os = "linux")]
    fn start_limited(data: &Path, limit: &str, count: u32) -> Self {
        let direct = command(data, &[]);
        let mut command = Command::new("sh");
        command
            .args([
                "-c",
                "ulimit \"$1\" \"$2\" && shift 2 && exec \"$@\"",
                "sh",
                limit,
            ])
            .arg(count.to_string())
            .arg(direct.get_program())
            .args(direct.get_args());
        Self::run(command)
    }

    /// One without data, as whose folder nothing may be used: it runs in an empty one.
    pub(crate) fn start_relay(empty: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["--listen", "127.0.0.1:0"]).args(arguments);
        command.current_dir(empty);
        Self::run(command)
    }

    fn run(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("first line: {line:?}"));
        Self {
            address: address.to_owned(),
            child,
            output,
        }
    }

    pub(crate) fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line
    }

    /// What a new data folder's administrator signs in with.
    pub(crate) fn first_password(&mut self) -> String {
        assert_eq!(self.next_line(), "sign in with account local, user admin\n");
        let line = self.next_line();
        let password = line.strip_prefix("password ").unwrap();
        let password = password.strip_suffix(" (shown only once)\n").unwrap();
        password.to_owned()
    }

    /// Whatever comes back until the server closes; empty when it closes silently.
    pub(crate) fn ask(&self, head: &str, body: &str) -> String {
        let Ok(mut stream) = TcpStream::connect(&self.address) else {
            return String::new();
        };
        let length = body.len();
        let request = format!(
            "{head}\r\nHost: {}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}",
            self.address
        );
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        let mut answer = Vec::new();
        // A server that goes away is a response, too.
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A connection that stays open after its calls.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        stream
    }

    /// Asks on a connection that is open; `None` when the server closed it.
    pub(crate) fn ask_on(&self, stream: &mut TcpStream, head: &str) -> Option<String> {
        let request = format!("{head}\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = vec![0; 8192];
        match stream.read(&mut answer) {
            Ok(0) | Err(_) => None,
            Ok(read) => Some(String::from_utf8_lossy(&answer[..read]).into_owned()),
        }
    }

    /// Signs in to the first account and gives the header with the token.
    pub(crate) fn sign_in(&self, user: &str, password: &str) -> Option<String> {
        self.sign_in_to("local", user, password)
    }

    pub(crate) fn sign_in_to(&self, account: &str, user: &str, password: &str) -> Option<String> {
        let body = format!(
            r#"{{"auth":{{"identity":{{"methods":["password"],"password":{{"user":
            {{"name":"{user}","password":"{password}","domain":{{"name":"{account}"}}}}}}}},
            "scope":{{"project":{{"name":"local-1"}}}}}}}}"#
        );
        let answer = self.ask("POST /v3/auth/tokens HTTP/1.1", &body);
        let token = answer
            .lines()
            .find_map(|line| line.strip_prefix("x-subject-token: "))?;
        Some(format!("X-Auth-Token: {token}"))
    }

    /// Like `kill -9`: the process gets no chance to do anything.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn exit_code(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

/// No one is left behind when a test fails.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    if !arguments.contains(&"--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    command.arg("--data").arg(data).args(arguments);
    for name in ["PASSWORD", "ACCESS_KEY", "SECRET_KEY"] {
        command.env_remove(format!("SWR_ADMIN_{name}"));
    }
    command
}

/// Runs a start that is expected to fail, and gives what it says.
pub(crate) fn refused(data: &Path, arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = command(data, arguments).output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert!(!status.success(), "it started: {said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

/// Runs a start with arguments that do not go together, and gives what it says.
pub(crate) fn misused(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(!status.success(), "it started");
    String::from_utf8(stderr).unwrap()
}

/// Any other command: whether it went well, and what it printed.
pub(crate) fn program(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// `swr-server users …`: whether it went well, and what it printed.
pub(crate) fn users(data: &Path, arguments: &[&str], input: &str) -> (bool, String) {
    subcommand("users", data, arguments, input)
}

/// `swr-server accounts …`, the same.
pub(crate) fn accounts(data: &Path, arguments: &[&str], input: &str) -> (bool, String) {
    subcommand("accounts", data, arguments, input)
}

fn subcommand(name: &str, data: &Path, arguments: &[&str], input: &str) -> (bool, String) {
    let mut child = Command::new(PROGRAM)
        .args([name, "--data"])
        .arg(data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    said.push_str(&String::from_utf8(output.stderr).unwrap());
    (output.status.success(), said)
}
