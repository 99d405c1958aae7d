//! Files of blobs that were lost or cut behind the server's back: they are not there, and a new push
//! brings them back.

use std::fs::{self, File};
use std::path::PathBuf;

use swr_server::image::build::Blob;

use crate::layout;
use crate::registry::{Registry, is};

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
