//! Triggers as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    ApplicationKind, NewTrigger, Trigger, TriggerAction, TriggerCluster, TriggerCondition,
    TriggerMode, TriggerRecord, TriggerResult,
};

use crate::example::{Example, answer, answered, moment, repository_path, tag, trigger};

fn new_trigger() -> NewTrigger {
    NewTrigger {
        name: trigger("test"),
        condition: TriggerCondition::All,
        is_enabled: true,
        application: "demo-app".to_owned(),
        application_kind: ApplicationKind::Deployment,
        cluster: TriggerCluster::Cce {
            id: "5b28c12f-dc10-11e9-97b3-0255ac1001b5".to_owned(),
            name: "test".to_owned(),
        },
        cluster_namespace: "default".to_owned(),
        container: String::new(),
    }
}

fn sent(new: &NewTrigger) -> Value {
    let response = Response::new(b"{}".to_vec());
    let (created, sent) = answer(response, |client| {
        client.create_trigger(&repository_path("a", "b"), new)
    });
    created.unwrap();
    sent.body()
}

#[test]
fn creating_sends_flags_as_text() {
    let example = Example::read("hw2022-create-trigger");
    let created = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.create_trigger(&path, &new_trigger())
    });
    assert_eq!(created, Ok(()));
    let disabled = NewTrigger {
        is_enabled: false,
        ..new_trigger()
    };
    assert_eq!(sent(&disabled)["enable"], "false");
}

#[test]
fn a_trigger_of_cci_names_no_cluster() {
    let body = sent(&NewTrigger {
        cluster: TriggerCluster::Cci,
        ..new_trigger()
    });
    assert_eq!(body["trigger_mode"], "cci");
    assert_eq!(body.get("cluster_name"), None);
    assert_eq!(body.get("cluster_id"), None);
}

#[test]
fn conditions_go_out_as_two_fields() {
    for (condition, kind, text) in [
        (
            TriggerCondition::Tags(vec![tag("1.0"), tag("latest")]),
            "tag",
            "1.0;latest",
        ),
        (
            TriggerCondition::Matching("^v[0-9]+$".to_owned()),
            "regular",
            "^v[0-9]+$",
        ),
    ] {
        let body = sent(&NewTrigger {
            condition,
            ..new_trigger()
        });
        assert_eq!(
            (&body["trigger_type"], &body["condition"]),
            (&json!(kind), &json!(text))
        );
    }
}

#[test]
fn the_list_says_nothing_about_the_history() {
    let example = Example::read("hw2022-list-triggers-details");
    let list = example
        .replay(|client| client.list_triggers(&repository_path("{namespace}", "{repository}")));
    let list = list.unwrap();
    let expected = Trigger {
        name: trigger("test1"),
        condition: TriggerCondition::All,
        is_enabled: Some(true),
        action: TriggerAction::Update,
        application: "abcde".to_owned(),
        application_kind: ApplicationKind::Deployment,
        mode: TriggerMode::Cce,
        cluster_id: "******************".to_owned(),
        cluster_name: "test123".to_owned(),
        cluster_namespace: "default".to_owned(),
        container: String::new(),
        created_at: moment("2020-04-16T02:04:55.922236Z"),
        creator_name: "************".to_owned(),
        history: None,
    };
    assert_eq!(list, [expected]);
    assert_eq!(serde_json::to_value(&list).unwrap(), *example.body());
}

#[test]
fn one_trigger_comes_with_its_history() {
    let example = Example::read("hw2022-show-trigger");
    let found = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.get_trigger(&path, &trigger("{trigger}"))
    });
    let found = found.unwrap();
    assert_eq!(found.mode, TriggerMode::Cci);
    let record = TriggerRecord {
        tag: "test".to_owned(),
        result: TriggerResult::Failed,
        detail: "xxxxxxxxxxxxxx".to_owned(),
        created_at: moment("2020-04-16T01:36:36.155119Z"),
        creator_name: "************".to_owned(),
        action: TriggerAction::Update,
        application: "cci-deployment-20204161".to_owned(),
        application_kind: ApplicationKind::Deployment,
        condition: ".*".to_owned(),
        ..TriggerRecord::default()
    };
    assert_eq!(found.history.as_deref(), Some(&[record][..]));
    assert_eq!(serde_json::to_value(&found).unwrap(), *example.body());
}

#[test]
fn only_the_flag_can_change() {
    let path = repository_path("{namespace}", "{repository}");
    let name = trigger("{trigger}");
    let example = Example::read("hw2022-update-trigger");
    let updated = example.replay(|client| client.update_trigger(&path, &name, true));
    assert_eq!(updated, Ok(()));
    let off = example.sending(json!({"enable": "false"}));
    let updated = off.replay(|client| client.update_trigger(&path, &name, false));
    assert_eq!(updated, Ok(()));
    let example = Example::read("hw2022-delete-trigger");
    let deleted = example.replay(|client| client.delete_trigger(&path, &name));
    assert_eq!(deleted, Ok(()));
}

#[test]
fn a_flag_is_read_as_text_and_as_a_flag_and_strange_words_are_kept() {
    let read = |fields: Value| {
        let mut body = json!({"name": "t"});
        let all = body.as_object_mut().unwrap();
        all.extend(fields.as_object().unwrap().clone());
        let found = answered(&body.to_string(), |client| {
            client.get_trigger(&repository_path("a", "b"), &trigger("t"))
        });
        found.unwrap()
    };
    for (enable, expected) in [
        (json!("true"), Some(true)),
        (json!("True"), Some(true)),
        (json!(true), Some(true)),
        (json!("false"), Some(false)),
        (json!("perhaps"), None),
        (json!(null), None),
    ] {
        assert_eq!(
            read(json!({"enable": enable})).is_enabled,
            expected,
            "{enable}"
        );
    }
    assert_eq!(read(json!({})).mode, TriggerMode::Cce);
    let other = |word: &str| word.to_owned();
    let strange = json!({"trigger_mode": "x", "app_type": "jobs", "action": "restart",
        "trigger_type": "semver", "condition": ">1"});
    let found = read(strange);
    assert_eq!(found.mode, TriggerMode::Other(other("x")));
    assert_eq!(
        found.application_kind,
        ApplicationKind::Other(other("jobs"))
    );
    assert_eq!(found.action, TriggerAction::Other(other("restart")));
    let kept = TriggerCondition::Other {
        kind: other("semver"),
        condition: other(">1"),
    };
    assert_eq!(found.condition, kept);
}
