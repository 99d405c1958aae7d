//! `…/namespaces/{namespace}/access`: arrays of people, each of them whole or not at all.

use http::Method;
use serde_json::{Value, json};

use crate::world::{World, done, gone, refused};

const ACCESS: &str = "/v2/manage/namespaces/team/access";

fn grant(user: &str, auth: u8) -> Value {
    json!([{"user_id": user, "user_name": user, "auth": auth}])
}

async fn ask(world: &World, method: Method, user: &str, body: &Value) -> (u16, String) {
    world.said(method, ACCESS, user, &body.to_string()).await
}

async fn members(world: &World) -> Vec<(String, u64)> {
    let shown = world.ask(Method::GET, ACCESS, "admin", "").await.json();
    let members = shown["others_auths"].as_array().unwrap().iter();
    let member = |member: &Value| {
        assert_eq!(member["user_id"], member["user_name"]);
        let name = member["user_name"].as_str().unwrap().to_owned();
        (name, member["auth"].as_u64().unwrap())
    };
    members.map(member).collect()
}

fn pairs(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    let owned = expected
        .iter()
        .map(|(name, auth)| ((*name).to_owned(), *auth));
    owned.collect()
}

#[tokio::test]
async fn people_are_in_the_order_in_which_they_were_granted() {
    let world = World::new();
    world.team().await;
    let team = [("admin", 7), ("manager", 7), ("editor", 3), ("reader", 1)];
    assert_eq!(members(&world).await, pairs(&team));
    let changed = ask(&world, Method::PATCH, "admin", &grant("manager", 1)).await;
    assert_eq!(changed, done());
    let moved = [("admin", 7), ("manager", 1), ("editor", 3), ("reader", 1)];
    assert_eq!(members(&world).await, pairs(&moved));
    let revoked = ask(&world, Method::DELETE, "admin", &json!(["editor"])).await;
    assert_eq!(revoked, gone());
    ask(&world, Method::POST, "admin", &grant("editor", 7)).await;
    let last = [("admin", 7), ("manager", 1), ("reader", 1), ("editor", 7)];
    assert_eq!(members(&world).await, pairs(&last));
}

#[tokio::test]
async fn the_response_has_the_organization_and_the_callers_own_role() {
    let world = World::new();
    world.team().await;
    let shown = world.ask(Method::GET, ACCESS, "reader", "").await.json();
    assert_eq!(shown["name"], "team");
    assert_eq!(shown["creator_name"], "admin");
    assert!(shown["id"].is_i64());
    let own = json!({"user_id": "reader", "user_name": "reader", "auth": 1});
    assert_eq!(shown["self_auth"], own);
    assert_eq!(
        shown["others_auths"][3], own,
        "the caller is there, too, as on the cloud"
    );
}

#[tokio::test]
async fn roles_come_and_go_at_once() {
    let world = World::new();
    world.team().await;
    let team = "/v2/manage/namespaces/team";
    assert_eq!(
        world.said(Method::GET, team, "stranger", "").await,
        refused("4040058")
    );
    ask(&world, Method::POST, "manager", &grant("stranger", 1)).await;
    let seen = world.ask(Method::GET, team, "stranger", "").await.json();
    assert_eq!(
        (&seen["auth"], &seen["access_user_count"]),
        (&json!(1), &json!(5))
    );
    ask(&world, Method::DELETE, "manager", &json!(["stranger"])).await;
    assert_eq!(
        world.said(Method::GET, team, "stranger", "").await,
        refused("4040058")
    );
}

#[tokio::test]
async fn only_managers_grant() {
    let world = World::new();
    world.team().await;
    for user in ["editor", "reader"] {
        for (method, body) in [
            (Method::POST, grant("stranger", 1)),
            (Method::PATCH, grant("reader", 3)),
            (Method::DELETE, json!(["reader"])),
        ] {
            let answer = ask(&world, method, user, &body).await;
            assert_eq!(answer, refused("4039002"), "{user}");
        }
    }
    let answer = ask(&world, Method::POST, "stranger", &grant("stranger", 7)).await;
    assert_eq!(answer, refused("4040058"));
}

#[tokio::test]
async fn one_wrong_entry_and_none_of_them_counts() {
    let world = World::new();
    world.team().await;
    let before = members(&world).await;
    let stranger = grant("stranger", 1)[0].clone();
    for (method, second, number) in [
        (Method::POST, grant("reader", 1), "4090076"),
        (Method::POST, grant("nobody", 1), "4001067"),
        (Method::POST, grant("partner-user", 1), "4001067"),
        (
            Method::POST,
            json!([{"user_id": "outsider", "user_name": "reader", "auth": 1}]),
            "4001067",
        ),
        (Method::POST, grant("stranger", 3), "4000014"),
        (Method::POST, grant("outsider", 5), "4001065"),
    ] {
        let body = json!([stranger, second[0]]);
        let answer = ask(&world, method, "admin", &body).await;
        assert_eq!(answer, refused(number), "{body}");
    }
    let reader = grant("reader", 3)[0].clone();
    let body = json!([reader, stranger]);
    let answer = ask(&world, Method::PATCH, "admin", &body).await;
    assert_eq!(answer, refused("4040078"));
    let answer = ask(
        &world,
        Method::DELETE,
        "admin",
        &json!(["reader", "nobody"]),
    )
    .await;
    assert_eq!(answer, refused("4040078"));
    assert_eq!(members(&world).await, before);
}

#[tokio::test]
async fn names_and_ids_must_match() {
    let world = World::new();
    world.team().await;
    let mixed = json!([{"user_id": "reader", "user_name": "editor", "auth": 3}]);
    for (method, body) in [
        (Method::PATCH, mixed),
        (
            Method::POST,
            json!([{"user_id": "stranger", "user_name": "x", "auth": 1}]),
        ),
    ] {
        let answer = ask(&world, method, "admin", &body).await;
        assert_eq!(answer, refused("4001067"), "{body}");
    }
}

#[tokio::test]
async fn what_is_no_array_of_people_is_rejected() {
    let world = World::new();
    world.team().await;
    for (body, number) in [
        ("", "4000014"),
        ("[]", "4000014"),
        ("{}", "4000014"),
        ("[1]", "4000014"),
        (r#"["reader"]"#, "4000014"),
        (
            r#"[{"user_id": "reader", "user_name": "reader"}]"#,
            "4001014",
        ),
        (
            r#"[{"user_id": "reader", "user_name": "reader", "auth": "7"}]"#,
            "4001065",
        ),
    ] {
        for method in [Method::POST, Method::PATCH] {
            let answer = world.said(method, ACCESS, "admin", body).await;
            assert_eq!(answer, refused(number), "{body}");
        }
    }
    for body in ["", "[]", "{}", "[1]", r#"[{"user_id": "reader"}]"#] {
        let answer = world.said(Method::DELETE, ACCESS, "admin", body).await;
        assert_eq!(answer, refused("4000014"), "{body}");
    }
}

#[tokio::test]
async fn another_manager_replaces_everyone_and_administrators_keep_what_they_may() {
    let world = World::new();
    world.organization("editor", "own").await;
    let path = "/v2/manage/namespaces/own/access";
    let manager = grant("manager", 7).to_string();
    world.ask(Method::POST, path, "editor", &manager).await;
    // As a tool does it: everyone goes, anyone who created it included, and comes again.
    let revoked = world.said(Method::DELETE, path, "manager", r#"["editor"]"#);
    assert_eq!(revoked.await, gone());
    let again = grant("editor", 7).to_string();
    let again = world.said(Method::POST, path, "manager", &again).await;
    assert_eq!(again, done());

    let low = grant("admin", 1).to_string();
    assert_eq!(world.said(Method::POST, path, "editor", &low).await, done());
    let shown = world.ask(Method::GET, path, "admin", "").await.json();
    assert_eq!(shown["self_auth"]["auth"], 7);
    assert_eq!(shown["others_auths"][2]["auth"], 1);
    let revoked = world.said(Method::DELETE, path, "editor", r#"["admin"]"#);
    assert_eq!(revoked.await, gone());
    let shown = world.ask(Method::GET, path, "admin", "").await;
    assert_eq!(shown.status, 200);
}
