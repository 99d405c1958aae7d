//! Synchronization as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    AutomaticSynchronization, Error, ErrorKind, ManualSynchronization, NewAutomaticSynchronization,
    PageRequest, SynchronizationJob, SynchronizationStatus, SynchronizationTarget,
};

use crate::example::{Example, answer, answered, moment, organization, repository_path, tag};

fn target(region: &str, remote: &str) -> SynchronizationTarget {
    SynchronizationTarget {
        remote_region_id: region.to_owned(),
        remote_organization: organization(remote),
    }
}

fn manual() -> ManualSynchronization {
    ManualSynchronization {
        tags: vec![tag("V1")],
        target: target("cn-north-208", "remote-group"),
        overwrites: true,
    }
}

#[test]
fn regions_are_a_bare_array() {
    let body = r#"[{"regionID": "local-2"}, {"regionID": "eu", "region_name": "Europe"}]"#;
    let response = Response::new(body.as_bytes().to_vec());
    let (regions, sent) = answer(response, |client| client.list_regions());
    let regions = regions.unwrap();
    assert_eq!(sent.path(), "/v2/manage/regions");
    assert_eq!(regions[0].id, "local-2");
    assert_eq!(regions[1].name.as_deref(), Some("Europe"));
}

#[test]
fn an_automatic_synchronization_is_created_in_camel_case() {
    let example = Example::read("hw2022-create-image-sync-repo");
    let new = NewAutomaticSynchronization {
        target: target("string", "string"),
        overwrites: true,
    };
    let created = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.create_automatic_synchronization(&path, &new)
    });
    assert_eq!(created, Ok(()));
}

#[test]
fn the_list_is_requested_without_the_body_of_its_example() {
    let example = Example::read("hw2022-list-image-auto-sync-repos-details").sending(Value::Null);
    let list = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.list_automatic_synchronizations(&path)
    });
    let list = list.unwrap();
    let expected = AutomaticSynchronization {
        id: Some(45),
        organization: "test".to_owned(),
        repository: "grpc-helloworld".to_owned(),
        remote_region_id: "cn-north-1".to_owned(),
        remote_organization: organization("remote-group"),
        is_automatic: Some(true),
        overwrites: Some(true),
        domain_id: "8b1e81************************633fb".to_owned(),
        domain_name: "p*********59".to_owned(),
        created_at: moment("2020-04-17T02:11:03.53183Z"),
        updated_at: moment("2020-04-17T02:11:03.531831Z"),
    };
    assert_eq!(list[0].target(), target("cn-north-1", "remote-group"));
    assert_eq!(list, [expected]);
    assert_eq!(serde_json::to_value(&list).unwrap(), *example.body());
}

#[test]
fn deleting_names_the_place_in_the_body_that_its_example_leaves_out() {
    let body = json!({"remoteRegionId": "cn-north-1", "remoteNamespace": "remote-group"});
    let example = Example::read("hw2022-delete-image-sync-repo").sending(body);
    let place = target("cn-north-1", "remote-group");
    let deleted = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.delete_automatic_synchronization(&path, &place)
    });
    assert_eq!(deleted, Ok(()));
}

#[test]
fn deleting_what_is_not_there_is_not_found_although_the_status_is_400() {
    let response = Response::builder().status(400);
    let body = br#"{"errors": [{"errorCode": "SVCSTG.SWR.4001158", "errorMessage": "gone"}]}"#;
    let refused = response.body(body.to_vec()).unwrap();
    let place = target("cn-north-1", "remote-group");
    let (result, _) = answer(refused, |client| {
        client.delete_automatic_synchronization(&repository_path("a", "b"), &place)
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn tags_are_copied_now_and_none_failed() {
    let example = Example::read("hw2022-create-manual-image-sync-repo");
    let failed = example.replay(|client| {
        let path = repository_path("{namespace}", "{repository}");
        client.synchronize_tags(&path, &manual())
    });
    assert_eq!(failed, Ok(Vec::new()));
}

fn failed_tags(status: u16, body: &str) -> Result<Vec<String>, Error> {
    let response = Response::builder().status(status);
    let response = response.body(body.as_bytes().to_vec()).unwrap();
    let (result, _) = answer(response, |client| {
        client.synchronize_tags(&repository_path("a", "b"), &manual())
    });
    result
}

#[test]
fn failed_tags_are_told_with_any_status() {
    for status in [200, 400, 500] {
        assert_eq!(failed_tags(status, r#"["V1"]"#), Ok(vec!["V1".to_owned()]));
    }
    for body in ["", "{}", "null", "[]"] {
        assert_eq!(failed_tags(200, body), Ok(Vec::new()), "{body}");
    }
}

#[test]
fn a_refusal_without_failed_tags_stays_a_refusal() {
    let unknown_region = r#"{"errors": [{"errorCode": "SVCSTG.SWR.5001101"}]}"#;
    let error = failed_tags(500, unknown_region).unwrap_err();
    assert_eq!(error.code(), Some("SVCSTG.SWR.5001101"));
    let bare_array = r#"[{"errorCode": "SVCSTG.SWR.4040010", "errorMessage": "no image"}]"#;
    let error = failed_tags(404, bare_array).unwrap_err();
    assert_eq!(error.code(), Some("SVCSTG.SWR.4040010"));
    for body in ["", "[]", "null", "<html>"] {
        let error = failed_tags(503, body).unwrap_err();
        assert_eq!(error.status(), Some(503), "{body}");
    }
    assert!(matches!(
        failed_tags(200, "<html>"),
        Err(Error::Decode { .. })
    ));
}

#[test]
fn jobs_are_requested_by_the_filter_that_is_mandatory() {
    let documented = Example::read("hw2022-show-sync-job");
    let mut response = documented.response();
    let range = "40-1/41".parse().unwrap();
    response.headers_mut().insert("content-range", range);
    let page = PageRequest {
        offset: 40,
        limit: 10,
    };
    let (jobs, sent) = answer(response, |client| {
        client.list_synchronization_jobs(&repository_path("group", "a/b"), page)
    });
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/a$b/sync_job"
    );
    let expected = json!({"filter": "limit::10|offset::40|order::desc"});
    assert_eq!(json!(sent.query()), expected);
    let jobs = jobs.unwrap();
    assert_eq!(jobs.total, Some(41));
    let expected = SynchronizationJob {
        id: Some(1),
        organization: "test".to_owned(),
        repository: "testrepo".to_owned(),
        tag: "8".to_owned(),
        remote_region_id: "cn-north-1".to_owned(),
        remote_organization: Some(organization("remtens")),
        overwrites: Some(false),
        status: SynchronizationStatus::Success,
        operator_id: "065***********************10".to_owned(),
        operator_name: "h**********4".to_owned(),
        domain_id: "0657**************************f60".to_owned(),
        domain_name: "h**********4".to_owned(),
        created_at: moment("2020-03-12T08:11:36.518144Z"),
        updated_at: moment("2020-03-12T08:11:41.505499Z"),
    };
    assert_eq!(jobs.items, [expected]);
    assert_eq!(
        serde_json::to_value(&jobs.items).unwrap(),
        *documented.body()
    );
}

#[test]
fn a_status_that_no_one_documented_is_kept() {
    let body = r#"[{"remoteRegionId": "r", "remoteNamespace": "o", "status": "paused"}]"#;
    let jobs = answered(body, |client| {
        let page = PageRequest::default();
        client.list_synchronization_jobs(&repository_path("a", "b"), page)
    });
    let expected = SynchronizationStatus::Other("paused".to_owned());
    assert_eq!(jobs.unwrap().items[0].status, expected);
}
