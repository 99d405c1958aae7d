//! What accompanies an image, and which images a signature is for.

use http::Method;
use swr_api::{ErrorKind, MarkerRequest, PageRequest, RepositoryPath, TagName};

use crate::shelf::{IMAGE, Shelf};
use crate::world::{coded, refusal, tag};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// An image with two tags, a signature of it, and an index that holds it.
async fn shelf() -> (Shelf, String, TagName) {
    let shelf = Shelf::new().await;
    let (digest, length) = shelf.push_and_measure("1.0", "image").await;
    shelf.push("1.0-amd64", "image").await;
    let signature = tag(&format!("{}.sig", digest.replace(':', "-")));
    shelf.push(signature.as_str(), "signature").await;
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[
        {{"mediaType":"{IMAGE}","digest":"{digest}","size":{length}}}]}}"#
    );
    shelf
        .put(Method::PUT, "manifests/index", INDEX, &index)
        .await;
    (shelf, digest, signature)
}

#[tokio::test]
async fn a_signature_and_an_index_refer_to_the_tags_of_their_image() {
    let (shelf, _, signature) = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    for name in [&signature, &tag("index")] {
        let mut page = MarkerRequest {
            marker: None,
            limit: 1,
        };
        let first = client.list_references(repository, name, &page);
        let first = first.await.unwrap();
        assert_eq!(first.items, [tag("1.0")], "{name}");
        page.marker = first.next;
        let last = client.list_references(repository, name, &page);
        let last = last.await.unwrap();
        assert_eq!((last.items, last.next), (vec![tag("1.0-amd64")], None));
    }
    let nothing = client.list_references(repository, &tag("1.0"), &MarkerRequest::default());
    assert_eq!(nothing.await.unwrap().items, []);
}

#[tokio::test]
async fn an_image_has_its_signature_as_an_accessory() {
    let (shelf, digest, signature) = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let list = async |name: &str, page: PageRequest| {
        let listed = client.list_accessories(repository, &tag(name), page);
        listed.await.unwrap()
    };
    let found = list("1.0", PageRequest::default()).await;
    assert_eq!((found.items.len(), found.total), (1, Some(1)));
    let accessory = &found.items[0];
    assert_eq!(accessory.kind, "signature.cosign");
    assert_eq!(accessory.signature_tag, signature.as_str());
    assert_eq!(accessory.target_digest, digest);
    assert_eq!(
        (
            accessory.organization.as_str(),
            accessory.repository.as_str()
        ),
        ("team", "a/b")
    );
    let behind = list(
        "1.0",
        PageRequest {
            offset: 1,
            limit: 10,
        },
    )
    .await;
    assert_eq!((behind.items.len(), behind.total), (0, Some(1)));
    let none = list("index", PageRequest::default()).await;
    assert_eq!((none.items.len(), none.total), (0, Some(0)));
}

#[tokio::test]
async fn a_tag_or_a_repository_that_is_not_there_has_neither() {
    let (shelf, ..) = shelf().await;
    let client = shelf.world.user("admin");
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    for (repository, name, code) in [
        (&shelf.repository, tag("none"), "4040048"),
        (&elsewhere, tag("1.0"), "4040010"),
    ] {
        let missing = coded(code, ErrorKind::NotFound);
        let page = MarkerRequest::default();
        let references = client.list_references(repository, &name, &page);
        assert_eq!(refusal(references.await), missing);
        let page = PageRequest::default();
        let accessories = client.list_accessories(repository, &name, page);
        assert_eq!(refusal(accessories.await), missing);
    }
}
