//! The servers under measurement, each a process of its own over a folder that goes with it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::client::Client;
use crate::process::command;
use crate::project;

/// The type of the images that are pushed and pulled.
pub(super) const IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";

const PASSWORD: &str = "bench-password";
const ACCESS_KEY: &str = "BENCHACCESSKEY000001";
const SECRET_KEY: &str = "bench-secret";

/// How long a server may take until it listens: the demo world is made first.
const PATIENCE: Duration = Duration::from_secs(120);

/// Ticks of `/proc/…/stat` in a second; Linux has had no other number for long.
const TICKS: f64 = 100.0;

/// A server that ends with this, and its folder.
struct Process {
    child: Child,
    folder: PathBuf,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing of it stays.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Process {
    /// What it says on standard output goes there, and what it logs to a file.
    fn start(command: &mut Command, folder: PathBuf, output: Stdio) -> Result<Self> {
        let log = fs::File::create(folder.join("log"))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(log)
            .spawn()
            .context("the server could not be started")?;
        Ok(Self { child, folder })
    }
}

/// An empty folder for a server.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = project::target().join("bench").join(name);
    // What a run that was cut off left behind.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What is known of a running process.
#[derive(Clone, Copy)]
pub(super) struct Meter(u32);

impl Meter {
    /// Seconds of processor time until now.
    pub(super) fn processor_seconds(self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        let (_, fields) = stat.rsplit_once(')').context("no such format")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let [user, system] = [fields[11], fields[12]].map(str::parse::<f64>);
        Ok((user? + system?) / TICKS)
    }

    /// Megabytes of memory that are resident now.
    pub(super) fn resident_megabytes(self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|it| it.split_whitespace().next());
        let kilobytes: f64 = kilobytes.context("no resident memory")?.parse()?;
        Ok(kilobytes * 1024.0 / 1e6)
    }
}

/// A registry that is pushed to and pulled from.
pub(super) struct Registry {
    pub(super) name: &'static str,
    address: String,
    authorization: Option<String>,
    process: Process,
}

impl Registry {
    /// The local service with an empty organization `bench`.
    pub(super) fn service(binary: &Path) -> Result<Self> {
        let service = Service::start(binary, "service", &["--empty"], PASSWORD)?;
        let mut client = service.client("admin")?;
        let organization = br#"{"namespace": "bench"}"#;
        client.expect(201, "POST", "/v2/manage/namespaces", organization)?;
        let mac = Hmac::<Sha256>::new_from_slice(SECRET_KEY.as_bytes());
        let mac = mac.expect("any key will do").chain_update(ACCESS_KEY);
        let key = mac.finalize().into_bytes();
        let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        let pair = STANDARD.encode(format!("local-1@{ACCESS_KEY}:{key}"));
        Ok(Self {
            name: "swr-server",
            address: service.address,
            authorization: Some(format!("Basic {pair}")),
            process: service.process,
        })
    }

    /// Debian's docker-registry over a folder, without a login.
    pub(super) fn peer() -> Result<Self> {
        let folder = folder("peer")?;
        // It cannot say which port it took: one that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let configuration = folder.join("configuration.yml");
        let data = folder.join("data");
        let text = format!(
            "version: 0.1\nlog:\n  level: info\nstorage:\n  filesystem:\n    rootdirectory: {}\nhttp:\n  addr: {address}\n",
            data.display()
        );
        fs::write(&configuration, text)?;
        let mut serve = command(super::PEER);
        serve.arg("serve").arg(configuration);
        // It logs every request there, too: a pipe that no one reads would stop it.
        let output = fs::File::create(folder.join("requests"))?;
        let process = Process::start(&mut serve, folder, output.into())?;
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(&address).is_err() {
            ensure!(Instant::now() < deadline, "{} does not listen", super::PEER);
            thread::yield_now();
        }
        Ok(Self {
            name: super::PEER,
            address,
            authorization: None,
            process,
        })
    }

    pub(super) fn client(&self) -> Client {
        let login = self.authorization.clone();
        let login = login.map(|it| ("Authorization", it));
        // Without it docker-registry has no OCI image for anybody.
        let accept = ("Accept", IMAGE.to_owned());
        let headers: Vec<_> = login.into_iter().chain([accept]).collect();
        Client::new(&self.address, &headers)
    }

    pub(super) fn meter(&self) -> Meter {
        Meter(self.process.child.id())
    }
}

/// The management API of the local service.
pub(super) struct Service {
    address: String,
    /// Of its people; a demo has one for each.
    password: &'static str,
    process: Process,
}

impl Service {
    /// The demo world, with its repository of 10,000 tags.
    pub(super) fn demo(binary: &Path) -> Result<Self> {
        Self::start(binary, "demo", &["--demo"], "demo-")
    }

    fn start(binary: &Path, name: &str, world: &[&str], password: &'static str) -> Result<Self> {
        let folder = folder(name)?;
        let mut serve = command(binary);
        serve
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(folder.join("data"))
            .args(world)
            .env("SWR_ADMIN_PASSWORD", PASSWORD)
            .env("SWR_ADMIN_ACCESS_KEY", ACCESS_KEY)
            .env("SWR_ADMIN_SECRET_KEY", SECRET_KEY);
        let mut process = Process::start(&mut serve, folder, Stdio::piped())?;
        let output = process.child.stdout.as_mut().expect("it is piped");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.with_context(|| format!("the service says {line:?}"))?;
        Ok(Self {
            address: address.to_owned(),
            password,
            process,
        })
    }

    /// A client that has signed in.
    pub(super) fn client(&self, user: &str) -> Result<Client> {
        let password = match self.password {
            PASSWORD => PASSWORD.to_owned(),
            prefix => format!("{prefix}{user}"),
        };
        let identity = json!({"methods": ["password"], "password": {"user": {
            "name": user, "password": password, "domain": {"name": "local"}}}});
        let body = json!({"auth": {"identity": identity,
            "scope": {"project": {"name": "local-1"}}}});
        let mut client = Client::new(&self.address, &[]);
        let path = "/v3/auth/tokens";
        let answer = client.expect(201, "POST", path, body.to_string().as_bytes())?;
        let token = answer.header("x-subject-token").context("no token")?;
        let headers = [("X-Auth-Token", token.to_owned())];
        Ok(Client::new(&self.address, &headers))
    }

    pub(super) fn meter(&self) -> Meter {
        Meter(self.process.child.id())
    }
}
