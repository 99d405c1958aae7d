//! Logins of the registry that end by themselves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use swr_server::store::{StoreError, users};

use crate::images::Image;
use crate::world::{Answer, HOUR, World};

const SECRET: &str = "/v2/manage/utils/secret";
const TOKEN: &str = "/v2/manage/utils/authorizationtoken";
const MINUTE: i64 = 60_000;

/// The login as a header, as Docker would read it from the response.
fn basic(answer: &Answer) -> String {
    let auths = answer.json()["auths"].as_object().unwrap().clone();
    let auth = auths.values().next().unwrap()["auth"].as_str().unwrap();
    format!("Basic {auth}")
}

async fn create(world: &World, path: &str, user: &str) -> Answer {
    let answer = world.ask(Method::POST, path, user, "").await;
    assert_eq!(answer.status, 200, "{path}");
    answer
}

async fn ping(world: &World, login: &str) -> u16 {
    let headers = [("authorization", login)];
    world.get("/v2/", &headers).await.status.as_u16()
}

#[tokio::test]
async fn the_response_is_a_command_its_end_and_a_docker_configuration() {
    let world = World::new();
    for (path, prefix, end) in [
        (SECRET, "local-1@", "2023-11-15T22:13:20.000000Z"),
        (TOKEN, "bearertoken@", "2023-11-15T10:13:20Z"),
    ] {
        let answer = create(&world, path, "reader").await;
        assert_eq!(answer.header("x-swr-expireat"), end);
        let login = STANDARD.decode(&basic(&answer)["Basic ".len()..]).unwrap();
        let login = String::from_utf8(login).unwrap();
        let (user, password) = login.split_once(':').unwrap();
        assert!(user.starts_with(prefix), "{user}");
        let command = format!("docker login -u {user} -p {password} localhost");
        assert_eq!(answer.header("x-swr-dockerlogin"), command);
        assert!(answer.json()["auths"]["localhost"].is_object());
    }
}

#[tokio::test]
async fn a_login_opens_the_registry_until_it_ends() {
    let world = World::new();
    for (path, lasts) in [
        (SECRET, 24 * HOUR),
        ("/v2/manage/utils/secret?duration_seconds=900", 15 * MINUTE),
        (TOKEN, 12 * HOUR),
    ] {
        let login = basic(&create(&world, path, "reader").await);
        world.wait(lasts - 1);
        assert_eq!(ping(&world, &login).await, 200, "{path}");
        world.wait(1);
        assert_eq!(ping(&world, &login).await, 401, "{path}");
        let headers = [("authorization", login.as_str())];
        let token = world.get("/registry/token", &headers).await;
        assert_eq!(token.status, 401, "{path}");
    }
}

#[tokio::test]
async fn a_token_does_not_outlive_the_login_that_it_was_given_for() {
    let world = World::new();
    let path = "/v2/manage/utils/secret?duration_seconds=900";
    let login = basic(&create(&world, path, "reader").await);
    let headers = [("authorization", login.as_str())];
    let answer = world.get("/registry/token", &headers).await.json();
    assert_eq!(answer["expires_in"], 900);
    let bearer = format!("Bearer {}", answer["token"].as_str().unwrap());
    world.wait(15 * MINUTE - 1);
    assert_eq!(ping(&world, &bearer).await, 200);
    world.wait(1);
    assert_eq!(ping(&world, &bearer).await, 401);
}

#[tokio::test]
async fn the_roles_are_those_of_the_user_at_that_moment() {
    let world = World::new();
    let body = r#"{"namespace": "team"}"#;
    world
        .ask(Method::POST, "/v2/manage/namespaces", "admin", body)
        .await;
    world.push("team/app", "v1", &Image::of("one")).await;
    let login = basic(&create(&world, TOKEN, "reader").await);
    let headers = [("authorization", login.as_str())];
    let pull = || world.get("/v2/team/app/manifests/v1", &headers);
    assert_eq!(pull().await.status, 404);
    world.grant("team", "reader");
    assert_eq!(pull().await.status, 200);
}

#[tokio::test]
async fn disabling_the_user_and_a_new_password_end_it() {
    type Change = fn(&rusqlite::Connection) -> Result<(), StoreError>;
    let changes: [Change; 2] = [
        |connection| users::set_disabled(connection, "reader", true),
        |connection| users::set_password(connection, "reader", "hash"),
    ];
    for change in changes {
        let world = World::new();
        let theirs = basic(&create(&world, SECRET, "reader").await);
        let others = basic(&create(&world, SECRET, "editor").await);
        world.store.write_now(change).unwrap();
        assert_eq!(ping(&world, &theirs).await, 401);
        assert_eq!(ping(&world, &others).await, 200);
    }
}

#[tokio::test]
async fn a_login_is_for_the_region_that_gave_it() {
    let (first, second) = World::with_second_region();
    for path in [SECRET, TOKEN] {
        let login = basic(&create(&second, path, "reader").await);
        assert_eq!(ping(&second, &login).await, 200);
        assert_eq!(ping(&first, &login).await, 401);
    }
}

#[tokio::test]
async fn what_cannot_be_is_rejected() {
    let world = World::new();
    for query in [
        "duration_seconds=899",
        "duration_seconds=86401",
        "duration_seconds=an-hour",
        "projectname=eu-de",
    ] {
        let path = format!("{SECRET}?{query}");
        let answer = world.ask(Method::POST, &path, "reader", "").await;
        let refused = (400, "SVCSTG.SWR.4001025".to_owned());
        assert_eq!(answer.refusal(), refused, "{query}");
    }
    let path = format!("{SECRET}?projectname=local-1&duration_seconds=86400");
    create(&world, &path, "reader").await;
}

#[tokio::test]
async fn passwords_are_not_kept() {
    let world = World::new();
    let answer = create(&world, SECRET, "reader").await;
    let command = answer.header("x-swr-dockerlogin").to_owned();
    let password = command.split(' ').nth(5).unwrap();
    let sql = "SELECT count(*) FROM temporary_logins
               WHERE hex(password_hash) = upper(?1) OR CAST(password_hash AS TEXT) = ?1";
    let kept = |connection: &rusqlite::Connection| {
        let count: i64 = connection.query_row(sql, [password], |row| row.get(0))?;
        Ok::<_, StoreError>(count)
    };
    assert_eq!(world.store.read_now(kept), Ok(0));
}
