//! Tags beyond the plain list: copied, and paged by marker.

use http::Method;
use serde_json::{Value, json};
use swr_server::image::{Digest, Manifest, media_type};
use swr_server::service::REGION;
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::{StoreError, manifests, repositories, tags};

use crate::world::{START, World};

pub(crate) const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";

/// The organization `team` with the repository `a/b`; the editor edits it, the reader reads.
pub(crate) async fn world() -> World {
    let world = World::new();
    let body = r#"{"namespace": "team"}"#;
    world
        .ask(Method::POST, "/v2/manage/namespaces", "admin", body)
        .await;
    let body = r#"{"repository": "a/b", "is_public": false}"#;
    let path = "/v2/manage/namespaces/team/repos";
    world.ask(Method::POST, path, "admin", body).await;
    let grant = |connection: &_| {
        let id = repositories::find(connection, REGION, "team", "a/b")?
            .unwrap()
            .id;
        let target = GrantTarget::Repository(id);
        members::grant(connection, target, "editor", Right::Edit)?;
        members::grant(connection, target, "reader", Right::Read)
    };
    world.store.write_now::<_, StoreError>(grant).unwrap();
    world
}

/// Pushes an index, under those tags; further fields make it another one.
pub(crate) fn push(world: &World, tags: &[&str], fields: Value, now: i64) -> Digest {
    let mut index = json!({"schemaVersion": 2, "manifests": []});
    index
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    let body = index.to_string().into_bytes();
    let push = |connection: &_| {
        let id = repositories::find(connection, REGION, "team", "a/b")?
            .unwrap()
            .id;
        let manifest = Manifest::parse(media_type::OCI_INDEX, &body).unwrap();
        let digest = manifests::put(connection, id, &manifest, &body, now)?;
        for tag in tags {
            tags::put(connection, id, tag, digest.as_str(), now)?;
        }
        Ok::<_, StoreError>(digest)
    };
    world.store.write_now(push).unwrap()
}

pub(crate) fn named(name: &str) -> Value {
    json!({"annotations": {"name": name}})
}

pub(crate) fn refused(number: &str) -> (u16, String) {
    (number[..3].parse().unwrap(), format!("SVCSTG.SWR.{number}"))
}

pub(crate) async fn get(world: &World, path: &str) -> Value {
    let answer = world.ask(Method::GET, path, "reader", "").await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

pub(crate) fn names(list: &Value) -> Vec<&str> {
    let items = list["tags"].as_array().unwrap().iter();
    items
        .map(|item| item.as_str().or(item["tag"].as_str()).unwrap())
        .collect()
}

#[tokio::test]
async fn a_tag_is_copied_and_replaces_another_only_when_told_to() {
    let world = world().await;
    let digest = push(&world, &["1.0"], named("new"), START);
    push(&world, &["latest"], named("old"), START);
    let copy = async |body: &str| {
        let path = format!("{REPOSITORY}/tags");
        world.ask(Method::POST, &path, "editor", body).await
    };
    let made = copy(r#"{"source_tag": "1.0", "destination_tag": "stable"}"#).await;
    assert_eq!((made.status.as_u16(), made.body.as_str()), (201, "{}"));
    let exists = r#"{"source_tag": "1.0", "destination_tag": "latest", "override": false}"#;
    assert_eq!(copy(exists).await.refusal(), refused("4090006"));

    world.wait(5000);
    let moved = r#"{"source_tag": "1.0", "destination_tag": "latest", "override": true}"#;
    assert_eq!(copy(moved).await.status, 201);
    let latest = get(&world, &format!("{REPOSITORY}/tags/latest")).await;
    assert_eq!(latest["digest"], digest.as_str());
    assert_ne!(latest["updated"], latest["created"]);
    let repository = get(&world, REPOSITORY).await;
    assert_eq!(repository["updated"], latest["updated"]);
}

#[tokio::test]
async fn each_way_in_which_a_tag_is_not_copied_has_its_code() {
    let world = world().await;
    push(&world, &["1.0"], named("a"), START);
    let good = r#"{"source_tag": "1.0", "destination_tag": "2.0"}"#;
    for (user, repository, body, number) in [
        ("editor", "a$b", r#"{"destination_tag": "2.0"}"#, "4001014"),
        ("editor", "a$b", r#"{"source_tag": "1.0"}"#, "4001014"),
        (
            "editor",
            "a$b",
            r#"{"source_tag": "1.0", "destination_tag": "-x"}"#,
            "4009021",
        ),
        (
            "editor",
            "a$b",
            r#"{"source_tag": "1.0", "destination_tag": "2.0", "override": "yes"}"#,
            "4000014",
        ),
        (
            "editor",
            "a$b",
            r#"{"source_tag": "0.9", "destination_tag": "2.0"}"#,
            "4040048",
        ),
        ("admin", "none", good, "4040010"),
        ("reader", "a$b", good, "4037020"),
        ("stranger", "a$b", good, "4040058"),
    ] {
        let path = format!("/v2/manage/namespaces/team/repos/{repository}/tags");
        let answer = world.ask(Method::POST, &path, user, body).await;
        assert_eq!(
            answer.refusal(),
            refused(number),
            "{user} {repository} {body}"
        );
    }
}

/// All pages of two; `between` runs after each.
async fn walk(world: &World, query: &str, between: impl Fn(usize)) -> Vec<String> {
    let mut seen = Vec::new();
    let mut marker = String::new();
    for page in 0.. {
        let path =
            format!("/v3/manage/namespaces/team/repos/a$b/tags?limit=2&{query}&marker={marker}");
        let list = get(world, &path).await;
        seen.extend(names(&list).into_iter().map(str::to_owned));
        assert_eq!(list["nextMarker"], list["next_marker"]);
        assert_eq!(list["nextMarker"].is_string(), list["has_more"] == true);
        match list["nextMarker"].as_str() {
            Some(next) => marker = next.to_owned(),
            None => break,
        }
        between(page);
    }
    seen
}

#[tokio::test]
async fn pages_by_marker_neither_repeat_nor_skip_while_tags_come_and_go() {
    let world = world().await;
    // Several of one moment, as a push of many tags gives.
    push(&world, &["b", "d", "f"], named("x"), START);
    push(&world, &["a", "c", "e"], named("y"), START + 1);
    let nothing = |_| ();
    let by_time = walk(&world, "", nothing).await;
    assert_eq!(by_time, ["e", "c", "a", "f", "d", "b"]);
    let upwards = walk(&world, "order_type=asc", nothing).await;
    assert_eq!(upwards, ["b", "d", "f", "a", "c", "e"]);

    let change = |page: usize| {
        push(&world, &[&format!("new-{page}")], named("z"), START + 9);
        let id = |connection: &_| {
            let id = repositories::find(connection, REGION, "team", "a/b")?
                .unwrap()
                .id;
            // The very tag that the marker was made of.
            tags::delete(connection, id, "c").map(drop)
        };
        world.store.write_now::<_, StoreError>(id).unwrap();
    };
    assert_eq!(walk(&world, "", change).await, by_time);
    let by_name = walk(&world, "order_column=tag&order_type=asc", nothing).await;
    assert_eq!(by_name, ["a", "b", "d", "e", "f", "new-0", "new-1"]);
    let down = walk(&world, "order_column=tag&tag=new", nothing).await;
    assert_eq!(down, ["new-1", "new-0"]);
}

#[tokio::test]
async fn a_page_by_marker_carries_manifests_only_when_told_to() {
    let world = world().await;
    push(&world, &["1.0"], named("a"), START);
    let path = "/v3/manage/namespaces/team/repos/a$b/tags";
    let list = get(&world, path).await;
    let tag = &list["tags"][0];
    assert_eq!(
        (&tag["tag"], &tag["manifest"]),
        (&json!("1.0"), &Value::Null)
    );
    assert_eq!(tag.get("Tag"), None);
    let list = get(&world, &format!("{path}?with_manifest=true")).await;
    assert!(
        list["tags"][0]["manifest"]
            .as_str()
            .unwrap()
            .starts_with('{')
    );
    for (query, number) in [
        ("limit=0", "4000056"),
        ("limit=1001", "4000056"),
        ("marker=x", "4001025"),
        ("marker=u1.1&order_column=tag", "4001025"),
        ("with_manifest=1", "4001025"),
        ("order_column=size", "4001096"),
    ] {
        let path = format!("{path}?{query}");
        let answer = world.ask(Method::GET, &path, "reader", "").await;
        assert_eq!(answer.refusal(), refused(number), "{query}");
    }
    let answer = world.ask(Method::GET, path, "stranger", "").await;
    assert_eq!(answer.refusal(), refused("4040058"));
}

#[tokio::test]
async fn a_tag_may_be_called_like_a_word_of_the_path() {
    let world = world().await;
    push(&world, &["references", "tags"], named("a"), START);
    let shown = get(&world, &format!("{REPOSITORY}/tags/references")).await;
    assert_eq!(shown["tag"], "references");
    let missing = format!("{REPOSITORY}/tags/accessories");
    let answer = world.ask(Method::GET, &missing, "reader", "").await;
    assert_eq!(
        answer.refusal(),
        refused("4040048"),
        "the tag, not the list"
    );
    let list = get(&world, &format!("{REPOSITORY}/references/references")).await;
    assert_eq!(list["has_more"], false);
    let list = get(&world, &format!("{REPOSITORY}/%74ags/references")).await;
    assert_eq!(
        list["has_more"], false,
        "the references of the tag \"tags\""
    );
}
