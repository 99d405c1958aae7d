//! Pulling what another account shares, and what is everyone's.

use std::sync::atomic::Ordering;

use serde_json::Value;

use crate::layout;
use crate::registry::{HOUR, Registry, START, is};

const DAY: i64 = 24 * HOUR;

async fn registry() -> Registry {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    registry
}

async fn pull(registry: &Registry, user: &str) -> u16 {
    let manifest = registry
        .ask(user, "GET", "/v2/o/app/manifests/1", b"")
        .await;
    if manifest.status != 200 {
        return manifest.status;
    }
    let body: Value = serde_json::from_slice(&manifest.body).unwrap();
    let digest = body["config"]["digest"].as_str().unwrap();
    let blob = format!("/v2/o/app/blobs/{digest}");
    let blob = registry.ask(user, "GET", &blob, b"").await.status;
    let tags = registry.ask(user, "GET", "/v2/o/app/tags/list", b"").await;
    assert_eq!((blob, tags.status), (200, 200));
    200
}

#[tokio::test]
async fn a_shared_repository_is_pulled_until_its_day_is_over() {
    let registry = registry().await;
    assert_eq!(pull(&registry, "partner").await, 404);
    registry.share("app", Some(START));
    assert_eq!(pull(&registry, "partner").await, 200);
    for user in ["outsider", "stranger"] {
        assert_eq!(pull(&registry, user).await, 404, "{user}");
    }
    assert_eq!(pull(&registry, "").await, 401);
    registry.clock.fetch_add(DAY, Ordering::SeqCst);
    assert_eq!(pull(&registry, "partner").await, 404);
}

#[tokio::test]
async fn a_token_from_before_the_end_opens_nothing_after_it() {
    let registry = registry().await;
    registry.share("app", Some(START));
    // The world begins at 22:13:20, and so the share ends in less than two hours.
    registry.clock.fetch_add(HOUR + HOUR / 2, Ordering::SeqCst);
    let path = "/registry/token?service=swr&scope=repository:o/app:pull";
    let answer = registry.ask("partner", "GET", path, b"").await;
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let pull = async || {
        let header = ("authorization", bearer.as_str());
        let path = "/v2/o/app/manifests/1";
        registry.ask_with("", "GET", path, header, b"").await.status
    };
    assert_eq!(pull().await, 200);
    registry.clock.fetch_add(HOUR / 2, Ordering::SeqCst);
    assert_eq!(pull().await, 404);
}

#[tokio::test]
async fn a_share_is_for_pulling_only() {
    let registry = registry().await;
    registry.share("app", None);
    let image = layout::image(2, 100);
    let manifest = &image.manifests[0];
    let put = registry
        .put_manifest("partner", "o/app", "2", manifest)
        .await;
    assert_eq!(put.refusal(), is(403, "DENIED"));
    for (method, path) in [
        ("POST", "/v2/o/app/blobs/uploads/"),
        ("DELETE", "/v2/o/app/manifests/1"),
    ] {
        let answer = registry.ask("partner", method, path, b"").await;
        assert_eq!(answer.refusal(), is(403, "DENIED"), "{path}");
    }
    let other = registry.ask("partner", "GET", "/v2/o/other/tags/list", b"");
    assert_eq!(other.await.refusal(), is(404, "NAME_UNKNOWN"));
}

#[tokio::test]
async fn what_is_public_is_pulled_by_everyone() {
    let registry = registry().await;
    registry.publish("app");
    for user in ["", "stranger", "partner", "outsider"] {
        assert_eq!(pull(&registry, user).await, 200, "{user}");
    }
}
