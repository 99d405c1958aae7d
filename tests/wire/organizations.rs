//! Organizations as documented.

use serde_json::{Value, json};
use swr_api::{Access, NewOrganization, Organization, OrganizationList, OrganizationQuery};

use crate::example::{Example, answered, organization};

fn documented(id: i64, name: &str, creator_name: &str) -> Organization {
    Organization {
        id: Some(id),
        name: organization(name),
        creator_name: creator_name.to_owned(),
        access: Some(Access::Manage),
        member_count: None,
        repository_count: None,
    }
}

#[test]
fn the_list_is_requested_by_filter_and_read() {
    let check = |file: &str, filter: Option<&str>, expected: Organization| {
        let example = Example::read(file);
        let query = OrganizationQuery {
            name: filter.map(str::to_owned),
            include_visible: false,
        };
        let list = example.replay(|client| client.list_organizations(&query));
        let organizations = list.unwrap();
        assert_eq!(organizations, [expected], "{file}");
        let written = serde_json::to_value(OrganizationList { organizations });
        assert_eq!(written.unwrap(), *example.body(), "{file}");
    };
    let group = documented(1422, "group", "username");
    check("hw2022-list-namespaces", Some("{namespace}"), group.clone());
    check("otc2025-list-namespaces", Some("{namespace}"), group);
    let group = documented(7, "group", "test");
    check("intl2023-procedure-2-list-namespaces", Some("group"), group);
    let with_counters = Organization {
        member_count: Some(1),
        repository_count: Some(2),
        ..documented(3_827_347, "group-dev", "user-name")
    };
    check("observed-list-namespaces", None, with_counters);
}

#[test]
fn one_organization_is_read() {
    for (file, name) in [
        ("hw2022-show-namespace", "huawei"),
        ("otc2025-show-namespace", "demo"),
    ] {
        let example = Example::read(file);
        let found = example.replay(|client| client.get_organization(&organization("{namespace}")));
        let found = found.unwrap();
        assert_eq!(found, documented(1422, name, "user01"));
        assert_eq!(serde_json::to_value(&found).unwrap(), *example.body());
    }
}

#[test]
fn creating_sends_the_name() {
    let new = NewOrganization {
        name: organization("group"),
    };
    for file in [
        "hw2022-create-namespace",
        "otc2025-create-namespace",
        "intl2023-procedure-1-create-namespace",
    ] {
        let example = Example::read(file);
        let created = example.replay(|client| client.create_organization(&new));
        assert_eq!(created, Ok(()), "{file}");
        let read = serde_json::from_value(example.request_body().clone());
        assert_eq!(Some(&new), read.ok().as_ref(), "{file}");
    }
}

#[test]
fn deleting_names_the_organization() {
    for file in ["hw2022-delete-namespaces", "otc2025-delete-namespaces"] {
        let example = Example::read(file);
        let deleted =
            example.replay(|client| client.delete_organization(&organization("{namespace}")));
        assert_eq!(deleted, Ok(()), "{file}");
    }
}

#[test]
fn the_roles_are_the_three_documented_numbers_and_whatever_comes() {
    let access = |auth: Value| {
        let body = json!({"id": 1, "name": "a", "creator_name": "b", "auth": auth}).to_string();
        let found = answered(&body, |client| client.get_organization(&organization("a")));
        found.map(|found| found.access)
    };
    assert_eq!(access(json!(7)), Ok(Some(Access::Manage)));
    assert_eq!(access(json!(3)), Ok(Some(Access::Edit)));
    assert_eq!(access(json!(1)), Ok(Some(Access::Read)));
    assert_eq!(access(json!(5)), Ok(Some(Access::Other(5))));
    assert_eq!(access(Value::Null), Ok(None));
    for odd in [json!(700), json!(-1), json!("7"), json!([])] {
        assert_eq!(access(odd.clone()), Ok(None), "{odd}");
    }
}

#[test]
fn a_mutation_may_answer_with_nothing_or_with_an_empty_object() {
    let new = NewOrganization {
        name: organization("group"),
    };
    for body in ["", "{}"] {
        let created = answered(body, |client| client.create_organization(&new));
        assert_eq!(created, Ok(()));
        let deleted = answered(body, |client| client.delete_organization(&new.name));
        assert_eq!(deleted, Ok(()));
    }
}
