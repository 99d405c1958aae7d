//! Lists by marker, references, accessories and configurations. No page prints an example of these, so the responses
//! are written from the tables of the reference.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    Category, Direction, Error, MarkerPage, MarkerRequest, PageRequest, RepositoryMarkerQuery,
    RepositorySummary, Tag, TagMarkerQuery, TagOrder,
};

use crate::example::{
    Example, answer, answered, moment, organization, repository, repository_path, tag,
};

fn repositories(body: &Value) -> MarkerPage<RepositorySummary, i64> {
    let query = RepositoryMarkerQuery::default();
    let page = answered(&body.to_string(), |client| {
        client.list_repositories_v3(&query)
    });
    page.expect("the list is readable")
}

fn tags(body: &Value) -> MarkerPage<Tag, String> {
    let query = TagMarkerQuery::default();
    let path = repository_path("group", "web/nginx");
    let page = answered(&body.to_string(), |client| {
        client.list_tags_v3(&path, &query)
    });
    page.expect("the list is readable")
}

#[test]
fn a_repository_has_its_organization_under_another_name_and_no_tags() {
    let body = json!({"repos": [{
        "id": 379_367, "name": "web/nginx", "category": "linux", "description": "d",
        "size": 5_000_000_000_u64, "is_public": true, "num_images": 2, "num_download": 3,
        "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05.25Z",
        "domain_name": "account", "namespace_name": "group"}]});
    let page = repositories(&body);
    let expected = RepositorySummary {
        id: Some(379_367),
        organization: organization("group"),
        name: repository("web/nginx"),
        category: Category::Linux,
        description: "d".to_owned(),
        size_bytes: Some(5_000_000_000),
        is_public: Some(true),
        tag_count: Some(2),
        download_count: Some(3),
        created_at: moment("2024-01-02T03:04:05Z"),
        updated_at: moment("2024-01-02T03:04:05.25Z"),
        domain_name: "account".to_owned(),
        is_valid_share: None,
    };
    assert_eq!(page.items, [expected]);
    assert_eq!(page.next, None);
    assert_eq!(serde_json::to_value(&page.items).unwrap(), body["repos"]);
}

/// Two libraries read `num_downloads`, which the service never writes.
#[test]
fn the_downloads_are_read_from_the_name_the_service_writes() {
    let body = json!({"repos": [{"name": "a", "namespace_name": "b", "num_downloads": 7}]});
    assert_eq!(repositories(&body).items[0].download_count, None);
}

#[test]
fn the_question_is_sent_with_the_marker_of_the_page_before() {
    let query = RepositoryMarkerQuery {
        organization: Some(organization("group")),
        name: Some("nginx".to_owned()),
        category: Some(Category::Arm),
        is_public: Some(false),
        page: MarkerRequest {
            marker: Some(9_007_199_254_740_993),
            limit: 5000,
        },
    };
    let response = Response::new(b"{\"repos\": null}".to_vec());
    let (page, sent) = answer(response, |client| client.list_repositories_v3(&query));
    assert_eq!(page.unwrap().items, []);
    assert_eq!(sent.path(), "/v3/manage/repos");
    assert_eq!(
        Value::Object(sent.query()),
        json!({"namespace": "group", "name": "nginx", "category": "arm", "is_public": "false",
               "limit": "1000", "marker": "9007199254740993"})
    );
}

#[test]
fn a_number_leads_on_in_either_spelling_until_it_is_missing() {
    let next = |ends: Value| {
        let mut body = json!({"repos": []});
        body.as_object_mut()
            .unwrap()
            .extend(ends.as_object().unwrap().clone());
        repositories(&body).next
    };
    assert_eq!(next(json!({"nextMarker": 7})), Some(7));
    assert_eq!(next(json!({"next_marker": 7})), Some(7));
    assert_eq!(next(json!({"nextMarker": 7, "next_marker": 7})), Some(7));
    assert_eq!(next(json!({"nextMarker": null})), None);
    assert_eq!(next(json!({"nextMarker": 0})), None);
    assert_eq!(next(json!({})), None);
}

#[test]
fn a_text_leads_on_in_either_spelling_until_there_is_no_more() {
    let next = |ends: Value| {
        let mut body = json!({"tags": [{"tag": "v1"}]});
        body.as_object_mut()
            .unwrap()
            .extend(ends.as_object().unwrap().clone());
        tags(&body).next
    };
    let v1 = Some("v1".to_owned());
    assert_eq!(next(json!({"nextMarker": "v1"})), v1);
    assert_eq!(next(json!({"next_marker": "v1", "has_more": true})), v1);
    assert_eq!(next(json!({"nextMarker": "v1", "next_marker": "v1"})), v1);
    assert_eq!(next(json!({"nextMarker": "v1", "has_more": false})), None);
    assert_eq!(next(json!({"nextMarker": "", "has_more": true})), None);
    assert_eq!(next(json!({"has_more": false})), None);
}

#[test]
fn tags_by_marker_have_their_name_in_lower_case() {
    let shown = Example::read("observed-show-repo-tag").body().clone();
    let page = tags(&json!({"tags": [shown], "has_more": false}));
    assert_eq!(page.items[0].name, tag("v1.0"));
    assert_eq!(tags(&json!({"tags": null})).items, []);
    let capital = tags(&json!({"tags": [{"Tag": "v2"}]}));
    assert_eq!(capital.items[0].name, tag("v2"));
}

#[test]
fn tags_are_requested_below_v3_with_the_slash_as_a_dollar_sign() {
    let query = TagMarkerQuery {
        name: Some("v1".to_owned()),
        order: Some((TagOrder::Name, Direction::Ascending)),
        with_manifest: true,
        page: MarkerRequest {
            marker: Some("v1.0".to_owned()),
            limit: 50,
        },
    };
    let path = repository_path("group", "web/nginx");
    let response = Response::new(b"{\"tags\": []}".to_vec());
    let (_, sent) = answer(response, |client| client.list_tags_v3(&path, &query));
    assert_eq!(
        sent.path(),
        "/v3/manage/namespaces/group/repos/web$nginx/tags"
    );
    assert_eq!(
        Value::Object(sent.query()),
        json!({"tag": "v1", "order_column": "tag", "order_type": "asc", "with_manifest": "true",
               "limit": "50", "marker": "v1.0"})
    );
}

#[test]
fn references_are_names_and_come_ten_at_once() {
    let path = repository_path("group", "web/nginx");
    let body = json!({"tags": ["v1", "v2"], "next_marker": "v2", "has_more": true});
    let response = Response::new(body.to_string().into_bytes());
    let page = MarkerRequest::default();
    let (page, sent) = answer(response, |client| {
        client.list_references(&path, &tag("sha256-a.sig"), &page)
    });
    let page = page.unwrap();
    assert_eq!(page.items, [tag("v1"), tag("v2")]);
    assert_eq!(page.next.as_deref(), Some("v2"));
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/sha256-a.sig/references"
    );
    assert_eq!(Value::Object(sent.query()), json!({"limit": "10"}));
}

#[test]
fn no_accessories_are_null() {
    let example = Example::read("observed-list-repo-accessories-empty");
    let path = repository_path("{namespace}", "{repository}");
    let page = PageRequest::default();
    let found = example.replay(|client| client.list_accessories(&path, &tag("{tag}"), page));
    let found = found.unwrap();
    assert_eq!((found.items.len(), found.total), (0, Some(0)));
}

#[test]
fn accessories_have_every_documented_field_and_come_a_hundred_at_once() {
    let item = json!({"id": 7, "domain_id": "d", "namespace_name": "group",
        "repo_name": "web/nginx", "sig_tag": "sha256-a.sig", "sig_digest": "sha256:b",
        "target_digest": "sha256:a", "size": 250, "type": "signature",
        "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05.25Z"});
    let body = json!({"total": 12, "accessories": [item]});
    let path = repository_path("group", "web/nginx");
    let page = PageRequest {
        offset: 0,
        limit: 1000,
    };
    let response = Response::new(body.to_string().into_bytes());
    let (found, sent) = answer(response, |client| {
        client.list_accessories(&path, &tag("v1"), page)
    });
    let found = found.unwrap();
    assert_eq!(found.total, Some(12));
    assert_eq!(serde_json::to_value(&found.items[0]).unwrap(), item);
    assert_eq!(found.items[0].signature_tag, "sha256-a.sig");
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/v1/accessories"
    );
    assert_eq!(
        Value::Object(sent.query()),
        json!({"limit": "100", "offset": "0"})
    );
}

#[test]
fn configurations_are_those_of_a_tag_and_may_be_left_out() {
    let body = json!([{"digest": "sha256:a", "platform": {"os": "linux", "architecture": "arm64",
        "variant": "v8"}, "manifest": "{}", "configuration": null}]);
    let path = repository_path("group", "web/nginx");
    let response = Response::new(body.to_string().into_bytes());
    let (found, sent) = answer(response, |client| {
        client.list_image_configurations(&path, &tag("references"))
    });
    let [image] = found.unwrap().items.try_into().unwrap();
    assert_eq!(image.configuration, None);
    assert_eq!(serde_json::to_value([image]).unwrap(), body);
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/tags/references/config"
    );
}

/// `/repos/nginx/tags/references` is the path of a tag, whatever was meant by it.
#[test]
fn the_response_for_another_tag_is_not_taken_for_an_empty_list() {
    let path = repository_path("group", "nginx");
    let another = json!({"id": 1, "tag": "references"}).to_string();
    let page = MarkerRequest::default();
    let found = answered(&another, |client| {
        client.list_references(&path, &tag("tags"), &page)
    });
    let Err(Error::Decode { field, .. }) = found else {
        panic!("a tag is no list");
    };
    assert_eq!(field, "tags");
    let found = answered(&another, |client| {
        client.list_accessories(&path, &tag("tags"), PageRequest::default())
    });
    let Err(Error::Decode { field, .. }) = found else {
        panic!("a tag is no list");
    };
    assert_eq!(field, "accessories");
}
