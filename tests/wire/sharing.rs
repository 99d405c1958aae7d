//! Shares as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{Deadline, Error, ErrorKind, List, NewShare, Permit, Share, ShareUpdate, Timestamp};

use crate::example::{
    Example, answer, answered, moment, organization, repository, repository_path,
};

const SHARES: &str = "/v2/manage/namespaces/group/repositories/web$nginx/access-domains";

fn until(text: &str) -> Deadline {
    Deadline::Until(Timestamp::parse(text).unwrap())
}

fn list(file: &str, group: &str, name: &str) -> List<Share> {
    let path = repository_path(group, name);
    let shares = Example::read(file).replay(|client| client.list_shares(&path));
    shares.expect("the list is readable")
}

fn show(response: Response<Vec<u8>>) -> Result<Option<Share>, Error> {
    let path = repository_path("group", "web/nginx");
    answer(response, |client| client.get_share(&path, "other_account")).0
}

#[test]
fn the_list_is_read_and_written_back() {
    for (file, group, name) in [
        ("hw2022-list-repo-domains", "{namespace}", "{repository}"),
        ("otc2025-list-repo-domains", "{namespace}", "{repository}"),
        ("observed-list-repo-domains", "group-dev", "sandbox"),
    ] {
        let written = serde_json::to_value(list(file, group, name)).unwrap();
        assert_eq!(written, *Example::read(file).body(), "{file}");
    }
}

#[test]
fn a_share_has_every_documented_field() {
    let expected = Share {
        organization: organization("huawei"),
        repository: repository("paas"),
        account: "swr".to_owned(),
        permit: Permit::Read,
        deadline: Some(until("2018-10-01T16:00:00Z")),
        description: "description".to_owned(),
        creator_id: "fb3f175c1fd146ab8cdae3272be6107b".to_owned(),
        creator_name: "huawei".to_owned(),
        created_at: moment("2017-04-08T14:12:23Z"),
        updated_at: moment("2017-04-13T21:01:11Z"),
        is_valid: Some(false),
    };
    let shares = list("hw2022-list-repo-domains", "{namespace}", "{repository}");
    assert_eq!(shares, [expected]);
    let observed = list("observed-list-repo-domains", "group-dev", "sandbox");
    assert_eq!(observed[0].deadline, Some(Deadline::Forever));
    assert_eq!(observed[0].is_valid, Some(true));
    assert!(observed[0].is_with("OTHER_ACCOUNT"));
    assert!(!observed[0].is_with("another_account"));
}

#[test]
fn a_repository_without_shares_has_none() {
    let path = repository_path("group", "nginx");
    for body in ["[]", "null"] {
        let shares = answered(body, |client| client.list_shares(&path));
        assert_eq!(shares, Ok(List::default()), "{body}");
    }
}

#[test]
fn one_share_is_read() {
    let path = repository_path("{namespace}", "{repository}");
    for file in ["hw2022-show-access-domain", "otc2025-show-access-domain"] {
        let example = Example::read(file);
        let found = example.replay(|client| client.get_share(&path, "{access_domain}"));
        let found = found.unwrap().expect("there is a share");
        assert_eq!(found.deadline, Some(until("2021-10-01T16:00:00Z")));
        let mut expected = example.body().clone();
        expected.as_object_mut().unwrap().remove("exist");
        expected["deadline"] = json!("2021-10-01T16:00:00.000Z");
        assert_eq!(serde_json::to_value(&found).unwrap(), expected, "{file}");
    }
}

#[test]
fn a_missing_share_is_no_error_whichever_way_it_is_said() {
    for body in [
        json!({"exist": false}),
        json!({"exist": false, "namespace": "", "repository": "", "access_domain": "",
               "permit": "", "deadline": "", "status": false}),
    ] {
        let response = Response::new(body.to_string().into_bytes());
        assert_eq!(show(response), Ok(None), "{body}");
    }
    let refused = |status: u16, code: &str| {
        let body = json!({"errors": [{"errorCode": code, "errorMessage": "not found"}]});
        let response = Response::builder().status(status);
        show(response.body(body.to_string().into_bytes()).unwrap())
    };
    assert_eq!(refused(400, "SVCSTG.SWR.4001090"), Ok(None));
    let other = refused(400, "SVCSTG.SWR.4000014").unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Invalid);
    let other = refused(401, "SVCSTG.SWR.4010000").unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Unauthenticated);
}

#[test]
fn a_response_without_the_word_exist_is_a_share() {
    let body = json!({"namespace": "group", "repository": "web/nginx", "access_domain": "a"});
    let found = show(Response::new(body.to_string().into_bytes())).unwrap();
    let found = found.expect("there is a share");
    assert_eq!((found.deadline, found.is_valid), (None, None));
}

#[test]
fn what_a_service_garbles_or_adds_is_read_as_far_as_it_goes() {
    let with = |name: &str, value: Value| {
        let mut body = json!({"namespace": "group", "repository": "nginx", "access_domain": "a"});
        body[name] = value;
        let path = repository_path("group", "nginx");
        let shares = answered(&json!([body]).to_string(), |client| {
            client.list_shares(&path)
        });
        shares.unwrap().items.remove(0)
    };
    assert_eq!(with("status", json!("true")).is_valid, Some(true));
    assert_eq!(with("status", json!("false \"total\" 4")).is_valid, None);
    assert_eq!(with("deadline", json!("")).deadline, None);
    let write = Permit::Other("write".to_owned());
    assert_eq!(with("permit", json!("write")).permit, write);
    assert_eq!(with("permit", json!("")).permit, Permit::Read);
}

#[test]
fn creating_sends_four_fields() {
    let path = repository_path("{namespace}", "{repository}");
    for (file, account) in [
        ("hw2022-create-repo-domains", "huawei"),
        ("otc2025-create-repo-domains", "demo"),
    ] {
        let new = NewShare {
            account: account.to_owned(),
            permit: Permit::Read,
            deadline: until("2018-10-01T16:00:00.000Z"),
            description: "description".to_owned(),
        };
        let example = Example::read(file);
        let created = example.replay(|client| client.create_share(&path, &new));
        assert_eq!(created, Ok(()), "{file}");
        let read = serde_json::from_value(example.request_body().clone());
        assert_eq!(Some(&new), read.ok().as_ref(), "{file}");
    }
}

/// The examples leave the account out of the path, which the reference has.
#[test]
fn updating_names_the_account_and_sends_the_description_even_when_it_is_empty() {
    let path = repository_path("group", "web/nginx");
    let send = |response, update: &ShareUpdate| {
        let (updated, sent) = answer(response, |client| {
            client.update_share(&path, "other_account", update)
        });
        assert_eq!(updated, Ok(()));
        assert_eq!(sent.path(), format!("{SHARES}/other_account"));
        sent.body()
    };
    let update = ShareUpdate {
        permit: Permit::Read,
        deadline: until("2018-10-01T16:00:00.000Z"),
        description: "description".to_owned(),
    };
    for file in ["hw2022-update-repo-domains", "otc2025-update-repo-domains"] {
        let example = Example::read(file);
        let body = send(example.response(), &update);
        assert_eq!(body, *example.request_body(), "{file}");
        let read = serde_json::from_value(body);
        assert_eq!(Some(&update), read.ok().as_ref(), "{file}");
    }
    let endless = ShareUpdate {
        deadline: Deadline::Forever,
        description: String::new(),
        ..update
    };
    assert_eq!(
        send(Response::new(b"{}".to_vec()), &endless),
        json!({"permit": "read", "deadline": "forever", "description": ""})
    );
}

#[test]
fn deleting_names_the_account() {
    let path = repository_path("{namespace}", "{repository}");
    for file in ["hw2022-delete-repo-domains", "otc2025-delete-repo-domains"] {
        let deleted =
            Example::read(file).replay(|client| client.delete_share(&path, "{access_domain}"));
        assert_eq!(deleted, Ok(()), "{file}");
    }
}

#[test]
fn the_path_says_repositories_and_has_the_account_encoded() {
    let path = repository_path("group", "web/nginx");
    let (_, sent) = answer(Response::new(b"[]".to_vec()), |client| {
        client.list_shares(&path)
    });
    assert_eq!(sent.path(), SHARES);
    let (_, sent) = answer(Response::new(b"{}".to_vec()), |client| {
        client.delete_share(&path, "an account/é")
    });
    assert_eq!(sent.target(), format!("{SHARES}/an%20account%2F%C3%A9"));
}
