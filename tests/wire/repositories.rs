//! Repositories as documented.

use http::Response;
use serde_json::{Value, json};
use swr_api::{
    Category, Error, NewRepository, Page, Repository, RepositoryDetails, RepositoryQuery,
    RepositoryUpdate,
};

use crate::example::{
    Example, answer, answered, moment, organization, repository, repository_path,
};

fn documented(registry: &str) -> Repository {
    Repository {
        organization: organization("root"),
        name: repository("nginx"),
        category: Category::Linux,
        description: None,
        size_bytes: Some(200_977_474),
        is_public: Some(false),
        tag_count: Some(2),
        download_count: Some(0),
        created_at: moment("2017-01-01T00:00:00Z"),
        updated_at: moment("2017-09-11T03:00:02.542841141Z"),
        url: String::new(),
        path: format!("{registry}/namespace/repository"),
        internal_path: "10.125.0.198:20202/namespace/repository".to_owned(),
        domain_name: "root".to_owned(),
        tags: vec!["latest".to_owned(), "log".to_owned()],
        is_valid_share: None,
        total: None,
    }
}

fn list(example: &Example) -> Page<Repository> {
    let query = RepositoryQuery::default();
    let page = example.replay(|client| client.list_repositories(&query));
    page.expect("the list is readable")
}

#[test]
fn the_list_carries_the_total_in_each_item() {
    let example = Example::read("otc2025-list-repos-details");
    let page = list(&example);
    let expected = Repository {
        is_valid_share: Some(false),
        total: Some(4),
        ..documented("swr.***.mycloud.com")
    };
    assert_eq!(page.items, [expected]);
    assert_eq!(page.total, Some(4));
    let written = serde_json::to_value(&page.items).unwrap();
    assert_eq!(written, *example.body());
}

#[test]
fn a_garbled_flag_says_nothing_and_spoils_nothing() {
    let page = list(&Example::read("hw2022-list-repos-details"));
    let registry = "swr.cn-north-1.myhuaweicloud.com";
    assert_eq!(page.items, [documented(registry)]);
    assert_eq!(page.total, None);
}

#[test]
fn the_total_is_taken_from_the_header_where_there_is_one() {
    let with_header = |range: &str, body: Value| {
        let response = Response::builder().header("Content-Range", range);
        let response = response.body(body.to_string().into_bytes()).unwrap();
        let query = RepositoryQuery::default();
        let (page, _) = answer(response, |client| client.list_repositories(&query));
        page.unwrap().total
    };
    let item = json!([{"name": "a", "namespace": "b", "total_range": 4}]);
    assert_eq!(with_header("0-1/9", item.clone()), Some(9));
    assert_eq!(with_header("unreadable", item), Some(4));
    assert_eq!(with_header("100-0/9", json!([])), Some(9));
}

/// The old filter expression had the keys that are plain parameters now.
#[test]
fn organization_and_name_are_requested_by_plain_parameters() {
    let example = Example::read("otc2023-list-repos-filter");
    let query = RepositoryQuery {
        organization: Some(organization("group")),
        name: Some("busybox".to_owned()),
        ..RepositoryQuery::default()
    };
    let (_, sent) = answer(example.response(), |client| {
        client.list_repositories(&query)
    });
    assert_eq!(sent.path(), "/v2/manage/repos");
    assert_eq!(
        Value::Object(sent.query()),
        json!({"namespace": "group", "name": "busybox", "limit": "100", "offset": "0"})
    );
}

fn show(example: &Example, group: &str, name: &str) -> Result<RepositoryDetails, Error> {
    let path = repository_path(group, name);
    example.replay(|client| client.get_repository(&path))
}

#[test]
fn one_repository_is_read_and_written_back() {
    for file in [
        "hw2022-show-repository",
        "otc2025-show-repository",
        "hw2022-procedure-show-repository",
    ] {
        let example = Example::read(file);
        let found = show(&example, "{namespace}", "{repository}").unwrap();
        let written = serde_json::to_value(&found).unwrap();
        assert_eq!(written, *example.body(), "{file}");
    }
}

#[test]
fn the_brief_information_has_every_documented_field() {
    let example = Example::read("hw2022-procedure-show-repository");
    let path = "swr.cn-north-4.myhuaweicloud.com/group/test".to_owned();
    let expected = RepositoryDetails {
        id: Some(379_367),
        organization_id: Some(7),
        name: repository("test"),
        category: Category::Other,
        description: String::new(),
        creator_id: "ff4f44473a1d4ab3847906410af2d152".to_owned(),
        creator_name: "test".to_owned(),
        size_bytes: Some(1_304_902),
        is_public: Some(true),
        tag_count: Some(1),
        download_count: Some(3),
        url: String::new(),
        path: path.clone(),
        internal_path: path,
        created_at: moment("2020-10-30T11:35:02.939134Z"),
        updated_at: moment("2020-10-30T11:47:46.084808Z"),
        domain_id: "8b1e8153e5c4414fa57c356319b633fb".to_owned(),
        priority: Some(0),
        untagged: None,
    };
    assert_eq!(show(&example, "{namespace}", "{repository}"), Ok(expected));
}

#[test]
fn fields_that_a_record_leaves_out_are_empty() {
    let example = Example::read("observed-show-repository");
    let found = show(&example, "group-dev", "nginx").unwrap();
    assert_eq!(
        (found.tag_count, found.download_count),
        (Some(17), Some(35))
    );
    assert_eq!((found.size_bytes, found.description.as_str()), (None, ""));
    assert_eq!(found.updated_at, moment("2026-05-06T09:22:11Z"));
}

#[test]
fn a_response_that_is_no_json_names_where_it_breaks() {
    let example = Example::read("intl2023-procedure-4-show-repository");
    let Err(Error::Decode { detail, status, .. }) = show(&example, "{namespace}", "{repository}")
    else {
        panic!("the page prints a body that no reader takes");
    };
    assert!(detail.contains(" at line "), "{detail}");
    assert_eq!(status, 200);
}

#[test]
fn creating_sends_four_fields() {
    let new = NewRepository {
        name: repository("busybox"),
        is_public: true,
        category: Some(Category::Linux),
        description: Some("this is a busybox repository".to_owned()),
    };
    for file in ["hw2022-create-repo", "otc2025-create-repo"] {
        let example = Example::read(file);
        let created =
            example.replay(|client| client.create_repository(&organization("{namespace}"), &new));
        assert_eq!(created, Ok(()), "{file}");
        let read = serde_json::from_value(example.request_body().clone());
        assert_eq!(Some(&new), read.ok().as_ref(), "{file}");
    }
}

/// One page prints the fields as a query and an old edition took a form; both mean the JSON body
/// that the reference documents, and that is what is sent.
#[test]
fn creating_sends_json_where_a_page_prints_a_query_or_a_form() {
    let query = Example::read("intl2023-procedure-3-create-repo");
    let form = Example::read("otc2023-create-repo-form");
    let check = |example: &Example, name: &str, description: &str, is_public, group: &str| {
        let new = NewRepository {
            name: repository(name),
            is_public,
            category: Some(Category::Linux),
            description: Some(description.to_owned()),
        };
        let group = organization(group);
        let (created, sent) = answer(example.response(), |client| {
            client.create_repository(&group, &new)
        });
        assert_eq!(created, Ok(()));
        assert!(sent.query().is_empty());
        assert_eq!(
            sent.body(),
            json!({"repository": name, "category": "linux", "description": description,
                   "is_public": is_public})
        );
    };
    check(&query, "test", "test", false, "{namespace}");
    check(
        &form,
        "busybox",
        "this is a busybox repository",
        true,
        "group",
    );
}

#[test]
fn updating_sends_three_fields_and_deleting_none() {
    let update = RepositoryUpdate {
        is_public: false,
        category: Some(Category::Database),
        description: Some("this is a busybox repository".to_owned()),
    };
    let path = repository_path("{namespace}", "{repository}");
    for file in ["hw2022-update-repo", "otc2025-update-repo"] {
        let example = Example::read(file);
        let updated = example.replay(|client| client.update_repository(&path, &update));
        assert_eq!(updated, Ok(()), "{file}");
        let read = serde_json::from_value(example.request_body().clone());
        assert_eq!(Some(&update), read.ok().as_ref(), "{file}");
    }
    for file in ["hw2022-delete-repo", "otc2025-delete-repo"] {
        let deleted = Example::read(file).replay(|client| client.delete_repository(&path));
        assert_eq!(deleted, Ok(()), "{file}");
    }
}

#[test]
fn a_mutation_may_answer_with_nothing_or_with_an_empty_object() {
    let path = repository_path("group", "web/nginx");
    let new = NewRepository {
        name: path.repository.clone(),
        is_public: false,
        category: None,
        description: None,
    };
    let update = RepositoryUpdate {
        is_public: true,
        category: None,
        description: None,
    };
    for body in ["", "{}"] {
        let results = [
            answered(body, |client| {
                client.create_repository(&path.organization, &new)
            }),
            answered(body, |client| client.update_repository(&path, &update)),
            answered(body, |client| client.delete_repository(&path)),
        ];
        assert_eq!(results, [Ok(()), Ok(()), Ok(())]);
    }
}
