//! Images on their way from `local-1` to `local-2`.

use http::Method;
use serde_json::{Value, json};
use swr_server::image::{Digest, media_type};
use swr_server::store::sync_jobs::{self, Status};

use crate::images::Image;
use crate::world::{Answer, START, World};

const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/app";

/// `team` in both regions, and `team/app:v1` in the first.
async fn worlds() -> (World, World) {
    let (first, second) = World::with_second_region();
    for world in [&first, &second] {
        let body = r#"{"namespace": "team"}"#;
        let path = "/v2/manage/namespaces";
        world.ask(Method::POST, path, "admin", body).await;
    }
    first.push("team/app", "v1", &Image::of("one")).await;
    (first, second)
}

async fn ask(world: &World, method: Method, user: &str, path: &str, body: &Value) -> Answer {
    let path = format!("{REPOSITORY}/{path}");
    world.ask(method, &path, user, &body.to_string()).await
}

fn target(organization: &str) -> Value {
    json!({"remoteRegionId": "local-2", "remoteNamespace": organization})
}

async fn automatic(world: &World, organization: &str, overrides: bool) -> Answer {
    let mut body = target(organization);
    body["syncAuto"] = true.into();
    body["override"] = overrides.into();
    ask(world, Method::POST, "admin", "sync_repo", &body).await
}

async fn by_hand(world: &World, organization: &str, tags: &[&str], overrides: bool) -> Answer {
    let mut body = target(organization);
    body["imageTag"] = json!(tags);
    body["override"] = overrides.into();
    ask(world, Method::POST, "admin", "sync_images", &body).await
}

async fn jobs(world: &World, filter: &str) -> Answer {
    let path = format!("sync_job?filter={filter}");
    ask(world, Method::GET, "admin", &path, &Value::Null).await
}

/// Tag and state of each, oldest first.
async fn states(world: &World) -> Vec<(String, String)> {
    let list = jobs(world, "limit::100|offset::0|order::asc").await.json();
    let text = |job: &Value, name: &str| job[name].as_str().unwrap().to_owned();
    let list = list.as_array().unwrap().iter();
    list.map(|job| (text(job, "tag"), text(job, "status")))
        .collect()
}

fn are(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(tag, status): &(&str, &str)| ((*tag).to_owned(), (*status).to_owned());
    expected.iter().map(owned).collect()
}

#[tokio::test]
async fn the_other_regions_are_the_targets() {
    let (first, second) = worlds().await;
    let path = "/v2/manage/regions";
    for (world, other) in [(&first, "local-2"), (&second, "local-1")] {
        let regions = world.ask(Method::GET, path, "admin", "").await.json();
        assert_eq!(regions, json!([{"regionID": other}]));
    }
    let alone = World::new().ask(Method::GET, path, "admin", "").await;
    assert_eq!(alone.json(), json!([]));
}

#[tokio::test]
async fn an_image_arrives_with_its_blobs_in_a_repository_that_is_made_for_it() {
    let (first, second) = worlds().await;
    let started = by_hand(&first, "team", &["v1"], false).await;
    assert_eq!(
        (started.status.as_u16(), started.body.as_str()),
        (200, "[]")
    );
    assert_eq!(states(&first).await, are(&[("v1", "waiting")]));
    assert_eq!(second.pull("team/app", "v1").await.status, 404);
    first.synchronize().await;
    assert_eq!(states(&first).await, are(&[("v1", "success")]));

    let image = Image::of("one");
    let pulled = second.pull("team/app", "v1").await;
    assert_eq!(pulled.body.as_bytes(), image.manifest());
    let path = format!("/v2/team/app/blobs/{}", Digest::of(&image.layer));
    let layer = second.registry("GET", &path, "", b"").await;
    assert_eq!(layer.body.as_bytes(), image.layer);
    let shown = second
        .ask(Method::GET, REPOSITORY, "admin", "")
        .await
        .json();
    assert_eq!(shown["size"], image.size());
    assert_eq!(shown["is_public"], false);
}

#[tokio::test]
async fn an_index_takes_its_images_along() {
    let (first, second) = worlds().await;
    let child = Image::of("one").manifest();
    let index = json!({"schemaVersion": 2, "mediaType": media_type::OCI_INDEX, "manifests": [{
        "mediaType": media_type::OCI_IMAGE,
        "digest": Digest::of(&child).as_str(),
        "size": child.len(),
    }]});
    let index = index.to_string();
    first
        .put_manifest("team/app", "all", media_type::OCI_INDEX, index.as_bytes())
        .await;
    by_hand(&first, "team", &["all"], false).await;
    first.synchronize().await;
    assert_eq!(second.pull("team/app", "all").await.body, index);
    let digest = Digest::of(&child);
    let pulled = second.pull("team/app", digest.as_str()).await;
    assert_eq!(pulled.body.as_bytes(), child);
    let path = format!("{REPOSITORY}/tags/all");
    let tag = second.ask(Method::GET, &path, "admin", "").await.json();
    assert_eq!(tag["size"], Image::of("one").size());
}

#[tokio::test]
async fn a_tag_that_is_there_is_moved_only_when_asked() {
    let (first, second) = worlds().await;
    second.push("team/app", "v1", &Image::of("other")).await;
    by_hand(&first, "team", &["v1"], false).await;
    first.synchronize().await;
    let kept = second.pull("team/app", "v1").await;
    assert_eq!(kept.body.as_bytes(), Image::of("other").manifest());
    by_hand(&first, "team", &["v1"], true).await;
    first.synchronize().await;
    let moved = second.pull("team/app", "v1").await;
    assert_eq!(moved.body.as_bytes(), Image::of("one").manifest());
    let expected = [("v1", "existed"), ("v1", "success")];
    assert_eq!(states(&first).await, are(&expected));
}

#[tokio::test]
async fn what_is_unknown_is_taken_and_fails_as_a_job() {
    let (first, second) = worlds().await;
    let body = r#"{"namespace": "theirs"}"#;
    let path = "/v2/manage/namespaces";
    second.ask(Method::POST, path, "admin", body).await;
    second.give_to_another_account("theirs");
    for (organization, tag) in [("nobody", "v1"), ("team", "none"), ("theirs", "v1")] {
        let answer = by_hand(&first, organization, &[tag], false).await;
        assert_eq!(answer.status, 200, "{organization}:{tag}");
    }
    first.synchronize().await;
    let expected = [("v1", "failed"), ("none", "failed"), ("v1", "failed")];
    assert_eq!(states(&first).await, are(&expected));
}

#[tokio::test]
async fn every_push_of_a_tag_starts_an_automatic_job() {
    let (first, second) = worlds().await;
    assert_eq!(automatic(&first, "team", true).await.body, "{}");
    assert_eq!(states(&first).await, are(&[]), "what was there stays here");
    first.push("team/app", "v2", &Image::of("two")).await;
    first.push("team/app", "v2", &Image::of("three")).await;
    first.synchronize().await;
    let expected = [("v2", "success"), ("v2", "success")];
    assert_eq!(states(&first).await, are(&expected));
    let pulled = second.pull("team/app", "v2").await;
    assert_eq!(pulled.body.as_bytes(), Image::of("three").manifest());
    let job = &jobs(&first, "limit::1|offset::0").await.json()[0];
    assert_eq!(job["syncOperatorName"], "admin");
}

#[tokio::test]
async fn two_repositories_that_feed_each_other_come_to_rest() {
    let (first, second) = worlds().await;
    automatic(&first, "team", true).await;
    by_hand(&first, "team", &["v1"], true).await;
    first.synchronize().await;
    let back = json!({
        "remoteRegionId": "local-1", "remoteNamespace": "team", "syncAuto": true, "override": true,
    });
    ask(&second, Method::POST, "admin", "sync_repo", &back).await;
    first.push("team/app", "v1", &Image::of("two")).await;
    first.synchronize().await;
    assert_eq!(states(&first).await.len(), 2);
    assert_eq!(states(&second).await, are(&[("v1", "success")]));
}

#[tokio::test]
async fn the_list_shows_what_is_automatic_and_nothing_else() {
    let (first, _) = worlds().await;
    ask(&first, Method::POST, "admin", "sync_repo", &target("other")).await;
    automatic(&first, "team", true).await;
    let list = ask(&first, Method::GET, "admin", "sync_repo", &Value::Null).await;
    let expected = json!([{
        "id": 2,
        "createdAt": "2023-11-14T22:13:20Z",
        "updatedAt": "2023-11-14T22:13:20Z",
        "domainID": "00000000000000000000000000000002",
        "domainName": "local",
        "namespace": "team",
        "repoName": "app",
        "remoteRegionId": "local-2",
        "remoteNamespace": "team",
        "override": true,
        "syncAuto": true,
    }]);
    assert_eq!(list.json(), expected);
}

#[tokio::test]
async fn a_synchronization_is_made_once_and_deleted_once() {
    let (first, _) = worlds().await;
    automatic(&first, "team", false).await;
    let again = automatic(&first, "team", true).await;
    assert_eq!(again.refusal(), (400, "SVCSTG.SWR.4000014".to_owned()));
    let target = target("team");
    let deleted = ask(&first, Method::DELETE, "admin", "sync_repo", &target).await;
    assert_eq!(
        (deleted.status.as_u16(), deleted.body.as_str()),
        (200, "{}")
    );
    let missing = ask(&first, Method::DELETE, "admin", "sync_repo", &target).await;
    assert_eq!(missing.refusal(), (400, "SVCSTG.SWR.4001158".to_owned()));
    first.push("team/app", "v2", &Image::of("two")).await;
    assert_eq!(states(&first).await, are(&[]));
}

#[tokio::test]
async fn wrong_targets_and_tags_have_their_codes() {
    let (first, _) = worlds().await;
    for (path, body, code) in [
        (
            "sync_repo",
            json!({"remoteRegionId": "mars", "remoteNamespace": "team"}),
            "5001101",
        ),
        (
            "sync_repo",
            json!({"remoteRegionId": "local-1", "remoteNamespace": "team"}),
            "4000014",
        ),
        (
            "sync_repo",
            json!({"remoteRegionId": "local-2", "remoteNamespace": "T"}),
            "4001028",
        ),
        ("sync_repo", json!({"remoteRegionId": "local-2"}), "4001014"),
        ("sync_repo", json!({"remoteNamespace": "team"}), "4001014"),
        (
            "sync_repo",
            json!({"remoteRegionId": "local-2", "remoteNamespace": "team", "syncAuto": "yes"}),
            "4000014",
        ),
        ("sync_images", target("team"), "4001014"),
        (
            "sync_images",
            json!({"remoteRegionId": "local-2", "remoteNamespace": "team", "imageTag": []}),
            "4000014",
        ),
        (
            "sync_images",
            json!({"remoteRegionId": "local-2", "remoteNamespace": "team", "imageTag": ["a b"]}),
            "4000014",
        ),
        (
            "sync_images",
            json!({"remoteRegionId": "mars", "remoteNamespace": "team", "imageTag": ["v1"]}),
            "5001101",
        ),
    ] {
        let answer = ask(&first, Method::POST, "admin", path, &body).await;
        let status = code[..3].parse().unwrap();
        assert_eq!(
            answer.refusal(),
            (status, format!("SVCSTG.SWR.{code}")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn only_administrators_synchronize() {
    let (first, _) = worlds().await;
    let administrators_only = (403, "SVCSTG.SWR.4039002".to_owned());
    first.grant("team", "manager");
    let mut images = target("team");
    images["imageTag"] = json!(["v1"]);
    let calls = [
        (Method::GET, "sync_repo", Value::Null),
        (Method::POST, "sync_repo", target("team")),
        (Method::DELETE, "sync_repo", target("team")),
        (Method::POST, "sync_images", images),
        (
            Method::GET,
            "sync_job?filter=limit::1|offset::0",
            Value::Null,
        ),
    ];
    for (method, path, body) in calls {
        let answer = ask(&first, method.clone(), "manager", path, &body).await;
        assert_eq!(answer.refusal(), administrators_only, "{method} {path}");
        let answer = ask(&first, method.clone(), "stranger", path, &body).await;
        assert_eq!(answer.status, 404, "{method} {path}");
    }
    let regions = first
        .ask(Method::GET, "/v2/manage/regions", "manager", "")
        .await;
    assert_eq!(regions.refusal(), administrators_only);
}

#[tokio::test]
async fn jobs_come_in_pages_newest_first_or_oldest_first() {
    let (first, _) = worlds().await;
    by_hand(&first, "team", &["a", "b", "a", "c"], false).await;
    let newest = jobs(&first, "limit::2|offset::0").await;
    assert_eq!(newest.header("content-range"), "0-2/3");
    assert_eq!(newest.json()[0]["tag"], "c");
    let oldest = jobs(&first, "limit::2|offset::2|order::asc").await;
    assert_eq!(oldest.header("content-range"), "2-1/3");
    assert_eq!(oldest.json()[0]["tag"], "c");
    for (filter, code) in [
        ("limit::2", "4001035"),
        ("limit::2|offset::0|order::up", "4001035"),
        ("limit::2|offset::0|tag::a", "4001035"),
        ("limit::0|offset::0", "4000056"),
    ] {
        let refused = jobs(&first, filter).await.refusal();
        assert_eq!(refused, (400, format!("SVCSTG.SWR.{code}")), "{filter}");
    }
    let without = ask(
        &first,
        Method::GET,
        "admin",
        "sync_job?limit=2&offset=0",
        &Value::Null,
    );
    assert_eq!(
        without.await.refusal(),
        (400, "SVCSTG.SWR.4001014".to_owned())
    );
}

#[tokio::test]
async fn a_job_that_was_cut_off_is_done_again() {
    let (first, second) = worlds().await;
    by_hand(&first, "team", &["v1"], false).await;
    let begun = |connection: &_| {
        let job = sync_jobs::next(connection)?.unwrap();
        sync_jobs::set_status(connection, job.id, Status::Running, START)
    };
    first.store.write_now(begun).unwrap();
    assert_eq!(states(&first).await, are(&[("v1", "running")]));
    first.synchronize().await;
    assert_eq!(states(&first).await, are(&[("v1", "success")]));
    assert_eq!(second.pull("team/app", "v1").await.status, 200);
}
