//! `…/access-domains`: a repository that another account may pull for a while.

use http::Method;
use serde_json::json;
use swr_server::service::REGION;

use crate::world::{HOUR, World, done, gone, refused};

const SHARES: &str = "/v2/manage/namespaces/team/repositories/a$b/access-domains";
const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";

/// The world begins on 2023-11-14 at 22:13:20.
const TODAY: &str = "2023-11-14T00:00:00Z";

fn body(account: &str, deadline: &str) -> String {
    json!({"access_domain": account, "permit": "read", "deadline": deadline}).to_string()
}

async fn share(world: &World, account: &str, deadline: &str) -> (u16, String) {
    let body = body(account, deadline);
    world.said(Method::POST, SHARES, "manager", &body).await
}

async fn team() -> World {
    let world = World::new();
    world.team().await;
    world
}

#[tokio::test]
async fn a_share_is_listed_and_shown_as_it_was_made() {
    let world = team().await;
    let new = json!({
        "access_domain": "partner",
        "permit": "read",
        "deadline": "2024-10-01T16:00:00.000Z",
        "description": "a test",
    });
    let new = new.to_string();
    let made = world.said(Method::POST, SHARES, "manager", &new);
    assert_eq!(made.await, done());
    let mut expected = json!({
        "namespace": "team",
        "repository": "a/b",
        "access_domain": "partner",
        "permit": "read",
        "deadline": "2024-10-01T16:00:00Z",
        "description": "a test",
        "creator_id": "manager",
        "creator_name": "manager",
        "created": "2023-11-14T22:13:20Z",
        "updated": "2023-11-14T22:13:20Z",
        "status": true,
    });
    let other_spelling = "/v2/manage/namespaces/team/repos/a%24b/access-domains";
    for path in [SHARES, other_spelling] {
        let list = world.ask(Method::GET, path, "reader", "").await.json();
        assert_eq!(list, json!([expected]), "{path}");
    }
    expected["exist"] = true.into();
    for path in [SHARES, other_spelling] {
        let path = format!("{path}/partner");
        let shown = world.ask(Method::GET, &path, "reader", "").await.json();
        assert_eq!(shown, expected, "{path}");
    }
}

#[tokio::test]
async fn updating_replaces_deadline_and_description_and_deleting_ends_it() {
    let world = team().await;
    share(&world, "partner", "forever").await;
    world.wait(HOUR);
    let path = format!("{SHARES}/partner");
    let change = r#"{"permit": "read", "deadline": "2024-01-01T00:00:00Z", "description": "x"}"#;
    let changed = world.said(Method::PATCH, &path, "manager", change).await;
    assert_eq!(changed, done());
    let shown = world.ask(Method::GET, &path, "manager", "").await.json();
    assert_eq!(shown["deadline"], "2024-01-01T00:00:00Z");
    assert_eq!(shown["description"], "x");
    assert_eq!(shown["created"], "2023-11-14T22:13:20Z");
    assert_eq!(shown["updated"], "2023-11-14T23:13:20Z");
    let change = r#"{"permit": "read", "deadline": "forever"}"#;
    world.ask(Method::PATCH, &path, "manager", change).await;
    let shown = world.ask(Method::GET, &path, "manager", "").await.json();
    assert_eq!(
        (&shown["deadline"], &shown["description"]),
        (&json!("forever"), &json!(""))
    );

    let deleted = world.said(Method::DELETE, &path, "manager", "").await;
    assert_eq!(deleted, gone());
    let list = world.ask(Method::GET, SHARES, "manager", "").await.json();
    assert_eq!(list, json!([]));
}

#[tokio::test]
async fn what_is_missing_is_a_400() {
    let world = team().await;
    let nowhere = "/v2/manage/namespaces/team/repositories/nothing/access-domains";
    let change = r#"{"permit": "read", "deadline": "forever"}"#;
    for (method, path, body) in [
        (Method::PATCH, format!("{SHARES}/partner"), change),
        (Method::DELETE, format!("{SHARES}/partner"), ""),
        (Method::DELETE, format!("{SHARES}/nobody"), ""),
        (Method::GET, nowhere.to_owned(), ""),
        (Method::GET, format!("{nowhere}/partner"), ""),
        (
            Method::POST,
            nowhere.to_owned(),
            &*body("partner", "forever"),
        ),
    ] {
        let answer = world.said(method, &path, "manager", body).await;
        assert_eq!(answer, refused("4001090"), "{path}");
    }
}

#[tokio::test]
async fn a_share_that_is_not_there_does_not_exist_and_a_missing_repository_says_so_twice() {
    let world = team().await;
    let path = format!("{SHARES}/partner");
    let shown = world.ask(Method::GET, &path, "reader", "").await;
    assert_eq!(shown.status, 200);
    let said = shown.json();
    assert_eq!(
        (&said["exist"], &said["access_domain"], &said["status"]),
        (&json!(false), &json!("partner"), &json!(false))
    );
    let nowhere = "/v2/manage/namespaces/team/repositories/nothing/access-domains/partner";
    let missing = world.ask(Method::GET, nowhere, "reader", "").await;
    assert_eq!(missing.status, 400);
    let said = missing.json();
    let code = json!("SVCSTG.SWR.4001090");
    for place in ["/errors/0/errorCode", "/error_code", "/errorCode"] {
        assert_eq!(said.pointer(place), Some(&code), "{place}");
    }
}

#[tokio::test]
async fn an_account_is_one_in_whatever_case() {
    let world = team().await;
    assert_eq!(share(&world, "PARTNER", "forever").await, done());
    assert_eq!(
        share(&world, "Partner", "forever").await,
        refused("4090089")
    );
    let path = format!("{SHARES}/PARTNER");
    let shown = world.ask(Method::GET, &path, "manager", "").await.json();
    assert_eq!(
        (&shown["exist"], &shown["access_domain"]),
        (&json!(true), &json!("PARTNER"))
    );
    let list = world.ask(Method::GET, SHARES, "manager", "").await.json();
    assert_eq!(list[0]["access_domain"], "partner");
    let change = r#"{"permit": "read", "deadline": "forever", "description": "x"}"#;
    let changed = world.said(Method::PATCH, &path, "manager", change).await;
    assert_eq!(changed, done());
    let deleted = world.said(Method::DELETE, &path, "manager", "").await;
    assert_eq!(deleted, gone());
}

#[tokio::test]
async fn each_mistake_has_its_code() {
    let world = team().await;
    let long = "x".repeat(1001);
    for (body, number) in [
        (json!({"permit": "read", "deadline": "forever"}), "4001014"),
        (
            json!({"access_domain": "partner", "deadline": "forever"}),
            "4001014",
        ),
        (
            json!({"access_domain": "partner", "permit": "read"}),
            "4001014",
        ),
        (
            json!({"access_domain": "partner", "permit": "write", "deadline": "forever"}),
            "4001066",
        ),
        (
            json!({"access_domain": "partner", "permit": "read", "deadline": "tomorrow"}),
            "4000014",
        ),
        (
            json!({"access_domain": "partner", "permit": "read", "deadline": ""}),
            "4000014",
        ),
        (
            json!({"access_domain": "nobody", "permit": "read", "deadline": "forever"}),
            "4001041",
        ),
        (
            json!({"access_domain": "local", "permit": "read", "deadline": "forever"}),
            "4001041",
        ),
        (
            json!({"access_domain": "partner", "permit": "read", "deadline": "forever",
                   "description": long}),
            "4131012",
        ),
    ] {
        let body = body.to_string();
        let answer = world.said(Method::POST, SHARES, "manager", &body).await;
        assert_eq!(answer, refused(number), "{body}");
    }
    assert_eq!(share(&world, "partner", "forever").await, done());
    assert_eq!(share(&world, "partner", TODAY).await, refused("4090089"));
}

#[tokio::test]
async fn sharing_takes_the_role_to_manage() {
    let world = team().await;
    share(&world, "partner", "forever").await;
    let one = format!("{SHARES}/partner");
    let change = r#"{"permit": "read", "deadline": "forever"}"#;
    for user in ["editor", "reader"] {
        for (method, path, body) in [
            (Method::POST, SHARES, body("third", "forever")),
            (Method::PATCH, &one, change.to_owned()),
            (Method::DELETE, &one, String::new()),
        ] {
            let answer = world.said(method, path, user, &body).await;
            assert_eq!(answer, refused("4037020"), "{user}");
        }
        assert_eq!(world.ask(Method::GET, SHARES, user, "").await.status, 200);
    }
    // With whom else it is shared is nothing for those it is shared with.
    let answer = world.said(Method::GET, SHARES, "partner-admin", "").await;
    assert_eq!(answer, refused("4037020"));
    let answer = world.said(Method::GET, SHARES, "outsider", "").await;
    assert_eq!(answer, refused("4001090"));
}

#[tokio::test]
async fn the_other_accounts_people_see_it_until_the_day_is_over() {
    let world = team().await;
    let sees = async |user: &str| {
        let mut seen = Vec::new();
        for path in [REPOSITORY.to_owned(), format!("{REPOSITORY}/tags")] {
            seen.push(
                world
                    .ask(Method::GET, &path, user, "")
                    .await
                    .status
                    .as_u16(),
            );
        }
        assert_eq!(seen[0], seen[1]);
        seen[0] == 200
    };
    assert!(!sees("partner-user").await);
    share(&world, "partner", TODAY).await;
    assert!(sees("partner-user").await && sees("partner-admin").await);
    assert!(!sees("outsider").await && !sees("stranger").await);
    world.wait(HOUR);
    assert!(sees("partner-user").await, "23:13 is still that day");
    world.wait(HOUR);
    assert!(!sees("partner-user").await, "it ended at midnight");
    let shown = world
        .ask(Method::GET, &format!("{SHARES}/partner"), "manager", "")
        .await;
    assert_eq!(shown.json()["status"], false);
}

#[tokio::test]
async fn a_share_is_for_looking_only() {
    let world = team().await;
    share(&world, "partner", "forever").await;
    for (method, path, body) in [
        (
            Method::PATCH,
            REPOSITORY.to_owned(),
            r#"{"is_public": true}"#,
        ),
        (Method::DELETE, REPOSITORY.to_owned(), ""),
        (Method::DELETE, format!("{REPOSITORY}/tags/1"), ""),
        (Method::GET, format!("{REPOSITORY}/access"), ""),
    ] {
        let answer = world.said(method, &path, "partner-admin", body).await;
        assert_eq!(answer, refused("4037020"), "{path}");
    }
    let organization = "/v2/manage/namespaces/team";
    let answer = world
        .said(Method::GET, organization, "partner-admin", "")
        .await;
    assert_eq!(answer, refused("4040058"));
    let visible = "/v2/manage/namespaces?filter=mode::visible";
    let list = world.ask(Method::GET, visible, "partner-admin", "").await;
    assert_eq!(list.json()["namespaces"], json!([]));
    let list = world.ask(Method::GET, "/v2/manage/repos", "partner-admin", "");
    assert_eq!(list.await.json(), json!([]));
}

#[tokio::test]
async fn what_is_public_is_not_shared_and_keeps_the_shares_it_had() {
    let world = team().await;
    share(&world, "partner", "2023-11-15T00:00:00Z").await;
    let publish = async |is_public: bool| {
        let body = format!(r#"{{"is_public": {is_public}}}"#);
        world
            .said(Method::PATCH, REPOSITORY, "manager", &body)
            .await
    };
    assert_eq!(publish(true).await, done());
    assert_eq!(share(&world, "third", "forever").await, refused("4000014"));
    let list = world.ask(Method::GET, SHARES, "manager", "").await.json();
    assert_eq!(list[0]["access_domain"], "partner");
    let status = async |user: &str| {
        let shown = world.ask(Method::GET, REPOSITORY, user, "").await;
        shown.status.as_u16()
    };
    assert_eq!(
        (status("partner-user").await, status("outsider").await),
        (200, 200)
    );
    publish(false).await;
    assert_eq!(
        (status("partner-user").await, status("outsider").await),
        (200, 404)
    );
}

#[tokio::test]
async fn five_hundred_accounts_and_no_more() {
    let world = team().await;
    let fill = |connection: &swr_server::store::Connection| {
        for number in 0..500 {
            let name = format!("account-{number}");
            swr_server::store::accounts::create(connection, &name, &name, &name)?;
        }
        let found = swr_server::store::repositories::find(connection, REGION, "team", "a/b")?;
        for number in 0..499 {
            let new = swr_server::store::shares::NewShare {
                repository_id: found.as_ref().unwrap().id,
                account_id: &format!("account-{number}"),
                deadline: None,
                description: "",
                creator_id: "manager",
                creator_name: "manager",
                now: 0,
            };
            swr_server::store::shares::create(connection, &new)?;
        }
        Ok::<_, swr_server::store::StoreError>(())
    };
    world.store.write_now(fill).unwrap();
    assert_eq!(share(&world, "account-499", "forever").await, done());
    assert_eq!(
        share(&world, "partner", "forever").await,
        refused("4000014")
    );
    let list = world.ask(Method::GET, SHARES, "reader", "").await.json();
    assert_eq!(list.as_array().unwrap().len(), 500);
}
