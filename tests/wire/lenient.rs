//! Every field of every documented answer, taken away, made null, made wrong, and joined by
//! strangers: the answer is read, or the error names the very field.

use serde_json::{Value, json};
use swr_api::{
    Error, MarkerRequest, OrganizationQuery, PageRequest, RepositoryMarkerQuery, RepositoryQuery,
    SharedBy, SharedRepositoryQuery, TagMarkerQuery, TagQuery,
};

use crate::example::{Example, Replay, answered, organization, repository_path, tag};

pub(crate) type Client = swr_api::Client<Replay>;
pub(crate) type Read = fn(&str) -> Result<(), Error>;

/// File, how its answer is read, and the fields without which it makes no sense.
pub(crate) type Reader = (&'static str, Read, &'static [&'static str]);

/// File, how its answer is read, and the fields without which it makes no sense.
const READERS: [(&str, Read, &[&str]); 14] = [
    (
        "hw2022-list-api-versions",
        versions,
        &["versions", "versions[0].id"],
    ),
    (
        "hw2022-show-api-version",
        version,
        &["version", "version.id"],
    ),
    (
        "observed-list-namespaces",
        organizations,
        &["namespaces", "namespaces[0].name"],
    ),
    ("hw2022-show-namespace", one_organization, &["name"]),
    (
        "otc2025-list-repos-details",
        repositories,
        &["[0].name", "[0].namespace"],
    ),
    ("hw2022-show-repository", one_repository, &["name"]),
    ("hw2022-list-repository-tags", tags, &["[0].Tag"]),
    ("observed-show-repo-tag", one_tag, &["tag"]),
    (
        "hw2022-list-quotas",
        quotas,
        &["quotas", "quotas[0].quota_key", "quotas[0].quota_limit"],
    ),
    (
        "observed-show-namespace-auth",
        organization_permissions,
        &["name", "self_auth.user_id", "others_auths[0].user_id"],
    ),
    (
        "otc2025-show-user-repository-auth",
        repository_permissions,
        &["self_auth.user_id", "others_auths[0].user_id"],
    ),
    (
        "hw2022-list-repo-domains",
        shares,
        &["[0].namespace", "[0].repository", "[0].access_domain"],
    ),
    (
        "otc2025-show-access-domain",
        one_share,
        &["namespace", "repository", "access_domain"],
    ),
    (
        "hw2022-list-shared-repos-details",
        shared_repositories,
        &["[0].name", "[0].namespace"],
    ),
];

/// The same for answers of which no page prints an example.
const UNPRINTED: [(&str, Read, &[&str]); 5] = [
    (
        r#"{"repos": [{"id": 1, "name": "a", "category": "linux", "description": "d", "size": 2,
        "is_public": true, "num_images": 3, "num_download": 4,
        "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05Z",
        "domain_name": "c", "namespace_name": "b", "status": true}],
        "nextMarker": 5, "next_marker": 5}"#,
        repositories_v3,
        &["repos", "repos[0].name", "repos[0].namespace_name"],
    ),
    (
        r#"{"tags": [{"id": 1, "repo_id": 2, "tag": "c", "size": 3, "tag_type": 0}],
        "nextMarker": "c", "next_marker": "c", "has_more": true}"#,
        tags_v3,
        &["tags", "tags[0].tag"],
    ),
    (
        r#"{"tags": ["c"], "next_marker": "c", "has_more": true}"#,
        references,
        &["tags"],
    ),
    (
        r#"{"total": 1, "accessories": [{"id": 1, "domain_id": "d", "namespace_name": "a",
        "repo_name": "b", "sig_tag": "s", "sig_digest": "e", "target_digest": "f", "size": 2,
        "type": "t", "created_at": "2024-01-02T03:04:05Z", "updated_at": "2024-01-02T03:04:05Z"}]}"#,
        accessories,
        &["accessories"],
    ),
    (
        r#"[{"digest": "sha256:a", "platform": {"os": "windows", "architecture": "amd64",
        "variant": "v2", "os.version": "10.0"}, "manifest": "{}", "configuration": "{}"}]"#,
        image_configurations,
        &[],
    ),
];

fn answers() -> Vec<(Value, Read, &'static [&'static str])> {
    let printed = READERS.into_iter().chain(crate::readers::READERS);
    let printed = printed.map(|(file, read, needed)| {
        let body = Example::read(file).body().clone();
        (body, read, needed)
    });
    let unprinted = UNPRINTED
        .map(|(text, read, needed)| (serde_json::from_str(text).expect(text), read, needed));
    printed.chain(unprinted).collect()
}

pub(crate) fn read<T, F>(body: &str, call: impl FnOnce(&Client) -> F) -> Result<(), Error>
where
    F: Future<Output = Result<T, Error>>,
{
    answered(body, call).map(drop)
}

fn versions(body: &str) -> Result<(), Error> {
    read(body, |client| client.list_api_versions())
}

fn version(body: &str) -> Result<(), Error> {
    read(body, |client| client.get_api_version("v2"))
}

fn organizations(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_organizations(&OrganizationQuery::default())
    })
}

fn one_organization(body: &str) -> Result<(), Error> {
    read(body, |client| client.get_organization(&organization("a")))
}

fn repositories(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_repositories(&RepositoryQuery::default())
    })
}

fn one_repository(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_repository(&repository_path("a", "b"))
    })
}

fn tags(body: &str) -> Result<(), Error> {
    let query = TagQuery::default();
    read(body, |client| {
        client.list_tags(&repository_path("a", "b"), &query)
    })
}

fn one_tag(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_tag(&repository_path("a", "b"), &tag("c"))
    })
}

fn quotas(body: &str) -> Result<(), Error> {
    read(body, |client| client.list_quotas("p"))
}

fn organization_permissions(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_organization_permissions(&organization("a"))
    })
}

fn repository_permissions(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_repository_permissions(&repository_path("a", "b"))
    })
}

fn shares(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_shares(&repository_path("a", "b"))
    })
}

fn one_share(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.get_share(&repository_path("a", "b"), "c")
    })
}

fn shared_repositories(body: &str) -> Result<(), Error> {
    let query = SharedRepositoryQuery::new(SharedBy::Others);
    read(body, |client| client.list_shared_repositories(&query))
}

fn repositories_v3(body: &str) -> Result<(), Error> {
    let query = RepositoryMarkerQuery::default();
    read(body, |client| client.list_repositories_v3(&query))
}

fn tags_v3(body: &str) -> Result<(), Error> {
    let query = TagMarkerQuery::default();
    read(body, |client| {
        client.list_tags_v3(&repository_path("a", "b"), &query)
    })
}

fn references(body: &str) -> Result<(), Error> {
    let page = MarkerRequest::default();
    read(body, |client| {
        client.list_references(&repository_path("a", "b"), &tag("c"), &page)
    })
}

fn accessories(body: &str) -> Result<(), Error> {
    let page = PageRequest::default();
    read(body, |client| {
        client.list_accessories(&repository_path("a", "b"), &tag("c"), page)
    })
}

fn image_configurations(body: &str) -> Result<(), Error> {
    read(body, |client| {
        client.list_image_configurations(&repository_path("a", "b"), &tag("c"))
    })
}

/// Every field of a text: how it is written, and how to find it.
fn fields(value: &Value, written: &str, pointer: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let dot = if written.is_empty() { "" } else { "." };
                let written = format!("{written}{dot}{name}");
                let pointer = format!("{pointer}/{name}");
                found.push((written.clone(), pointer.clone()));
                fields(inner, &written, &pointer, found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items
                .iter()
                .enumerate()
                .filter(|(_, inner)| inner.is_object())
            {
                let written = format!("{written}[{index}]");
                fields(inner, &written, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn named(result: Result<(), Error>) -> Option<String> {
    match result {
        Ok(()) => None,
        Err(Error::Decode { field, .. }) => Some(field),
        Err(other) => panic!("not a reading error: {other}"),
    }
}

/// Runs a check on every field of every answer, with a fresh copy of the answer each time.
fn for_every_field(check: impl Fn(Read, Value, &str, &str, &[&str])) {
    for (body, read, needed) in answers() {
        assert_eq!(named(read(&body.to_string())), None, "{body}");
        let mut found = Vec::new();
        fields(&body, "", "", &mut found);
        assert!(
            needed
                .iter()
                .all(|needed| found.iter().any(|(written, _)| written == needed))
        );
        for (written, pointer) in found {
            check(read, body.clone(), &written, &pointer, needed);
        }
    }
}

#[test]
fn a_missing_field_is_empty_unless_nothing_makes_sense_without_it() {
    for_every_field(|read, mut body, written, pointer, needed| {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = body.pointer_mut(parent).unwrap();
        parent.as_object_mut().unwrap().remove(name);
        // The list spells the name in its own way, and that spelling is reported.
        let reported = match written {
            "tag" => "Tag",
            "tags[0].tag" => "tags[0].Tag",
            other => other,
        };
        let expected = needed.contains(&written).then(|| reported.to_owned());
        assert_eq!(named(read(&body.to_string())), expected, "{written}");
    });
}

#[test]
fn a_null_is_empty_unless_nothing_makes_sense_without_it() {
    for_every_field(|read, mut body, written, pointer, needed| {
        let is_list = body.pointer(pointer).unwrap().is_array();
        *body.pointer_mut(pointer).unwrap() = Value::Null;
        let is_needed = needed.contains(&written) && !is_list;
        let expected = is_needed.then(|| written.to_owned());
        assert_eq!(named(read(&body.to_string())), expected, "{written}");
    });
}

#[test]
fn a_wrong_value_is_named_where_it_stands() {
    for_every_field(|read, mut body, written, pointer, _| {
        // Two lists deep, because a list of objects with strangers only may well be a list of ours.
        *body.pointer_mut(pointer).unwrap() = json!([[{"wrong": true}]]);
        let found = named(read(&body.to_string()));
        // A job's status is a word; everything else's is a flag.
        let is_of_job = body.pointer("/0/remoteRegionId").is_some();
        let is_flag = ["status", "[0].status", "repos[0].status"].contains(&written) && !is_of_job;
        // Of the logo the service says itself that it is not used.
        let is_passed_over = written == "[0].logo";
        if is_flag || is_passed_over || crate::readers::IS_KEPT.contains(&written) {
            assert_eq!(found, None, "what says nothing is no error");
        } else {
            let found = found.unwrap_or_else(|| panic!("{written} was read"));
            assert!(found.starts_with(written), "{written} was called {found}");
        }
    });
}

#[test]
fn strangers_are_passed_over() {
    for (mut body, read, _) in answers() {
        let mut found = Vec::new();
        fields(&body, "", "", &mut found);
        for (_, pointer) in found {
            let (parent, _) = pointer.rsplit_once('/').unwrap();
            let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
            parent.insert("stranger".to_owned(), json!({"deep": [1, null, "x"]}));
        }
        assert_eq!(named(read(&body.to_string())), None, "{body}");
    }
}
