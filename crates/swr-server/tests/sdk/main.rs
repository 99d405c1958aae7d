//! The vendor's own SDK for Python against the program: every basic operation, signed with an
//! access key. It was written by those who wrote the service that ours is compatible with.
//!
//! The SDK is installed once into the user's cache folder, and needs the network then. `PYTHON`
//! names another Python than the `python3` on the search path.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod python;
mod server;

use std::collections::BTreeSet;

use serde_json::Value;

use server::Server;

const OPENAPI: &str = include_str!("../../../../tests/contract/openapi.json");

/// Operation, method and path of all that the reference lists; signing in and extensions are not
/// the SDK's.
fn operations() -> BTreeSet<String> {
    let document: Value = serde_json::from_str(OPENAPI).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().iter();
        methods.filter_map(move |(method, operation)| {
            let id = operation.get("operationId")?.as_str()?;
            let is_extension = operation.get("x-extension").is_some();
            (!is_extension).then(|| format!("{id} {} {path}", method.to_uppercase()))
        })
    });
    let all = operations.filter(|operation| !operation.starts_with("createUserToken "));
    all.collect()
}

#[test]
fn the_vendors_sdk_calls_all_59_operations() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"));
    let reader_id = server.add_people();
    let home = folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let said = python::run(&home, &server, &reader_id);
    let (mut called, mut others) = (BTreeSet::new(), Vec::new());
    for line in said.lines() {
        match line.rsplit_once(' ') {
            Some((operation, status)) if operation.contains('/') => {
                assert!(status.starts_with('2'), "{line}");
                called.insert(operation.to_owned());
            }
            _ => others.push(line),
        }
    }
    assert_eq!(called.len(), 59);
    assert_eq!(called, operations());
    assert_eq!(others, ["slash APIGW.0101"], "%2F is no slash here");
}
