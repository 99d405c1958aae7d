//! `kill -9` at any moment: what was acknowledged is there afterwards and can be pulled, and what
//! was not is there in whole or not at all.

mod client;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use swr_server::image::Digest;

use self::client::{Client, Kept, Managed, Promises};
use crate::http::{ask, basic};
use crate::server::{Server, login, token};
use crate::skopeo::{credentials, skopeo};
use crate::soak::seeds;

/// How often the server is killed, and how many clients push meanwhile.
const ROUNDS: u64 = 6;
const CLIENTS: u64 = 3;

/// A server that has not acknowledged so much by then will not do it any longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// How many of the promised tags a client that is not ours pulls in the end.
const SAMPLE: usize = 4;

/// A number that is the same in every run for the same round.
fn scattered(round: u64) -> u64 {
    let mixed = round.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40
}

/// Kills the server once so many images were acknowledged and then so many more bytes of responses
/// were on their way; returns what was promised and what is uncertain.
fn kill_in_the_middle(server: Server, round: u64) -> Kept {
    let steps = Arc::new(AtomicUsize::new(0));
    let finished = Arc::new(Mutex::new(Kept::default()));
    let address = server.address;
    let token = token(address);
    let wanted = 4 + usize::try_from(scattered(round) % 8).unwrap();
    std::thread::scope(|scope| {
        for number in 0..CLIENTS {
            let (steps, finished) = (Arc::clone(&steps), Arc::clone(&finished));
            let mut client = Client {
                address,
                token: token.clone(),
                kept: Kept::default(),
            };
            scope.spawn(move || {
                client.work(number, round, &steps);
                finished.lock().unwrap().add(client.kept);
            });
        }
        // It ends also when a client gave up, and then the scope says why.
        let deadline = Instant::now() + PATIENCE;
        while steps.load(Ordering::SeqCst) < wanted && Instant::now() < deadline {
            std::thread::yield_now();
        }
        // Somewhere within the next image, a different place in every round.
        let spins = AtomicU64::new(scattered(round.wrapping_add(100)) % 400_000);
        while spins.fetch_sub(1, Ordering::SeqCst) > 1 {
            std::hint::spin_loop();
        }
        server.kill();
    });
    assert!(steps.load(Ordering::SeqCst) >= wanted, "it was too slow");
    std::mem::take(&mut *finished.lock().unwrap())
}

/// Fetches a manifest and everything below it, and compares each with its name.
fn pull(address: SocketAddr, repository: &str, reference: &str) -> Option<Digest> {
    let headers = [basic(&login())];
    let path = format!("/v2/{repository}/manifests/{reference}");
    let answer = ask(address, "GET", &path, &headers, b"").unwrap();
    if answer.status == 404 {
        return None;
    }
    assert_eq!(answer.status, 200, "{path} {answer:?}");
    let manifest: Value = serde_json::from_slice(&answer.body).unwrap();
    for child in manifest["manifests"].as_array().into_iter().flatten() {
        let digest = child["digest"].as_str().unwrap();
        let pulled = pull(address, repository, digest);
        assert_eq!(pulled.as_ref().map(Digest::as_str), Some(digest));
    }
    let layers = manifest["layers"].as_array().into_iter().flatten();
    let config = manifest.get("config");
    for blob in layers.chain(config) {
        let digest = blob["digest"].as_str().unwrap();
        let path = format!("/v2/{repository}/blobs/{digest}");
        let answer = ask(address, "GET", &path, &headers, b"").unwrap();
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(Digest::of(&answer.body).as_str(), digest);
    }
    Some(Digest::of(&answer.body))
}

pub(crate) fn create_organization(data: &Path) {
    let store = swr_server::store::Store::open(data).unwrap();
    let created: Result<(), swr_server::store::StoreError> = store.write_now(|connection| {
        use swr_server::store::{organizations, users};
        let admin = users::by_name(connection, "local", "admin")?.unwrap();
        let new = organizations::NewOrganization {
            region: "local-1",
            name: "crash",
            account_id: &admin.account_id,
            creator_id: &admin.id,
            creator_name: &admin.name,
            now: 0,
        };
        organizations::create(connection, &new).map(drop)
    });
    created.unwrap();
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    seeds(1).for_each(push_and_kill);
}

fn push_and_kill(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).kill();
    create_organization(&data);

    let mut kept = Kept::default();
    for round in (0..ROUNDS).map(|round| seed.wrapping_mul(ROUNDS).wrapping_add(round)) {
        let round = kill_in_the_middle(Server::start(&data), round);
        assert!(!round.promises.is_empty());
        kept.add(round);
        // What was requested twice is certain only if the last response came.
        kept.promises.retain(|key, _| !kept.uncertain.contains(key));
        kept.managed
            .retain(|path, _| !kept.unmanaged.contains(path));
    }

    let server = Server::start(&data);
    for ((repository, tag), digest) in &kept.promises {
        let pulled = pull(server.address, repository, tag);
        assert_eq!(&pulled, digest, "{repository}:{tag}");
    }
    for (repository, tag) in &kept.uncertain {
        // In whole, or not at all: pulling it checks every blob.
        pull(server.address, repository, tag);
    }
    assert_managed(&server, &kept.managed);
    pull_with_skopeo(&server, &kept.promises, folder.path());
}

fn assert_managed(server: &Server, managed: &Managed) {
    assert!(
        managed.values().any(Option::is_none),
        "something was deleted"
    );
    let headers = [("X-Auth-Token", token(server.address))];
    for (path, words) in managed {
        let answer = ask(server.address, "GET", path, &headers, b"").unwrap();
        let said = String::from_utf8_lossy(&answer.body);
        match words {
            None => assert_eq!(answer.status, 404, "{path}"),
            Some(words) => assert!(said.contains(words), "{path}: {said}"),
        }
    }
}

/// A client that is not ours pulls some of what was promised, each in whole.
fn pull_with_skopeo(server: &Server, promises: &Promises, folder: &Path) {
    let kept = promises
        .iter()
        .filter_map(|(key, digest)| Some((key, digest.as_ref()?)));
    let kept: Vec<_> = kept.collect();
    let apart = kept.len().div_ceil(SAMPLE).max(1);
    for (number, ((repository, tag), digest)) in kept.into_iter().step_by(apart).enumerate() {
        let copy = folder.join(format!("copy-{number}"));
        let from = format!("docker://{}/{repository}:{tag}", server.address);
        let to = format!("oci:{}:latest", copy.display());
        let login = credentials();
        let pull = [
            "copy",
            "--all",
            "--src-tls-verify=false",
            "--src-creds",
            &login,
        ];
        skopeo(&[&pull[..], &[&from, &to]].concat());
        assert!(copy.join("blobs/sha256").join(digest.hex()).exists());
    }
}

#[test]
fn an_upload_goes_on_after_the_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).kill();
    create_organization(&data);
    let headers = [basic(&login())];
    let content = vec![7; 100_000];
    let (first, second) = content.split_at(60_000);

    let server = Server::start(&data);
    let uploads = "/v2/crash/app/blobs/uploads/";
    let start = ask(server.address, "POST", uploads, &headers, b"").unwrap();
    let location = start.header("location").unwrap().to_owned();
    let appended = ask(server.address, "PATCH", &location, &headers, first).unwrap();
    assert_eq!(appended.header("range"), Some("0-59999"));
    server.kill();

    let server = Server::start(&data);
    let status = ask(server.address, "GET", &location, &headers, b"").unwrap();
    assert_eq!(
        (status.status, status.header("range")),
        (204, Some("0-59999"))
    );
    let digest = Digest::of(&content);
    let end = format!("{location}?digest={digest}");
    let finished = ask(server.address, "PUT", &end, &headers, second).unwrap();
    assert_eq!(finished.status, 201, "{finished:?}");
}
