//! Permissions of organizations and of repositories as documented.

use http::{Method, Response};
use serde_json::{Value, json};
use swr_api::{Access, Grant, List, OrganizationPermissions, RepositoryPermissions};

use crate::example::{Example, answer, answered, organization, repository_path};

const USER: &str = "fb3f175c1fd146ab8cdae3272be6107b";

fn grant(user_id: &str, user_name: &str, access: Access) -> Grant {
    Grant {
        user_id: user_id.to_owned(),
        user_name: user_name.to_owned(),
        access,
    }
}

fn of_organization(file: &str, group: &str) -> OrganizationPermissions {
    let group = organization(group);
    let found = Example::read(file).replay(|client| client.get_organization_permissions(&group));
    found.expect("the permissions are readable")
}

#[test]
fn an_organizations_permissions_are_read_and_written_back() {
    for file in ["hw2022-show-namespace-auth", "otc2025-show-namespace-auth"] {
        let found = of_organization(file, "{namespace}");
        let own_id = "3059e6b5562241fda3fa441cca6f228b";
        let expected = OrganizationPermissions {
            id: Some(1422),
            name: organization("test"),
            creator_name: "user01".to_owned(),
            own: Some(grant(own_id, "user", Access::Manage)),
            others: [grant(USER, "user01", Access::Manage)].into(),
        };
        assert_eq!(found, expected, "{file}");
        assert_eq!(found.without_caller().count(), 1, "{file}");
        let written = serde_json::to_value(&found).unwrap();
        assert_eq!(written, *Example::read(file).body(), "{file}");
    }
}

#[test]
fn the_caller_is_not_one_of_the_others() {
    let found = of_organization("observed-show-namespace-auth", "group-dev");
    assert_eq!(found.others.len(), 1);
    assert_eq!(found.without_caller().next(), None);
}

#[test]
fn a_repositorys_permissions_are_read_and_written_back() {
    let example = Example::read("otc2025-show-user-repository-auth");
    let path = repository_path("{namespace}", "{repository}");
    let found = example.replay(|client| client.get_repository_permissions(&path));
    let found = found.unwrap();
    let expected = RepositoryPermissions {
        id: Some(1422),
        name: "group".to_owned(),
        own: Some(grant(
            "3059e6b5562241fda3fa441cca6f228b",
            "user01",
            Access::Manage,
        )),
        others: [grant(USER, "user02", Access::Manage)].into(),
    };
    assert_eq!(found, expected);
    assert_eq!(found.without_caller().count(), 1);
    assert_eq!(serde_json::to_value(&found).unwrap(), *example.body());
}

/// That page prints `amespaces` in the path; the response is what counts.
#[test]
fn a_misprinted_path_is_not_followed() {
    let example = Example::read("hw2022-show-user-repository-auth");
    let path = repository_path("group", "web/nginx");
    let (found, sent) = answer(example.response(), |client| {
        client.get_repository_permissions(&path)
    });
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/access"
    );
    let written = serde_json::to_value(found.unwrap()).unwrap();
    assert_eq!(written, *example.body());
}

#[test]
fn no_one_is_null_or_missing_or_an_empty_list() {
    for body in [
        json!({"name": "group"}),
        json!({"name": "group", "self_auth": null, "others_auths": null}),
        json!({"name": "group", "others_auths": []}),
    ] {
        let group = organization("group");
        let body = body.to_string();
        let found = answered(&body, |client| client.get_organization_permissions(&group));
        let found = found.unwrap();
        assert_eq!((found.own, found.others), (None, List::default()), "{body}");
        let found = answered(&body, |client| {
            client.get_repository_permissions(&repository_path("group", "nginx"))
        });
        let found = found.unwrap();
        assert_eq!((found.own, found.others), (None, List::default()), "{body}");
    }
}

#[test]
fn an_organizations_permissions_are_granted_changed_and_revoked() {
    let group = organization("{namespace}");
    let granted = [grant(USER, "user01", Access::Read)];
    for (file, name) in [
        ("hw2022-update-namespace-auth", "user0101"),
        ("otc2025-update-namespace-auth", "user01"),
    ] {
        let grants = [grant(USER, name, Access::Manage)];
        let updated = Example::read(file)
            .replay(|client| client.update_organization_permissions(&group, &grants));
        assert_eq!(updated, Ok(()), "{file}");
    }
    for file in [
        "hw2022-create-namespace-auth",
        "otc2025-create-namespace-auth",
    ] {
        let done = Example::read(file)
            .replay(|client| client.grant_organization_permissions(&group, &granted));
        assert_eq!(done, Ok(()), "{file}");
    }
    for file in [
        "hw2022-delete-namespace-auth",
        "otc2025-delete-namespace-auth",
    ] {
        let done = Example::read(file)
            .replay(|client| client.revoke_organization_permissions(&group, &[USER.to_owned()]));
        assert_eq!(done, Ok(()), "{file}");
    }
}

#[test]
fn a_repositorys_permissions_are_granted_changed_and_revoked() {
    let path = repository_path("{namespace}", "{repository}");
    let granted = [grant(USER, "user01", Access::Read)];
    for (file, user) in [
        ("hw2022-update-user-repository-auth", "user0101"),
        ("otc2025-update-user-repository-auth", "user01"),
    ] {
        let grants = [grant(USER, user, Access::Manage)];
        let updated = Example::read(file)
            .replay(|client| client.update_repository_permissions(&path, &grants));
        assert_eq!(updated, Ok(()), "{file}");
    }
    for file in [
        "hw2022-create-user-repository-auth",
        "otc2025-create-user-repository-auth",
    ] {
        let done = Example::read(file)
            .replay(|client| client.grant_repository_permissions(&path, &granted));
        assert_eq!(done, Ok(()), "{file}");
    }
    for file in [
        "hw2022-delete-user-repository-auth",
        "otc2025-delete-user-repository-auth",
    ] {
        let done = Example::read(file)
            .replay(|client| client.revoke_repository_permissions(&path, &[USER.to_owned()]));
        assert_eq!(done, Ok(()), "{file}");
    }
}

/// Editions differ on the status, and the live service answers with `{}`.
#[test]
fn granting_succeeds_with_any_status_of_success() {
    let group = organization("group");
    for (status, body) in [(200, ""), (200, "{}"), (201, ""), (201, "{}"), (204, "")] {
        let response = Response::builder().status(status);
        let response = response.body(body.as_bytes().to_vec()).unwrap();
        let grants = [grant("1", "ann", Access::Other(5))];
        let (done, sent) = answer(response, |client| {
            client.grant_organization_permissions(&group, &grants)
        });
        assert_eq!(done, Ok(()), "{status} {body}");
        assert_eq!(
            sent.body(),
            json!([{"user_id": "1", "user_name": "ann", "auth": 5}])
        );
    }
}

#[test]
fn a_deletion_carries_an_array_of_ids() {
    let path = repository_path("group", "web/nginx");
    let users = ["1".to_owned(), "2".to_owned()];
    let response = Response::builder().status(204).body(Vec::new()).unwrap();
    let (done, sent) = answer(response, |client| {
        client.revoke_repository_permissions(&path, &users)
    });
    assert_eq!(done, Ok(()));
    assert_eq!(sent.method(), Method::DELETE);
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/access"
    );
    assert_eq!(sent.body(), json!(["1", "2"]));
}

#[test]
fn a_role_that_is_no_number_of_bits_is_none_that_anyone_knows() {
    let read = |auth: Value| {
        let body = json!({"name": "group", "others_auths": [{"user_id": "1", "auth": auth}]});
        let group = organization("group");
        answered(&body.to_string(), |client| {
            client.get_organization_permissions(&group)
        })
    };
    assert_eq!(read(json!(3)).unwrap().others[0].access, Access::Edit);
    let odd = read(json!(700)).unwrap();
    assert_eq!(odd.others[0].access, Access::Other(0));
}
