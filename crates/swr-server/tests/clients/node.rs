//! Clients from npm.

use std::process::Command;

use crate::environment::{Unavailable, node_packages, program, said};
use crate::server::ACCESS_KEY;
use crate::shelf::{MANY, Shelf};

fn script(name: &str, shelf: &Shelf) -> Result<String, Unavailable> {
    let node = program("node")?;
    let packages = node_packages()?;
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/node");
    // Node.js looks for packages beside the script.
    let file = packages.join(name);
    std::fs::copy(source.join(name), &file).unwrap();
    let (user, password) = shelf.login();
    let mut command = Command::new(node);
    command
        .arg(file)
        .env("HOST", shelf.host())
        .env("ACCESS_KEY", ACCESS_KEY)
        .env("SECRET_KEY", "test-secret")
        .env("REGISTRY_USER", user)
        .env("REGISTRY_PASSWORD", password)
        .env("NO_PROXY", "127.0.0.1");
    Ok(said(&mut command))
}

pub(crate) fn huaweicloud_sdk(shelf: &Shelf) -> Result<(), Unavailable> {
    let said = script("huaweicloud_sdk.mjs", shelf)?;
    // Its own log of what was refused comes first.
    assert_eq!(
        said.lines().last(),
        Some("created, listed, refused, deleted")
    );
    Ok(())
}

pub(crate) fn docker_registry_client(shelf: &Shelf) -> Result<(), Unavailable> {
    let said = script("docker_registry_client.mjs", shelf)?;
    assert_eq!(said.trim(), format!("{MANY} tags"));
    Ok(())
}

pub(crate) fn docker_registry_v2_client(shelf: &Shelf) -> Result<(), Unavailable> {
    let said = script("docker_registry_v2_client.mjs", shelf)?;
    assert_eq!(said.trim(), format!("{MANY} tags, schema 2"));
    Ok(())
}
