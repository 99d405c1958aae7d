//! Every field of every documented answer, taken away, made null, made wrong in each way there is,
//! and joined by strangers: it costs that field, or the one row that has no name without it.

use std::fmt::Debug;

use serde_json::{Value, json};
use swr_api::{
    Error, OrganizationQuery, RepositoryQuery, SharedBy, SharedRepositoryQuery, TagQuery,
};

use crate::example::{Example, Replay, answered, organization, repository_path, tag};

pub(crate) type Client = swr_api::Client<Replay>;
/// What was read, in a form that can be compared.
pub(crate) type Read = fn(&str) -> Result<String, Error>;

/// File, how its response is read, and the fields without which its row has no name. The list itself
/// is one of them where it is a field of a larger answer.
pub(crate) type Reader = (&'static str, Read, &'static [&'static str]);

/// File, how its response is read, and the fields without which it makes no sense.
const READERS: [(&str, Read, &[&str]); 14] = [
    ("hw2022-list-api-versions", versions, &["versions"]),
    ("hw2022-show-api-version", version, &["version"]),
    (
        "observed-list-namespaces",
        organizations,
        &["namespaces", "namespaces[0].name"],
    ),
    ("hw2022-show-namespace", one_organization, &[]),
    (
        "otc2025-list-repos-details",
        repositories,
        &["[0].name", "[0].namespace"],
    ),
    ("hw2022-show-repository", one_repository, &[]),
    ("hw2022-list-repository-tags", tags, &["[0].Tag"]),
    ("observed-show-repo-tag", one_tag, &[]),
    (
        "hw2022-list-quotas",
        quotas,
        &["quotas", "quotas[0].quota_key"],
    ),
    (
        "observed-show-namespace-auth",
        organization_permissions,
        &["others_auths[0].user_id"],
    ),
    (
        "otc2025-show-user-repository-auth",
        repository_permissions,
        &["others_auths[0].user_id"],
    ),
    (
        "hw2022-list-repo-domains",
        shares,
        &["[0].namespace", "[0].repository", "[0].access_domain"],
    ),
    ("otc2025-show-access-domain", one_share, &[]),
    (
        "hw2022-list-shared-repos-details",
        shared_repositories,
        &["[0].name", "[0].namespace"],
    ),
];

fn answers() -> Vec<(Value, Read, &'static [&'static str])> {
    let printed = READERS.into_iter().chain(crate::readers::READERS);
    let printed = printed.map(|(file, read, needed)| {
        let body = Example::read(file).body().clone();
        (body, read, needed)
    });
    let unprinted = crate::readers::UNPRINTED
        .map(|(text, read, needed)| (serde_json::from_str(text).expect(text), read, needed));
    printed.chain(unprinted).collect()
}

pub(crate) fn read<T, F>(body: &str, call: impl FnOnce(&Client) -> F) -> Result<String, Error>
where
    T: Debug,
    F: Future<Output = Result<T, Error>>,
{
    answered(body, call).map(|read| format!("{read:#?}"))
}

fn versions(body: &str) -> Result<String, Error> {
    read(body, |client| client.list_api_versions())
}

fn version(body: &str) -> Result<String, Error> {
    read(body, |client| client.get_api_version("v2"))
}

fn organizations(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_organizations(&OrganizationQuery::default())
    })
}

fn one_organization(body: &str) -> Result<String, Error> {
    read(body, |client| client.get_organization(&organization("a")))
}

fn repositories(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_repositories(&RepositoryQuery::default())
    })
}

fn one_repository(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_repository(&repository_path("a", "b"))
    })
}

fn tags(body: &str) -> Result<String, Error> {
    let query = TagQuery::default();
    read(body, |client| {
        client.list_tags(&repository_path("a", "b"), &query)
    })
}

fn one_tag(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_tag(&repository_path("a", "b"), &tag("c"))
    })
}

fn quotas(body: &str) -> Result<String, Error> {
    read(body, |client| client.list_quotas("p"))
}

fn organization_permissions(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_organization_permissions(&organization("a"))
    })
}

fn repository_permissions(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_repository_permissions(&repository_path("a", "b"))
    })
}

fn shares(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.list_shares(&repository_path("a", "b"))
    })
}

fn one_share(body: &str) -> Result<String, Error> {
    read(body, |client| {
        client.get_share(&repository_path("a", "b"), "c")
    })
}

fn shared_repositories(body: &str) -> Result<String, Error> {
    let query = SharedRepositoryQuery::new(SharedBy::Others);
    read(body, |client| client.list_shared_repositories(&query))
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

/// The ways in which a field is garbled; `None` takes it away.
fn damages() -> Vec<Option<Value>> {
    let mut damages = vec![None];
    let garbled = json!([
        null, -5, 1e30, 7, 1.5, true, "", "many", "12", "2024-01-02T03:04:05", [], {}, [[{"wrong": true}]]
    ]);
    damages.extend(garbled.as_array().unwrap().iter().cloned().map(Some));
    damages
}

fn damaged(body: &Value, pointer: &str, damage: Option<&Value>) -> Value {
    let mut body = body.clone();
    match damage {
        Some(damage) => *body.pointer_mut(pointer).unwrap() = damage.clone(),
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let parent = body.pointer_mut(parent).unwrap();
            parent.as_object_mut().unwrap().remove(name);
        }
    }
    body
}

/// Runs a check on every field of every response: its reader, the response, how the field is written
/// and how to find it, and whether its row has no name without it.
fn for_every_field(check: impl Fn(Read, &Value, &str, &str, bool)) {
    for (body, read, needed) in answers() {
        read(&body.to_string()).unwrap_or_else(|error| panic!("{error}: {body}"));
        let mut found = Vec::new();
        fields(&body, "", "", &mut found);
        for needed in needed {
            assert!(found.iter().any(|it| it.0 == *needed), "{needed}");
        }
        for (written, pointer) in found {
            let is_needed = needed.contains(&written.as_str());
            check(read, &body, &written, &pointer, is_needed);
        }
    }
}

/// The lines of each that are not the other's, between what both begin and what both end with.
fn differing<'a>(one: &'a str, other: &'a str) -> [Vec<&'a str>; 2] {
    let [one, other] = [one, other].map(|it| it.lines().collect::<Vec<_>>());
    let pairs = one.iter().zip(&other);
    let same = pairs.take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|it| it[same..].to_vec());
    let pairs = one.iter().rev().zip(other.iter().rev());
    let same = pairs.take_while(|(one, other)| one == other).count();
    [one, other].map(|it| it[..it.len() - same].to_vec())
}

/// A list must be a list, and a version that is requested must be there.
fn is_container(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

#[test]
fn a_garbled_field_costs_that_field_and_is_never_zero() {
    for_every_field(|read, body, written, pointer, is_needed| {
        let value = body.pointer(pointer).unwrap();
        if is_needed && is_container(value) {
            return;
        }
        let whole = read(&body.to_string()).unwrap();
        for damage in damages() {
            let about = format!("{written} with {damage:?}");
            let body = damaged(body, pointer, damage.as_ref()).to_string();
            let found = read(&body).unwrap_or_else(|error| panic!("{about}: {error}"));
            let [lost, instead] = differing(&whole, &found);
            if !is_needed && !is_container(value) {
                assert!(lost.len() <= MOST_LINES_OF_A_FIELD, "{about}: {lost:#?}");
            }
            // The right 0 is the word for no right that anybody knows.
            let is_right = written.ends_with("auth");
            let is_guess =
                |line: &&str| ["0,", "0.0,", "false,"].contains(&line.rsplit(' ').next().unwrap());
            let rows = |line: &&str| !line.contains("unreadable");
            let guesses: Vec<_> = instead.into_iter().filter(rows).filter(is_guess).collect();
            assert!(
                guesses.is_empty() || is_right || is_needed,
                "{about}: {guesses:?}"
            );
        }
    });
}

/// A moment is the longest field: its name, two numbers, and what is around them.
const MOST_LINES_OF_A_FIELD: usize = 9;

#[test]
fn a_row_without_a_name_is_counted_and_those_beside_it_stand() {
    for (body, read, needed) in answers() {
        for needed in needed {
            let Some((list, field)) = needed.rsplit_once("[0].") else {
                continue;
            };
            let list = match list {
                "" => String::new(),
                list => format!("/{list}"),
            };
            let mut two = body.clone();
            let rows = two.pointer_mut(&list).unwrap().as_array_mut().unwrap();
            rows.truncate(1);
            rows.push(rows[0].clone());
            let whole = read(&two.to_string()).unwrap();
            for damage in [Some(json!({"wrong": true})), Some(Value::Null), None] {
                let row = format!("{list}/1");
                let damaged_field = damaged(&two, &format!("{row}/{field}"), damage.as_ref());
                for body in [damaged_field, damaged(&two, &row, Some(&json!(null)))] {
                    let found = read(&body.to_string()).unwrap();
                    assert_eq!(
                        found.matches("unreadable: 1").count(),
                        1,
                        "{needed}: {found}"
                    );
                    let [lost, _] = differing(&whole, &found);
                    let half = whole.lines().count() / 2;
                    assert!(
                        lost.len() <= half + MOST_LINES_OF_A_FIELD,
                        "{needed}: {found}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_no_list_is_named() {
    for_every_field(|read, body, written, pointer, is_needed| {
        if !is_needed || !is_container(body.pointer(pointer).unwrap()) {
            return;
        }
        for damage in [None, Some(json!(7)), Some(json!("many"))] {
            let body = damaged(body, pointer, damage.as_ref()).to_string();
            match read(&body) {
                Err(Error::Decode { field, .. }) => assert_eq!(field, written),
                other => panic!("{written} with {damage:?}: {other:?}"),
            }
        }
    });
}

#[test]
fn a_number_that_nothing_can_hold_costs_its_field() {
    for_every_field(|read, body, written, pointer, is_needed| {
        if is_needed || is_container(body.pointer(pointer).unwrap()) {
            return;
        }
        let marked = damaged(body, pointer, Some(&json!("MARK"))).to_string();
        let body = marked.replace("\"MARK\"", "1e999");
        read(&body).unwrap_or_else(|error| panic!("{written}: {error}"));
    });
}

#[test]
fn strangers_are_passed_over() {
    for (mut body, read, _) in answers() {
        let whole = read(&body.to_string()).unwrap();
        let mut found = Vec::new();
        fields(&body, "", "", &mut found);
        for (_, pointer) in found {
            let (parent, _) = pointer.rsplit_once('/').unwrap();
            let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
            parent.insert("stranger".to_owned(), json!({"deep": [1, null, "x"]}));
        }
        // The parameters of a rule are kept whole, whatever they are.
        if !body.to_string().contains("params") {
            assert_eq!(read(&body.to_string()), Ok(whole), "{body}");
        }
    }
}
