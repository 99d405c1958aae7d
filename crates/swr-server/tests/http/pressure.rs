//! What the service bounds, so that one user's requests do not keep the others waiting.

use http::Method;
use serde_json::json;
use swr_server::store::StoreError;

use crate::shelf::Shelf;
use crate::world::{START, World, refused};

#[tokio::test]
async fn the_ninth_list_of_a_user_is_refused_until_one_of_them_ends() {
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
async fn a_policy_that_takes_too_long_to_match_is_refused_when_it_is_saved() {
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
