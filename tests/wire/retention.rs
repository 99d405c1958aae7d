//! Retention as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    Error, ErrorKind, List, Page, PageRequest, RetentionPolicy, RetentionRecord, RetentionRule,
    RetentionTemplate, TagSelector, TagSelectorKind,
};

use crate::example::{Example, answer, answered, moment, repository_path};

const POLICY_PATH: &str = "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/222";

fn selector(kind: TagSelectorKind, pattern: &str) -> TagSelector {
    let pattern = pattern.to_owned();
    TagSelector { kind, pattern }
}

fn documented() -> RetentionPolicy {
    let rule = RetentionRule {
        template: RetentionTemplate::Days(30),
        selectors: vec![
            selector(TagSelectorKind::Label, "v5"),
            selector(TagSelectorKind::Label, "1.0.1"),
            selector(TagSelectorKind::Pattern, "^123$"),
        ],
    };
    RetentionPolicy {
        id: Some(222),
        algorithm: "or".to_owned(),
        rules: [rule].into(),
        scope: String::new(),
    }
}

fn list(example: &Example) -> Result<List<RetentionPolicy>, Error> {
    example.replay(|client| client.list_retentions(&repository_path("{namespace}", "{repository}")))
}

#[test]
fn the_list_holds_one_policy_or_none() {
    for file in ["hw2022-list-retentions", "otc2025-list-retentions"] {
        let example = Example::read(file);
        let policies = list(&example).unwrap();
        assert_eq!(policies, [documented()], "{file}");
        assert_eq!(serde_json::to_value(&policies).unwrap(), *example.body());
    }
    let none = list(&Example::read("observed-list-retentions-empty"));
    assert_eq!(none, Ok(List::default()));
}

#[test]
fn one_policy_is_read() {
    for file in ["hw2022-show-retention", "otc2025-show-retention"] {
        let example = Example::read(file).at(POLICY_PATH);
        let found = example.replay(|client| {
            client.get_retention(&repository_path("{namespace}", "{repository}"), 222)
        });
        assert_eq!(found, Ok(Some(documented())), "{file}");
    }
}

#[test]
fn a_response_without_rules_is_no_policy() {
    for body in [
        "null",
        "{}",
        r#"{"id": 0, "algorithm": "", "rules": null}"#,
        r#"{"id": 7, "algorithm": "or", "rules": [], "scope": ""}"#,
    ] {
        let found = answered(body, |client| {
            client.get_retention(&repository_path("a", "b"), 7)
        });
        assert_eq!(found, Ok(None), "{body}");
    }
}

/// The pages print the names of types where values belong.
#[test]
fn creating_sends_the_rules_and_reads_the_number() {
    for file in ["hw2022-create-retention", "otc2025-create-retention"] {
        let example = Example::read(file);
        let mut body = example.request_body().clone();
        let rules: Vec<RetentionRule> = serde_json::from_value(body["rules"].clone()).unwrap();
        assert!(matches!(rules[0].template, RetentionTemplate::Other { .. }));
        let strange = TagSelectorKind::Other("string".to_owned());
        assert_eq!(rules[0].selectors, [selector(strange, "string")]);
        body["algorithm"] = json!("or");
        let created = example.sending(body).replay(|client| {
            let path = repository_path("{namespace}", "{repository}");
            client.create_retention(&path, &rules)
        });
        assert_eq!(created, Ok(34), "{file}");
    }
}

#[test]
fn changing_sends_the_rules() {
    for file in ["hw2022-update-retention", "otc2025-update-retention"] {
        let example = Example::read(file).at(POLICY_PATH);
        let updated = example.replay(|client| {
            let path = repository_path("{namespace}", "{repository}");
            client.update_retention(&path, 222, &documented().rules)
        });
        assert_eq!(updated, Ok(()), "{file}");
    }
}

#[test]
fn deleting_answers_200_and_what_is_not_there_is_not_found_with_400() {
    for file in ["hw2022-delete-retention", "otc2025-delete-retention"] {
        let example = Example::read(file).at(POLICY_PATH);
        let deleted = example.replay(|client| {
            let path = repository_path("{namespace}", "{repository}");
            client.delete_retention(&path, 222)
        });
        assert_eq!(deleted, Ok(()), "{file}");
    }
    let missing = Example::read("error-inferred-errors-envelope").response();
    let (deleted, _) = answer(missing, |client| {
        client.delete_retention(&repository_path("a", "b"), 7)
    });
    assert_eq!(deleted.unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn an_odd_rule_does_not_cost_the_policies_beside_it() {
    let mut odd = serde_json::to_value(documented()).unwrap();
    odd["rules"] = json!([
        {"template": "string", "params": {}, "tag_selectors": [{"kind": "string", "pattern": "string"}]},
        {"template": "date_rule", "params": {}, "tag_selectors": null},
        {"template": "tag_rule", "params": {"num": 7}},
    ]);
    let body = json!([odd, documented()]).to_string();
    let policies = answered(&body, |client| {
        client.list_retentions(&repository_path("a", "b"))
    });
    let policies = policies.unwrap();
    assert_eq!(policies[1], documented());
    let rules = &policies[0].rules;
    assert!(matches!(rules[0].template, RetentionTemplate::Other { .. }));
    assert!(matches!(rules[1].template, RetentionTemplate::Other { .. }));
    assert_eq!(rules[2].template, RetentionTemplate::Count(7));
}

fn documented_record() -> RetentionRecord {
    RetentionRecord {
        id: Some(9088),
        organization: "group".to_owned(),
        repository: "experience".to_owned(),
        tag: "4".to_owned(),
        retention_id: Some(91),
        rule_text: r#"{"template":"tag_rule","params":{"num":"7"},"tag_selectors":[]}"#.to_owned(),
        created_at: moment("2020-04-17T08:01:09.658309Z"),
    }
}

#[test]
fn records_carry_the_rule_as_text_and_the_total_beside_them() {
    for file in [
        "hw2022-list-retention-histories",
        "otc2025-list-retention-histories",
    ] {
        let page = Example::read(file).replay(|client| {
            let path = repository_path("{namespace}", "{repository}");
            let page = PageRequest::default();
            client.list_retention_records(&path, page)
        });
        let expected = Page {
            items: vec![documented_record()],
            total: Some(1),
            unreadable: 0,
        };
        assert_eq!(page, Ok(expected), "{file}");
    }
    let rule = RetentionRule {
        template: RetentionTemplate::Count(7),
        selectors: Vec::new(),
    };
    assert_eq!(documented_record().rule(), Some(rule));
    let mut garbled = documented_record();
    garbled.rule_text = "tag_rule".to_owned();
    assert_eq!(garbled.rule(), None);
}

#[test]
fn where_the_body_has_no_total_the_header_has_it() {
    let total = |body: Value| {
        let response = Response::builder().header("Content-Range", "0-0/42");
        let response = response.body(body.to_string().into_bytes()).unwrap();
        let (page, _) = answer(response, |client| {
            let page = PageRequest::default();
            client.list_retention_records(&repository_path("a", "b"), page)
        });
        page.unwrap().total
    };
    assert_eq!(total(json!({"retention_log": null})), Some(42));
    assert_eq!(total(json!({"retention_log": [], "total": 7})), Some(7));
}
