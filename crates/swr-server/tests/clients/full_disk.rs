//! A disk that is full, with a real client: a file system of its own, as small as it must be.
//!
//! It is mounted where only one process and the service see it, so no special right is needed; the test
//! looks at it through that process.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::containers::{skopeo_command, write_image_of};
use crate::environment::{Unavailable, program};
use crate::http::ask;
use crate::server::{Server, login, token};
use crate::shelf::Shelf;

/// The data of a service that just started, its reserve, and one large image.
const DISK_MB: usize = 64;
const LARGE_BYTES: usize = 24 << 20;

struct SmallDisk {
    holder: Child,
    mounted_at: PathBuf,
}

impl SmallDisk {
    fn mount(at: &Path) -> Result<Self, Unavailable> {
        let script = r#"mount -t tmpfs -o "size=$1m" tmpfs "$2" && echo mounted && exec cat"#;
        let mut holder = Command::new(program("unshare")?)
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
            .args(["sh", &DISK_MB.to_string()])
            .arg(at)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(holder.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let disk = Self {
            holder,
            mounted_at: at.to_owned(),
        };
        match line.trim() {
            "mounted" => Ok(disk),
            _ => Err(Unavailable(
                "this system mounts nothing for a user: unshare --user --mount".into(),
            )),
        }
    }

    fn start(&self) -> Server {
        let mut enter = Command::new("nsenter");
        enter.arg("--target").arg(self.holder.id().to_string());
        enter.args(["--user", "--mount", "--preserve-credentials"]);
        let data = self.mounted_at.join("data");
        Server::start_by(enter, &data, &["--keep-free", "16"])
    }

    /// What is there, as this process finds it.
    fn path(&self, name: &str) -> PathBuf {
        let root = format!("/proc/{}/root", self.holder.id());
        let at = self.mounted_at.strip_prefix("/").unwrap();
        Path::new(&root).join(at).join(name)
    }

    /// Takes all that is left.
    fn fill(&self) {
        let mut file = File::create(self.path("filler")).unwrap();
        while file.write(&[1; 4096]).is_ok_and(|written| written > 0) {}
    }

    fn empty(&self) {
        fs::remove_file(self.path("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

pub(crate) fn push(server: &Server, layout: &Path, name: &str) -> Result<(), String> {
    let (user, password) = login();
    let output = skopeo_command()
        .args(["copy", "--dest-tls-verify=false", "--dest-creds"])
        .arg(format!("{user}:{password}"))
        .arg(format!("oci:{}:it", layout.display()))
        .arg(format!("docker://{}/{name}", server.address))
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

pub(crate) fn managed(server: &Server, method: &str, path: &str, body: &str) -> u16 {
    let headers = [("X-Auth-Token", token(server.address))];
    let answer = ask(server.address, method, path, &headers, body.as_bytes());
    answer.unwrap().status
}

fn bytes_below(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}

/// What is pushed is refused and takes no room; signing in, deleting and starting again go on; and with
/// room there is a push again.
pub(crate) fn keeps_the_door_open(shelf: &Shelf) -> Result<(), Unavailable> {
    let disk = SmallDisk::mount(&shelf.folder("small-disk"))?;
    let noise: Vec<u8> = (0..LARGE_BYTES as u64).map(noise).collect();
    let image = |name: &str, content: &[u8]| {
        let layout = shelf.folder(name);
        write_image_of(&layout, content);
        layout
    };
    let (small, large) = (image("small", b"small"), image("large", &noise));
    let other: Vec<u8> = noise.iter().map(|byte| byte ^ 1).collect();
    let (small_again, large_again) = (image("small-again", b"again"), image("large-again", &other));
    let server = disk.start();
    let create = r#"{"namespace":"team"}"#;
    assert_eq!(
        managed(&server, "POST", "/v2/manage/namespaces", create),
        201
    );
    push(&server, &small, "team/small:1").unwrap();
    push(&server, &large, "team/large:1").unwrap();

    // There is room for a part of it, and none for the rest.
    let refused = push(&server, &large_again, "team/large-again:1").unwrap_err();
    assert!(refused.contains("507 Insufficient Storage"), "{refused}");
    assert_eq!(
        bytes_below(&disk.path("data/uploads")),
        0,
        "it gave its bytes back"
    );

    // Something else takes the rest.
    disk.fill();
    let refused = push(&server, &small_again, "team/small-again:1").unwrap_err();
    assert!(refused.contains("507 Insufficient Storage"), "{refused}");
    for path in ["large/tags/1", "large"] {
        let path = format!("/v2/manage/namespaces/team/repos/{path}");
        assert_eq!(managed(&server, "DELETE", &path, ""), 204, "{path}");
    }
    server.kill();
    let server = disk.start();
    assert_eq!(
        managed(&server, "GET", "/v2/manage/namespaces/team", ""),
        200
    );

    disk.empty();
    push(&server, &small_again, "team/small-again:1").unwrap();
    Ok(())
}

/// Bytes that no packer makes smaller; the same each time.
fn noise(number: u64) -> u8 {
    let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29))
        .wrapping_mul(0xbf58_476d_1ce4_e5b9)
        .to_be_bytes()[0]
}
