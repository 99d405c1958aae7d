//! A pull while someone writes to the database for long.

use std::time::{Duration, Instant};

use swr_server::image::Digest;

use crate::crash::create_organization;
use crate::http::{ask, basic};
use crate::server::{Server, login};

/// A writer gives up waiting for another one after twice as long.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
fn a_pull_does_not_wait_for_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).kill();
    create_organization(&data);
    let server = Server::start(&data);
    let headers = [basic(&login())];
    let digest = Digest::of(b"layer");
    let path = format!("/v2/crash/app/blobs/uploads/?digest={digest}");
    let pushed = ask(server.address, "POST", &path, &headers, b"layer").unwrap();
    assert_eq!(pushed.status, 201);

    let writing = rusqlite::Connection::open(data.join("swr.sqlite")).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    let path = format!("/v2/crash/app/blobs/{digest}");
    let pulled = ask(server.address, "GET", &path, &headers, b"").unwrap();
    assert_eq!(
        (pulled.status, pulled.body.as_slice()),
        (200, &b"layer"[..])
    );
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
}
