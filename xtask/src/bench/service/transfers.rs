//! Pushes and pulls of large layers, pulls of many small images, and the memory after all of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::client::Client;
use super::servers::{IMAGE, Registry};
use super::{median, rounded};

const LAYER_BYTES: usize = 100_000_000;
const PUSHES: usize = 5;
const PULLS: usize = 15;

const SMALL_LAYER_BYTES: usize = 10_000;
const SMALL_PULLERS: usize = 8;
const SMALL_PULLS: Duration = Duration::from_secs(5);
/// Turns of small pulls, so that both servers meet the same machine.
const SMALL_TURNS: usize = 3;

const UPLOADS: &str = "/v2/bench/app/blobs/uploads/";

/// Seconds that passed and that the server's processor time took, of each turn.
#[derive(Default)]
struct Turns {
    wall: Vec<f64>,
    processor: Vec<f64>,
}

/// All of one registry.
#[derive(Default)]
struct Measured {
    push: Turns,
    pull: Turns,
    layer: String,
    small_pulls: Vec<f64>,
}

/// What each registry came to, by name.
pub(super) fn measure(registries: &[Registry]) -> Result<Value> {
    let mut measured: Vec<_> = registries.iter().map(|_| Measured::default()).collect();
    let mut layer = bytes(LAYER_BYTES);
    for turn in 0..PUSHES {
        layer[0] = u8::try_from(turn)?;
        let digest = digest(&layer);
        for (registry, of_it) in registries.iter().zip(&mut measured) {
            let mut client = registry.client();
            let push = || push_blob(&mut client, &layer, &digest);
            turn_of(registry, &mut of_it.push, push)?;
            of_it.layer.clone_from(&digest);
        }
    }
    for (registry, of_it) in registries.iter().zip(&mut measured) {
        put_image(&mut registry.client(), "large", &of_it.layer, LAYER_BYTES)?;
    }
    for _ in 0..PULLS {
        for (registry, of_it) in registries.iter().zip(&mut measured) {
            let mut client = registry.client();
            let path = format!("/v2/bench/app/blobs/{}", of_it.layer);
            let pull = || {
                let pulled = client.expect(200, "GET", &path, b"")?;
                ensure!(
                    pulled.length == LAYER_BYTES as u64,
                    "the response is incomplete"
                );
                Ok(())
            };
            turn_of(registry, &mut of_it.pull, pull)?;
        }
    }
    measure_small(registries, &mut measured)?;
    let mut results = Map::new();
    for (registry, of_it) in registries.iter().zip(measured) {
        let memory = registry.meter().resident_megabytes()?;
        results.insert(registry.name.to_owned(), of_it.json(memory));
    }
    Ok(results.into())
}

impl Measured {
    fn json(self, memory: f64) -> Value {
        json!({
            "push_seconds": rounded(median(self.push.wall)),
            "push_processor_seconds": rounded(median(self.push.processor)),
            "pull_seconds": rounded(median(self.pull.wall)),
            "pull_processor_seconds": rounded(mean(&self.pull.processor)),
            "small_pulls_per_second": rounded(median(self.small_pulls).round()),
            "resident_megabytes": rounded(memory),
        })
    }
}

/// For values that are counted in hundredths of a second.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn turn_of(
    registry: &Registry,
    turns: &mut Turns,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let before = registry.meter().processor_seconds()?;
    let begun = Instant::now();
    work()?;
    turns.wall.push(begun.elapsed().as_secs_f64());
    let used = registry.meter().processor_seconds()? - before;
    turns.processor.push(used);
    Ok(())
}

/// Bytes that do not repeat.
fn bytes(length: usize) -> Vec<u8> {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let next = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    next.flatten().take(length).collect()
}

fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The path of an address that may be absolute.
fn path_of(location: &str) -> &str {
    let rest = location
        .split_once("://")
        .map_or(location, |(_, rest)| rest);
    rest.find('/').map_or(rest, |at| &rest[at..])
}

/// As docker does it: one chunk and the end.
fn push_blob(client: &mut Client, bytes: &[u8], digest: &str) -> Result<()> {
    let start = client.expect(202, "POST", UPLOADS, b"")?;
    let location = start.header("location").context("no location")?;
    let appended = client.expect(202, "PATCH", path_of(location), bytes)?;
    let location = path_of(appended.header("location").context("no location")?).to_owned();
    let separator = if location.contains('?') { '&' } else { '?' };
    let end = format!("{location}{separator}digest={digest}");
    client.expect(201, "PUT", &end, b"")?;
    Ok(())
}

fn put_image(client: &mut Client, tag: &str, layer: &str, length: usize) -> Result<()> {
    let config = br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers"}}"#;
    push_blob(client, config, &digest(config))?;
    let manifest = json!({
        "schemaVersion": 2, "mediaType": IMAGE,
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
            "digest": digest(config), "size": config.len()},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
            "digest": layer, "size": length}],
    });
    let path = format!("/v2/bench/app/manifests/{tag}");
    let put = client.ask("PUT", &path, IMAGE, manifest.to_string().as_bytes())?;
    put.require(201, &path).map(drop)
}

/// Whole pulls of a small image, by several clients at once.
fn measure_small(registries: &[Registry], measured: &mut [Measured]) -> Result<()> {
    let layer = bytes(SMALL_LAYER_BYTES);
    let digest = digest(&layer);
    for registry in registries {
        let mut client = registry.client();
        push_blob(&mut client, &layer, &digest)?;
        put_image(&mut client, "small", &digest, layer.len())?;
    }
    for _ in 0..SMALL_TURNS {
        for (registry, of_it) in registries.iter().zip(measured.iter_mut()) {
            of_it.small_pulls.push(small_pulls(registry, &digest)?);
        }
    }
    Ok(())
}

/// Pulls in a second.
fn small_pulls(registry: &Registry, layer: &str) -> Result<f64> {
    let pulled = AtomicU64::new(0);
    let deadline = Instant::now() + SMALL_PULLS;
    let work = || -> Result<()> {
        let blob = format!("/v2/bench/app/blobs/{layer}");
        while Instant::now() < deadline {
            // A new connection, as a client that pulls one image has.
            let mut client = registry.client();
            client.expect(200, "GET", "/v2/bench/app/manifests/small", b"")?;
            client.expect(200, "GET", &blob, b"")?;
            pulled.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let pullers: Vec<_> = (0..SMALL_PULLERS).map(|_| scope.spawn(work)).collect();
        pullers
            .into_iter()
            .try_for_each(|it| it.join().expect("a puller returns its failure"))
    })?;
    Ok(pulled.into_inner() as f64 / SMALL_PULLS.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_an_upload_may_be_absolute() {
        for location in ["http://127.0.0.1:5000/v2/a?b=c", "/v2/a?b=c"] {
            assert_eq!(path_of(location), "/v2/a?b=c");
        }
    }
}
