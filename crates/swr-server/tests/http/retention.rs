//! Retention over HTTP: what is saved deletes, goes on deleting, and is written down.

use http::Method;
use serde_json::{Value, json};
use swr_server::schedule::{Ran, RunError, run_retention};
use swr_server::store::StoreError;

use crate::shelf::Shelf;
use crate::world::{HOUR, START, World};

const DAY: i64 = 24 * HOUR;

fn keep_newest(num: &str) -> Value {
    json!({"algorithm": "or", "rules": [{
        "template": "tag_rule", "params": {"num": num},
        "tag_selectors": [{"kind": "label", "pattern": "latest"}],
    }]})
}

fn keep_days(days: &str) -> Value {
    json!({"algorithm": "or", "rules": [{
        "template": "date_rule", "params": {"days": days}, "tag_selectors": [],
    }]})
}

/// Four versions and `latest`, a day apart, the last one pushed now.
fn shelf() -> Shelf {
    let shelf = Shelf::new(World::new());
    for (age, name) in ["latest", "v4", "v3", "v2", "v1"].into_iter().enumerate() {
        shelf.tag(name, START - age as i64 * DAY);
    }
    shelf
}

async fn create(shelf: &Shelf, body: &Value) -> i64 {
    let created = shelf.post("retentions", body).await;
    assert_eq!(created.status, 201, "{}", created.body);
    created.json()["id"].as_i64().unwrap()
}

async fn run(shelf: &Shelf) -> Ran {
    run_retention(&shelf.world.service).await.unwrap()
}

fn deleted(deleted: usize) -> Ran {
    Ran {
        deleted,
        ..Ran::default()
    }
}

/// Changes the data as nothing of the service does.
fn execute(shelf: &Shelf, sql: &str) {
    let executed: Result<(), StoreError> = shelf
        .world
        .store
        .write_now(|connection| Ok(connection.execute_batch(sql)?));
    executed.unwrap();
}

#[tokio::test]
async fn a_policy_deletes_the_moment_it_is_saved() {
    let shelf = shelf();
    create(&shelf, &keep_newest("2")).await;
    assert_eq!(shelf.tags(), ["latest", "v3", "v4"]);
    let log = shelf.get("retentions/histories").await.json();
    assert_eq!(log["total"], 2);
    let tags: Vec<_> = log["retention_log"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&tags[0]["tag"], &tags[1]["tag"]),
        (&json!("v2"), &json!("v1"))
    );
}

#[tokio::test]
async fn a_line_of_the_log_has_the_rule_as_text() {
    let shelf = shelf();
    let id = create(&shelf, &keep_days("3")).await;
    let log = shelf.get("retentions/histories").await.json();
    let rule = r#"{"template":"date_rule","params":{"days":"3"},"tag_selectors":[]}"#;
    let line = json!({
        "created_at": "2023-11-14T22:13:20Z", "id": 1, "namespace": "team", "repo": "app/api",
        "retention_id": id, "rule_type": rule, "tag": "v1",
    });
    assert_eq!(log, json!({"retention_log": [line], "total": 1}));
}

#[tokio::test]
async fn a_policy_goes_on_as_tags_age() {
    let shelf = shelf();
    create(&shelf, &keep_days("4")).await;
    assert_eq!(shelf.tags().len(), 5, "exactly four days old is not older");
    shelf.world.wait(1);
    assert_eq!(run(&shelf).await, deleted(1));
    assert_eq!(run(&shelf).await, deleted(0));
    shelf.world.wait(100 * DAY);
    assert_eq!(run(&shelf).await, deleted(4));
    assert!(shelf.tags().is_empty());
    let log = shelf.get("retentions/histories").await.json();
    assert_eq!(log["total"], 5);
    assert_eq!(log["retention_log"][0]["tag"], "latest");
}

#[tokio::test]
async fn the_log_comes_in_pages_and_outlives_the_policy() {
    let shelf = shelf();
    let id = create(&shelf, &keep_newest("1")).await;
    let deleted = format!("retentions/{id}");
    let deleted = shelf.ask(Method::DELETE, &deleted, "manager", "").await;
    assert_eq!(
        (deleted.status.as_u16(), deleted.body.as_str()),
        (200, "{}")
    );
    assert_eq!(shelf.get("retentions").await.json(), json!([]));
    for query in ["limit=2&offset=2", "filter=limit::2%7Coffset::2"] {
        let page = shelf.get(&format!("retentions/histories?{query}")).await;
        assert_eq!(page.header("content-range"), "2-1/3");
        assert_eq!(page.json()["total"], 3);
        assert_eq!(page.json()["retention_log"][0]["tag"], "v1");
    }
    let wrong = shelf.get("retentions/histories?filter=tag::v1").await;
    assert_eq!(wrong.refusal(), (400, "SVCSTG.SWR.4001035".into()));
    let unpaged = shelf.get("retentions/histories").await;
    assert_eq!(unpaged.header("content-range"), "");
}

#[tokio::test]
async fn an_empty_repository_has_an_empty_list_and_an_empty_log() {
    let shelf = Shelf::new(World::new());
    assert_eq!(shelf.get("retentions").await.json(), json!([]));
    let log = shelf.get("retentions/histories").await.json();
    assert_eq!(log, json!({"retention_log": [], "total": 0}));
}

#[tokio::test]
async fn a_policy_is_shown_as_it_was_given() {
    let shelf = shelf();
    let id = create(&shelf, &keep_newest("02")).await;
    let mut policy = keep_newest("2");
    policy["id"] = json!(id);
    policy["scope"] = json!("");
    assert_eq!(shelf.get("retentions").await.json(), json!([policy]));
    let shown = shelf.get(&format!("retentions/{id}")).await;
    assert_eq!(shown.json(), policy);
}

#[tokio::test]
async fn a_change_runs_at_once_and_keeps_the_template() {
    let shelf = shelf();
    let id = create(&shelf, &keep_newest("4")).await;
    assert_eq!(shelf.tags().len(), 5);
    let change = async |body: &Value| {
        let path = format!("retentions/{id}");
        shelf
            .ask(Method::PATCH, &path, "manager", &body.to_string())
            .await
    };
    let other = change(&keep_days("1")).await;
    assert_eq!(other.refusal(), (400, "SVCSTG.SWR.4000014".into()));
    assert_eq!(shelf.tags().len(), 5);
    let changed = change(&keep_newest("3")).await;
    assert_eq!(
        (changed.status.as_u16(), changed.body.as_str()),
        (201, "{}")
    );
    assert_eq!(shelf.tags(), ["latest", "v2", "v3", "v4"]);
}

#[tokio::test]
async fn a_repository_has_one_policy() {
    let shelf = shelf();
    create(&shelf, &keep_newest("100")).await;
    let second = shelf.post("retentions", &keep_newest("1")).await;
    assert_eq!(second.refusal(), (400, "SVCSTG.SWR.4000014".into()));
    assert_eq!(shelf.tags().len(), 5, "what is refused deletes nothing");
}

#[tokio::test]
async fn what_is_not_there_is_a_bad_request() {
    let shelf = shelf();
    let id = create(&shelf, &keep_newest("100")).await;
    let unknown = (400, "SVCSTG.SWR.4000306".to_owned());
    let body = keep_newest("100").to_string();
    for name in [
        (id + 1).to_string(),
        "x".into(),
        "99999999999999999999".into(),
    ] {
        let path = format!("retentions/{name}");
        for (method, body) in [
            (Method::GET, ""),
            (Method::PATCH, body.as_str()),
            (Method::DELETE, ""),
        ] {
            let answer = shelf.ask(method, &path, "manager", body).await;
            assert_eq!(answer.refusal(), unknown, "{path}");
        }
    }
}

#[tokio::test]
async fn policies_are_the_managers_business() {
    let shelf = shelf();
    let body = keep_newest("1").to_string();
    for (user, refusal) in [
        ("editor", (403, "SVCSTG.SWR.4037020")),
        ("reader", (403, "SVCSTG.SWR.4037020")),
        ("stranger", (404, "SVCSTG.SWR.4040058")),
    ] {
        let created = shelf.ask(Method::POST, "retentions", user, &body).await;
        let (status, code) = created.refusal();
        assert_eq!((status, code.as_str()), refusal, "{user}");
    }
    assert_eq!(shelf.tags().len(), 5);
    let listed = shelf.ask(Method::GET, "retentions", "stranger", "").await;
    assert_eq!(listed.status, 404);
}

#[tokio::test]
async fn wrong_policies_have_their_codes() {
    let shelf = shelf();
    let pattern = |pattern: &str| {
        let mut body = keep_newest("1");
        body["rules"][0]["tag_selectors"] = json!([{"kind": "regexp", "pattern": pattern}]);
        body
    };
    for (body, number) in [
        (json!({"rules": []}), "4001014"),
        (json!({"algorithm": "or"}), "4001014"),
        (json!({"algorithm": "and", "rules": []}), "4000014"),
        (json!({"algorithm": "or", "rules": []}), "4000014"),
        (json!({"algorithm": "or", "rules": {}}), "4000014"),
        (json!({"algorithm": "or", "rules": ["x"]}), "4000014"),
        (json!({"algorithm": "or", "rules": [{}]}), "4001014"),
        (keep_newest("0"), "4000014"),
        (pattern("v("), "4000014"),
        (pattern("(?!latest).*"), "4000014"),
        (pattern(&"a".repeat(257)), "4000014"),
    ] {
        let answer = shelf.post("retentions", &body).await;
        assert_eq!(answer.refusal().1, format!("SVCSTG.SWR.{number}"), "{body}");
    }
    assert_eq!(shelf.tags().len(), 5);
}

/// As a build without a budget saved it: fifty patterns of the most expensive kind.
fn monstrous() -> String {
    let selector = json!({"kind": "regexp", "pattern": "(?:[a-z0-9]?){200}"});
    let rule = json!({"template": "tag_rule", "params": {"num": "1"},
        "tag_selectors": vec![selector; 50]});
    json!([rule]).to_string()
}

#[tokio::test]
async fn a_policy_beyond_the_budget_is_rejected_when_it_is_run_and_deletes_nothing() {
    let shelf = shelf();
    create(&shelf, &keep_days("300")).await;
    execute(
        &shelf,
        &format!("UPDATE retention_policies SET rules = '{}'", monstrous()),
    );
    let ran = run(&shelf).await;
    let failed = vec![("team/app/api".to_owned(), RunError::TooLong)];
    assert_eq!(ran, Ran { deleted: 0, failed });
    assert_eq!(shelf.tags().len(), 5);
}

#[tokio::test]
async fn the_size_is_known_after_a_run_that_failed_half_way() {
    let shelf = Shelf::new(World::new());
    for number in 0..150 {
        shelf.tag(&format!("t{number}"), START - (200 - number) * DAY);
    }
    execute(
        &shelf,
        "CREATE TRIGGER late BEFORE DELETE ON tags WHEN old.name = 't120'
         BEGIN SELECT RAISE(ABORT, 'late'); END;
         INSERT INTO retention_policies (repository_id, rules, created_at)
         SELECT id, '[{\"template\":\"date_rule\",\"params\":{\"days\":\"1\"},\"tag_selectors\":[]}]', 0
         FROM repositories",
    );
    let ran = run(&shelf).await;
    assert_eq!(ran.failed.len(), 1, "{ran:?}");
    assert_eq!(shelf.tags().len(), 50, "the first hundred are deleted");
    let unknown = "SELECT count(*) FROM repositories WHERE size_bytes IS NULL";
    let count: Result<i64, StoreError> = shelf
        .world
        .store
        .read_now(|connection| Ok(connection.query_row(unknown, [], |row| row.get(0))?));
    assert_eq!(count, Ok(0));
}
