//! What tools look up at the identity service.

use axum::body::Body;
use http::{Method, Request};
use serde_json::json;
use swr_server::service::ACCOUNT_ID;

use crate::world::World;

const USER: &str = "/v3.0/OS-USER/users";

#[tokio::test]
async fn people_look_up_themselves_and_administrators_their_account() {
    let world = World::new();
    let shown = world
        .ask(Method::GET, &format!("{USER}/reader"), "reader", "")
        .await;
    let user = &shown.json()["user"];
    assert_eq!(
        (
            &user["id"],
            &user["name"],
            &user["domain_id"],
            &user["enabled"]
        ),
        (
            &json!("reader"),
            &json!("reader"),
            &json!(ACCOUNT_ID),
            &json!(true)
        )
    );
    for (caller, path, status) in [
        ("admin", format!("{USER}/reader"), 200),
        ("admin", "/v3/users/reader".to_owned(), 200),
        ("reader", format!("{USER}/editor"), 403),
        ("reader", format!("{USER}/nobody"), 403),
        ("admin", format!("{USER}/nobody"), 404),
        // Of another account.
        ("admin", format!("{USER}/partner-user"), 404),
        ("partner-admin", format!("{USER}/reader"), 404),
        ("reader", "/v3/users".to_owned(), 403),
    ] {
        let answer = world.ask(Method::GET, &path, caller, "").await;
        assert_eq!(answer.status, status, "{caller} {path}");
        if status != 200 {
            assert_eq!(answer.json()["error"]["code"], status, "{caller} {path}");
        }
    }
    let named = world.ask(Method::GET, "/v3/users?name=editor", "admin", "");
    let named = named.await.json();
    assert_eq!(named["users"].as_array().map(Vec::len), Some(1));
    assert_eq!(named["users"][0]["id"], "editor");
    let all = world
        .ask(Method::GET, "/v3/users", "partner-admin", "")
        .await;
    for user in all.json()["users"].as_array().unwrap() {
        assert_eq!(user["domain_id"], "partner");
    }
}

#[tokio::test]
async fn an_account_and_the_services_of_a_region_are_named() {
    let world = World::new();
    let accounts = world.ask(Method::GET, "/v3/auth/domains", "reader", "");
    let accounts = accounts.await.json();
    assert_eq!(accounts["domains"][0]["id"], ACCOUNT_ID);
    assert_eq!(accounts["domains"][0]["name"], "local");
    let catalogue = world.ask(Method::GET, "/v3/auth/catalog", "reader", "");
    let catalogue = catalogue.await.json();
    let services = catalogue["catalog"].as_array().unwrap();
    let url = |kind: &str| {
        let service = services.iter().find(|it| it["type"] == kind).unwrap();
        service["endpoints"][0]["url"].as_str().unwrap().to_owned()
    };
    assert!(url("identity").ends_with("/v3"));
    assert!(url("swrv2").ends_with("/v2"));
    // Where one provider finds the registry.
    assert!(url("smn").ends_with("/v2/"));
}

#[tokio::test]
async fn no_one_looks_anything_up_without_signing_in() {
    let world = World::new();
    for path in [
        "/v3.0/OS-USER/users/reader",
        "/v3/users",
        "/v3/auth/domains",
        "/v3/auth/catalog",
        "/v3/auth/projects",
    ] {
        assert_eq!(world.get(path, &[]).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn paths_of_the_identity_service_that_no_one_knows_are_rejected_in_its_shape() {
    let world = World::new();
    for path in [
        "/v3.0/OS-CREDENTIAL/credentials",
        "/v3/auth/OS-FEDERATION/websso",
        "/v3/users/reader/groups",
    ] {
        for accept in ["application/json", "text/html"] {
            let answer = world.get(path, &[("accept", accept)]).await;
            assert_eq!(answer.status, 404, "{path}");
            let error = answer.json()["error"].clone();
            assert_eq!(
                (&error["code"], &error["title"]),
                (&json!(404), &json!("Not Found")),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_token_for_the_account_alone_finds_the_projects_and_opens_nothing_else() {
    let world = World::new();
    let body = json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": "reader", "password": "secret", "domain": {"name": "local"},
        }}},
        "scope": {"domain": {"name": "local"}},
    }});
    let request = Request::post("/v3/auth/tokens").body(Body::from(body.to_string()));
    let signed_in = world.send(request.unwrap()).await;
    let token = ("x-auth-token", signed_in.header("x-subject-token"));
    let projects = world.get("/v3/projects", &[token]).await.json();
    assert_eq!(projects["projects"][0]["name"], "local-1");
    let refused = world.get("/v2/manage/namespaces", &[token]).await;
    assert_eq!(refused.status, 401);
}
