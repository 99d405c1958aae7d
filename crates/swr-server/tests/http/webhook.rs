//! What a trigger does: a push, a listener of our own, and the history of what came of it.

use std::time::Duration;

use http::{Method, Request};
use serde_json::{Value, json};
use swr_server::Settings;
use swr_server::delivery::{self, deliver};
use swr_server::image::media_type;
use swr_server::service::REGION;
use swr_server::triggers::Webhook;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::shelf::{MANIFEST, Shelf};
use crate::triggers::trigger;
use crate::world::{START, World};

/// Takes one call, answers it like that, and gives what was sent.
async fn take(listener: &TcpListener, answer: &str) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let received = receive(&mut stream).await;
    stream.write_all(answer.as_bytes()).await.unwrap();
    received
}

/// Until the body is as long as it says.
async fn receive(stream: &mut TcpStream) -> String {
    let mut received = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let count = stream.read(&mut buffer).await.unwrap();
        received.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&received);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
        let mut lines = head.lines();
        let length = lines.find_map(|line| line.strip_prefix("content-length: "));
        if count == 0 || length.is_some_and(|length| length == body.len().to_string()) {
            return text.into_owned();
        }
    }
}

/// A shelf whose service calls the listener, with one trigger and an agency.
async fn shelf(trigger_type: &str, condition: &str) -> (Shelf, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let webhook = format!("http://{address}/deploy?key=secret");
    let shelf = Shelf::new(World::with(Settings {
        trigger_webhook: Some(webhook.parse::<Webhook>().unwrap()),
        ..Settings::default()
    }));
    let agency = "/v2/manage/agency";
    shelf.world.ask(Method::POST, agency, "admin", "").await;
    let created = shelf
        .post("triggers", &trigger("deploy", trigger_type, condition))
        .await;
    assert_eq!(created.status, 201);
    (shelf, listener)
}

async fn push(world: &World, tag: &str) {
    let request = Request::put(format!("/v2/team/app/api/manifests/{tag}"))
        .header("authorization", world.login(REGION, "editor"))
        .header("content-type", media_type::OCI_INDEX)
        .body(MANIFEST.into());
    let answer = world.send(request.unwrap()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}

/// The worker of a service that runs, which a push wakes.
fn start_worker(shelf: &Shelf) {
    tokio::spawn(delivery::work(shelf.world.service.clone()));
}

async fn history(shelf: &Shelf) -> Vec<Value> {
    let shown = shelf.get("triggers/deploy").await.json();
    shown["trigger_history"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_push_is_posted_and_written_down() {
    let (shelf, listener) = shelf("all", ".*").await;
    start_worker(&shelf);
    push(&shelf.world, "v1").await;
    let received = take(
        &listener,
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret",
    )
    .await;
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("POST /deploy?key=secret HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(head.contains("content-type: application/json"), "{head}");
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["namespace"], "team");
    assert_eq!(body["repository"], "app/api");
    assert_eq!(body["tag"], "v1");
    assert_eq!(body["time"], "2023-11-14T22:13:20Z");
    assert!(body["digest"].as_str().unwrap().starts_with("sha256:"));
    assert_eq!(body["trigger"]["application"], "api");
    // Waits for the call that is under way.
    deliver(&shelf.world.service).await.unwrap();
    let mut expected = trigger("deploy", "all", ".*");
    for (name, value) in [
        ("created_at", "2023-11-14T22:13:20Z"),
        ("creator_name", "manager"),
        ("detail", "200 OK"),
        ("result", "success"),
        ("tag", "v1"),
    ] {
        expected[name] = json!(value);
    }
    for name in ["name", "enable", "trigger_mode", "trigger_type"] {
        expected.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(history(&shelf).await, [expected]);
}

/// Pushes a tag and gives how the call went, with that response of the listener.
async fn outcome(answer: &str) -> (String, String) {
    let (shelf, listener) = shelf("all", ".*").await;
    start_worker(&shelf);
    push(&shelf.world, "v1").await;
    take(&listener, answer).await;
    drop(listener);
    deliver(&shelf.world.service).await.unwrap();
    let history = history(&shelf).await;
    let text = |name: &str| history[0][name].as_str().unwrap().to_owned();
    (text("result"), text("detail"))
}

#[tokio::test]
async fn what_fails_has_a_reason_and_never_an_address_or_a_body() {
    let failed = |detail: &str| ("failed".to_owned(), detail.to_owned());
    let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 6\r\n\r\nsecret";
    assert_eq!(outcome(answer).await, failed("503 Service Unavailable"));
    let elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\
                     Content-Length: 0\r\n\r\n";
    assert_eq!(outcome(elsewhere).await, failed("302 Found"));
    let nonsense = outcome("hello\r\n\r\n").await;
    assert_eq!(nonsense, failed("the webhook's response is not valid HTTP"));
}

#[tokio::test]
async fn a_listener_that_is_gone_is_a_reason() {
    let (shelf, listener) = shelf("all", ".*").await;
    drop(listener);
    push(&shelf.world, "v1").await;
    deliver(&shelf.world.service).await.unwrap();
    assert_eq!(
        history(&shelf).await[0]["detail"],
        "the webhook cannot be reached"
    );
}

#[tokio::test]
async fn a_listener_that_never_answers_is_given_up_and_holds_up_no_push() {
    let (shelf, listener) = shelf("all", ".*").await;
    start_worker(&shelf);
    push(&shelf.world, "v1").await;
    let (mut stream, _) = listener.accept().await.unwrap();
    receive(&mut stream).await;
    // The call is under way, and its end is five seconds off: these return all the same.
    push(&shelf.world, "v2").await;
    push(&shelf.world, "v3").await;
    assert!(history(&shelf).await.is_empty());
    drop(listener);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(6)).await;
    tokio::time::resume();
    deliver(&shelf.world.service).await.unwrap();
    let history = history(&shelf).await;
    let tags: Vec<_> = history.iter().map(|it| &it["tag"]).collect();
    assert_eq!(tags.len(), 3);
    let late = history.iter().find(|it| it["tag"] == "v1").unwrap();
    assert_eq!(
        late["detail"],
        "the webhook did not respond within 5 seconds"
    );
}

#[tokio::test]
async fn only_what_matches_and_is_enabled_is_told() {
    let (shelf, listener) = shelf("regular", r"v\d+").await;
    drop(listener);
    push(&shelf.world, "latest").await;
    push(&shelf.world, "v1.2").await;
    deliver(&shelf.world.service).await.unwrap();
    assert!(history(&shelf).await.is_empty());
    push(&shelf.world, "v12").await;
    // The same again is a push again.
    push(&shelf.world, "v12").await;
    deliver(&shelf.world.service).await.unwrap();
    assert_eq!(history(&shelf).await.len(), 2);
    let off = r#"{"enable": "false"}"#;
    shelf
        .ask(Method::PATCH, "triggers/deploy", "editor", off)
        .await;
    push(&shelf.world, "v13").await;
    deliver(&shelf.world.service).await.unwrap();
    assert_eq!(history(&shelf).await.len(), 2);
}

#[tokio::test]
async fn any_way_of_writing_a_tag_is_a_push_and_waits_until_it_is_told() {
    let (shelf, listener) = shelf("tag", "latest;stable").await;
    drop(listener);
    shelf.tag("stable", START);
    shelf.tag("other", START);
    assert!(history(&shelf).await.is_empty());
    deliver(&shelf.world.service).await.unwrap();
    assert_eq!(history(&shelf).await[0]["tag"], "stable");
}

#[tokio::test]
async fn a_call_that_is_cut_off_is_made_again_with_the_same_id() {
    let (shelf, listener) = shelf("all", ".*").await;
    shelf.tag("v1", START);
    let id = |received: &str| {
        let (_, body) = received.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()["id"].clone()
    };
    let service = shelf.world.service.clone();
    let cut_off = tokio::spawn(async move { deliver(&service).await });
    let (mut stream, _) = listener.accept().await.unwrap();
    let first = id(&receive(&mut stream).await);
    cut_off.abort();
    assert!(cut_off.await.unwrap_err().is_cancelled());
    assert!(history(&shelf).await.is_empty());
    let service = shelf.world.service.clone();
    let again = tokio::spawn(async move { deliver(&service).await });
    let received = take(&listener, "HTTP/1.1 204 No Content\r\n\r\n").await;
    assert_eq!(id(&received), first);
    again.await.unwrap().unwrap();
    let history = history(&shelf).await;
    assert_eq!(
        (history.len(), &history[0]["result"]),
        (1, &json!("success"))
    );
}

#[tokio::test]
async fn without_a_webhook_or_an_agency_the_history_says_so() {
    let shelf = Shelf::new(World::new());
    shelf
        .post("triggers", &trigger("deploy", "all", ".*"))
        .await;
    push(&shelf.world, "v1").await;
    deliver(&shelf.world.service).await.unwrap();
    let no_agency = history(&shelf).await[0]["detail"].clone();
    assert!(
        no_agency.as_str().unwrap().contains("no agency"),
        "{no_agency}"
    );
    let agency = "/v2/manage/agency";
    shelf.world.ask(Method::POST, agency, "admin", "").await;
    push(&shelf.world, "v2").await;
    deliver(&shelf.world.service).await.unwrap();
    let no_webhook = history(&shelf).await[0]["detail"].clone();
    assert!(
        no_webhook.as_str().unwrap().contains("--trigger-webhook"),
        "{no_webhook}"
    );
}

#[tokio::test]
async fn a_hundred_results_are_kept() {
    let (shelf, listener) = shelf("all", ".*").await;
    drop(listener);
    for number in 0..130 {
        shelf.tag(&format!("v{number}"), START);
    }
    deliver(&shelf.world.service).await.unwrap();
    assert_eq!(history(&shelf).await.len(), 100);
}
