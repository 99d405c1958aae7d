//! Tokens for local users, as the identity service gives them.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use http::Request;
use serde_json::{Value, json};
use swr_server::app;
use swr_server::store::{StoreError, users};
use tower::ServiceExt;

use crate::world::{Answer, HOUR, START, World};

fn question(user: &str, password: &str) -> Value {
    json!({"auth": {
        "identity": {
            "methods": ["password"],
            "password": {"user": {
                "name": user, "password": password, "domain": {"name": "local"},
            }},
        },
        "scope": {"project": {"name": "local-1"}},
    }})
}

async fn ask(world: &World, question: &Value) -> Answer {
    let request = Request::post("/v3/auth/tokens?nocatalog=true");
    world
        .send(request.body(Body::from(question.to_string())).unwrap())
        .await
}

async fn is_signed_in(world: &World, token: &str) -> bool {
    let headers = [("x-auth-token", token)];
    world.get("/v2/manage/namespaces", &headers).await.status == 200
}

#[tokio::test]
async fn the_right_password_gives_a_token_that_opens_the_api() {
    let world = World::new();
    let answer = ask(&world, &question("reader", "secret")).await;
    assert_eq!(answer.status, 201);
    let token = &answer.json()["token"];
    assert_eq!(token["user"]["name"], "reader");
    assert_eq!(token["user"]["domain"]["name"], "local");
    assert_eq!(token["project"]["id"], "00000000000000000000000000000001");
    assert_eq!(token["issued_at"], "2023-11-14T22:13:20.000000Z");
    assert_eq!(token["expires_at"], "2023-11-15T22:13:20.000000Z");
    assert!(is_signed_in(&world, answer.header("x-subject-token")).await);
}

#[tokio::test]
async fn a_token_ends_when_its_user_says_so_and_no_one_elses_does() {
    let world = World::new();
    let issue = async |user| {
        let answer = ask(&world, &question(user, "secret")).await;
        answer.header("x-subject-token").to_owned()
    };
    let (own, others) = (issue("reader").await, issue("editor").await);
    let end = async |subject: Option<&str>| {
        let mut request = Request::delete("/v3/auth/tokens").header("x-auth-token", &own);
        if let Some(subject) = subject {
            request = request.header("x-subject-token", subject);
        }
        world
            .send(request.body(Body::empty()).unwrap())
            .await
            .status
    };
    assert_eq!(end(Some(&others)).await, 404);
    assert_eq!(end(None).await, 400);
    assert_eq!(end(Some(&own)).await, 204);
    assert!(!is_signed_in(&world, &own).await);
    assert!(is_signed_in(&world, &others).await);
    assert_eq!(end(Some(&own)).await, 401);
}

#[tokio::test]
async fn wrong_passwords_unknown_users_and_disabled_ones_look_alike() {
    let world = World::new();
    let disable = |connection: &_| users::set_disabled(connection, "editor", true);
    world.store.write_now::<_, StoreError>(disable).unwrap();
    let mut bodies = Vec::new();
    for (user, password) in [
        ("reader", "wrong"),
        ("nobody", "secret"),
        ("editor", "secret"),
    ] {
        let answer = ask(&world, &question(user, password)).await;
        assert_eq!(answer.status, 401, "{user}");
        bodies.push(answer.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
}

#[tokio::test]
async fn a_password_that_is_changed_while_it_is_compared_gives_no_token() {
    let world = World::new();
    let store = world.store.clone();
    let looks = AtomicUsize::new(0);
    // The clock is looked at before the password is compared, and again behind it.
    let service = world.service.clone().with_clock(move || {
        if looks.fetch_add(1, Ordering::SeqCst) == 1 {
            let change = |connection: &_| users::set_password(connection, "reader", "another");
            store.write_now::<_, StoreError>(change).unwrap();
        }
        START
    });
    let question = question("reader", "secret").to_string();
    let request = Request::post("/v3/auth/tokens").body(Body::from(question));
    let answer = app(service).oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn what_is_no_question_is_a_bad_request() {
    let world = World::new();
    let mut by_token = question("reader", "secret");
    by_token["auth"]["identity"]["methods"] = json!(["token"]);
    for wrong in [json!({}), json!([]), by_token] {
        let answer = ask(&world, &wrong).await;
        assert_eq!(answer.refusal(), (400, "Bad Request".to_owned()), "{wrong}");
    }
}

#[tokio::test]
async fn a_sign_in_of_more_than_sixteen_kibibytes_is_rejected() {
    let world = World::new();
    let of_length = |length: usize| {
        let mut text = question("reader", "secret").to_string();
        text.push_str(&" ".repeat(length - text.len()));
        text
    };
    let send = async |request: http::request::Builder, body: Body| {
        world.send(request.body(body).unwrap()).await
    };
    let post = || Request::post("/v3/auth/tokens");
    let most = send(post(), Body::from(of_length(16 * 1024))).await;
    assert_eq!(most.status, 201);
    let too_large = (413, "Payload Too Large".to_owned());
    let more = send(post(), Body::from(of_length(16 * 1024 + 1))).await;
    assert_eq!(more.refusal(), too_large);

    // Nothing ever comes: the header alone is judged.
    let never = Body::from_stream(futures_util::stream::pending::<Result<&str, std::io::Error>>());
    let declared = send(post().header("content-length", "16385"), never).await;
    assert_eq!(declared.refusal(), too_large);
}

#[tokio::test]
async fn another_project_does_not_exist() {
    let world = World::new();
    let mut elsewhere = question("reader", "secret");
    elsewhere["auth"]["scope"]["project"]["name"] = "eu-de".into();
    assert_eq!(ask(&world, &elsewhere).await.status, 404);
    let by_id = json!({"id": "00000000000000000000000000000001"});
    elsewhere["auth"]["scope"]["project"] = by_id;
    assert_eq!(ask(&world, &elsewhere).await.status, 201);
}

#[tokio::test]
async fn a_token_for_no_project_does_not_open_the_api() {
    let world = World::new();
    let mut of_account = question("reader", "secret");
    of_account["auth"].as_object_mut().unwrap().remove("scope");
    let answer = ask(&world, &of_account).await;
    assert_eq!(answer.json()["token"]["domain"]["name"], "local");
    assert!(!is_signed_in(&world, answer.header("x-subject-token")).await);
}

#[tokio::test]
async fn whoever_guesses_must_wait() {
    let world = World::new();
    for _ in 0..10 {
        assert_eq!(ask(&world, &question("reader", "wrong")).await.status, 401);
    }
    let right = question("reader", "secret");
    let closed = ask(&world, &right).await;
    assert_eq!(closed.refusal(), (429, "Too Many Requests".to_owned()));
    assert_eq!(closed.header("retry-after"), "301");
    assert_eq!(ask(&world, &question("editor", "secret")).await.status, 201);
    world.wait(HOUR);
    assert_eq!(ask(&world, &right).await.status, 201);
}

#[tokio::test]
async fn many_guesses_at_the_same_moment_are_as_many_guesses() {
    let world = World::new();
    let wrong = question("reader", "wrong");
    let answers = futures_util::future::join_all((0..20).map(|_| ask(&world, &wrong))).await;
    let guessed = answers.iter().filter(|answer| answer.status == 401);
    assert_eq!(guessed.count(), 10);
    let closed = ask(&world, &question("reader", "secret")).await;
    assert_eq!(closed.status, 429);
}

#[tokio::test]
async fn right_passwords_are_no_guesses_however_many_there_are_at_once() {
    let world = World::new();
    let right = question("reader", "secret");
    let answers = futures_util::future::join_all((0..100).map(|_| ask(&world, &right))).await;
    let refused = answers.iter().filter(|answer| answer.status != 201);
    assert_eq!(refused.count(), 0);
}

#[tokio::test]
async fn more_sign_ins_than_fit_are_rejected_in_the_identity_services_shape() {
    let world = World::new();
    let questions: Vec<_> = (0..80)
        .map(|number| question(&format!("nobody-{number}"), "x"))
        .collect();
    let answers = questions.iter().map(|question| ask(&world, question));
    // Those that fit take long; the first that does not is all there is to see.
    let mut answers: FuturesUnordered<_> = answers.collect();
    let refused = loop {
        let answer = answers.next().await.expect("one of them does not fit");
        if answer.status != 401 {
            break answer;
        }
    };
    assert_eq!(refused.refusal(), (429, "Too Many Requests".to_owned()));
}

#[tokio::test]
async fn what_breaks_in_the_store_has_the_identity_services_shape_too() {
    let world = World::new();
    let full = |connection: &rusqlite::Connection| {
        // No page more than there are.
        connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?;
        Ok::<_, StoreError>(())
    };
    world.store.write_now(full).unwrap();
    while world.try_token("reader").is_ok() {}
    let answer = ask(&world, &question("reader", "secret")).await;
    assert_eq!(answer.refusal(), (507, "Insufficient Storage".to_owned()));

    let broken = |connection: &rusqlite::Connection| {
        connection.execute_batch("DROP TABLE tokens")?;
        Ok::<_, StoreError>(())
    };
    world.store.write_now(broken).unwrap();
    let answer = ask(&world, &question("reader", "secret")).await;
    assert_eq!(answer.refusal(), (500, "Internal Server Error".to_owned()));
    assert!(!answer.body.contains("tokens"));
}

#[tokio::test]
async fn a_new_password_a_new_key_and_disabling_end_every_session() {
    type Change = fn(&rusqlite::Connection) -> Result<(), StoreError>;
    let changes: [Change; 4] = [
        |connection| users::set_password(connection, "reader", "hash"),
        |connection| users::set_disabled(connection, "reader", true),
        |connection| users::add_access_key(connection, "reader", "AK2", "SK2", 0),
        |connection| users::remove_access_key(connection, "reader", "AK-reader").map(drop),
    ];
    for change in changes {
        let world = World::new();
        let (theirs, others) = (world.token("reader"), world.token("editor"));
        assert!(is_signed_in(&world, &theirs).await);
        world.store.write_now(change).unwrap();
        assert!(!is_signed_in(&world, &theirs).await);
        assert!(is_signed_in(&world, &others).await);
    }
}

#[tokio::test]
async fn the_project_is_found_by_its_name() {
    let world = World::new();
    let token = world.token("reader");
    let headers = [("x-auth-token", token.as_str())];
    let found = world
        .get("/v3/projects?name=local-1", &headers)
        .await
        .json();
    assert_eq!(
        found["projects"][0]["id"],
        "00000000000000000000000000000001"
    );
    let missing = world.get("/v3/projects?name=eu-de", &headers).await.json();
    assert_eq!(missing["projects"], json!([]));
}
