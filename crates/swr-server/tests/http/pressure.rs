//! What the service bounds, so that one user's requests do not keep the others waiting.

use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use http::{Method, Request};
use serde_json::{Value, json};
use swr_server::retention::parse_rules;
use swr_server::service::REGION;
use swr_server::store::{StoreError, repositories, retention, tags};

use crate::shelf::{Shelf, path};
use crate::tags::{REPOSITORY, push, world};
use crate::world::{START, World, refused};

#[tokio::test]
async fn the_ninth_list_of_a_user_is_rejected_until_one_of_them_ends() {
    let shelf = Shelf::new(World::new());
    let lists = &shelf.world.service.lists;
    let mut under_way: Vec<_> = (0..8).map(|_| lists.take("reader").unwrap()).collect();
    let refused = shelf.get("tags").await;
    assert_eq!(refused.refusal(), (503, "APIGW.0308".into()));
    assert_eq!(refused.header("retry-after"), "1");
    let other = shelf.ask(Method::GET, "tags", "editor", "").await;
    assert_eq!(other.status, 200, "the bound is of each user");
    let one_tag = shelf.get("retentions").await;
    assert_eq!(one_tag.status, 200, "the bound is of long lists");
    under_way.pop();
    assert_eq!(shelf.get("tags").await.status, 200);
}

fn excepting(patterns: usize, pattern: &str) -> serde_json::Value {
    let selector = json!({"kind": "regexp", "pattern": pattern});
    let rule = json!({"template": "tag_rule", "params": {"num": "1"},
        "tag_selectors": vec![selector; patterns]});
    json!({"algorithm": "or", "rules": vec![rule; 10]})
}

#[tokio::test]
async fn a_policy_that_takes_too_long_to_match_is_rejected_when_it_is_saved() {
    let shelf = Shelf::new(World::new());
    let heavy = excepting(60, "(?:[a-z0-9]?){60}");
    let answer = shelf.post("retentions", &heavy).await;
    assert_eq!(answer.refusal(), refused("4000014"));
    assert!(answer.body.contains("take too long"), "{}", answer.body);
    assert_eq!(shelf.get("retentions").await.json(), json!([]));

    let created = shelf.post("retentions", &excepting(2, "v1")).await;
    let path = format!("retentions/{}", created.json()["id"]);
    let body = heavy.to_string();
    let changed = shelf.ask(Method::PATCH, &path, "manager", &body).await;
    assert_eq!(changed.refusal(), refused("4000014"));
}

#[tokio::test]
async fn more_tags_than_one_transaction_deletes_are_deleted_by_one_policy() {
    let shelf = Shelf::new(World::new());
    for number in 0..250 {
        shelf.tag(&format!("b{number:03}"), START + number);
    }
    let created = shelf.post("retentions", &excepting(0, "")).await;
    assert_eq!(created.status, 201, "{}", created.body);
    assert_eq!(shelf.tags(), ["b249"]);
    let log = shelf.get("retentions/histories").await.json();
    assert_eq!(log["total"], 249);
    let size = shelf.world.store.read_now(|connection| {
        let sql = "SELECT count(*) FROM repositories WHERE size_bytes IS NULL";
        let unknown: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        Ok::<_, StoreError>(unknown)
    });
    assert_eq!(size, Ok(0), "sizes are known again");
}

#[tokio::test]
async fn a_mistake_in_a_policy_is_explained_only_to_who_may_save_it() {
    let shelf = Shelf::new(World::new());
    for (user, code) in [
        ("stranger", "4040058"),
        ("editor", "4037020"),
        ("manager", "4001014"),
    ] {
        let answer = shelf.ask(Method::POST, "retentions", user, "{}").await;
        assert_eq!(answer.refusal(), refused(code), "{user}");
    }
}

#[tokio::test]
async fn others_read_and_write_while_the_rules_of_a_policy_are_matched() {
    let shelf = Shelf::new(World::new());
    shelf.tag("v1", START);
    shelf.tag("v2", START + 1);
    let matching = shelf.world.service.matching.clone();
    let held = matching.lock().await;
    let policy = excepting(0, "");
    let saving = shelf.post("retentions", &policy);
    let meanwhile = async {
        while shelf.get("retentions").await.json() == json!([]) {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            shelf.tags(),
            ["v1", "v2"],
            "it is saved and not matched yet"
        );
        shelf.tag("v1", START + 2);
        drop(held);
    };
    let (saved, ()) = tokio::join!(saving, meanwhile);
    assert_eq!(saved.status, 201);
    assert_eq!(shelf.tags(), ["v1"], "what was pushed meanwhile counts");
}

#[tokio::test]
async fn who_is_no_one_is_rejected_before_a_byte_of_the_body_came() {
    let world = World::new();
    let never = || Body::from_stream(futures_util::stream::pending::<std::io::Result<Bytes>>());
    let signed = "SDK-HMAC-SHA256 Access=nobody, SignedHeaders=host;x-sdk-date, Signature=00";
    for (name, value) in [
        ("x-auth-token", "wrong"),
        ("x-nothing", "at all"),
        ("authorization", signed),
    ] {
        let request = Request::post("/v2/manage/namespaces")
            .header(name, value)
            .header("host", "localhost")
            .header("x-sdk-date", "20231114T221320Z")
            .body(never())
            .unwrap();
        let patience = std::time::Duration::from_secs(20);
        let answer = tokio::time::timeout(patience, world.send(request)).await;
        let refusal = answer.unwrap().refusal();
        assert_eq!(refusal, (401, "APIGW.0301".into()), "{name}");
    }
}

/// Tags, each of its own manifest of almost a megabyte.
async fn large_manifests(count: i64) -> World {
    let world = world().await;
    for number in 0..count {
        let text = format!("{number}").repeat(900_000);
        let fields = json!({"annotations": {"text": text}});
        push(&world, &[&format!("v{number}")], fields, START + number);
    }
    world
}

#[tokio::test]
async fn a_list_with_long_manifests_is_sent_in_pieces() {
    let world = large_manifests(5).await;
    let request = Request::get(format!("{REPOSITORY}/tags?offset=0&limit=1000"))
        .header("x-auth-token", world.token("reader"))
        .body(Body::empty());
    let response = world.raw(request.unwrap()).await;
    assert_eq!(response.headers()["content-range"], "0-5/5");
    assert_eq!(response.headers()["content-type"], "application/json");
    let lists = &world.service.lists;
    let others: Vec<_> = (0..8).map_while(|_| lists.take("reader")).collect();
    assert_eq!(others.len(), 7, "it is under way until all of it was sent");
    drop(others);
    let pieces: Vec<Bytes> = response
        .into_body()
        .into_data_stream()
        .map(Result::unwrap)
        .collect()
        .await;
    let others: Vec<_> = (0..8).map_while(|_| lists.take("reader")).collect();
    assert_eq!(others.len(), 8);
    let longest = pieces.iter().map(Bytes::len).max().unwrap();
    assert!(longest < 2_500_000, "{longest}");
    let list: Value = serde_json::from_slice(&pieces.concat()).unwrap();
    let tags = list.as_array().unwrap();
    let names: Vec<_> = tags
        .iter()
        .map(|tag| tag["Tag"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["v4", "v3", "v2", "v1", "v0"]);
    let lengths = tags
        .iter()
        .map(|tag| tag["manifest"].as_str().unwrap().len());
    assert!(lengths.min().unwrap() > 900_000);
}

#[tokio::test]
async fn a_short_list_is_one_piece() {
    let shelf = Shelf::new(World::new());
    assert_eq!(shelf.get("tags").await.body, "[]");
    shelf.tag("v1", START);
    let request = Request::get(path("tags")).header("x-auth-token", shelf.world.token("reader"));
    let response = shelf.world.raw(request.body(Body::empty()).unwrap()).await;
    let pieces = response.into_body().into_data_stream().count().await;
    assert_eq!(pieces, 1);
}

#[tokio::test]
async fn a_page_by_marker_ends_when_its_manifests_are_long() {
    let world = large_manifests(7).await;
    let list = REPOSITORY.replace("/v2/", "/v3/");
    let mut names = Vec::new();
    let mut marker = String::new();
    let mut pages = 0;
    loop {
        let page = format!("{list}/tags?with_manifest=true&order_column=tag{marker}");
        let page = world.ask(Method::GET, &page, "reader", "").await;
        assert!(page.body.len() < 6_000_000, "{}", page.body.len());
        let page = page.json();
        names.extend(crate::tags::names(&page).into_iter().map(str::to_owned));
        pages += 1;
        match page["next_marker"].as_str() {
            Some(next) => marker = format!("&marker={next}"),
            None => break,
        }
    }
    assert_eq!(names, ["v6", "v5", "v4", "v3", "v2", "v1", "v0"]);
    assert_eq!(pages, 2);
}

#[tokio::test]
async fn an_image_that_is_pushed_while_a_policy_runs_keeps_its_signature() {
    let world = world().await;
    let image = push(
        &world,
        &["v1"],
        json!({"annotations": {"name": "one"}}),
        START,
    );
    let signature = format!("sha256-{}.sig", image.hex());
    let about = json!({"annotations": {"about": image.as_str()}});
    push(&world, &[&signature], about, START + 1);
    push(
        &world,
        &["v2"],
        json!({"annotations": {"name": "two"}}),
        START + 2,
    );
    let names = world.store.write_now(|connection| {
        let repository = repositories::find(connection, REGION, "team", "a/b")?.unwrap();
        let policy = excepting(0, "");
        let rules = parse_rules(policy["rules"].as_array().unwrap()).unwrap();
        retention::create(connection, repository.id, &rules, START)?;
        let planned = retention::snapshot(connection, repository.id)?;
        let planned = planned.unwrap().plan(START + 3);
        assert_eq!(planned.len(), 2, "the old image and its signature");
        tags::put(connection, repository.id, "v1", image.as_str(), START + 4)?;
        let deleted = retention::delete_planned(connection, repository.id, &planned, START + 5)?;
        assert_eq!(deleted, 0);
        tags::names_after(connection, repository.id, "", None)
    });
    assert_eq!(
        Result::<_, StoreError>::unwrap(names),
        [&signature, "v1", "v2"]
    );
}
