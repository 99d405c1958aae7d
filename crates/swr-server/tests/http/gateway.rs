//! What the gateway in front of the service would say: paths, hosts, credentials.

use axum::body::Body;
use http::{Method, Request};
use swr_server::Settings;
use swr_server::host::HostRule;

use crate::world::{HOUR, World};

const NAMESPACES: &str = "/v2/manage/namespaces";

fn unknown() -> (u16, String) {
    (404, "APIGW.0101".to_owned())
}

fn unauthenticated() -> (u16, String) {
    (401, "APIGW.0301".to_owned())
}

#[tokio::test]
async fn what_no_one_knows_is_the_gateways_404() {
    let world = World::new();
    for path in [
        "/v2/manage",
        "/v2/manage/",
        "/v2/manage/nothing",
        "/v2/manage/namespaces/",
        "/v2/manage/namespaces/team/repos/a/b",
        "/v2/manage/namespaces/team/repos/a%2Fb",
        "/v2/manage/namespaces/te%2Fam",
        "/v2/manage/namespaces/%FF",
        "/v3/manage/nothing",
        "/v2/%FF",
        "/v2/team/%FF/manifests/1",
        "/v3/nothing",
    ] {
        let answer = world.ask(Method::GET, path, "admin", "").await;
        assert_eq!(answer.refusal(), unknown(), "{path}");
    }
}

#[tokio::test]
async fn a_method_no_one_knows_is_a_404_too() {
    let world = World::new();
    for (method, path) in [
        (Method::PUT, NAMESPACES),
        (Method::PATCH, "/v2/manage/namespaces/team"),
        (Method::POST, "/v2/manage/repos"),
        (Method::GET, "/v3/auth/tokens"),
        (Method::POST, "/organizations"),
    ] {
        let answer = world.ask(method, path, "admin", "").await;
        assert_eq!(answer.refusal(), unknown(), "{path}");
    }
}

#[tokio::test]
async fn every_response_has_a_request_id_and_the_gateways_repeat_it() {
    let world = World::new();
    let ids = [
        world.get("/healthz", &[]).await,
        world.get(NAMESPACES, &[]).await,
        world.ask(Method::GET, NAMESPACES, "admin", "").await,
    ]
    .map(|answer| answer.header("x-request-id").to_owned());
    assert!(ids.iter().all(|id| id.len() == 32), "{ids:?}");
    assert_ne!(ids[0], ids[1]);
    let refused = world.get(NAMESPACES, &[]).await;
    assert_eq!(refused.json()["request_id"], refused.header("x-request-id"));
}

#[tokio::test]
async fn without_credentials_nothing_is_answered_and_no_browser_dialog_opens() {
    let world = World::new();
    for path in [
        NAMESPACES,
        "/v2/manage/repos",
        "/v2/manage/namespaces/team/repos/r/tags",
        "/v2/manage/projects/p/quotas",
        "/v3/projects",
    ] {
        for headers in [
            &[][..],
            &[("x-auth-token", "wrong")],
            &[("authorization", "Basic YWRtaW46c2VjcmV0")],
            &[("authorization", "SDK-HMAC-SHA256 Access=x")],
        ] {
            let answer = world.get(path, headers).await;
            assert_eq!(answer.refusal(), unauthenticated(), "{path} {headers:?}");
            assert_eq!(answer.header("www-authenticate"), "");
        }
    }
}

#[tokio::test]
async fn a_token_is_good_for_a_day() {
    let world = World::new();
    let token = world.token("reader");
    let headers = [("x-auth-token", token.as_str())];
    world.wait(24 * HOUR - 1);
    assert_eq!(world.get(NAMESPACES, &headers).await.status, 200);
    world.wait(1);
    let answer = world.get(NAMESPACES, &headers).await;
    assert_eq!(answer.refusal(), unauthenticated());
}

#[tokio::test]
async fn only_allowed_hosts_are_answered() {
    let hosts = HostRule::loopback(8080, &["console.test".to_owned()]);
    let world = World::with(Settings {
        hosts,
        ..Settings::default()
    });
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("localhost:8080", 200),
        ("[::1]:8080", 200),
        ("console.test", 200),
        ("rebound.example:8080", 421),
        ("127.0.0.1", 421),
    ] {
        let answer = world.get("/healthz", &[("host", host)]).await;
        assert_eq!(answer.status, status, "{host}");
    }
    assert_eq!(world.get("/healthz", &[]).await.status, 421);
    let two = Request::get("http://rebound.example:8080/healthz")
        .header("host", "localhost:8080")
        .body(Body::empty());
    assert_eq!(world.send(two.unwrap()).await.status, 421);
}

#[tokio::test]
async fn versions_need_no_credentials() {
    let world = World::new();
    let host = [("host", "localhost:8080"), ("accept", "application/json")];
    let list = world.get("/", &host).await;
    assert_eq!(list.json()["versions"][0]["id"], "v2");
    assert_eq!(list.header("vary"), "accept");
    let link = &list.json()["versions"][0]["links"]["href"];
    assert_eq!(link, "http://localhost:8080/v2/");
    for (version, headers) in [("v2", &host[..]), ("v3", &host[..1])] {
        let shown = world.get(&format!("/{version}"), headers).await;
        assert_eq!(shown.json()["version"]["id"], version);
    }
}

#[tokio::test]
async fn a_response_that_is_opened_as_a_page_can_do_nothing() {
    let world = World::new();
    for path in [
        "/",
        "/v2/",
        "/v2/manage/namespaces",
        "/v3/auth/tokens",
        "/healthz",
        "/none",
    ] {
        let answer = world.get(path, &[]).await;
        let policy = answer.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; sandbox", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}
