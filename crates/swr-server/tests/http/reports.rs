//! What an account has and what was sent, counted from what really happened.

use axum::body::Body;
use futures_util::StreamExt;
use http::Method;
use serde_json::{Value, json};
use swr_server::image::Digest;

use crate::images::Image;
use crate::world::{HOUR, World};

const DAY: i64 = 24 * HOUR;

async fn world() -> World {
    let world = World::new();
    let body = r#"{"namespace": "team"}"#;
    let path = "/v2/manage/namespaces";
    world.ask(Method::POST, path, "admin", body).await;
    world
}

/// Bytes of each day; the service writes megabytes.
async fn report(world: &World, resource: &str) -> Vec<(String, u64)> {
    let path = format!("/v2/manage/reports/{resource}/daily");
    let report = world.ask(Method::GET, &path, "reader", "").await.json();
    let point = |point: &Value| {
        let date = point["date"].as_str().unwrap().to_owned();
        (date, bytes(&point["value"]))
    };
    report.as_array().unwrap().iter().map(point).collect()
}

fn bytes(megabytes: &Value) -> u64 {
    (megabytes.as_f64().unwrap() * 1e6).round() as u64
}

fn are(expected: &[(&str, usize)]) -> Vec<(String, u64)> {
    let owned = |(date, bytes): &(&str, usize)| ((*date).to_owned(), *bytes as u64);
    expected.iter().map(owned).collect()
}

async fn overview(world: &World) -> Value {
    let path = "/v2/manage/overview";
    world.ask(Method::GET, path, "reader", "").await.json()
}

#[tokio::test]
async fn the_overview_counts_what_is_there_and_what_was_sent() {
    let world = world().await;
    let nothing = json!({
        "domain_id": "00000000000000000000000000000002", "domain_name": "local",
        "namspace_num": 1, "repo_num": 0, "image_num": 0, "store_space": 0.0, "downflow_size": 0.0,
        "untagged": {"num_manifests": 0, "size": 0},
    });
    assert_eq!(overview(&world).await, nothing);
    let image = Image::of("one");
    world.push("team/app", "v1", &image).await;
    world.push("team/app", "v2", &image).await;
    world.push("team/web", "v1", &Image::of("two")).await;
    world.pull("team/app", "v1").await;
    let path = format!("/v2/team/app/blobs/{}", Digest::of(&image.layer));
    world.registry("GET", &path, "", b"").await;
    world.registry("HEAD", &path, "", b"").await;
    let overview = overview(&world).await;
    assert_eq!(overview["repo_num"], 2);
    assert_eq!(overview["image_num"], 3);
    let stored = image.size() + Image::of("two").size();
    assert_eq!(bytes(&overview["store_space"]), stored as u64);
    let sent = image.manifest().len() + image.layer.len();
    assert_eq!(bytes(&overview["downflow_size"]), sent as u64);
}

#[tokio::test]
async fn a_day_without_events_sends_nothing_and_stores_what_it_had() {
    let world = world().await;
    let (one, two) = (Image::of("one"), Image::of("two"));
    world.push("team/app", "v1", &one).await;
    world.pull("team/app", "v1").await;
    world.wait(2 * DAY);
    world.push("team/app", "v2", &two).await;
    let path = "/v2/manage/namespaces/team/repos/app/tags/v1";
    world.ask(Method::DELETE, path, "admin", "").await;
    world.wait(DAY);
    let stored = [
        ("2023-11-14", one.size()),
        ("2023-11-15", one.size()),
        ("2023-11-16", two.size()),
        ("2023-11-17", two.size()),
    ];
    assert_eq!(report(&world, "store").await, are(&stored));
    let sent = [
        ("2023-11-14", one.manifest().len()),
        ("2023-11-15", 0),
        ("2023-11-16", 0),
        ("2023-11-17", 0),
    ];
    assert_eq!(report(&world, "downflow").await, are(&sent));
}

#[tokio::test]
async fn a_report_goes_back_ninety_days_and_not_before_the_first() {
    let world = world().await;
    let today = [("2023-11-14", 0)];
    assert_eq!(report(&world, "store").await, are(&today));
    let image = Image::of("one");
    world.push("team/app", "v1", &image).await;
    world.wait(200 * DAY);
    let report = report(&world, "store").await;
    assert_eq!(report.len(), 90);
    let size = image.size() as u64;
    assert!(report.iter().all(|(_, bytes)| *bytes == size));
    assert_eq!(report[89].0, "2024-06-01");
}

#[tokio::test]
async fn a_part_of_a_blob_counts_as_a_part() {
    let world = world().await;
    let image = Image::of("one");
    world.push("team/app", "v1", &image).await;
    let path = format!("/v2/team/app/blobs/{}", Digest::of(&image.layer));
    let login = world.login("local-1", "admin");
    let headers = [("authorization", login.as_str()), ("range", "bytes=2-4")];
    assert_eq!(world.get(&path, &headers).await.status, 206);
    assert_eq!(bytes(&overview(&world).await["downflow_size"]), 3);
}

#[tokio::test]
async fn who_breaks_off_is_counted_for_what_was_sent() {
    let world = world().await;
    let mut image = Image::of("large");
    image.layer = vec![b'x'; 300_000];
    world.push("team/app", "v1", &image).await;
    let path = format!("/v2/team/app/blobs/{}", Digest::of(&image.layer));
    let request = http::Request::get(path).header("authorization", world.login("local-1", "admin"));
    let response = world.raw(request.body(Body::empty()).unwrap()).await;
    let mut body = response.into_body().into_data_stream().boxed();
    let first = body.next().await.unwrap().unwrap();
    drop(body);
    let sent = loop {
        match bytes(&overview(&world).await["downflow_size"]) {
            0 => tokio::task::yield_now().await,
            sent => break sent,
        }
    };
    assert_eq!(sent, first.len() as u64);
}

#[tokio::test]
async fn each_region_has_numbers_of_its_own() {
    let (first, second) = World::with_second_region();
    let body = r#"{"namespace": "team"}"#;
    let path = "/v2/manage/namespaces";
    first.ask(Method::POST, path, "admin", body).await;
    first.push("team/app", "v1", &Image::of("one")).await;
    first.pull("team/app", "v1").await;
    for name in ["namspace_num", "repo_num", "image_num"] {
        assert_eq!(overview(&first).await[name], 1, "{name}");
        assert_eq!(overview(&second).await[name], 0, "{name}");
    }
    assert_eq!(report(&second, "downflow").await[0].1, 0);
}

#[tokio::test]
async fn an_unknown_report_is_a_bad_parameter() {
    let world = World::new();
    for path in ["upflow/daily", "store/hourly", "Store/daily"] {
        let path = format!("/v2/manage/reports/{path}");
        let answer = world.ask(Method::GET, &path, "reader", "").await;
        let refused = (400, "SVCSTG.SWR.4000014".to_owned());
        assert_eq!(answer.refusal(), refused, "{path}");
    }
}
