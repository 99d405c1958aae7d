//! `…/repos/{repository}/access`: rights on one repository, beside those on its organization.

use http::Method;
use serde_json::{Value, json};

use crate::world::{World, done, gone, refused};

const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";
const ACCESS: &str = "/v2/manage/namespaces/team/repos/a$b/access";

fn grant(user: &str, auth: u8) -> Value {
    json!([{"user_id": user, "user_name": user, "auth": auth}])
}

async fn ask(world: &World, method: Method, user: &str, body: &Value) -> (u16, String) {
    world.said(method, ACCESS, user, &body.to_string()).await
}

#[tokio::test]
async fn a_role_on_one_repository_opens_it_and_nothing_else() {
    let world = World::new();
    world.team().await;
    world.repository("admin", "team", "other").await;
    let granted = ask(&world, Method::POST, "editor", &grant("stranger", 3)).await;
    assert_eq!(granted, done());
    let get = async |path: &str| world.ask(Method::GET, path, "stranger", "").await;
    assert_eq!(get(REPOSITORY).await.status, 200);
    let other = get("/v2/manage/namespaces/team/repos/other").await;
    assert_eq!(other.refusal(), refused("4040010"));
    let mine = get("/v2/manage/namespaces").await.json();
    assert_eq!(mine["namespaces"], json!([]));
    let visible = get("/v2/manage/namespaces?filter=mode::visible")
        .await
        .json();
    assert_eq!(visible["namespaces"][0]["name"], "team");
    assert_eq!(visible["namespaces"][0].get("auth"), None);
    // Rights on the organization are none of theirs.
    let members = get("/v2/manage/namespaces/team/access").await;
    assert_eq!(members.refusal(), refused("4039002"));
    let published = world.said(
        Method::PATCH,
        REPOSITORY,
        "stranger",
        r#"{"is_public": false}"#,
    );
    assert_eq!(published.await, done());
    let deleted = world.said(Method::DELETE, REPOSITORY, "stranger", "");
    assert_eq!(deleted.await, refused("4037020"));
}

#[tokio::test]
async fn the_greater_of_the_two_roles_counts() {
    let world = World::new();
    world.team().await;
    ask(&world, Method::POST, "admin", &grant("reader", 7)).await;
    ask(&world, Method::POST, "admin", &grant("editor", 1)).await;
    for (user, auth) in [("reader", 7), ("editor", 3), ("manager", 7), ("admin", 7)] {
        let shown = world.ask(Method::GET, ACCESS, user, "").await.json();
        assert_eq!(shown["self_auth"]["auth"], auth, "{user}");
    }
    ask(&world, Method::DELETE, "admin", &json!(["reader"])).await;
    let shown = world.ask(Method::GET, ACCESS, "reader", "").await.json();
    assert_eq!(shown["self_auth"]["auth"], 1);
}

#[tokio::test]
async fn the_response_has_the_repository_and_no_creator() {
    let world = World::new();
    world.team().await;
    ask(&world, Method::POST, "admin", &grant("stranger", 1)).await;
    let shown = world.ask(Method::GET, ACCESS, "editor", "").await.json();
    assert_eq!(shown["name"], "a/b");
    assert_eq!(shown.get("creator_name"), None);
    assert_eq!(shown["others_auths"], grant("stranger", 1));
    let id = world
        .ask(Method::GET, REPOSITORY, "editor", "")
        .await
        .json();
    assert_eq!(shown["id"], id["id"]);
}

#[tokio::test]
async fn granting_takes_edit_on_the_organization_or_manage_on_the_repository() {
    let world = World::new();
    world.team().await;
    let answer = ask(&world, Method::POST, "reader", &grant("stranger", 1)).await;
    assert_eq!(answer, refused("4037020"));
    ask(&world, Method::POST, "admin", &grant("reader", 3)).await;
    let answer = ask(&world, Method::POST, "reader", &grant("stranger", 1)).await;
    assert_eq!(answer, refused("4037020"));
    ask(&world, Method::PATCH, "admin", &grant("reader", 7)).await;
    let answer = ask(&world, Method::POST, "reader", &grant("stranger", 1)).await;
    assert_eq!(answer, done());
}

#[tokio::test]
async fn no_one_changes_their_own_role() {
    let world = World::new();
    world.team().await;
    ask(&world, Method::POST, "admin", &grant("manager", 1)).await;
    for (method, body) in [
        (Method::POST, grant("manager", 7)),
        (Method::PATCH, grant("manager", 7)),
        (Method::DELETE, json!(["manager"])),
    ] {
        let answer = ask(&world, method, "manager", &body).await;
        assert_eq!(answer, refused("4039002"), "{body}");
    }
}

#[tokio::test]
async fn each_mistake_has_its_code_and_none_of_the_array_counts() {
    let world = World::new();
    world.team().await;
    ask(&world, Method::POST, "admin", &grant("reader", 3)).await;
    let stranger = grant("stranger", 1)[0].clone();
    for (method, body, number) in [
        (
            Method::POST,
            json!([stranger, grant("reader", 1)[0]]),
            "4090089",
        ),
        (
            Method::POST,
            json!([stranger, grant("outsider", 1)[0]]),
            "4001067",
        ),
        (
            Method::POST,
            json!([stranger, grant("editor", 2)[0]]),
            "4001066",
        ),
        (Method::POST, json!([]), "4000014"),
        (
            Method::PATCH,
            json!([grant("reader", 7)[0], stranger]),
            "4040091",
        ),
        (Method::DELETE, json!(["reader", "stranger"]), "4040091"),
        (Method::DELETE, json!([]), "4000014"),
    ] {
        let answer = ask(&world, method, "admin", &body).await;
        assert_eq!(answer, refused(number), "{body}");
    }
    let shown = world.ask(Method::GET, ACCESS, "admin", "").await.json();
    assert_eq!(shown["others_auths"], grant("reader", 3));
    let revoked = ask(&world, Method::DELETE, "admin", &json!(["reader"])).await;
    assert_eq!(revoked, gone());
}
