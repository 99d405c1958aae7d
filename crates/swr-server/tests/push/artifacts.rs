//! What is pushed beside images, and how those who look for it find it.

use serde_json::{Value, json};
use swr_server::image::build::{Blob, Companion};
use swr_server::image::{Digest, media_type};

use crate::layout::{self, Pushable};
use crate::registry::{Answer, Registry, is};

const SPDX: &str = "application/spdx+json";

async fn push_companion(registry: &Registry, companion: &Companion) -> Answer {
    for blob in &companion.blobs {
        registry.push_blob("o/app", blob).await;
    }
    let manifest = &companion.manifest;
    let digest = manifest.digest.as_str();
    registry
        .put_manifest("editor", "o/app", digest, manifest)
        .await
}

fn sbom(about: &Blob, content: &str) -> Companion {
    let annotations = json!({"content": content});
    Companion::artifact(about, SPDX, content.into(), &annotations)
}

async fn referrers(registry: &Registry, path: &str) -> (Answer, Vec<Value>) {
    let answer = registry.ask("reader", "GET", path, b"").await;
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("content-type"), media_type::OCI_INDEX);
    let index: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(index["schemaVersion"], 2);
    let manifests = index["manifests"].as_array().unwrap().clone();
    (answer, manifests)
}

#[tokio::test]
async fn an_artifact_is_found_by_the_image_it_is_about() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let about = &image.manifests[0];
    let path = format!("/v2/o/app/referrers/{}", about.digest);
    assert_eq!(referrers(&registry, &path).await.1, Vec::<Value>::new());

    let companion = sbom(about, "packages");
    let put = push_companion(&registry, &companion).await;
    assert_eq!(
        (put.status, put.header("oci-subject")),
        (201, about.digest.as_str())
    );
    let (_, found) = referrers(&registry, &path).await;
    let expected = json!([{
        "mediaType": media_type::OCI_IMAGE,
        "digest": companion.manifest.digest.as_str(),
        "size": companion.manifest.bytes.len(),
        "artifactType": SPDX,
        "annotations": {"content": "packages"},
    }]);
    assert_eq!(Value::from(found), expected);

    let gone = format!("/v2/o/app/manifests/{}", companion.manifest.digest);
    assert_eq!(
        registry.ask("manager", "DELETE", &gone, b"").await.status,
        202
    );
    assert_eq!(referrers(&registry, &path).await.1, Vec::<Value>::new());
}

#[tokio::test]
async fn referrers_are_filtered_by_what_they_are() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let about = &image.manifests[0];
    push_companion(&registry, &sbom(about, "packages")).await;
    let other = Companion::artifact(about, "text/x-notes", "notes".into(), &json!({}));
    push_companion(&registry, &other).await;
    let path = format!("/v2/o/app/referrers/{}", about.digest);
    let (answer, all) = referrers(&registry, &path).await;
    assert_eq!((all.len(), answer.header("oci-filters-applied")), (2, ""));
    let filtered = format!("{path}?artifactType=application/spdx%2Bjson");
    let (answer, some) = referrers(&registry, &filtered).await;
    assert_eq!(answer.header("oci-filters-applied"), "artifactType");
    let kinds: Vec<_> = some.iter().map(|one| &one["artifactType"]).collect();
    assert_eq!(kinds, [SPDX]);
    let (_, none) = referrers(&registry, &format!("{path}?artifactType=a/b")).await;
    assert_eq!(none.len(), 0);
}

#[tokio::test]
async fn an_artifact_may_come_before_the_image_it_is_about() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    push_companion(&registry, &sbom(&image.manifests[0], "early")).await;
    let path = format!("/v2/o/app/referrers/{}", image.manifests[0].digest);
    assert_eq!(referrers(&registry, &path).await.1.len(), 1);
    for (user, path, refusal) in [
        (
            "editor",
            "/v2/o/app/referrers/sha256:1",
            is(400, "DIGEST_INVALID"),
        ),
        ("stranger", &path, is(404, "NAME_UNKNOWN")),
        ("", &path, is(401, "UNAUTHORIZED")),
    ] {
        let answer = registry.ask(user, "GET", path, b"").await;
        assert_eq!(answer.refusal(), refusal, "{user} {path}");
    }
}

#[tokio::test]
async fn so_many_referrers_that_one_answer_does_not_hold_them_come_page_by_page() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let about = &image.manifests[0];
    for number in 0..3 {
        let long = format!("{number}{}", "x".repeat(2_500_000));
        push_companion(&registry, &sbom(about, &long)).await;
    }
    let first = format!("/v2/o/app/referrers/{}?artifactType={SPDX}", about.digest);
    let first = first.replace('+', "%2B");
    let (answer, mut found) = referrers(&registry, &first).await;
    assert_eq!(found.len(), 2);
    let link = answer.header("link");
    let next = link.strip_prefix('<').and_then(|link| link.split_once('>'));
    let (next, relation) = next.unwrap();
    assert_eq!(relation, "; rel=\"next\"");
    let (answer, rest) = referrers(&registry, next).await;
    assert_eq!(answer.header("link"), "");
    found.extend(rest);
    found.dedup();
    assert_eq!(found.len(), 3);
}

#[tokio::test]
async fn the_artifact_manifest_that_was_given_up_goes_in_and_comes_out() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let content = &image.blobs[0];
    let manifest = json!({
        "mediaType": media_type::OCI_ARTIFACT,
        "artifactType": SPDX,
        "blobs": [{"mediaType": "text/plain", "digest": content.digest.as_str(),
            "size": content.bytes.len()}],
        "subject": {"mediaType": media_type::OCI_IMAGE, "size": 1,
            "digest": image.manifests[0].digest.as_str()},
    });
    let body = manifest.to_string().into_bytes();
    let header = ("content-type", media_type::OCI_ARTIFACT);
    let path = "/v2/o/app/manifests/old";
    let put = registry
        .ask_with("editor", "PUT", path, header, &body)
        .await;
    assert_eq!(put.status, 201);
    let got = registry.ask("reader", "GET", path, b"").await;
    assert_eq!(got.header("content-type"), media_type::OCI_ARTIFACT);
    assert_eq!(
        got.header("docker-content-digest"),
        Digest::of(&body).as_str()
    );
    assert_eq!(got.body, body);
    let path = format!("/v2/o/app/referrers/{}", image.manifests[0].digest);
    assert_eq!(referrers(&registry, &path).await.1[0]["artifactType"], SPDX);
}

#[tokio::test]
async fn who_reads_no_index_gets_the_usual_image_behind_a_tag() {
    let registry = Registry::new();
    let Pushable { blobs, manifests } = layout::index(1, 100);
    let (amd64, index) = (manifests[0].digest.clone(), manifests[2].digest.clone());
    registry
        .push("o/app", "1", &Pushable { blobs, manifests })
        .await;
    let by_digest = format!("/v2/o/app/manifests/{index}");
    for (accept, path, digest) in [
        (media_type::OCI_IMAGE, "/v2/o/app/manifests/1", &amd64),
        (media_type::OCI_IMAGE, by_digest.as_str(), &index),
        (media_type::OCI_INDEX, "/v2/o/app/manifests/1", &index),
        ("*/*", "/v2/o/app/manifests/1", &index),
        // There is no such image in it.
        (media_type::DOCKER_IMAGE, "/v2/o/app/manifests/1", &index),
    ] {
        let header = ("accept", accept);
        let answer = registry.ask_with("reader", "GET", path, header, b"").await;
        let name = answer.header("docker-content-digest");
        assert_eq!(name, digest.as_str(), "{accept} {path}");
        assert_eq!(Digest::of(&answer.body), *digest);
    }
}

#[tokio::test]
async fn an_unknown_kind_of_manifest_is_rejected_by_its_name() {
    let registry = Registry::new();
    let header = ("content-type", "application/vnd.example.manifest+json");
    let path = "/v2/o/app/manifests/1";
    let answer = registry
        .ask_with("editor", "PUT", path, header, b"{}")
        .await;
    assert_eq!(answer.refusal(), is(400, "MANIFEST_INVALID"));
    let said = String::from_utf8(answer.body).unwrap();
    assert!(said.contains("vnd.example.manifest+json"), "{said}");
    assert!(said.contains("OCI index"), "{said}");
}
