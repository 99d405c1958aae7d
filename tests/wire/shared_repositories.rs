//! Shared repositories as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    Direction, MarkerRequest, Page, PageRequest, Repository, SharedBy, SharedRepositoryMarkerQuery,
    SharedRepositoryOrder, SharedRepositoryQuery,
};

use crate::example::{Example, answer, organization, repository};

fn list(file: &str, query: &SharedRepositoryQuery) -> Page<Repository> {
    let page = Example::read(file).replay(|client| client.list_shared_repositories(query));
    page.expect("the list is readable")
}

#[test]
fn the_list_is_read_and_written_back() {
    for file in [
        "hw2022-list-shared-repos-details",
        "otc2025-list-shared-repos-details",
    ] {
        let page = list(file, &SharedRepositoryQuery::new(SharedBy::Others));
        let mut expected = Example::read(file).body().clone();
        let logo = expected[0].as_object_mut().unwrap().remove("logo");
        assert_eq!(logo, Some(json!("")), "{file}");
        assert_eq!(serde_json::to_value(&page.items).unwrap(), expected);
        assert_eq!(page.items[0].is_valid_share, Some(true));
        assert_eq!(page.total, None);
    }
}

/// The old filter expression had the keys that are plain parameters now.
#[test]
fn the_side_is_requested_and_the_total_is_read() {
    let example = Example::read("otc2023-list-shared-filter");
    let query = SharedRepositoryQuery {
        name: Some("busybox".to_owned()),
        ..SharedRepositoryQuery::new(SharedBy::Me)
    };
    let (page, sent) = answer(example.response(), |client| {
        client.list_shared_repositories(&query)
    });
    assert_eq!(sent.path(), "/v2/manage/shared-repositories");
    assert_eq!(
        Value::Object(sent.query()),
        json!({"center": "self", "name": "busybox", "limit": "100", "offset": "0"})
    );
    let page = page.unwrap();
    assert_eq!(page.total, Some(1));
    assert_eq!(page.items[0].name, repository("busybox"));
    let response = Response::builder().header("Content-Range", "100-0/107");
    let (page, _) = answer(response.body(b"null".to_vec()).unwrap(), |client| {
        client.list_shared_repositories(&query)
    });
    assert_eq!(page.unwrap().total, Some(107));
}

#[test]
fn every_part_of_a_question_is_sent() {
    let query = SharedRepositoryQuery {
        shared_by: SharedBy::Others,
        organization: Some(organization("group")),
        name: Some("web/nginx".to_owned()),
        account: Some("other_account".to_owned()),
        is_valid: Some(false),
        order: Some((SharedRepositoryOrder::UpdatedAt, Direction::Descending)),
        page: PageRequest {
            offset: 50,
            limit: 25,
        },
    };
    let (_, sent) = answer(Response::new(b"[]".to_vec()), |client| {
        client.list_shared_repositories(&query)
    });
    assert_eq!(
        Value::Object(sent.query()),
        json!({"center": "thirdparty", "namespace": "group", "name": "web/nginx",
               "domain_name": "other_account", "status": "false", "order_column": "updated_at",
               "order_type": "desc", "limit": "25", "offset": "50"})
    );
}

#[test]
fn the_list_by_marker_names_the_side_in_its_own_way() {
    let query = SharedRepositoryMarkerQuery {
        organization: Some(organization("group")),
        name: Some("nginx".to_owned()),
        is_valid: Some(true),
        page: MarkerRequest {
            marker: Some(40),
            limit: 20,
        },
        ..SharedRepositoryMarkerQuery::new(SharedBy::Others)
    };
    let body = json!({"repos": [{"id": 41, "name": "web/nginx", "namespace_name": "group",
        "domain_name": "other_account", "status": true}], "nextMarker": 41});
    let response = Response::new(body.to_string().into_bytes());
    let (page, sent) = answer(response, |client| {
        client.list_shared_repositories_v3(&query)
    });
    assert_eq!(sent.path(), "/v3/manage/shared-repositories");
    assert_eq!(
        Value::Object(sent.query()),
        json!({"shared_by": "thirdparty", "namespace": "group", "name": "nginx",
               "status": "true", "limit": "20", "marker": "40"})
    );
    let page = page.unwrap();
    assert_eq!(page.next, Some(41));
    assert_eq!(page.items[0].is_valid_share, Some(true));
    assert_eq!(page.items[0].domain_name, "other_account");
}
