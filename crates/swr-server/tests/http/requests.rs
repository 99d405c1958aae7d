//! Bodies and queries that no well-behaved client sends.

use http::Method;

use crate::world::{World, refused};

async fn create(world: &World, body: &str) -> (u16, String) {
    let path = "/v2/manage/namespaces";
    world.ask(Method::POST, path, "admin", body).await.refusal()
}

#[tokio::test]
async fn a_body_that_is_no_object_is_a_bad_parameter() {
    let world = World::new();
    for body in ["", "{", "[]", "\"x\"", r#"{"namespace": 1}"#] {
        assert_eq!(create(&world, body).await, refused("4000014"), "{body}");
    }
    assert_eq!(create(&world, "{}").await, refused("4001014"));
    assert_eq!(
        create(&world, r#"{"namespace": null}"#).await,
        refused("4001014")
    );
}

#[tokio::test]
async fn a_body_without_end_is_too_large() {
    let world = World::new();
    let body = format!(r#"{{"namespace": "{}"}}"#, "a".repeat(2 << 20));
    assert_eq!(create(&world, &body).await, refused("4131001"));
}

#[tokio::test]
async fn mutations_answer_an_empty_object_or_nothing() {
    let world = World::new();
    let path = "/v2/manage/namespaces";
    let created = world
        .ask(Method::POST, path, "admin", r#"{"namespace": "team"}"#)
        .await;
    assert_eq!(
        (created.status.as_u16(), created.body.as_str()),
        (201, "{}")
    );
    let path = "/v2/manage/namespaces/team/repos";
    let body = r#"{"repository": "r", "is_public": false}"#;
    let created = world.ask(Method::POST, path, "admin", body).await;
    assert_eq!(
        (created.status.as_u16(), created.body.as_str()),
        (201, "{}")
    );
    let path = "/v2/manage/namespaces/team/repos/r";
    let updated = world
        .ask(Method::PATCH, path, "admin", r#"{"category": "linux"}"#)
        .await;
    assert_eq!(
        (updated.status.as_u16(), updated.body.as_str()),
        (201, "{}")
    );
    let deleted = world.ask(Method::DELETE, path, "admin", "").await;
    assert_eq!((deleted.status.as_u16(), deleted.body.as_str()), (204, ""));
}

#[tokio::test]
async fn wrong_fields_of_a_repository_have_their_own_codes() {
    let world = World::new();
    let path = "/v2/manage/namespaces";
    world
        .ask(Method::POST, path, "admin", r#"{"namespace": "team"}"#)
        .await;
    for (body, number) in [
        (r#"{"repository": "r"}"#, "4001014"),
        (r#"{"is_public": true}"#, "4001014"),
        (r#"{"repository": "r", "is_public": "true"}"#, "4001009"),
        (r#"{"repository": "R", "is_public": true}"#, "4001029"),
        (
            r#"{"repository": "r", "is_public": true, "category": "games"}"#,
            "4000014",
        ),
    ] {
        let path = "/v2/manage/namespaces/team/repos";
        let answer = world.ask(Method::POST, path, "admin", body).await;
        assert_eq!(answer.refusal(), refused(number), "{body}");
    }
}

#[tokio::test]
async fn wrong_queries_have_their_own_codes() {
    let world = World::new();
    for (query, number) in [
        ("order_column=updated_at", "4001096"),
        ("order_column=num_images", "4001096"),
        ("filter=order_column::size", "4001096"),
        ("order_column=name&order_type=up", "4001025"),
        ("is_public=yes", "4001025"),
        ("filter=", "4001035"),
        ("filter=name", "4001035"),
        ("filter=colour::red", "4001035"),
        ("filter=center::thirdparty", "4001035"),
        ("limit=1001&offset=0", "4000056"),
        ("limit=0&offset=0", "4000056"),
    ] {
        let path = format!("/v2/manage/repos?{query}");
        let answer = world.ask(Method::GET, &path, "admin", "").await;
        assert_eq!(answer.refusal(), refused(number), "{query}");
    }
}

#[tokio::test]
async fn lists_of_organizations_are_filtered_by_text_and_mode() {
    let world = World::new();
    for name in ["alpha", "beta"] {
        let body = format!(r#"{{"namespace": "{name}"}}"#);
        world
            .ask(Method::POST, "/v2/manage/namespaces", "admin", &body)
            .await;
    }
    let list = async |query: &str| {
        let path = format!("/v2/manage/namespaces?{query}");
        let list = world.ask(Method::GET, &path, "admin", "").await.json();
        let list = list["namespaces"].as_array().unwrap().clone();
        list.iter()
            .map(|item| item["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(list("").await, ["alpha", "beta"]);
    assert_eq!(list("namespace=lph").await, ["alpha"]);
    assert_eq!(
        list("filter=namespace%3A%3Abe%7Cmode%3A%3Avisible").await,
        ["beta"]
    );
    let wrong = world
        .ask(
            Method::GET,
            "/v2/manage/namespaces?filter=mode::all",
            "admin",
            "",
        )
        .await;
    assert_eq!(wrong.refusal(), refused("4001035"));
}

#[tokio::test]
async fn the_quota_of_another_project_is_not_told() {
    let world = World::new();
    let path = "/v2/manage/projects/ffffffffffffffffffffffffffffffff/quotas";
    let answer = world.ask(Method::GET, path, "admin", "").await;
    assert_eq!(answer.refusal(), refused("4039002"));
}
