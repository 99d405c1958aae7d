//! Clients for images: skopeo, umoci, podman, buildah, and a registry that keeps what it pulls.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::environment::{Unavailable, built_by_cargo, program, said};
use crate::shelf::{MANY, Shelf};

fn creds(shelf: &Shelf) -> String {
    let (user, password) = shelf.login();
    format!("{user}:{password}")
}

pub(crate) fn skopeo_command() -> Command {
    // As the other tests find it.
    Command::new(std::env::var_os("SKOPEO").unwrap_or_else(|| "skopeo".into()))
}

/// Writes a layout with one image, tagged `it`.
pub(crate) fn write_image(folder: &Path) {
    write_image_of(folder, &[0; 1024]);
}

/// The same with these bytes in its layer.
pub(crate) fn write_image_of(folder: &Path, content: &[u8]) {
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    let blob = |bytes: &[u8]| {
        let digest = swr_server::random::hex(&<sha2::Sha256 as sha2::Digest>::digest(bytes));
        write(&format!("blobs/sha256/{digest}"), bytes);
        serde_json::json!({"digest": format!("sha256:{digest}"), "size": bytes.len()})
    };
    let mut archive = Vec::new();
    let mut packer = flate2::write::GzEncoder::new(&mut archive, flate2::Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap();
    let diff = swr_server::random::hex(&<sha2::Sha256 as sha2::Digest>::digest(content));
    let configuration = serde_json::json!({"architecture": "amd64", "os": "linux", "config": {},
        "rootfs": {"type": "layers", "diff_ids": [format!("sha256:{diff}")]}});
    let with_type = |mut part: serde_json::Value, media_type: &str| {
        part["mediaType"] = media_type.into();
        part
    };
    let manifest = serde_json::json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": with_type(blob(configuration.to_string().as_bytes()), "application/vnd.oci.image.config.v1+json"),
        "layers": [with_type(blob(&archive), "application/vnd.oci.image.layer.v1.tar+gzip")],
    });
    let mut entry = with_type(
        blob(manifest.to_string().as_bytes()),
        "application/vnd.oci.image.manifest.v1+json",
    );
    entry["annotations"] = serde_json::json!({"org.opencontainers.image.ref.name": "it"});
    let index = serde_json::json!({"schemaVersion": 2, "manifests": [entry]});
    write("index.json", index.to_string().as_bytes());
    write("oci-layout", br#"{"imageLayoutVersion":"1.0.0"}"#);
}

/// Pushes the image of a layout with skopeo, which every test of the service needs anyway.
pub(crate) fn push(shelf: &Shelf, layout: &Path, reference: &str) {
    said(
        skopeo_command()
            .args(["copy", "--dest-tls-verify=false", "--dest-creds"])
            .arg(creds(shelf))
            .arg(format!("oci:{}:it", layout.display()))
            .arg(format!("docker://{}/{reference}", shelf.host())),
    );
}

pub(crate) fn skopeo(shelf: &Shelf) -> Result<(), Unavailable> {
    push(shelf, &shelf.folder("image"), "team/skopeo:1");
    let remote = format!("docker://{}/team", shelf.host());
    let list = said(
        skopeo_command()
            .args(["list-tags", "--tls-verify=false", "--creds"])
            .arg(creds(shelf))
            .arg(format!("{remote}/many")),
    );
    let listed: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(listed["Tags"].as_array().unwrap().len(), MANY);
    let pulled = shelf.folder("skopeo-pulled");
    said(
        skopeo_command()
            .args(["copy", "--src-tls-verify=false", "--src-creds"])
            .arg(creds(shelf))
            .arg(format!("{remote}/skopeo:1"))
            .arg(format!("dir:{}", pulled.display())),
    );
    assert!(pulled.join("manifest.json").is_file());
    said(
        skopeo_command()
            .args(["delete", "--tls-verify=false", "--creds"])
            .arg(creds(shelf))
            .arg(format!("{remote}/skopeo:1")),
    );
    assert!(shelf.tags("skopeo").is_empty());
    Ok(())
}

/// It makes the image, and skopeo carries it.
pub(crate) fn umoci(shelf: &Shelf) -> Result<(), Unavailable> {
    let umoci = program("umoci")?;
    let layout = shelf.path().join("umoci");
    let file = shelf.folder("umoci-files").join("greeting");
    std::fs::write(&file, "hello").unwrap();
    let image = format!("{}:it", layout.display());
    said(
        Command::new(&umoci)
            .arg("init")
            .arg("--layout")
            .arg(&layout),
    );
    said(Command::new(&umoci).args(["new", "--image", &image]));
    said(
        Command::new(&umoci)
            .args(["insert", "--rootless", "--image", &image])
            .arg(&file)
            .arg("/greeting"),
    );
    push(shelf, &layout, "team/umoci:1");
    assert_eq!(shelf.tags("umoci"), ["1"]);
    Ok(())
}

/// A tool with a store and logins of its own below a folder.
struct Store<'a> {
    shelf: &'a Shelf,
    tool: std::path::PathBuf,
    name: &'static str,
}

impl Store<'_> {
    fn command(&self) -> Command {
        let folder = self.shelf.folder(self.name);
        let mut command = Command::new(&self.tool);
        command
            .env("REGISTRY_AUTH_FILE", folder.join("auth.json"))
            .env("XDG_RUNTIME_DIR", &folder)
            .arg("--root")
            .arg(folder.join("root"))
            .arg("--runroot")
            .arg(folder.join("run"))
            .args(["--storage-driver", "vfs"]);
        command
    }

    fn log_in(&self) {
        let (user, password) = self.shelf.login();
        let mut command = self.command();
        command
            .args([
                "login",
                "--tls-verify=false",
                "-u",
                &user,
                "--password-stdin",
            ])
            .arg(self.shelf.host())
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(password.as_bytes()).unwrap();
        drop(input);
        assert!(child.wait().unwrap().success(), "{} login", self.name);
    }
}

pub(crate) fn podman(shelf: &Shelf) -> Result<(), Unavailable> {
    let store = Store {
        shelf,
        tool: program("podman")?,
        name: "podman",
    };
    store.log_in();
    let from = format!("{}/team/many:0", shelf.host());
    let to = format!("{}/team/podman:1", shelf.host());
    said(
        store
            .command()
            .args(["pull", "-q", "--tls-verify=false", &from]),
    );
    said(store.command().args(["tag", &from, &to]));
    said(
        store
            .command()
            .args(["push", "-q", "--tls-verify=false", &to]),
    );
    assert_eq!(shelf.tags("podman"), ["1"]);
    let many = format!("{}/team/many", shelf.host());
    let list = said(
        store
            .command()
            .args(["search", "--tls-verify=false", "--list-tags"])
            .args(["--limit", "1000", &many]),
    );
    // Below a heading.
    let tags = list.lines().filter(|line| line.contains("/team/many"));
    assert_eq!(tags.count(), MANY);
    Ok(())
}

pub(crate) fn buildah(shelf: &Shelf) -> Result<(), Unavailable> {
    let store = Store {
        shelf,
        tool: program("buildah")?,
        name: "buildah",
    };
    store.log_in();
    let file = shelf.folder("buildah-files").join("greeting");
    std::fs::write(&file, "hello").unwrap();
    let container = said(
        store
            .command()
            .args(["from", "--isolation", "chroot", "scratch"]),
    );
    let container = container.trim();
    said(
        store
            .command()
            .args(["copy", container])
            .arg(&file)
            .arg("/greeting"),
    );
    said(
        store
            .command()
            .args(["config", "--entrypoint", r#"["/greeting"]"#, container]),
    );
    let image = format!("{}/team/buildah:1", shelf.host());
    said(store.command().args(["commit", "-q", container, &image]));
    said(
        store
            .command()
            .args(["push", "-q", "--tls-verify=false", &image]),
    );
    assert_eq!(shelf.tags("buildah"), ["1"]);
    Ok(())
}

/// A library for programs in Rust.
pub(crate) fn oci_client(shelf: &Shelf) -> Result<(), Unavailable> {
    let (user, password) = shelf.login();
    let mut command = Command::new(built_by_cargo("oci_client")?);
    command
        .env("HOST", shelf.host())
        .env("REGISTRY_USER", user)
        .env("REGISTRY_PASSWORD", password);
    assert_eq!(
        said(&mut command).trim(),
        format!("pushed, pulled, {MANY} tags")
    );
    assert_eq!(shelf.tags("oci-client"), ["1"]);
    Ok(())
}

/// Ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Debian's registry in front of the service: what is pulled through it is kept there.
pub(crate) fn pull_through_cache(shelf: &Shelf) -> Result<(), Unavailable> {
    let registry = program("docker-registry")?;
    let folder = shelf.folder("cache");
    let (user, password) = shelf.login();
    // No one else takes the port in the moment between.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let configuration = format!(
        "version: 0.1\nlog:\n  level: info\nstorage:\n  filesystem:\n    rootdirectory: {}\n\
         http:\n  addr: 127.0.0.1:{port}\n\
         proxy:\n  remoteurl: http://{}\n  username: {user}\n  password: {password}\n",
        folder.join("kept").display(),
        shelf.host()
    );
    let file = folder.join("config.yml");
    std::fs::write(&file, configuration).unwrap();
    let mut command = Command::new(registry);
    command
        .arg("serve")
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = Running(command.spawn().unwrap());
    let log = BufReader::new(child.0.stderr.take().unwrap());
    let mut lines = log.lines().map_while(Result::ok);
    assert!(
        lines.any(|line| line.contains("listening on")),
        "the cache has not started"
    );
    // It goes on writing, and must not wait for someone who reads.
    std::thread::spawn(move || lines.for_each(drop));
    for name in ["first", "second"] {
        let pulled = shelf.folder(&format!("cache-{name}"));
        said(
            skopeo_command()
                .args(["copy", "--src-tls-verify=false"])
                .arg(format!("docker://127.0.0.1:{port}/team/many:7"))
                .arg(format!("dir:{}", pulled.display())),
        );
        assert!(pulled.join("manifest.json").is_file(), "{name}");
    }
    Ok(())
}
