//! `--allow-origin`: what a page of another origin may ask for and read.

use http::{Method, Request};
use swr_server::Settings;

use crate::world::{Answer, World};

const PORTAL: &str = "https://portal.example";
const NAMESPACES: &str = "/v2/manage/namespaces";
const MANIFEST: &str = "/v2/team/app/manifests/v1";

fn world() -> World {
    World::with(Settings {
        allowed_origins: vec![
            PORTAL.parse().unwrap(),
            "http://localhost:3000".parse().unwrap(),
        ],
        ..Settings::default()
    })
}

async fn preflight(world: &World, path: &str, origin: &str) -> Answer {
    let request = Request::builder()
        .method(Method::OPTIONS)
        .uri(path)
        .header("origin", origin)
        .header("access-control-request-method", "DELETE")
        .header("access-control-request-headers", "x-auth-token");
    world.send(request.body("".into()).unwrap()).await
}

/// A list of names, in lower case and in order.
fn names<'a>(list: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = list
        .into_iter()
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    names.sort();
    names
}

const ALLOWED: [&str; 8] = [
    "X-Auth-Token",
    "Authorization",
    "X-Sdk-Date",
    "X-Project-Id",
    "X-Domain-Id",
    "X-Security-Token",
    "X-Sdk-Content-Sha256",
    "Content-Type",
];

#[tokio::test]
async fn a_preflight_allows_exactly_what_the_api_needs() {
    let world = world();
    for path in [
        NAMESPACES,
        "/v3/auth/tokens",
        "/v3/manage/repos",
        "/",
        "/v2",
    ] {
        for origin in [PORTAL, "http://localhost:3000"] {
            let answer = preflight(&world, path, origin).await;
            assert_eq!(answer.status, 204, "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), origin);
            assert_eq!(answer.header("access-control-allow-credentials"), "");
            let methods = answer.header("access-control-allow-methods").split(',');
            assert_eq!(names(methods), ["delete", "get", "patch", "post"]);
            let headers = answer.header("access-control-allow-headers").split(',');
            assert_eq!(names(headers), names(ALLOWED), "{path}");
            assert_eq!(answer.header("vary"), "origin");
        }
    }
}

#[tokio::test]
async fn the_registry_also_takes_what_a_reader_of_manifests_sends() {
    let world = world();
    for path in [MANIFEST, "/v2/", "/v2/manager/app/blobs/sha256:0"] {
        let answer = preflight(&world, path, PORTAL).await;
        let headers = answer.header("access-control-allow-headers").split(',');
        let expected = ALLOWED.into_iter().chain(["Accept", "Range"]);
        assert_eq!(names(headers), names(expected), "{path}");
    }
}

#[tokio::test]
async fn every_response_can_be_read_a_refusal_too() {
    let world = world();
    let token = world.token("admin");
    let signed_in = [("origin", PORTAL), ("x-auth-token", token.as_str())];
    let only = [("origin", PORTAL)];
    for (path, headers, status) in [
        (NAMESPACES, &signed_in[..], 200),
        (NAMESPACES, &only[..], 401),
        (MANIFEST, &only[..], 401),
        ("/v2/manage/nothing", &only[..], 404),
        ("/config.json", &only[..], 200),
    ] {
        let answer = world.get(path, headers).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), PORTAL);
        let exposed = answer.header("access-control-expose-headers").split(',');
        let expected = [
            "X-Subject-Token",
            "Content-Range",
            "X-Swr-Dockerlogin",
            "X-Swr-Expireat",
            "Retry-After",
            "X-Request-Id",
            "Date",
            "Docker-Content-Digest",
            "Link",
        ];
        assert_eq!(names(exposed), names(expected), "{path}");
        assert!(
            answer
                .headers
                .get_all("vary")
                .iter()
                .any(|it| it == "origin")
        );
    }
}

#[tokio::test]
async fn no_one_else_is_told_anything() {
    let world = world();
    for origin in [
        "https://evil.example",
        "http://portal.example",
        "https://portal.example:8443",
        "https://portal.example.evil.example",
        "null",
        "",
    ] {
        let answer = preflight(&world, NAMESPACES, origin).await;
        assert_eq!(answer.status, 404, "{origin}");
        let read = world.get("/config.json", &[("origin", origin)]).await;
        assert_eq!(read.status, 200);
        for answer in [answer, read] {
            let has_any = answer
                .headers
                .keys()
                .any(|name| name.as_str().starts_with("access-control-"));
            assert!(!has_any, "{origin}: {:?}", answer.headers);
            assert_eq!(answer.header("vary"), "origin", "a cache keeps them apart");
        }
    }
}

#[tokio::test]
async fn without_the_flag_no_origin_is_allowed() {
    let world = World::new();
    let answer = preflight(&world, NAMESPACES, PORTAL).await;
    assert_eq!(answer.refusal(), (404, "APIGW.0101".to_owned()));
    assert_eq!(answer.header("access-control-allow-origin"), "");
    assert_eq!(answer.header("vary"), "");
}
