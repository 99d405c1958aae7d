//! Files of blobs that were lost or cut behind the server's back: they are not there, and a new push
//! brings them back.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use swr_server::image::build::Blob;
use swr_server::scrub;

use crate::layout;
use crate::registry::{HOUR, Registry, is};

fn file(registry: &Registry, blob: &Blob) -> PathBuf {
    registry.store.folder().blobs_path().join(blob.digest.hex())
}

fn cut(registry: &Registry, blob: &Blob) {
    let file = File::options().write(true).open(file(registry, blob));
    file.unwrap().set_len(1).unwrap();
}

fn remove(registry: &Registry, blob: &Blob) {
    fs::remove_file(file(registry, blob)).unwrap();
}

#[tokio::test]
async fn a_damaged_blob_is_not_there_until_it_is_pushed_again() {
    for damage in [cut, remove] {
        let registry = Registry::new();
        let image = layout::image(1, 1000);
        registry.push("o/app", "1", &image).await;
        let (layer, top) = (&image.blobs[1], &image.manifests[0]);
        damage(&registry, layer);
        let path = format!("/v2/o/app/blobs/{}", layer.digest);
        for (user, method) in [("editor", "HEAD"), ("reader", "GET"), ("editor", "GET")] {
            let answer = registry.ask(user, method, &path, b"").await;
            assert_eq!(answer.status, 404, "{user} {method}");
        }
        let put = registry.put_manifest("editor", "o/app", "2", top).await;
        assert_eq!(put.refusal(), is(400, "MANIFEST_BLOB_UNKNOWN"));
        let mount = format!(
            "/v2/o/other/blobs/uploads/?mount={}&from=o/app",
            layer.digest
        );
        let mounted = registry.ask("editor", "POST", &mount, b"").await;
        assert_eq!(mounted.status, 202, "an upload is begun in its place");

        registry.push_blob("o/app", layer).await;
        let healed = registry.ask("reader", "GET", &path, b"").await;
        assert_eq!((healed.status, &healed.body), (200, &layer.bytes));
        let put = registry.put_manifest("editor", "o/app", "2", top).await;
        assert_eq!(put.status, 201);
        let mounted = registry.ask("editor", "POST", &mount, b"").await;
        assert_eq!(mounted.status, 201);
    }
}

/// Other bytes of the same length: nothing but reading them tells.
fn rot(registry: &Registry, blob: &Blob) {
    let mut bytes = blob.bytes.clone();
    bytes[0] ^= 1;
    fs::write(file(registry, blob), bytes).unwrap();
}

fn pass(registry: &Registry, millis: i64) {
    registry.clock.fetch_add(millis, Ordering::SeqCst);
}

#[tokio::test]
async fn the_scrub_finds_bytes_that_changed_and_a_new_push_heals_them() {
    let registry = Registry::new();
    let image = layout::image(1, 1000);
    registry.push("o/app", "1", &image).await;
    let layer = &image.blobs[1];
    let path = format!("/v2/o/app/blobs/{}", layer.digest);
    rot(&registry, layer);
    let scrub = async || scrub::run(&registry.service, 7).await;
    assert_eq!(scrub().await, Ok(0), "nothing is due within a week");
    let health = async || registry.ask("", "GET", "/healthz", b"").await.json();
    assert_eq!(health().await["status"], "ok");

    pass(&registry, 7 * 24 * HOUR);
    assert_eq!(scrub().await, Ok(image.blobs.len()));
    let unwell = health().await;
    assert_eq!(
        (&unwell["status"], &unwell["damaged_blobs"]),
        (&"damaged".into(), &1.into())
    );
    let answer = registry.ask("reader", "GET", &path, b"").await;
    assert_eq!(answer.status, 404);

    registry.push_blob("o/app", layer).await;
    let healed = registry.ask("reader", "GET", &path, b"").await;
    assert_eq!((healed.status, &healed.body), (200, &layer.bytes));
    assert_eq!(health().await["status"], "ok");
}

#[tokio::test]
async fn a_file_that_was_put_back_is_found_whole_within_an_hour() {
    let registry = Registry::new();
    let image = layout::image(1, 1000);
    registry.push("o/app", "1", &image).await;
    let layer = &image.blobs[1];
    remove(&registry, layer);
    pass(&registry, 8 * 24 * HOUR);
    assert_eq!(
        scrub::run(&registry.service, 7).await,
        Ok(image.blobs.len())
    );
    fs::write(file(&registry, layer), &layer.bytes).unwrap();
    pass(&registry, HOUR);
    assert_eq!(
        scrub::run(&registry.service, 7).await,
        Ok(1),
        "the damaged one only"
    );
    let path = format!("/v2/o/app/blobs/{}", layer.digest);
    assert_eq!(registry.ask("reader", "GET", &path, b"").await.status, 200);
}
