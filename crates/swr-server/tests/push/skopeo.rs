//! A client that is not ours pushes, looks and pulls; what comes out is what went in.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::http::{ask, basic};
use crate::layout::{self, Pushable};
use crate::server::{Server, login, login_of, token};

/// `SKOPEO` names another one than that on the search path.
pub(crate) fn skopeo(arguments: &[&str]) -> String {
    let program = std::env::var_os("SKOPEO").unwrap_or_else(|| "skopeo".into());
    let output = Command::new(program).args(arguments).output();
    let output = output.expect("skopeo has to be installed: apt-get install skopeo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "skopeo {arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn credentials() -> String {
    let (user, password) = login();
    format!("{user}:{password}")
}

fn create_organization(server: &Server, name: &str) {
    let body = format!(r#"{{"namespace":"{name}"}}"#);
    let headers = [("X-Auth-Token", token(server.address))];
    let path = "/v2/manage/namespaces";
    let answer = ask(server.address, "POST", path, &headers, body.as_bytes()).unwrap();
    assert_eq!(answer.status, 201);
}

/// The manifests and blobs of a layout, by the names of their files.
fn contents(layout: &Path) -> Vec<String> {
    let files = std::fs::read_dir(layout.join("blobs/sha256")).unwrap();
    let mut names: Vec<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn goes_in_and_comes_out(image: &Pushable, name: &str, options: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"));
    create_organization(&server, "platform");
    let (original, copy) = (folder.path().join("original"), folder.path().join("copy"));
    layout::write(&original, image);
    let remote = format!("docker://{}/{name}", server.address);
    let from = format!("oci:{}:latest", original.display());
    let back = format!("oci:{}:latest", copy.display());
    let login = credentials();

    let push = ["copy", "--dest-tls-verify=false", "--dest-creds", &login];
    skopeo(&[&push, options, &[&from, &remote]].concat());
    let inspect = ["inspect", "--tls-verify=false", "--creds", &login, "--raw"];
    let manifest = skopeo(&[&inspect[..], &[&remote]].concat());
    assert_eq!(manifest.as_bytes(), image.manifests.last().unwrap().bytes);
    let pull = ["copy", "--src-tls-verify=false", "--src-creds", &login];
    skopeo(&[&pull, options, &[&remote, &back]].concat());
    assert_eq!(contents(&copy), contents(&original));
}

#[test]
fn an_image_goes_in_and_comes_out_the_same() {
    goes_in_and_comes_out(&layout::image(1, 300_000), "platform/app:1.0", &[]);
}

#[test]
fn an_index_goes_in_and_comes_out_with_all_its_platforms() {
    let name = "platform/deep/er/app:latest";
    goes_in_and_comes_out(&layout::index(1, 50_000), name, &["--all"]);
}

#[test]
fn an_image_in_the_older_format_is_taken_too() {
    let options = ["--format", "v2s2"];
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"));
    create_organization(&server, "platform");
    let original = folder.path().join("original");
    layout::write(&original, &layout::index(3, 1000));
    let from = format!("oci:{}:latest", original.display());
    let remote = format!("docker://{}/platform/app:old", server.address);
    let login = credentials();
    let push = [
        "copy",
        "--dest-tls-verify=false",
        "--dest-creds",
        &login,
        "--all",
    ];
    skopeo(&[&push[..], &options, &[&from, &remote]].concat());
    let headers = [basic(&crate::server::login())];
    let path = "/v2/platform/app/manifests/old";
    let answer = ask(server.address, "HEAD", path, &headers, b"").unwrap();
    let list = "application/vnd.docker.distribution.manifest.list.v2+json";
    assert_eq!(answer.header("content-type"), Some(list));
}

/// Skopeo signs such a manifest itself and checks the digest of what it gets back.
#[test]
fn an_image_in_the_oldest_format_goes_in_and_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"));
    create_organization(&server, "platform");
    let image = layout::image(3, 1000);
    let (original, copy) = (folder.path().join("original"), folder.path().join("copy"));
    layout::write(&original, &image);
    let middle = format!("docker://{}/platform/app:middle", server.address);
    let oldest = format!("docker://{}/platform/app:oldest", server.address);
    let login = credentials();
    let push = ["copy", "--dest-tls-verify=false", "--dest-creds", &login];
    let from = format!("oci:{}:latest", original.display());
    skopeo(&[&push[..], &["--format", "v2s2", &from, &middle]].concat());
    let pull = ["--src-tls-verify=false", "--src-creds", &login];
    skopeo(&[&push[..], &pull, &["--format", "v2s1", &middle, &oldest]].concat());

    let headers = [basic(&crate::server::login())];
    let path = "/v2/platform/app/manifests/oldest";
    let answer = ask(server.address, "GET", path, &headers, b"").unwrap();
    let signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    assert_eq!(answer.header("content-type"), Some(signed));
    let digest = answer.header("docker-content-digest").unwrap();
    let by_digest = format!("docker://{}/platform/app@{digest}", server.address);
    let back = format!("oci:{}:latest", copy.display());
    skopeo(&[&["copy"], &pull[..], &[&by_digest, &back]].concat());
    let copied = contents(&copy);
    for layer in &image.blobs[..2] {
        assert!(
            copied.contains(&layer.digest.hex().to_owned()),
            "{copied:?}"
        );
    }
}

#[test]
fn tags_are_listed_and_an_image_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"));
    create_organization(&server, "platform");
    let original = folder.path().join("original");
    layout::write(&original, &layout::image(1, 1000));
    let from = format!("oci:{}:latest", original.display());
    let repository = format!("docker://{}/platform/app", server.address);
    let login = credentials();
    for tag in ["1.0", "2.0"] {
        let remote = format!("{repository}:{tag}");
        let push = ["copy", "--dest-tls-verify=false", "--dest-creds", &login];
        skopeo(&[&push[..], &[&from, &remote]].concat());
    }
    let list = [
        "list-tags",
        "--tls-verify=false",
        "--creds",
        &login,
        &repository,
    ];
    let listed: Value = serde_json::from_str(&skopeo(&list)).unwrap();
    assert_eq!(listed["Tags"], serde_json::json!(["1.0", "2.0"]));
    // By its digest, so both tags go.
    let remote = format!("{repository}:1.0");
    skopeo(&["delete", "--tls-verify=false", "--creds", &login, &remote]);
    let listed: Value = serde_json::from_str(&skopeo(&list)).unwrap();
    assert_eq!(listed["Tags"], serde_json::json!([]));
}

#[test]
fn the_demo_world_can_be_pulled_without_a_login_where_it_is_public() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(&folder.path().join("data"), &["--demo"]);
    let copy = format!("oci:{}:latest", folder.path().join("copy").display());
    let public = format!(
        "docker://{}/platform/base/debian-slim:latest",
        server.address
    );
    skopeo(&[
        "copy",
        "--src-tls-verify=false",
        "--src-no-creds",
        "--all",
        &public,
        &copy,
    ]);
    let private = format!("docker://{}/platform/api-gateway:latest", server.address);
    let (user, password) = login_of("DEMOREADERACCESSKEY1", "demo-reader-secret");
    let login = format!("{user}:{password}");
    let pull = [
        "copy",
        "--src-tls-verify=false",
        "--src-creds",
        &login,
        "--all",
    ];
    skopeo(&[&pull[..], &[&private, &copy]].concat());
    let oldest = format!("docker://{}/legacy/terminal:1.0", server.address);
    let (user, password) = login_of("DEMOADMINACCESSKEY01", "demo-admin-secret");
    let login = format!("{user}:{password}");
    let pull = ["copy", "--src-tls-verify=false", "--src-creds", &login];
    skopeo(&[&pull[..], &[&oldest, &copy]].concat());
}
