//! Indexes say of each entry what it is and how long it is, and are held to it.

use serde_json::{Value, json};
use swr_server::image::Digest;
use swr_server::image::build::Blob;

use crate::layout;
use crate::registry::{Answer, Registry, is};

const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
const OCI_IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";

fn blob(media_type: &'static str, bytes: Vec<u8>) -> Blob {
    Blob {
        media_type,
        digest: Digest::of(&bytes),
        bytes,
    }
}

fn entry(child: &Blob) -> Value {
    json!({"mediaType": child.media_type, "digest": child.digest.as_str(), "size": child.bytes.len()})
}

fn index(entries: &[Value]) -> Blob {
    let index = json!({"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": entries});
    blob(OCI_INDEX, index.to_string().into_bytes())
}

fn message(answer: &Answer) -> String {
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    body["errors"][0]["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_entry_with_a_wrong_size_or_type_is_rejected() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let child = &image.manifests[0];
    let put = async |entry: Value| {
        let index = index(&[entry]);
        registry
            .put_manifest("editor", "o/app", "index", &index)
            .await
    };
    let mut wrong = entry(child);
    wrong["size"] = json!(child.bytes.len() + 1);
    let answer = put(wrong).await;
    assert_eq!(answer.refusal(), is(400, "MANIFEST_INVALID"));
    let said = format!(
        "has {} bytes instead of {}",
        child.bytes.len(),
        child.bytes.len() + 1
    );
    assert!(message(&answer).contains(&said), "{}", message(&answer));

    for other in [
        OCI_INDEX,
        "application/vnd.docker.distribution.manifest.v2+json",
        "text/plain",
    ] {
        let mut wrong = entry(child);
        wrong["mediaType"] = json!(other);
        let answer = put(wrong).await;
        assert_eq!(answer.refusal(), is(400, "MANIFEST_INVALID"), "{other}");
        let said = format!("has the media type {OCI_IMAGE} instead of {other}");
        assert!(message(&answer).contains(&said), "{}", message(&answer));
    }
    let mut silent = entry(child);
    silent.as_object_mut().unwrap().remove("mediaType");
    assert_eq!(put(silent).await.status, 201);
    assert_eq!(put(entry(child)).await.status, 201);
}

#[tokio::test]
async fn a_build_cache_whose_entries_are_layers_is_kept_with_them() {
    let registry = Registry::new();
    let layer = blob(
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        b"layer".to_vec(),
    );
    let config = blob("application/vnd.buildkit.cacheconfig.v0", b"{}".to_vec());
    let cache = index(&[entry(&layer), entry(&config), entry(&layer)]);
    registry.push_blob("o/app", &layer).await;
    let put = async || {
        registry
            .put_manifest("editor", "o/app", "cache", &cache)
            .await
    };
    let missing = put().await;
    assert_eq!(missing.refusal(), is(400, "MANIFEST_BLOB_UNKNOWN"));
    registry.push_blob("o/app", &config).await;
    assert_eq!(put().await.status, 201);
    let path = format!("/v2/o/app/blobs/{}", layer.digest);
    let pulled = registry.ask("reader", "GET", &path, b"").await;
    assert_eq!((pulled.status, pulled.body), (200, layer.bytes));
    assert_eq!(registry.size_bytes("app"), 7);
}

#[tokio::test]
async fn a_manifest_that_a_tagged_index_needs_is_not_deleted() {
    let registry = Registry::new();
    let image = layout::index(1, 100);
    registry.push("o/app", "multi", &image).await;
    let [child, _, index] = &image.manifests[..] else {
        panic!("two platforms and an index");
    };
    let delete = async |name: &str| {
        let path = format!("/v2/o/app/manifests/{name}");
        registry.ask("manager", "DELETE", &path, b"").await
    };
    let refused = delete(child.digest.as_str()).await;
    assert_eq!(refused.refusal(), is(409, "MANIFEST_REFERENCED"));
    assert!(
        message(&refused).contains("the tag multi refers to"),
        "{}",
        message(&refused)
    );
    let refused = delete(child.digest.as_str()).await;
    assert_eq!(refused.status, 409, "nothing was changed");
    assert_eq!(delete(index.digest.as_str()).await.status, 202);
    assert_eq!(delete(child.digest.as_str()).await.status, 202);
}

#[tokio::test]
async fn a_foreign_layer_that_was_pushed_belongs_to_its_manifest() {
    let registry = Registry::new();
    let layer = blob(
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
        b"windows".to_vec(),
    );
    let config = blob("application/vnd.oci.image.config.v1+json", b"{}".to_vec());
    let image = json!({"schemaVersion": 2, "config": entry(&config), "layers": [entry(&layer)]});
    let image = blob(OCI_IMAGE, image.to_string().into_bytes());
    registry.push_blob("o/app", &config).await;
    let put = async || {
        registry
            .put_manifest("editor", "o/app", "win", &image)
            .await
    };
    let path = format!("/v2/o/app/blobs/{}", layer.digest);
    let pull = async || registry.ask("reader", "GET", &path, b"").await.status;
    assert_eq!(put().await.status, 201, "it is not waited for");
    assert_eq!((pull().await, registry.size_bytes("app")), (404, 2));
    registry.push_blob("o/app", &layer).await;
    assert_eq!(put().await.status, 201);
    assert_eq!((pull().await, registry.size_bytes("app")), (200, 9));
}

#[tokio::test]
async fn a_page_of_tags_that_is_no_number_is_rejected_in_words() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    for (n, words) in [
        ("-1", "whole number"),
        ("x", "whole number"),
        ("", "whole number"),
        ("99999999999", "the maximum is 4294967295"),
    ] {
        let path = format!("/v2/o/app/tags/list?n={n}");
        let answer = registry.ask("reader", "GET", &path, b"").await;
        assert_eq!(
            answer.refusal(),
            is(400, "PAGINATION_NUMBER_INVALID"),
            "{n}"
        );
        assert!(message(&answer).contains(words), "{}", message(&answer));
    }
    let none = registry
        .ask("reader", "GET", "/v2/o/app/tags/list?n=0", b"")
        .await;
    let none: Value = serde_json::from_slice(&none.body).unwrap();
    assert_eq!(none["tags"], json!([]));
}

#[tokio::test]
async fn a_tag_that_is_too_long_is_told_its_length() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    let (tag, child) = ("t".repeat(129), &image.manifests[0]);
    let answer = registry.put_manifest("editor", "o/app", &tag, child).await;
    assert_eq!(answer.refusal(), is(400, "MANIFEST_INVALID"));
    assert!(message(&answer).contains("129 characters; the maximum is 128"));
}
