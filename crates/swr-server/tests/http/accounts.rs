//! Several accounts beside each other: names in common, everything else apart.

use axum::body::Body;
use http::{Method, Request};
use serde_json::{Value, json};

use crate::world::{PARTNER_PROJECT, World, refused};

const PROJECT: &str = "00000000000000000000000000000001";

async fn sign_in(world: &World, account: &str, user: &str, project: Value) -> (u16, Value) {
    let question = json!({"auth": {
        "identity": {
            "methods": ["password"],
            "password": {"user": {
                "name": user, "password": "secret", "domain": {"name": account},
            }},
        },
        "scope": {"project": project},
    }});
    let request = Request::post("/v3/auth/tokens").body(Body::from(question.to_string()));
    let answer = world.send(request.unwrap()).await;
    (answer.status.as_u16(), answer.json())
}

#[tokio::test]
async fn a_token_is_for_the_project_of_the_users_account() {
    let world = World::new();
    let by_name = json!({"name": "local-1"});
    let (status, body) = sign_in(&world, "partner", "partner-user", by_name).await;
    assert_eq!(status, 201);
    assert_eq!(body["token"]["project"]["id"], PARTNER_PROJECT);
    assert_eq!(body["token"]["user"]["domain"]["name"], "partner");

    let own = json!({"id": PARTNER_PROJECT});
    let (status, _) = sign_in(&world, "partner", "partner-user", own).await;
    assert_eq!(status, 201);
    let of_others = json!({"id": PROJECT});
    let (status, _) = sign_in(&world, "partner", "partner-user", of_others).await;
    assert_eq!(status, 404);
    let (status, _) = sign_in(&world, "local", "partner-user", json!({"id": PROJECT})).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn each_account_has_a_project_and_a_quota_of_its_own() {
    let world = World::new();
    world.organization("admin", "ours").await;
    for (user, project, used) in [("reader", PROJECT, 1), ("partner-user", PARTNER_PROJECT, 0)] {
        let projects = world.ask(Method::GET, "/v3/projects?name=local-1", user, "");
        assert_eq!(projects.await.json()["projects"][0]["id"], project);
        let path = format!("/v2/manage/projects/{project}/quotas");
        let quotas = world.ask(Method::GET, &path, user, "").await.json();
        assert_eq!(quotas["quotas"][0]["used"], used, "{user}");
    }
    let path = format!("/v2/manage/projects/{PARTNER_PROJECT}/quotas");
    let answer = world.said(Method::GET, &path, "admin", "").await;
    assert_eq!(answer, refused("4039002"));
}

#[tokio::test]
async fn an_organizations_name_is_taken_for_all_accounts() {
    let world = World::new();
    world.organization("partner-admin", "theirs").await;
    let path = "/v2/manage/namespaces";
    let body = r#"{"namespace": "theirs"}"#;
    let answer = world.said(Method::POST, path, "admin", body).await;
    assert_eq!(answer, refused("4090060"));
}

#[tokio::test]
async fn administrators_manage_their_own_account_only() {
    let world = World::new();
    world.team().await;
    for path in [
        "/v2/manage/namespaces/team",
        "/v2/manage/namespaces/team/access",
        "/v2/manage/namespaces/team/repos/a$b",
    ] {
        let answer = world.said(Method::GET, path, "partner-admin", "").await;
        assert_eq!(answer, refused("4040058"), "{path}");
    }
    for path in ["/v2/manage/repos", "/v3/manage/repos"] {
        let list = world.ask(Method::GET, path, "partner-admin", "").await;
        assert!(!list.body.contains("a/b"), "{path}");
    }
}

#[tokio::test]
async fn what_is_public_is_shown_to_every_account() {
    let world = World::new();
    world.team().await;
    let path = "/v2/manage/namespaces/team/repos/a$b";
    let publish = r#"{"is_public": true}"#;
    world.ask(Method::PATCH, path, "admin", publish).await;
    let shown = world.ask(Method::GET, path, "outsider", "").await;
    assert_eq!(shown.status, 200);
    let changed = world.said(Method::PATCH, path, "partner-admin", publish);
    assert_eq!(changed.await, refused("4037020"));
    let members = format!("{path}/access");
    let answer = world.said(Method::GET, &members, "outsider", "").await;
    assert_eq!(answer, refused("4037020"));
}
