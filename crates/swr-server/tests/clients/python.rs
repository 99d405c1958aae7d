//! Clients from PyPI.

use std::process::Command;

use crate::environment::{Unavailable, python, said};
use crate::shelf::{MANY, Shelf};

/// A script in an environment with these packages. Each has a home of its own: two at a time would write one
/// file with logins.
fn script(
    environment: &str,
    packages: &[&str],
    name: &str,
    shelf: &Shelf,
) -> Result<Command, Unavailable> {
    let interpreter = python(environment, packages)?;
    let scripts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/python");
    let (user, password) = shelf.login();
    let home = shelf.folder(&format!("home-{environment}"));
    let mut command = Command::new(interpreter);
    command
        .args(["-B", "-W", "ignore"])
        .arg(scripts.join(name))
        .env("HOME", home)
        .env("HOST", shelf.host())
        .env("REGISTRY_USER", user)
        .env("REGISTRY_PASSWORD", password)
        .env("NO_PROXY", "127.0.0.1");
    Ok(command)
}

/// The first asks for what it was challenged for; the second wants to be told that it is asked in this way.
pub(crate) fn oras_0_2_25(shelf: &Shelf) -> Result<(), Unavailable> {
    oras(shelf, "0.2.25")
}

pub(crate) fn oras_0_2_43(shelf: &Shelf) -> Result<(), Unavailable> {
    oras(shelf, "0.2.43")
}

fn oras(shelf: &Shelf, version: &str) -> Result<(), Unavailable> {
    let (name, package) = (format!("oras-{version}"), format!("oras=={version}"));
    let folder = shelf.folder(&name);
    let mut command = script(&name, &[&package], "oras_files.py", shelf)?;
    let said = said(command.env("VERSION", version).current_dir(folder));
    assert_eq!(
        said.lines().last(),
        Some(format!("pulled, {MANY} tags").as_str())
    );
    assert_eq!(shelf.tags(&name), ["1"]);
    Ok(())
}

/// Signs in with a password at the identity service, and finds the registry in the catalogue.
pub(crate) fn otcextensions(shelf: &Shelf) -> Result<(), Unavailable> {
    let packages = ["otcextensions==0.34.8", "openstacksdk==4.22.0"];
    let mut command = script(
        "otcextensions-0.34.8",
        &packages,
        "openstack_registry.py",
        shelf,
    )?;
    let said = said(&mut command);
    assert_eq!(said.lines().last(), Some("created, listed, deleted"));
    Ok(())
}
