//! `docs/api-coverage.md`: every operation with its place in the client, the service, the console
//! and the tests. It is made from `operations.json`; `WRITE_COVERAGE=1` writes it anew.
//!
//! That the console really sends each of them is seen in the end-to-end run: `cargo xtask test e2e`
//! compares what was recorded with the same OpenAPI description.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

const PAGE: &str = "docs/api-coverage.md";

const INTRODUCTION: &str = "\
# Every operation of the API, and where it is

Made from `tests/coverage/operations.json` and the OpenAPI description with
`WRITE_COVERAGE=1 cargo test --test coverage`; do not edit it here. Each is also called in
`tests/contract/operations.rs`, and by the vendor's SDK in `crates/swr-server/tests/sdk` unless it is an
extension: a call that no cloud has.

| Operation | Method and path | Client | Service | Console | Test in a browser |
|---|---|---|---|---|---|
";

/// Where an operation is.
#[derive(Deserialize)]
struct Place {
    operation: String,
    /// The method of `swr_api::Client`.
    client: String,
    /// As `router.rs` of the service names it.
    handler: String,
    /// The address in the console, of the page or of the dialog.
    place: String,
    /// Below `tests/e2e`, without its ending.
    spec: String,
}

fn read(path: impl AsRef<Path>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn places() -> Vec<Place> {
    serde_json::from_str(&read("tests/coverage/operations.json")).unwrap()
}

/// What the table says of each operation, by its name; signing in is the identity service's.
fn operations() -> BTreeMap<String, String> {
    let document: Value = serde_json::from_str(&read("tests/contract/openapi.json")).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().iter();
        methods.filter_map(move |(method, operation)| {
            let id = operation.get("operationId")?.as_str()?;
            let extension = operation.get("x-extension");
            let extension = extension.map_or("", |_| " (extension)");
            let call = format!("{} `{path}`{extension}", method.to_uppercase());
            Some((id.to_owned(), call))
        })
    });
    let is_basic = |(id, _): &(String, String)| id != "createUserToken";
    operations.filter(is_basic).collect()
}

fn page() -> String {
    let operations = operations();
    let mut page = INTRODUCTION.to_owned();
    for place in places() {
        let Place {
            operation,
            client,
            handler,
            place,
            spec,
        } = place;
        let call = &operations[&operation];
        writeln!(
            page,
            "| {operation} | {call} | `{client}` | `{handler}` | `{place}` | `{spec}.spec.ts` |"
        )
        .unwrap();
    }
    page
}

/// All Rust files below a folder, one after the other.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&source(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

/// Whether the name is there as a whole, and not as the beginning of another one.
fn names(text: &str, name: &str) -> bool {
    let goes_on = |character: char| character.is_alphanumeric() || "_:".contains(character);
    text.split(name)
        .skip(1)
        .any(|behind| !behind.starts_with(goes_on))
}

#[test]
fn every_operation_has_its_place_once() {
    let mut listed: Vec<_> = places().into_iter().map(|it| it.operation).collect();
    listed.sort();
    let all: Vec<_> = operations().into_keys().collect();
    assert_eq!(all.len(), 59 + 1, "those of the cloud and one extension");
    assert_eq!(listed, all);
}

#[test]
fn every_place_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let client = source(&root.join("crates/swr-api/src"));
    let router = read("crates/swr-server/src/router.rs");
    let addresses = read("docs/addresses.md");
    let mut missing = Vec::new();
    for place in places() {
        let spec = format!("tests/e2e/{}.spec.ts", place.spec);
        for (what, is_there) in [
            (
                &place.client,
                client.contains(&format!("pub fn {}(", place.client)),
            ),
            (&place.handler, names(&router, &place.handler)),
            (
                &place.place,
                addresses.contains(&format!("`{}", place.place)),
            ),
            (&spec, root.join(&spec).is_file()),
        ] {
            if !is_there {
                missing.push(format!("{}: {what}", place.operation));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_page_is_the_one_that_is_made() {
    if std::env::var_os("WRITE_COVERAGE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE), page()).unwrap();
    }
    let how = "WRITE_COVERAGE=1 cargo test --test coverage writes it anew";
    assert_eq!(read(PAGE), page(), "{how}");
}
