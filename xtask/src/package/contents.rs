//! What the program of the browser is made of: the crates that are linked into it, and Rust's own
//! library.
//!
//! `cargo metadata` knows each crate, and mixes what the browser's program needs with what the service
//! needs, because both are of one workspace. So which crates they are says `cargo tree`, which resolves
//! this one program; what runs only while it is built (macros, build scripts) is not in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{lock, tree};
use crate::process::{cargo, command, said_by};
use crate::project;

/// A crate in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) version: String,
    /// As its manifest has it, in the words of SPDX.
    pub(super) licence: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) repository: Option<String>,
    /// SHA-256 of what the registry handed out; none of what is not from there.
    pub(super) checksum: Option<String>,
    /// Where its source is, if anywhere here.
    pub(super) folder: Option<PathBuf>,
    /// The parts that it needs, by their position.
    pub(super) needs: Vec<usize>,
}

/// The parts of the program; the first is the console itself.
pub(super) fn of_the_program() -> Result<Vec<Part>> {
    let mut tree = cargo();
    tree.args(["tree", "--locked", "--package", "swr-console"])
        .args(["--target", "wasm32-unknown-unknown", "--features", "split"])
        .args(["--edges", "normal,no-proc-macro"])
        .args(["--prefix", "depth", "--format", "{p}"]);
    let tree = said_by(&mut tree)
        .context("`cargo tree` could not list the dependencies of the console")?;
    let mut metadata = cargo();
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    metadata.args(["--filter-platform", "wasm32-unknown-unknown"]);
    let metadata = said_by(&mut metadata).context("`cargo metadata` could not be run")?;
    let lock = std::fs::read_to_string(project::root().join("Cargo.lock"))?;
    let mut parts = parts(&tree, &serde_json::from_str(&metadata)?, &lock)?;

    let compiler = said_by(command("rustc").arg("--version")).context("rustc could not be run")?;
    add_standard_library(&mut parts, &compiler);
    Ok(parts)
}

fn parts(tree: &str, metadata: &Value, lock: &str) -> Result<Vec<Part>> {
    let checksums = lock::checksums(lock);
    let packages: BTreeMap<(&str, &str), &Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| Some(((it["name"].as_str()?, it["version"].as_str()?), it)))
        .collect();
    let crates = tree::read(tree)?;
    let part = |node: tree::Node<'_>| {
        let (name, version) = node.id;
        let package = packages
            .get(&node.id)
            .with_context(|| format!("cargo metadata does not know {name} {version}"))?;
        let checksum = checksums.get(&node.id).map(|it| (*it).to_owned());
        Ok(part(package, checksum, node.needs))
    };
    crates.into_iter().map(part).collect()
}

fn part(package: &Value, checksum: Option<String>, needs: Vec<usize>) -> Part {
    let text = |field: &str| package[field].as_str().map(str::to_owned);
    let authors = package["authors"].as_array().into_iter().flatten();
    let manifest = package["manifest_path"].as_str().map(Path::new);
    Part {
        name: text("name").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        // Before there was SPDX, a slash was the way to say "or".
        licence: text("license").map(|it| it.replace(" / ", "/").replace('/', " OR ")),
        authors: authors
            .filter_map(|it| Some(it.as_str()?.to_owned()))
            .collect(),
        repository: text("repository"),
        checksum,
        folder: manifest.and_then(Path::parent).map(Path::to_owned),
        needs,
    }
}

/// No manifest names what every crate needs.
fn add_standard_library(parts: &mut Vec<Part>, compiler: &str) {
    let version = compiler.split_whitespace().nth(1).unwrap_or(compiler);
    let position = parts.len();
    for part in parts.iter_mut() {
        part.needs.push(position);
    }
    parts.push(Part {
        name: "std".to_owned(),
        version: version.to_owned(),
        licence: Some("MIT OR Apache-2.0".to_owned()),
        authors: vec!["The Rust Project Contributors".to_owned()],
        repository: Some("https://github.com/rust-lang/rust".to_owned()),
        checksum: None,
        folder: None,
        needs: Vec::new(),
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read() -> Vec<Part> {
        let tree = "0swr-console v0.1.0 (/somewhere)\n1http v1.5.0\n";
        let metadata = json!({"packages": [
            {"name": "http", "version": "1.5.0", "license": "MIT/Apache-2.0", "authors": ["A", "B"],
             "repository": "https://example.org/http", "manifest_path": "/registry/http/Cargo.toml"},
            {"name": "swr-console", "version": "0.1.0", "license": "MIT OR Apache-2.0",
             "authors": [], "manifest_path": "/somewhere/Cargo.toml"}]});
        let lock = "[[package]]\nname = \"http\"\nversion = \"1.5.0\"\nchecksum = \"ab\"\n";
        parts(tree, &metadata, lock).unwrap()
    }

    #[test]
    fn each_crate_is_told_of_by_tree_metadata_and_lock() {
        let [console, http] = &read()[..] else {
            panic!("two parts")
        };
        assert_eq!(
            (console.needs.as_slice(), &console.checksum),
            (&[1][..], &None)
        );
        assert_eq!(http.licence.as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!(http.checksum.as_deref(), Some("ab"));
        assert_eq!(http.folder.as_deref(), Some(Path::new("/registry/http")));
        assert_eq!(http.authors, ["A", "B"]);
    }

    #[test]
    fn a_crate_that_no_one_knows_is_an_error() {
        let unknown = parts("0swr-console v0.1.0\n", &json!({}), "").unwrap_err();
        assert!(unknown.to_string().contains("swr-console 0.1.0"));
    }

    #[test]
    fn the_standard_library_is_in_everything() {
        let mut parts = read();
        add_standard_library(&mut parts, "rustc 1.95.0 (59807616e 2026-04-14)");
        assert_eq!(
            (parts[2].name.as_str(), parts[2].version.as_str()),
            ("std", "1.95.0")
        );
        assert!(parts[..2].iter().all(|it| it.needs.contains(&2)));
    }
}
