//! Manifests and tags: what makes an image, and what is known of it afterwards.

use serde_json::Value;
use swr_server::image::build::Blob;

use crate::layout;
use crate::registry::{Answer, Registry, is, total};

#[tokio::test]
async fn a_manifest_is_rejected_as_long_as_something_is_missing() {
    let registry = Registry::new();
    let image = layout::index(1, 1000);
    let (child, index) = (&image.manifests[0], &image.manifests[2]);
    for blob in &image.blobs[1..] {
        registry.push_blob("o/app", blob).await;
    }
    let missing = is(400, "MANIFEST_BLOB_UNKNOWN");
    let put = registry.put_manifest("editor", "o/app", "1", child).await;
    // The first layer is shared and was pushed with the second platform: the name decides, not who.
    assert_eq!(put.status, 201);
    let put = registry.put_manifest("editor", "o/app", "2", index).await;
    assert_eq!(put.refusal(), missing, "the other platform is missing");
    let put = registry.put_manifest("editor", "o/other", "1", child).await;
    assert_eq!(put.refusal(), missing, "blobs of another repository");
    assert_eq!(registry.repository("other"), None);
}

/// The digests that a refused manifest is said to miss, in order.
fn told_as_missing(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.refusal(), is(400, "MANIFEST_BLOB_UNKNOWN"));
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let detail = body["errors"][0]["detail"].as_array().unwrap();
    let digests = detail.iter().map(|it| it.as_str().unwrap().to_owned());
    let mut digests: Vec<_> = digests.collect();
    digests.sort_unstable();
    digests
}

#[tokio::test]
async fn a_rejected_manifest_is_told_everything_that_is_missing() {
    let registry = Registry::new();
    let image = layout::index(1, 100);
    let digests = |blobs: &[Blob]| {
        let mut digests: Vec<_> = blobs.iter().map(|it| it.digest.to_string()).collect();
        digests.sort_unstable();
        digests
    };
    registry.push_blob("o/app", &image.blobs[0]).await;
    let child = registry.put_manifest("editor", "o/app", "1", &image.manifests[0]);
    assert_eq!(told_as_missing(&child.await), digests(&image.blobs[1..3]));
    let index = registry.put_manifest("editor", "o/app", "1", &image.manifests[2]);
    let children = digests(&image.manifests[..2]);
    assert_eq!(told_as_missing(&index.await), children);
}

#[tokio::test]
async fn downloads_are_the_manifests_that_were_fetched() {
    let registry = Registry::new();
    let image = layout::index(1, 100);
    registry.push("o/app", "1", &image).await;
    let by_digest = format!("/v2/o/app/manifests/{}", image.manifests[0].digest);
    for (method, path) in [
        ("GET", "/v2/o/app/manifests/1"),
        ("GET", &by_digest),
        ("HEAD", "/v2/o/app/manifests/1"),
        ("GET", "/v2/o/app/manifests/none"),
        ("GET", "/v2/o/app/tags/list"),
    ] {
        registry.ask("reader", method, path, b"").await;
    }
    registry.service.write_counts().await;
    assert_eq!(registry.repository("app").unwrap().download_count, 2);
}

#[tokio::test]
async fn sizes_count_each_blob_once_over_all_tags() {
    let registry = Registry::new();
    let (image, index) = (layout::image(1, 500), layout::index(1, 500));
    registry.push("o/app", "image", &image).await;
    registry.push("o/app", "index", &index).await;
    // The index has the image's platform and another one.
    assert_eq!(registry.size_bytes("app"), total(&index));
    assert!(total(&index) > total(&image));
}

#[tokio::test]
async fn deleting_by_tag_takes_the_tag_and_by_digest_all_of_them() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    for tag in ["1.0", "1", "latest"] {
        registry.push("o/app", tag, &image).await;
    }
    let tags = async || {
        let answer = registry
            .ask("manager", "GET", "/v2/o/app/tags/list", b"")
            .await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        body["tags"].clone()
    };
    let delete = async |name: &str| {
        let path = format!("/v2/o/app/manifests/{name}");
        registry.ask("manager", "DELETE", &path, b"").await.status
    };
    assert_eq!(delete("latest").await, 202);
    assert_eq!(tags().await, serde_json::json!(["1", "1.0"]));
    assert_eq!(delete("latest").await, 404);
    assert_eq!(delete(image.manifests[0].digest.as_str()).await, 202);
    assert_eq!(tags().await, serde_json::json!([]));
    assert_eq!(registry.size_bytes("app"), 0);
}

#[tokio::test]
async fn tags_are_listed_page_by_page() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    for tag in ["c", "a", "b"] {
        registry.push("o/app", tag, &image).await;
    }
    let page = registry
        .ask("reader", "GET", "/v2/o/app/tags/list?n=2", b"")
        .await;
    let body: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"name": "o/app", "tags": ["a", "b"]})
    );
    let next = "</v2/o/app/tags/list?n=2&last=b>; rel=\"next\"";
    assert_eq!(page.header("link"), next);
    let page = registry
        .ask("reader", "GET", "/v2/o/app/tags/list?n=2&last=b", b"")
        .await;
    let body: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(
        (&body["tags"], page.header("link")),
        (&serde_json::json!(["c"]), "")
    );
    assert_eq!(
        registry
            .ask("reader", "GET", "/v2/o/app/tags/list?n=x", b"")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn what_is_not_the_registrys_has_the_gateways_shape() {
    let registry = Registry::new();
    for path in ["/v2/_catalog", "/v2/o/app", "/v2/manage/none"] {
        let answer = registry.ask("manager", "GET", path, b"").await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (answer.status, &body["error_code"]),
            (404, &"APIGW.0101".into()),
            "{path}"
        );
    }
    let answer = registry
        .ask("manager", "DELETE", "/v2/o/app/tags/list", b"")
        .await;
    assert_eq!(answer.refusal(), is(405, "UNSUPPORTED"));
}

#[tokio::test]
async fn manifests_that_cannot_be_read_are_rejected() {
    let registry = Registry::new();
    let path = "/v2/o/app/manifests/1";
    let oci = ("content-type", "application/vnd.oci.image.manifest.v1+json");
    let invalid = is(400, "MANIFEST_INVALID");
    let put = registry.ask_with("editor", "PUT", path, oci, b"{").await;
    assert_eq!(put.refusal(), invalid);
    let put = registry.ask("editor", "PUT", path, b"{}").await;
    assert_eq!(put.refusal(), invalid, "without a media type");
    let long = vec![b' '; 4 * 1024 * 1024 + 1];
    let put = registry.ask_with("editor", "PUT", path, oci, &long).await;
    assert_eq!(put.refusal(), is(413, "SIZE_INVALID"));
}
