//! Tags beyond the plain list: copied, paged by marker, referring to each other, accompanied.

use http::Method;
use serde_json::{Value, json};
use swr_server::image::{Digest, Manifest, media_type, signature_tag};
use swr_server::store::access::{self, Right};
use swr_server::store::{StoreError, manifests, repositories, tags};

use crate::world::{START, World};

const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";

/// The organization `team` with the repository `a/b`; the editor edits it, the reader reads.
async fn world() -> World {
    let world = World::new();
    let body = r#"{"namespace": "team"}"#;
    world
        .ask(Method::POST, "/v2/manage/namespaces", "admin", body)
        .await;
    let body = r#"{"repository": "a/b", "is_public": false}"#;
    let path = "/v2/manage/namespaces/team/repos";
    world.ask(Method::POST, path, "admin", body).await;
    let grant = |connection: &_| {
        let id = repositories::find(connection, "team", "a/b")?.unwrap().id;
        access::grant_repository(connection, id, "editor", Right::Edit)?;
        access::grant_repository(connection, id, "reader", Right::Read)
    };
    world.store.write_now::<_, StoreError>(grant).unwrap();
    world
}

/// Pushes an index, under those tags; further fields make it another one.
fn push(world: &World, tags: &[&str], fields: Value, now: i64) -> Digest {
    let mut index = json!({"schemaVersion": 2, "manifests": []});
    index
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    let body = index.to_string().into_bytes();
    let push = |connection: &_| {
        let id = repositories::find(connection, "team", "a/b")?.unwrap().id;
        let manifest = Manifest::parse(media_type::OCI_INDEX, &body).unwrap();
        let digest = manifests::put(connection, id, &manifest, &body, now)?;
        for tag in tags {
            tags::put(connection, id, tag, digest.as_str(), now)?;
        }
        Ok::<_, StoreError>(digest)
    };
    world.store.write_now(push).unwrap()
}

fn named(name: &str) -> Value {
    json!({"annotations": {"name": name}})
}

fn descriptor(digest: &Digest) -> Value {
    json!({"mediaType": media_type::OCI_INDEX, "digest": digest.as_str(), "size": 1})
}

fn refused(number: &str) -> (u16, String) {
    (number[..3].parse().unwrap(), format!("SVCSTG.SWR.{number}"))
}

async fn get(world: &World, path: &str) -> Value {
    let answer = world.ask(Method::GET, path, "reader", "").await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

fn names(list: &Value) -> Vec<&str> {
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
            let id = repositories::find(connection, "team", "a/b")?.unwrap().id;
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
        ("limit=0", "4001025"),
        ("limit=1001", "4001025"),
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
async fn a_tag_refers_to_the_tags_of_what_it_signs_holds_or_is_about() {
    let world = world().await;
    let image = push(&world, &["1.0", "1.0-amd64"], named("image"), START);
    let [signature, ..] = signature_tag::names(&image);
    push(&world, &[&signature], named("signature"), START);
    let children = json!({"manifests": [descriptor(&image)]});
    push(&world, &["index"], children, START);
    push(
        &world,
        &["sbom"],
        json!({"subject": descriptor(&image)}),
        START,
    );
    let references = async |tag: &str| get(&world, &format!("{REPOSITORY}/{tag}/references")).await;
    for tag in [signature.as_str(), "index", "sbom"] {
        let list = references(tag).await;
        assert_eq!(names(&list), ["1.0", "1.0-amd64"], "{tag}");
    }
    assert_eq!(
        references("1.0").await,
        json!({"tags": [], "has_more": false})
    );

    let path = format!("{REPOSITORY}/index/references?limit=1");
    let first = get(&world, &path).await;
    let expected = json!({"tags": ["1.0"], "next_marker": "1.0", "has_more": true});
    assert_eq!(first, expected);
    let second = get(&world, &format!("{path}&marker=1.0")).await;
    assert_eq!(second, json!({"tags": ["1.0-amd64"], "has_more": false}));
    for query in ["limit=11", "limit=0"] {
        let path = format!("{REPOSITORY}/index/references?{query}");
        let answer = world.ask(Method::GET, &path, "reader", "").await;
        assert_eq!(answer.refusal(), refused("4001025"), "{query}");
    }
    let path = format!("{REPOSITORY}/none/references");
    let answer = world.ask(Method::GET, &path, "reader", "").await;
    assert_eq!(answer.refusal(), refused("4040048"));
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
}

#[tokio::test]
async fn accessories_are_what_cosign_tagged_and_what_names_its_subject() {
    let world = world().await;
    let image = push(&world, &["1.0"], named("image"), START);
    let path = format!("{REPOSITORY}/1.0/accessories");
    assert_eq!(
        get(&world, &path).await,
        json!({"total": 0, "accessories": null})
    );

    let [signature, attestation, _] = signature_tag::names(&image);
    let signed = push(&world, &[&signature], named("signature"), START + 1);
    let both = json!({"subject": descriptor(&image), "annotations": {"name": "attestation"}});
    push(&world, &[&attestation], both, START + 2);
    let sbom = json!({"subject": descriptor(&image), "artifactType": "application/spdx+json"});
    let sbom = push(&world, &[], sbom, START + 3);
    // Of another image.
    push(
        &world,
        &["2.0"],
        json!({"subject": descriptor(&sbom)}),
        START,
    );

    let list = get(&world, &path).await;
    assert_eq!(list["total"], 3, "what does both counts once");
    let kinds = list["accessories"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|item| item["type"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "signature.cosign",
            "attestation.cosign",
            "application/spdx+json"
        ]
    );
    let first = &list["accessories"][0];
    assert_eq!(first["sig_tag"], signature);
    assert_eq!(first["sig_digest"], signed.as_str());
    assert_eq!(first["target_digest"], image.as_str());
    assert_eq!(
        (&first["namespace_name"], &first["repo_name"]),
        (&json!("team"), &json!("a/b"))
    );
    assert_eq!(list["accessories"][2]["sig_tag"], "");

    let second = get(&world, &format!("{path}?limit=1&offset=1")).await;
    assert_eq!(second["accessories"][0], list["accessories"][1]);
    let behind = get(&world, &format!("{path}?offset=3")).await;
    assert_eq!(behind, json!({"total": 3, "accessories": null}));
    for query in ["limit=101", "offset=-1", "offset=9223372036854775808"] {
        let path = format!("{path}?{query}");
        let answer = world.ask(Method::GET, &path, "reader", "").await;
        assert_eq!(answer.refusal(), refused("4001025"), "{query}");
    }
}
