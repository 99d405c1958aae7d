//! Who gets in, and what they may do then.

use std::sync::atomic::Ordering;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::layout;
use crate::registry::{HOUR, Registry, is};
use crate::server::login_of;

#[tokio::test]
async fn no_one_is_told_where_to_get_a_token() {
    let registry = Registry::new();
    let answer = registry.ask("", "GET", "/v2/", b"").await;
    assert_eq!(answer.refusal(), is(401, "UNAUTHORIZED"));
    let challenge = "Bearer realm=\"http://registry.test/registry/token\",service=\"swr\"";
    assert_eq!(answer.header("www-authenticate"), challenge);
    assert_eq!(
        answer.header("docker-distribution-api-version"),
        "registry/2.0"
    );
    assert_eq!(registry.ask("editor", "GET", "/v2/", b"").await.status, 200);
}

#[tokio::test]
async fn the_token_of_no_one_is_good_until_someone_is_needed() {
    let registry = Registry::new();
    let answer = registry.ask("", "GET", "/registry/token", b"").await;
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let bearer = ("authorization", bearer.as_str());
    let ping = registry.ask_with("", "GET", "/v2/", bearer, b"").await;
    assert_eq!((ping.status, ping.body.as_slice()), (200, &b"{}"[..]));
}

#[tokio::test]
async fn a_push_that_is_denied_does_not_tell_whether_the_organization_exists() {
    let registry = Registry::new();
    for organization in ["o", "none"] {
        let path = format!("/v2/{organization}/app/blobs/uploads/");
        let answer = registry.ask("stranger", "POST", &path, b"").await;
        assert_eq!(answer.refusal(), is(403, "DENIED"));
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        let expected = format!(
            "pushing {organization}/app requires the Edit role; \
             the organization {organization} may not exist"
        );
        assert_eq!(body["errors"][0]["message"], expected);
    }
}

#[tokio::test]
async fn right_logins_are_no_guesses_however_many_there_are_at_once() {
    let registry = Registry::new();
    let logins = (0..200).map(|_| registry.ask("editor", "GET", "/v2/", b""));
    let answers = futures_util::future::join_all(logins).await;
    let refused = answers.iter().filter(|answer| answer.status != 200);
    assert_eq!(refused.count(), 0);
}

#[tokio::test]
async fn wrong_logins_are_rejected_and_after_ten_not_even_tried() {
    let registry = Registry::new();
    let login = |name: &str, password: &str| {
        let pair = STANDARD.encode(format!("{name}:{password}"));
        format!("Basic {pair}")
    };
    let (_, right) = login_of("AK-editor", "SK");
    for (name, password) in [
        ("local-1@AK-editor", "SK"),
        ("local-1@AK-nobody", right.as_str()),
        ("other@AK-editor", &right),
        ("AK-editor", &right),
    ] {
        let header = login(name, password);
        let answer = registry.ask_with(
            "",
            "GET",
            "/registry/token",
            ("authorization", &header),
            b"",
        );
        assert_eq!(answer.await.refusal(), is(401, "UNAUTHORIZED"), "{name}");
    }
    let wrong = login("local-1@AK-editor", "wrong");
    for _ in 0..10 {
        registry
            .ask_with("", "GET", "/v2/", ("authorization", &wrong), b"")
            .await;
    }
    let answer = registry.ask("editor", "GET", "/v2/", b"").await;
    assert_eq!(answer.refusal(), is(429, "TOOMANYREQUESTS"));
}

#[tokio::test]
async fn a_token_opens_what_it_is_for_and_for_an_hour() {
    let registry = Registry::new();
    registry.push("o/app", "1", &layout::image(1, 100)).await;
    let path = "/registry/token?service=swr&scope=repository:o/app:pull";
    let answer = registry.ask("editor", "GET", path, b"").await;
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let bearer = ("authorization", bearer.as_str());
    let manifest = "/v2/o/app/manifests/1";
    assert_eq!(
        registry
            .ask_with("", "GET", manifest, bearer, b"")
            .await
            .status,
        200
    );

    let push = registry
        .ask_with("", "POST", "/v2/o/app/blobs/uploads/", bearer, b"")
        .await;
    assert_eq!(push.status, 401);
    let challenge = push.header("www-authenticate");
    assert!(
        challenge.contains("scope=\"repository:o/app:pull,push\""),
        "{challenge}"
    );
    assert!(challenge.contains("insufficient_scope"), "{challenge}");
    let again = registry.ask_with("", "GET", path, bearer, b"").await;
    assert_eq!(again.status, 401, "a token must not prolong itself");

    registry.clock.fetch_add(HOUR, Ordering::SeqCst);
    assert_eq!(
        registry
            .ask_with("", "GET", manifest, bearer, b"")
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn a_token_can_be_requested_with_a_form() {
    let registry = Registry::new();
    let (user, password) = login_of("AK-editor", "SK");
    let form = |password: &str| {
        let user = user.replace('@', "%40");
        format!("grant_type=password&username={user}&password={password}&scope=repository:o/a:pull")
    };
    let good = registry
        .ask("", "POST", "/registry/token", form(&password).as_bytes())
        .await;
    assert_eq!(good.status, 200);
    let wrong = registry
        .ask("", "POST", "/registry/token", form("x").as_bytes())
        .await;
    assert_eq!(wrong.refusal(), is(401, "UNAUTHORIZED"));
    let other = registry
        .ask("", "POST", "/registry/token", b"grant_type=refresh_token")
        .await;
    assert_eq!(other.status, 400);
}

#[tokio::test]
async fn roles_decide_who_pulls_pushes_and_deletes() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    let manifest = "/v2/o/app/manifests/1";
    let uploads = "/v2/o/app/blobs/uploads/";
    for (user, method, path, status) in [
        ("reader", "GET", manifest, 200),
        ("stranger", "GET", manifest, 404),
        ("", "GET", manifest, 401),
        ("reader", "POST", uploads, 403),
        ("stranger", "POST", uploads, 403),
        ("", "POST", uploads, 401),
        ("editor", "DELETE", manifest, 403),
        ("reader", "PUT", manifest, 403),
        ("editor", "GET", "/v2/o/other/manifests/1", 404),
        ("editor", "GET", "/v2/none/app/manifests/1", 404),
        ("editor", "POST", "/v2/none/app/blobs/uploads/", 403),
        ("editor", "POST", "/v2/o/Upper/blobs/uploads/", 400),
        ("editor", "POST", "/v2/app/blobs/uploads/", 400),
        ("manager", "DELETE", manifest, 202),
        ("manager", "GET", manifest, 404),
    ] {
        let answer = registry.ask(user, method, path, b"").await;
        assert_eq!(answer.status, status, "{user:?} {method} {path}");
    }
}

#[tokio::test]
async fn everyone_pulls_what_is_public_and_no_one_else_pushes_it() {
    let registry = Registry::new();
    let image = layout::image(1, 100);
    registry.push("o/app", "1", &image).await;
    registry.publish("app");
    let manifest = "/v2/o/app/manifests/1";
    let blob = format!("/v2/o/app/blobs/{}", image.blobs[0].digest);
    let anonymous = registry.ask(
        "",
        "GET",
        "/registry/token?scope=repository:o/app:pull",
        b"",
    );
    let body: Value = serde_json::from_slice(&anonymous.await.body).unwrap();
    let bearer = format!("Bearer {}", body["token"].as_str().unwrap());
    let bearer = ("authorization", bearer.as_str());
    for path in [manifest, &blob] {
        assert_eq!(registry.ask("", "GET", path, b"").await.status, 200);
        assert_eq!(
            registry.ask_with("", "GET", path, bearer, b"").await.status,
            200
        );
        assert_eq!(registry.ask("stranger", "GET", path, b"").await.status, 200);
    }
    let uploads = "/v2/o/app/blobs/uploads/";
    assert_eq!(
        registry.ask("stranger", "POST", uploads, b"").await.status,
        403
    );
    assert_eq!(
        registry
            .ask_with("", "POST", uploads, bearer, b"")
            .await
            .status,
        401
    );
}
