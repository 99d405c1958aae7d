//! `kill -9` at any moment: what was acknowledged is there afterwards and can be pulled, and what
//! was not is there in whole or not at all.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use swr_server::image::Digest;

use crate::http::{Answer, ask, basic};
use crate::layout::{self, Pushable};
use crate::server::{Server, login};

/// How often the server is killed, and how many clients push meanwhile.
const ROUNDS: u64 = 6;
const CLIENTS: u64 = 3;

/// What every client may rely on, by repository and tag; `None` is a tag that was deleted.
type Promises = BTreeMap<(String, String), Option<Digest>>;

/// A client in the middle of something: what it asked for last may have happened or not.
struct Client {
    address: SocketAddr,
    promises: Promises,
    uncertain: Vec<(String, String)>,
}

impl Client {
    fn ask(
        &self,
        method: &str,
        path: &str,
        more: &[(&str, String)],
        body: &[u8],
    ) -> Option<Answer> {
        let mut headers = vec![basic(&login())];
        headers.extend_from_slice(more);
        ask(self.address, method, path, &headers, body).ok()
    }

    /// Two chunks and the end, as docker does it. `None` when the server was killed.
    fn push_blob(&self, repository: &str, digest: &Digest, bytes: &[u8]) -> Option<()> {
        let blob = format!("/v2/{repository}/blobs/{digest}");
        if self.ask("HEAD", &blob, &[], b"")?.status == 200 {
            return Some(());
        }
        let start = self.ask(
            "POST",
            &format!("/v2/{repository}/blobs/uploads/"),
            &[],
            b"",
        )?;
        assert_eq!(start.status, 202, "{start:?}");
        let location = start.header("location").unwrap().to_owned();
        for half in bytes.chunks(bytes.len().div_ceil(2)) {
            let appended = self.ask("PATCH", &location, &[], half)?;
            assert_eq!(appended.status, 202, "{appended:?}");
        }
        let end = format!("{location}?digest={digest}");
        let finished = self.ask("PUT", &end, &[], b"")?;
        assert_eq!(finished.status, 201, "{finished:?}");
        Some(())
    }

    fn push(&mut self, repository: &str, tag: &str, image: &Pushable) -> Option<()> {
        for blob in &image.blobs {
            self.push_blob(repository, &blob.digest, &blob.bytes)?;
        }
        let (top, inner) = image.manifests.split_last().unwrap();
        for manifest in inner {
            let path = format!("/v2/{repository}/manifests/{}", manifest.digest);
            let content_type = [("Content-Type", manifest.media_type.to_owned())];
            let put = self.ask("PUT", &path, &content_type, &manifest.bytes)?;
            assert_eq!(put.status, 201, "{put:?}");
        }
        let key = (repository.to_owned(), tag.to_owned());
        self.uncertain.push(key.clone());
        let path = format!("/v2/{repository}/manifests/{tag}");
        let content_type = [("Content-Type", top.media_type.to_owned())];
        let put = self.ask("PUT", &path, &content_type, &top.bytes)?;
        assert_eq!(put.status, 201, "{put:?}");
        self.promises.insert(key, Some(top.digest.clone()));
        self.uncertain.pop();
        Some(())
    }

    fn delete_tag(&mut self, repository: &str, tag: &str) -> Option<()> {
        let key = (repository.to_owned(), tag.to_owned());
        self.uncertain.push(key.clone());
        let path = format!("/v2/{repository}/manifests/{tag}");
        let deleted = self.ask("DELETE", &path, &[], b"")?;
        assert_eq!(deleted.status, 202, "{deleted:?}");
        self.promises.insert(key, None);
        self.uncertain.pop();
        Some(())
    }

    /// Pushes, and deletes every third of what it pushed, until the server is gone.
    fn work(&mut self, number: u64, round: u64, steps: &AtomicUsize) {
        for step in 0.. {
            let seed = round * 1_000_000 + number * 10_000 + step;
            let image = match step % 4 {
                3 => layout::index(seed, 20_000),
                _ => layout::image(seed, 40_000),
            };
            let repository = format!("crash/client-{number}/app-{}", step % 2);
            let tag = format!("r{round}-{step}");
            if self.push(&repository, &tag, &image).is_none() {
                return;
            }
            steps.fetch_add(1, Ordering::SeqCst);
            if step % 3 == 2 && self.delete_tag(&repository, &tag).is_none() {
                return;
            }
        }
    }
}

/// A number that is the same in every run for the same round.
fn scattered(round: u64) -> u64 {
    let mixed = (round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40
}

/// Kills the server once so many images were acknowledged and then so many more bytes of answers
/// were on their way; returns what was promised and what is uncertain.
fn kill_in_the_middle(server: Server, round: u64) -> (Promises, Vec<(String, String)>) {
    let steps = Arc::new(AtomicUsize::new(0));
    let finished = Arc::new(Mutex::new(Vec::new()));
    let address = server.address;
    std::thread::scope(|scope| {
        for number in 0..CLIENTS {
            let (steps, finished) = (Arc::clone(&steps), Arc::clone(&finished));
            scope.spawn(move || {
                let mut client = Client {
                    address,
                    promises: Promises::new(),
                    uncertain: Vec::new(),
                };
                client.work(number, round, &steps);
                finished.lock().unwrap().push(client);
            });
        }
        let wanted = 4 + usize::try_from(scattered(round) % 8).unwrap();
        while steps.load(Ordering::SeqCst) < wanted {
            std::thread::yield_now();
        }
        // Somewhere within the next image, a different place in every round.
        let spins = AtomicU64::new(scattered(round + 100) % 400_000);
        while spins.fetch_sub(1, Ordering::SeqCst) > 1 {
            std::hint::spin_loop();
        }
        server.kill();
    });
    let mut promises = Promises::new();
    let mut uncertain = Vec::new();
    for client in finished.lock().unwrap().drain(..) {
        promises.extend(client.promises);
        uncertain.extend(client.uncertain);
    }
    (promises, uncertain)
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
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).kill();
    create_organization(&data);

    let mut promises = Promises::new();
    let mut open = Vec::new();
    for round in 0..ROUNDS {
        let (promised, uncertain) = kill_in_the_middle(Server::start(&data), round);
        assert!(!promised.is_empty());
        promises.extend(promised);
        open.extend(uncertain);
        // A tag that was asked for twice is certain only if the last answer came.
        promises.retain(|key, _| !open.contains(key));
    }

    let server = Server::start(&data);
    for ((repository, tag), digest) in &promises {
        let pulled = pull(server.address, repository, tag);
        assert_eq!(&pulled, digest, "{repository}:{tag}");
    }
    for (repository, tag) in &open {
        // In whole, or not at all: pulling it checks every blob.
        pull(server.address, repository, tag);
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
