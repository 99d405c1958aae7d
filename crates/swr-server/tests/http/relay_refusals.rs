//! What a relay does not hand on. No one listens behind it here, so a call that was handed on after
//! all would be a 502.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::{Method, Request};
use swr_server::Settings;
use swr_server::host::HostRule;

use crate::recorder::{Recorder, relay_to};
use crate::world::{Answer, send};

const REPOSITORIES: &str = "/v2/manage/repos";
const TOKENS: &str = "/v3/auth/tokens";
const LIMIT_BYTES: usize = 12 << 20;

async fn nobody_behind() -> Router {
    let address = Recorder::new().await.address;
    relay_to(&address, &address, Settings::default())
}

async fn ask(app: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(Body::empty()).unwrap()).await
}

fn gateway(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_page_of_another_origin_is_rejected_in_the_shape_of_what_it_asks() {
    let app = nobody_behind().await;
    let host = ("host", "console.example");
    for headers in [
        &[host, ("origin", "https://evil.example")][..],
        &[host, ("origin", "null")],
        &[host, ("sec-fetch-site", "cross-site")],
        &[host, ("sec-fetch-site", "same-site")],
        &[
            host,
            ("origin", "https://console.example"),
            ("sec-fetch-site", "cross-site"),
        ],
    ] {
        for (method, path) in [
            (Method::GET, REPOSITORIES),
            (Method::OPTIONS, REPOSITORIES),
            (Method::GET, "/"),
            (Method::PUT, REPOSITORIES),
        ] {
            let answer = ask(&app, method, path, headers).await;
            assert_eq!(answer.refusal(), gateway(403, "APIGW.0306"), "{headers:?}");
            let message = answer.json()["error_msg"].as_str().unwrap().to_owned();
            assert!(message.contains("own origin"), "{message}");
            assert_eq!(answer.json()["request_id"], answer.header("x-request-id"));
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
        let answer = ask(&app, Method::POST, TOKENS, headers).await;
        assert_eq!(answer.refusal(), gateway(403, "Forbidden"), "{headers:?}");
    }
}

#[tokio::test]
async fn only_operations_of_the_api_are_handed_on() {
    let app = nobody_behind().await;
    for (method, path) in [
        (Method::PUT, REPOSITORIES),
        (Method::HEAD, REPOSITORIES),
        (Method::OPTIONS, REPOSITORIES),
        (Method::POST, REPOSITORIES),
        (Method::GET, TOKENS),
        (Method::DELETE, "/v3/projects"),
        (Method::GET, "/v3/users"),
        (Method::GET, "/v3/auth/tokens/"),
        (Method::GET, "/v2/manage"),
        (Method::GET, "/v2/manage/"),
        (Method::GET, "/v2/manage/repos/"),
        (Method::GET, "/v2/manage/nothing"),
        (Method::GET, "/v2/manage/namespaces/a%2Fb"),
        (Method::GET, "/v2/manage/namespaces/%2e%2e"),
        (Method::GET, "/v2/manage/namespaces/.."),
        (Method::GET, "/v2/manage/namespaces/../repos/x"),
        (Method::GET, "/v2/p/instances/i/namespaces"),
        (Method::GET, "/v1/anything"),
    ] {
        let head = method == Method::HEAD;
        let answer = ask(&app, method.clone(), path, &[]).await;
        match head {
            true => assert_eq!(answer.status, 404),
            false => assert_eq!(
                answer.refusal(),
                gateway(404, "APIGW.0101"),
                "{method} {path}"
            ),
        }
    }
}

#[tokio::test]
async fn other_hosts_are_not_answered() {
    let address = Recorder::new().await.address;
    let settings = Settings {
        hosts: HostRule::loopback(8080, &[]),
        ..Settings::default()
    };
    let app = relay_to(&address, &address, settings);
    let rebound = [("host", "rebound.example:8080")];
    let answer = ask(&app, Method::GET, REPOSITORIES, &rebound).await;
    assert_eq!(answer.status, 421);
}

#[tokio::test]
async fn a_body_of_more_than_twelve_megabytes_is_rejected() {
    let app = nobody_behind().await;
    for (path, size, refusal) in [
        (
            "/v2/manage/namespaces",
            LIMIT_BYTES,
            gateway(502, "APIGW.0201"),
        ),
        (
            "/v2/manage/namespaces",
            LIMIT_BYTES + 1,
            gateway(413, "APIGW.0201"),
        ),
        (TOKENS, LIMIT_BYTES + 1, gateway(413, "Payload Too Large")),
    ] {
        let request = Request::post(path).body(Body::from(vec![b' '; size]));
        let answer = send(&app, request.unwrap()).await;
        assert_eq!(answer.refusal(), refusal, "{path} {size}");
    }
}

/// What comes of that response of the service behind.
async fn answered(answer: &[u8]) -> Answer {
    let recorder = Recorder::new().await;
    let app = relay_to(&recorder.address, &recorder.address, Settings::default());
    let (answer, _) = tokio::join!(
        ask(&app, Method::GET, REPOSITORIES, &[]),
        recorder.take(answer)
    );
    answer
}

#[tokio::test]
async fn a_response_of_more_than_twelve_megabytes_is_rejected() {
    for (size, status) in [(LIMIT_BYTES, 200), (LIMIT_BYTES + 1, 502)] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n");
        let mut answer = head.into_bytes();
        answer.resize(answer.len() + size, b' ');
        assert_eq!(answered(&answer).await.status, status, "{size}");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_or_talks_nonsense_is_a_bad_gateway() {
    let app = nobody_behind().await;
    let unreachable = ask(&app, Method::GET, REPOSITORIES, &[]).await;
    assert_eq!(unreachable.refusal(), gateway(502, "APIGW.0201"));
    let unreachable = ask(&app, Method::POST, TOKENS, &[]).await;
    assert_eq!(unreachable.refusal(), gateway(502, "Bad Gateway"));
    for nonsense in [
        "hello\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
    ] {
        let answer = answered(nonsense.as_bytes()).await;
        assert_eq!(answer.refusal(), gateway(502, "APIGW.0201"), "{nonsense}");
    }
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_given_up_after_thirty_seconds() {
    let recorder = Recorder::new().await;
    let app = relay_to(&recorder.address, &recorder.address, Settings::default());
    let call = tokio::spawn(async move { ask(&app, Method::GET, REPOSITORIES, &[]).await });
    let _held = recorder.hold().await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(31)).await;
    tokio::time::resume();
    let answer = call.await.unwrap();
    assert_eq!(answer.refusal(), gateway(504, "APIGW.0201"));
}
