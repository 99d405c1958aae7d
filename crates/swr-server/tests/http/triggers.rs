//! Triggers over HTTP; that they call someone is in `webhook`.

use http::Method;
use serde_json::{Value, json};

use crate::shelf::Shelf;
use crate::world::World;

pub(crate) fn trigger(name: &str, trigger_type: &str, condition: &str) -> Value {
    json!({
        "action": "update", "app_type": "deployments", "application": "api",
        "cluster_id": "5b28c12f", "cluster_name": "test", "cluster_ns": "default",
        "condition": condition, "container": "", "enable": "true", "name": name,
        "trigger_mode": "cce", "trigger_type": trigger_type,
    })
}

fn shelf() -> Shelf {
    Shelf::new(World::new())
}

#[tokio::test]
async fn a_trigger_is_listed_without_and_shown_with_its_history() {
    let shelf = shelf();
    let mut expected = trigger("deploy", "all", ".*");
    let created = shelf.post("triggers", &expected).await;
    assert_eq!(
        (created.status.as_u16(), created.body.as_str()),
        (201, "{}")
    );
    expected["created_at"] = json!("2023-11-14T22:13:20Z");
    expected["creator_name"] = json!("manager");
    expected["trigger_history"] = Value::Null;
    assert_eq!(shelf.get("triggers").await.json(), json!([expected]));
    expected["trigger_history"] = json!([]);
    assert_eq!(shelf.get("triggers/deploy").await.json(), expected);
}

#[tokio::test]
async fn enable_is_text_and_the_only_thing_that_changes() {
    let shelf = shelf();
    shelf
        .post("triggers", &trigger("deploy", "all", ".*"))
        .await;
    let change = async |body: &str| {
        let path = "triggers/deploy";
        shelf.ask(Method::PATCH, path, "editor", body).await
    };
    let changed = change(r#"{"enable": "false", "application": "other"}"#).await;
    assert_eq!(
        (changed.status.as_u16(), changed.body.as_str()),
        (201, "{}")
    );
    let shown = shelf.get("triggers/deploy").await.json();
    assert_eq!(
        (&shown["enable"], &shown["application"]),
        (&json!("false"), &json!("api"))
    );
    for (body, number) in [
        ("{}", "4001014"),
        (r#"{"enable": true}"#, "4000014"),
        (r#"{"enable": "yes"}"#, "4000014"),
    ] {
        let refused = change(body).await.refusal();
        assert_eq!(refused, (400, format!("SVCSTG.SWR.{number}")), "{body}");
    }
}

#[tokio::test]
async fn a_name_is_taken_once_per_repository() {
    let shelf = shelf();
    let body = trigger("deploy", "all", ".*");
    shelf.post("triggers", &body).await;
    let second = shelf.post("triggers", &body).await;
    assert_eq!(second.refusal(), (400, "SVCSTG.SWR.4000014".into()));
    let deleted = shelf
        .ask(Method::DELETE, "triggers/deploy", "editor", "")
        .await;
    assert_eq!((deleted.status.as_u16(), deleted.body.as_str()), (204, ""));
    assert_eq!(shelf.post("triggers", &body).await.status, 201);
}

#[tokio::test]
async fn a_missing_trigger_has_its_own_code() {
    let shelf = shelf();
    for (method, body) in [
        (Method::GET, ""),
        (Method::PATCH, r#"{"enable": "true"}"#),
        (Method::DELETE, ""),
    ] {
        let answer = shelf.ask(method, "triggers/none", "editor", body).await;
        assert_eq!(answer.refusal(), (404, "SVCSTG.SWR.4040126".into()));
    }
}

#[tokio::test]
async fn triggers_take_the_role_to_edit() {
    let shelf = shelf();
    let body = trigger("deploy", "all", ".*").to_string();
    let create = async |user: &str| {
        let created = shelf.ask(Method::POST, "triggers", user, &body).await;
        created.status.as_u16()
    };
    assert_eq!(create("stranger").await, 404);
    assert_eq!(create("reader").await, 403);
    assert_eq!(create("editor").await, 201);
    let by_reader = async |method, body: &str| {
        let answer = shelf.ask(method, "triggers/deploy", "reader", body).await;
        answer.status.as_u16()
    };
    assert_eq!(by_reader(Method::GET, "").await, 200);
    assert_eq!(
        by_reader(Method::PATCH, r#"{"enable": "false"}"#).await,
        403
    );
    assert_eq!(by_reader(Method::DELETE, "").await, 403);
}

/// A correct trigger with one field that is not; `null` leaves it out.
async fn refusal(field: &str, value: Value) -> String {
    let mut body = trigger("deploy", "all", ".*");
    body[field] = value;
    let answer = shelf().post("triggers", &body).await;
    if answer.status == 201 {
        return "taken".into();
    }
    let (_, code) = answer.refusal();
    code.trim_start_matches("SVCSTG.SWR.").to_owned()
}

#[tokio::test]
async fn wrong_fields_are_bad_and_missing_ones_are_missing() {
    for field in [
        "action",
        "app_type",
        "application",
        "cluster_ns",
        "condition",
        "enable",
        "name",
        "trigger_type",
        "cluster_id",
        "cluster_name",
    ] {
        assert_eq!(refusal(field, Value::Null).await, "4001014", "{field}");
    }
    for (field, value) in [
        ("action", "create"),
        ("app_type", "jobs"),
        ("application", ""),
        ("cluster_ns", ""),
        ("condition", "v.*"),
        ("enable", "yes"),
        ("name", "deploy-"),
        ("name", "1st"),
        ("trigger_type", "some"),
        ("trigger_mode", "k8s"),
        ("trigger_mode", "cci"),
    ] {
        let refused = refusal(field, json!(value)).await;
        assert_eq!(refused, "4000014", "{field} {value}");
    }
    assert_eq!(refusal("container", Value::Null).await, "taken");
    assert_eq!(refusal("trigger_mode", Value::Null).await, "taken");
}

#[tokio::test]
async fn a_trigger_of_cci_names_no_cluster() {
    let shelf = shelf();
    let mut body = trigger("deploy", "tag", "latest;v1");
    body["trigger_mode"] = json!("cci");
    body["cluster_id"] = json!("");
    body["cluster_name"] = Value::Null;
    assert_eq!(shelf.post("triggers", &body).await.status, 201);
    let shown = shelf.get("triggers/deploy").await.json();
    assert_eq!(
        (&shown["cluster_id"], &shown["cluster_name"]),
        (&json!(""), &json!(""))
    );
}
