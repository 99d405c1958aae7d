//! `--faults`: what goes wrong, and that the rest does not.

use http::Method;
use swr_server::Settings;
use swr_server::faults::{Dropped, Faults};

use crate::world::World;

fn world(specification: &str) -> World {
    World::with(Settings {
        faults: Some(specification.parse::<Faults>().unwrap()),
        ..Settings::default()
    })
}

#[tokio::test]
async fn organizations_fail_as_their_names_say() {
    let world = world("organizations");
    let ask = async |name: &str| {
        let path = format!("/v2/manage/namespaces/{name}");
        world.ask(Method::GET, &path, "admin", "").await
    };
    assert_eq!(ask("fail-500").await.refusal().0, 500);
    assert_eq!(
        ask("fail-403").await.refusal(),
        (403, "SVCSTG.SWR.4039002".into())
    );
    let page = ask("not-json").await;
    assert_eq!(page.header("content-type"), "text/html");
    assert!(page.body.starts_with("<html>"));
    assert_eq!(ask("others").await.refusal().0, 404);
}

#[tokio::test]
async fn what_is_below_fails_too_and_so_does_the_list_of_it() {
    let world = world("");
    for path in [
        "/v2/manage/namespaces/fail-500/repos/r/tags/t",
        "/v2/manage/repos?offset=0&limit=10&namespace=fail-500",
        "/v2/manage/repos?filter=namespace%3A%3Afail-500%7Climit%3A%3A10%7Coffset%3A%3A0",
    ] {
        assert_eq!(
            world.ask(Method::GET, path, "admin", "").await.status,
            500,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_registry_fails_below_them_too_in_its_own_words() {
    let world = world("");
    let ask = async |path: &str| {
        let answer = world.get(path, &[]).await;
        let code = answer.json()["errors"][0]["code"].clone();
        (answer.status.as_u16(), code.as_str().unwrap().to_owned())
    };
    let failed = ask("/v2/fail-500/app/manifests/1").await;
    assert_eq!(failed, (500, "UNKNOWN".to_owned()));
    let refused = ask("/v2/fail-403/deep/er/app/tags/list").await;
    assert_eq!(refused, (403, "DENIED".to_owned()));
    let page = world.get("/v2/not-json/app/manifests/1", &[]).await;
    assert_eq!(page.header("content-type"), "text/html");
    let others = ask("/v2/others/fail-500/manifests/1").await;
    assert_eq!(others, (401, "UNAUTHORIZED".to_owned()));
}

#[tokio::test]
async fn a_throttled_registry_says_so_to_its_clients() {
    let answer = world("throttle=1").get("/v2/", &[]).await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.json()["errors"][0]["code"], "TOOMANYREQUESTS");
}

#[tokio::test(start_paused = true)]
async fn one_is_slow_and_one_never_answers() {
    let world = world("");
    let started = tokio::time::Instant::now();
    let slow = world
        .ask(Method::GET, "/v2/manage/namespaces/slow-3s", "admin", "")
        .await;
    assert_eq!(slow.status, 404, "it is not in this store");
    assert_eq!(started.elapsed().as_secs(), 3);
    let never = world.ask(Method::GET, "/v2/manage/namespaces/never", "admin", "");
    let hour = std::time::Duration::from_secs(3600);
    assert!(tokio::time::timeout(hour, never).await.is_err());
}

#[tokio::test]
async fn a_dropped_call_is_marked_for_the_connection() {
    let world = world("");
    let request = http::Request::get("/v2/manage/namespaces/drop");
    let response = world
        .raw(request.body(axum::body::Body::empty()).unwrap())
        .await;
    assert!(response.extensions().get::<Dropped>().is_some());
}

#[tokio::test]
async fn a_share_of_calls_is_throttled_but_never_a_file() {
    let world = world("throttle=1");
    let answer = world
        .ask(Method::GET, "/v2/manage/namespaces", "admin", "")
        .await;
    assert_eq!(answer.refusal(), (403, "SVCSTG.SWR.4031042".into()));
    assert_eq!(world.get("/healthz", &[]).await.status, 200);
}
