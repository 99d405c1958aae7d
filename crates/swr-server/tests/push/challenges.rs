//! Challenges: what a client is told to ask for before it may do what it wanted.

use std::sync::atomic::Ordering;

use serde_json::Value;

use crate::layout;
use crate::registry::{HOUR, Registry, is};

const BLOB: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const NO_SCOPE: &str = "Bearer realm=\"http://registry.test/registry/token\",service=\"swr\"";

/// Every call of the registry, and the scope of a token for it.
fn calls() -> Vec<(&'static str, String, &'static str)> {
    const PULL: &str = "repository:o/app:pull";
    const PUSH: &str = "repository:o/app:pull,push";
    const DELETE: &str = "repository:o/app:delete";
    let calls = [
        ("GET", "blobs/BLOB", PULL),
        ("HEAD", "blobs/BLOB", PULL),
        ("POST", "blobs/uploads/", PUSH),
        ("POST", "blobs/uploads/?digest=BLOB", PUSH),
        (
            "POST",
            "blobs/uploads/?mount=BLOB&from=o/base",
            "repository:o/app:pull,push repository:o/base:pull",
        ),
        ("GET", "blobs/uploads/id", PULL),
        ("HEAD", "blobs/uploads/id", PULL),
        ("PATCH", "blobs/uploads/id", PUSH),
        ("PUT", "blobs/uploads/id?digest=BLOB", PUSH),
        ("DELETE", "blobs/uploads/id", DELETE),
        ("GET", "manifests/1", PULL),
        ("HEAD", "manifests/1", PULL),
        ("GET", "manifests/BLOB", PULL),
        ("PUT", "manifests/1", PUSH),
        ("PUT", "manifests/BLOB", PUSH),
        ("DELETE", "manifests/1", DELETE),
        ("DELETE", "manifests/BLOB", DELETE),
        ("GET", "referrers/BLOB", PULL),
        ("GET", "tags/list", PULL),
    ];
    let whole = |path: &str| format!("/v2/o/app/{}", path.replace("BLOB", BLOB));
    calls
        .map(|(method, path, scope)| (method, whole(path), scope))
        .into()
}

async fn bearer(registry: &Registry, user: &str, scope: &str) -> String {
    let scope = scope.replace(' ', "&scope=");
    let path = format!("/registry/token?service=swr&scope={scope}");
    let answer = registry.ask(user, "GET", &path, b"").await;
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    format!("Bearer {}", body["token"].as_str().unwrap())
}

async fn challenge(registry: &Registry, call: (&str, &str), authorization: &str) -> (u16, String) {
    let (method, path) = call;
    let header = match authorization {
        "" => ("x-nothing", ""),
        shown => ("authorization", shown),
    };
    let answer = registry.ask_with("", method, path, header, b"").await;
    (answer.status, answer.header("www-authenticate").to_owned())
}

#[tokio::test]
async fn every_challenge_names_the_scope_that_the_call_needs() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    let ended = bearer(&registry, "manager", "repository:o/app:*").await;
    registry.clock.fetch_add(HOUR, Ordering::SeqCst);
    let too_small = bearer(&registry, "manager", "repository:o/other:*").await;
    let anonymous = bearer(&registry, "", "repository:o/app:pull").await;
    let wrong_login = "Basic bm86Ym9keQ==";
    for (method, path, scope) in calls() {
        for (authorization, error) in [
            ("", ""),
            (wrong_login, ""),
            ("Bearer nonsense", ",error=\"invalid_token\""),
            (&ended, ",error=\"invalid_token\""),
            (&too_small, ",error=\"insufficient_scope\""),
            (&anonymous, ",error=\"insufficient_scope\""),
        ] {
            let told = challenge(&registry, (method, &path), authorization).await;
            let expected = format!("{NO_SCOPE},scope=\"{scope}\"{error}");
            assert_eq!(told, (401, expected), "{method} {path} {authorization}");
        }
    }
}

#[tokio::test]
async fn a_token_for_what_a_challenge_named_is_enough() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    for (method, path, scope) in calls() {
        let token = bearer(&registry, "manager", scope).await;
        let (status, _) = challenge(&registry, (method, &path), &token).await;
        assert_ne!(status, 401, "{method} {path}");
        assert_ne!(status, 403, "{method} {path}");
    }
}

#[tokio::test]
async fn a_name_that_no_token_is_for_stays_out_of_the_challenge() {
    let registry = Registry::new();
    for path in [
        "/v2/o/a%22,error=%22x/tags/list",
        "/v2/o/%C3%BC/tags/list",
        "/v2/o/a%20b/tags/list",
    ] {
        let told = challenge(&registry, ("GET", path), "").await;
        assert_eq!(told, (401, NO_SCOPE.to_owned()), "{path}");
    }
    let mount = format!("/v2/o/app/blobs/uploads/?mount={BLOB}&from=o/%22");
    let told = challenge(&registry, ("POST", &mount), "").await;
    let expected = format!("{NO_SCOPE},scope=\"repository:o/app:pull,push\"");
    assert_eq!(told, (401, expected));
}

#[tokio::test]
async fn looking_whether_a_login_is_good_needs_no_scope() {
    let registry = Registry::new();
    let bad = ("authorization", "Bearer nonsense");
    let answer = registry.ask_with("", "GET", "/v2/", bad, b"").await;
    assert_eq!(answer.refusal(), is(401, "UNAUTHORIZED"));
    let expected = format!("{NO_SCOPE},error=\"invalid_token\"");
    assert_eq!(answer.header("www-authenticate"), expected);
}
