//! What refers to a tag and what accompanies it.

use http::Method;
use serde_json::{Value, json};
use swr_server::image::{Digest, media_type, signature_tag};

use crate::tags::{REPOSITORY, get, named, names, push, refused, world};
use crate::world::START;

fn descriptor(digest: &Digest) -> Value {
    json!({"mediaType": media_type::OCI_INDEX, "digest": digest.as_str(), "size": 1})
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
        assert_eq!(answer.refusal(), refused("4000056"), "{query}");
    }
    let path = format!("{REPOSITORY}/none/references");
    let answer = world.ask(Method::GET, &path, "reader", "").await;
    assert_eq!(answer.refusal(), refused("4040048"));
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
    for (query, number) in [
        ("limit=101", "4000056"),
        ("offset=-1", "4001025"),
        ("offset=9223372036854775808", "4001025"),
    ] {
        let path = format!("{path}?{query}");
        let answer = world.ask(Method::GET, &path, "reader", "").await;
        assert_eq!(answer.refusal(), refused(number), "{query}");
    }
}
