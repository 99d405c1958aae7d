//! `/v3/manage/repos`: page after page by markers.

use http::Method;
use serde_json::{Value, json};

use crate::world::{World, refused};

async fn list(world: &World, query: &str) -> Value {
    let path = format!("/v3/manage/repos?{query}");
    world.ask(Method::GET, &path, "reader", "").await.json()
}

fn names(page: &Value) -> Vec<&str> {
    let repositories = page["repos"].as_array().unwrap().iter();
    repositories
        .map(|item| item["name"].as_str().unwrap())
        .collect()
}

async fn world() -> World {
    let world = World::new();
    world.team().await;
    for name in ["one", "two", "three"] {
        world.repository("admin", "team", name).await;
    }
    world
}

#[tokio::test]
async fn pages_lead_to_each_other_until_the_last() {
    let world = world().await;
    let first = list(&world, "limit=2").await;
    assert_eq!(names(&first), ["three", "two"]);
    let marker = first["nextMarker"].as_i64().unwrap();
    // What comes in between moves nothing.
    world.repository("admin", "team", "four").await;
    let second = list(&world, &format!("limit=2&marker={marker}")).await;
    assert_eq!(names(&second), ["one", "a/b"]);
    assert_eq!(second.get("nextMarker"), None);
    assert_eq!(names(&list(&world, "marker=0").await).len(), 5);
}

#[tokio::test]
async fn an_item_has_its_id_and_no_tags() {
    let world = world().await;
    let shown = world
        .ask(
            Method::GET,
            "/v2/manage/namespaces/team/repos/a$b",
            "reader",
            "",
        )
        .await;
    let expected = json!({"repos": [{
        "id": shown.json()["id"],
        "name": "a/b",
        "category": "other",
        "description": "",
        "size": 0,
        "is_public": false,
        "num_images": 0,
        "num_download": 0,
        "created_at": "2023-11-14T22:13:20Z",
        "updated_at": "2023-11-14T22:13:20Z",
        "domain_name": "local",
        "namespace_name": "team",
    }]});
    assert_eq!(list(&world, "name=a/b").await, expected);
}

#[tokio::test]
async fn lists_are_filtered() {
    let world = world().await;
    let body = r#"{"is_public": true, "category": "linux"}"#;
    let path = "/v2/manage/namespaces/team/repos/one";
    world.ask(Method::PATCH, path, "admin", body).await;
    for (query, count) in [
        ("namespace=te", 4),
        ("namespace=other", 0),
        ("category=linux", 1),
        ("is_public=true", 1),
        ("is_public=false", 3),
        ("name=t", 2),
    ] {
        assert_eq!(names(&list(&world, query).await).len(), count, "{query}");
    }
}

#[tokio::test]
async fn wrong_questions_have_their_codes() {
    let world = World::new();
    for (query, number) in [
        ("limit=0", "4000056"),
        ("limit=1001", "4000056"),
        ("limit=x", "4000056"),
        ("marker=-1", "4001025"),
        ("marker=x", "4001025"),
        ("is_public=1", "4001025"),
        ("filter=name::x", "4001035"),
    ] {
        let path = format!("/v3/manage/repos?{query}");
        let answer = world.said(Method::GET, &path, "reader", "").await;
        assert_eq!(answer, refused(number), "{query}");
    }
}
