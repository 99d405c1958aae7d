//! Tags as documented.

use http::Response;
use serde_json::json;
use swr_api::{NewTag, Page, ShownTag, Tag, TagKind, TagQuery};

use crate::example::{Example, answer, moment, repository_path, tag};

fn list(example: &Example, group: &str, name: &str) -> Page<Tag> {
    let path = repository_path(group, name);
    let query = TagQuery::default();
    let page = example.replay(|client| client.list_tags(&path, &query));
    page.expect("the list is readable")
}

#[test]
fn the_list_is_read_and_written_back() {
    for file in [
        "hw2022-list-repository-tags",
        "otc2025-list-repository-tags",
    ] {
        let example = Example::read(file);
        let page = list(&example, "{namespace}", "{repository}");
        let written = serde_json::to_value(&page.items).unwrap();
        assert_eq!(written, *example.body(), "{file}");
    }
}

#[test]
fn a_tag_has_every_documented_field() {
    let page = list(
        &Example::read("hw2022-list-repository-tags"),
        "{namespace}",
        "{repository}",
    );
    let [found] = page.items.as_slice() else {
        panic!("one tag is printed");
    };
    let manifest: serde_json::Value = serde_json::from_str(&found.manifest).unwrap();
    assert_eq!(manifest["layers"].as_array().unwrap().len(), 2);
    let expected = Tag {
        id: Some(0),
        repository_id: Some(0),
        name: tag("latest"),
        image_id: "741f24a795d6d93d7c6edd11780d63c13e16c39615dd9d223378a57a836f2ee6".to_owned(),
        manifest: found.manifest.clone(),
        digest: "sha256:57b605845a6367c34bfb6ea6477f16852f59aa1861a2b51d10ab77ae0a1dc9c3"
            .to_owned(),
        schema: Some(2),
        path: "swr.cn-north-1.myhuaweicloud.com/namespace/busybox:latest".to_owned(),
        internal_path: "10.125.0.198:20202/namespace/busybox:latest".to_owned(),
        size_bytes: Some(1_304_902),
        is_trusted: Some(false),
        created_at: moment("2018-07-06T06:18:55Z"),
        updated_at: moment("2018-07-06T06:18:55Z"),
        deleted: None,
        domain_id: "0503dda878000fed0f75c0096d70a960".to_owned(),
        is_scanned: Some(false),
        kind: Some(TagKind::Image),
    };
    assert_eq!(found, &expected);
}

#[test]
fn the_total_is_in_the_header_only() {
    let response = Response::builder().header("Content-Range", "0-1/17");
    let response = response.body(br#"[{"Tag": "a"}]"#.to_vec()).unwrap();
    let path = repository_path("group", "nginx");
    let query = TagQuery::default();
    let (page, _) = answer(response, |client| client.list_tags(&path, &query));
    assert_eq!(page.unwrap().total, Some(17));
    let observed = Example::read("observed-list-repository-tags");
    let page = list(&observed, "group-dev", "nginx");
    assert_eq!(page.total, None);
    assert_eq!(page.items[0].name, tag("v1.0"));
    assert_eq!(page.items[0].manifest, "");
}

#[test]
fn one_tag_has_its_name_in_lower_case() {
    let example = Example::read("observed-show-repo-tag");
    let path = repository_path("group-dev", "nginx");
    let found = example.replay(|client| client.get_tag(&path, &tag("v1.0")));
    let found = found.unwrap();
    assert_eq!(found.name, tag("v1.0"));
    let written = serde_json::to_value(ShownTag(&found)).unwrap();
    assert_eq!(written, *example.body());
}

#[test]
fn an_index_says_so() {
    let index = json!([{"Tag": "a", "tag_type": 1}, {"Tag": "b", "tag_type": 7}]).to_string();
    let path = repository_path("group", "nginx");
    let query = TagQuery::default();
    let response = Response::new(index.into_bytes());
    let (page, _) = answer(response, |client| client.list_tags(&path, &query));
    let kinds: Vec<_> = page.unwrap().items.iter().map(|tag| tag.kind).collect();
    assert_eq!(kinds, [TagKind::Index, TagKind::Other(7)].map(Some));
}

#[test]
fn deleting_names_the_tag() {
    let path = repository_path("{namespace}", "{repository}");
    for file in ["hw2022-delete-repo-tag", "otc2025-delete-repo-tag"] {
        let deleted = Example::read(file).replay(|client| client.delete_tag(&path, &tag("{tag}")));
        assert_eq!(deleted, Ok(()), "{file}");
    }
    for body in ["", "{}"] {
        let response = Response::new(body.as_bytes().to_vec());
        let (deleted, _) = answer(response, |client| client.delete_tag(&path, &tag("1")));
        assert_eq!(deleted, Ok(()));
    }
}

#[test]
fn creating_names_both_tags_and_always_says_whether_one_may_be_replaced() {
    let path = repository_path("{namespace}", "{repository}");
    let example = Example::read("hw2025-create-repo-tag");
    let new = NewTag {
        source: tag("v1"),
        name: tag("v2"),
        may_replace: false,
    };
    let created = example.replay(|client| client.create_tag(&path, &new));
    assert_eq!(created, Ok(()));
    let read = serde_json::from_value(example.request_body().clone());
    assert_eq!(Some(&new), read.ok().as_ref());
    let replacing = NewTag {
        may_replace: true,
        ..new
    };
    let response = Response::new(b"{}".to_vec());
    let (created, sent) = answer(response, |client| {
        client.create_tag(&repository_path("group", "web/nginx"), &replacing)
    });
    assert_eq!(created, Ok(()));
    assert_eq!(
        sent.path(),
        "/v2/manage/namespaces/group/repos/web$nginx/tags"
    );
    assert_eq!(
        sent.body(),
        json!({"source_tag": "v1", "destination_tag": "v2", "override": true})
    );
}
