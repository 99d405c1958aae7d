//! Docker schema 1: signed manifests, whose digest is not that of their bytes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use swr_server::image::{Digest, media_type};
use swr_server::store::{StoreError, tags};

use crate::layout;
use crate::registry::{Registry, is};

/// The manifest without its signature, and with one.
fn signed(layers: &[&str]) -> (String, String) {
    let sums: Vec<_> = layers.iter().map(|sum| json!({"blobSum": sum})).collect();
    let history = vec![json!({"v1Compatibility": "{}"}); layers.len()];
    let manifest = json!({"schemaVersion": 1, "name": "o/app", "tag": "1",
        "architecture": "amd64", "fsLayers": sums, "history": history});
    let payload = serde_json::to_string_pretty(&manifest).unwrap();
    let length = payload.len() - 2;
    let (head, tail) = payload.split_at(length);
    let header = json!({"formatLength": length, "formatTail": URL_SAFE_NO_PAD.encode(tail)});
    let header = URL_SAFE_NO_PAD.encode(header.to_string());
    let signatures = json!([{"header": {}, "signature": "AA", "protected": header}]);
    let whole = format!("{head},\n   \"signatures\": {signatures}\n}}");
    (payload, whole)
}

#[tokio::test]
async fn a_signed_manifest_comes_out_as_it_went_in_under_the_digest_of_what_is_signed() {
    let registry = Registry::new();
    let image = layout::image(1, 500);
    let layer = &image.blobs[1];
    let (payload, whole) = signed(&[layer.digest.as_str(), layer.digest.as_str()]);
    let header = ("content-type", media_type::DOCKER_SCHEMA_1_SIGNED);
    let path = "/v2/o/app/manifests/1";
    let put = async || {
        let body = whole.as_bytes();
        registry.ask_with("editor", "PUT", path, header, body).await
    };
    assert_eq!(put().await.refusal(), is(400, "MANIFEST_BLOB_UNKNOWN"));
    registry.push_blob("o/app", layer).await;
    let answer = put().await;
    let digest = Digest::of(payload.as_bytes());
    let named = answer.header("docker-content-digest").to_owned();
    assert_eq!((answer.status, named.as_str()), (201, digest.as_str()));

    let by_digest = format!("/v2/o/app/manifests/{digest}");
    for path in [path, &by_digest] {
        let got = registry.ask("reader", "GET", path, b"").await;
        assert_eq!(got.header("docker-content-digest"), digest.as_str());
        assert_eq!(got.header("content-type"), header.1);
        assert_eq!(String::from_utf8(got.body).unwrap(), whole);
    }
    let put = registry
        .ask_with("editor", "PUT", &by_digest, header, whole.as_bytes())
        .await;
    assert_eq!(put.status, 201, "pushing it by its digest is the same");
}

#[tokio::test]
async fn the_management_api_says_that_it_is_schema_1() {
    let registry = Registry::new();
    let image = layout::image(1, 500);
    let layer = &image.blobs[1];
    registry.push_blob("o/app", layer).await;
    let (_, whole) = signed(&[layer.digest.as_str()]);
    let header = ("content-type", media_type::DOCKER_SCHEMA_1_SIGNED);
    let path = "/v2/o/app/manifests/1";
    registry
        .ask_with("editor", "PUT", path, header, whole.as_bytes())
        .await;
    let id = registry.repository("app").unwrap().id;
    let find = |connection: &_| tags::find(connection, id, "1");
    let tag = registry.store.read_now::<_, StoreError>(find);
    let tag = tag.unwrap().unwrap();
    assert_eq!((tag.schema_version, tag.kind), (1, 0));
    assert_eq!(tag.image_size_bytes, layer.bytes.len() as u64);
    assert_eq!(tag.config_digest, None);
}

#[tokio::test]
async fn a_signature_that_does_not_fit_is_rejected() {
    let registry = Registry::new();
    let image = layout::image(1, 500);
    registry.push_blob("o/app", &image.blobs[1]).await;
    let (_, whole) = signed(&[image.blobs[1].digest.as_str()]);
    let changed = whole.replacen("\"1\"", "\"2\"", 1);
    let bent = changed.replace("amd64", "arm64\", \"x\": \"");
    let path = "/v2/o/app/manifests/1";
    for (media_type, body) in [
        (media_type::DOCKER_SCHEMA_1_SIGNED, &bent),
        (media_type::DOCKER_SCHEMA_1, &whole),
        (media_type::OCI_IMAGE, &whole),
    ] {
        let header = ("content-type", media_type);
        let body = body.as_bytes();
        let answer = registry.ask_with("editor", "PUT", path, header, body).await;
        assert_eq!(
            answer.refusal(),
            is(400, "MANIFEST_INVALID"),
            "{media_type}"
        );
    }
}
