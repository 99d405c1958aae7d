//! A backup of a running service, damage, and what a real client gets of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::containers::{skopeo_command, write_image_of};
use crate::environment::{Unavailable, said};
use crate::full_disk::{managed, push};
use crate::server::{PROGRAM, Server, login};
use crate::shelf::Shelf;

fn pull(server: &Server, name: &str, to: &Path) -> Result<(), String> {
    let (user, password) = login();
    let output = skopeo_command()
        .args(["copy", "--src-tls-verify=false", "--src-creds"])
        .arg(format!("{user}:{password}"))
        .arg(format!("docker://{}/{name}", server.address))
        .arg(format!("dir:{}", to.display()))
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The largest file of a folder: of an image with one layer, the layer.
fn layer_in(folder: &Path) -> std::path::PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    files
        .max_by_key(|path| path.metadata().unwrap().len())
        .unwrap()
}

/// What was pushed before the backup is pulled from the restored service; a layer that lost its end is
/// refused there and found by `verify`, and pushing the image again mends both.
pub(crate) fn serves_what_was_backed_up(shelf: &Shelf) -> Result<(), Unavailable> {
    let [data, backup, restored] =
        ["data-1", "backup-1", "restored-1"].map(|name| shelf.path().join(name));
    let program = |words: &[&str], folder: &Path| {
        let mut command = Command::new(PROGRAM);
        command.args(words).arg(folder);
        command
    };
    let image = shelf.folder("kept");
    let content: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    write_image_of(&image, &content);
    let server = Server::start(&data);
    let create = r#"{"namespace":"team"}"#;
    managed(&server, "POST", "/v2/manage/namespaces", create);
    push(&server, &image, "team/kept:1").unwrap();
    let from = data.display().to_string();
    said(&mut program(&["backup", "--data", &from], &backup));
    server.kill();
    let to = restored.display().to_string();
    said(&mut program(&["restore", "--data", &to], &backup));

    let server = Server::start(&restored);
    pull(&server, "team/kept:1", &shelf.folder("pulled")).unwrap();
    let layer = layer_in(&restored.join("blobs"));
    let whole = fs::read(&layer).unwrap();
    fs::write(&layer, &whole[..whole.len() / 2]).unwrap();
    let refused = pull(&server, "team/kept:1", &shelf.folder("refused")).unwrap_err();
    assert!(
        refused.contains("blob unknown") || refused.contains("404"),
        "{refused}"
    );
    let found = program(&["verify"], &restored).output().unwrap();
    assert!(!found.status.success());
    push(&server, &image, "team/kept:1").unwrap();
    pull(&server, "team/kept:1", &shelf.folder("healed")).unwrap();
    said(&mut program(&["verify"], &restored));
    Ok(())
}
