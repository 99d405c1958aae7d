//! Tags of images that were really pushed: listed, shown, deleted, and every no.

use http::Method;
use swr_api::{Direction, ErrorKind, PageRequest, Tag, TagKind, TagOrder, TagQuery};
use swr_server::image::Digest;
use swr_server::store::access::Right;

use crate::shelf::{CONFIG, IMAGE, Shelf};
use crate::world::{MINUTE, START, coded, refusal, tag};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";

impl Shelf {
    async fn list(&self, query: TagQuery) -> (Vec<Tag>, Option<u64>) {
        let client = self.world.user("admin");
        let page = client.list_tags(&self.repository, &query).await.unwrap();
        (page.items, page.total)
    }

    async fn names(&self, query: TagQuery) -> Vec<String> {
        let (tags, _) = self.list(query).await;
        tags.iter().map(|tag| tag.name.to_string()).collect()
    }
}

#[tokio::test]
async fn a_pushed_image_is_listed_and_shown_with_its_facts() {
    let shelf = Shelf::new().await;
    shelf.world.wait(MINUTE);
    let digest = shelf.push("v1.0", "layer").await;
    let (tags, total) = shelf.list(TagQuery::default()).await;
    assert_eq!((tags.len(), total), (1, Some(1)));
    let listed = &tags[0];
    assert_eq!(listed.name.as_str(), "v1.0");
    assert_eq!(
        (&listed.digest, listed.kind, listed.schema),
        (&digest, Some(TagKind::Image), Some(2))
    );
    assert_eq!(
        listed.size_bytes,
        Some((CONFIG.len() + "layer".len()) as u64)
    );
    assert_eq!(listed.created_at.unwrap().unix_millis(), START + MINUTE);
    assert_eq!(listed.path, "registry.test:8080/team/a/b:v1.0");
    assert_eq!(Digest::of(listed.manifest.as_bytes()).as_str(), digest);
    assert_eq!(Digest::of(CONFIG.as_bytes()).hex(), listed.image_id);

    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let shown = client.get_tag(repository, &tag("v1.0")).await.unwrap();
    // Only the list says whether it was scanned.
    let listed_as_shown = Tag {
        is_scanned: None,
        ..listed.clone()
    };
    assert_eq!(shown, listed_as_shown);

    let above = client.get_repository(repository).await.unwrap();
    assert_eq!(
        (above.tag_count, above.size_bytes),
        (Some(1), listed.size_bytes)
    );
    assert_eq!(above.updated_at.unwrap().unix_millis(), START + MINUTE);
    assert_eq!(above.id, listed.repository_id);
}

#[tokio::test]
async fn an_index_is_as_large_as_all_that_it_holds() {
    let shelf = Shelf::new().await;
    let (first, length) = shelf.push_and_measure("first", "one").await;
    let (second, other_length) = shelf.push_and_measure("second", "two, longer").await;
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[
        {{"mediaType":"{IMAGE}","digest":"{first}","size":{length}}},
        {{"mediaType":"{IMAGE}","digest":"{second}","size":{other_length}}}]}}"#
    );
    shelf
        .put(Method::PUT, "manifests/both", INDEX, &index)
        .await;
    let client = shelf.world.user("admin");
    let both = client
        .get_tag(&shelf.repository, &tag("both"))
        .await
        .unwrap();
    assert_eq!(both.kind, Some(TagKind::Index));
    let size_bytes = CONFIG.len() + "one".len() + "two, longer".len();
    assert_eq!(both.size_bytes, Some(size_bytes as u64));
    let above = client.get_repository(&shelf.repository).await.unwrap();
    assert_eq!(
        (above.tag_count, above.size_bytes),
        (Some(3), Some(size_bytes as u64))
    );
}

#[tokio::test]
async fn deleting_a_tag_leaves_the_others_on_the_same_image() {
    let shelf = Shelf::new().await;
    let digest = shelf.push("one", "layer").await;
    assert_eq!(shelf.push("two", "layer").await, digest);
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    client.delete_tag(repository, &tag("one")).await.unwrap();
    let gone = client.get_tag(repository, &tag("one")).await;
    assert_eq!(refusal(gone), coded("4040048", ErrorKind::NotFound));
    let again = client.delete_tag(repository, &tag("one")).await;
    assert_eq!(refusal(again), coded("4040048", ErrorKind::NotFound));
    let other = client.get_tag(repository, &tag("two")).await.unwrap();
    assert_eq!(other.digest, digest);
    let above = client.get_repository(repository).await.unwrap();
    assert_eq!(
        (above.tag_count, above.size_bytes),
        (Some(1), other.size_bytes)
    );
}

#[tokio::test]
async fn a_repository_with_a_tag_is_not_deleted() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "layer").await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let refused = client.delete_repository(repository).await;
    assert_eq!(refusal(refused), coded("4060012", ErrorKind::Conflict));
    client.delete_tag(repository, &tag("v1")).await.unwrap();
    let above = client.get_repository(repository).await.unwrap();
    assert_eq!((above.tag_count, above.size_bytes), (Some(0), Some(0)));
    assert_eq!(client.delete_repository(repository).await, Ok(()));
}

#[tokio::test]
async fn only_a_manager_deletes_tags() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "layer").await;
    let repository = &shelf.repository;
    shelf
        .world
        .grant(&repository.organization, "manager", Right::Manage);
    shelf
        .world
        .grant(&repository.organization, "editor", Right::Edit);
    shelf
        .world
        .grant(&repository.organization, "reader", Right::Read);
    for user in ["reader", "editor"] {
        let client = shelf.world.user(user);
        assert!(client.get_tag(repository, &tag("v1")).await.is_ok());
        let refused = client.delete_tag(repository, &tag("v1")).await;
        assert_eq!(
            refusal(refused),
            coded("4037020", ErrorKind::Forbidden),
            "{user}"
        );
    }
    let stranger = shelf.world.user("stranger");
    let hidden = stranger.get_tag(repository, &tag("v1")).await;
    assert_eq!(refusal(hidden), coded("4040058", ErrorKind::NotFound));
    let manager = shelf.world.user("manager");
    assert_eq!(manager.delete_tag(repository, &tag("v1")).await, Ok(()));
}

#[tokio::test]
async fn tags_are_ordered_filtered_and_paged() {
    let shelf = Shelf::new().await;
    for name in ["v2", "v1", "latest"] {
        shelf.world.wait(MINUTE);
        shelf.push(name, name).await;
    }
    let order = |column, direction| TagQuery {
        order: Some((column, direction)),
        ..TagQuery::default()
    };
    assert_eq!(
        shelf.names(TagQuery::default()).await,
        ["latest", "v1", "v2"]
    );
    let by_name = order(TagOrder::Name, Direction::Ascending);
    assert_eq!(shelf.names(by_name).await, ["latest", "v1", "v2"]);
    let oldest_first = order(TagOrder::UpdatedAt, Direction::Ascending);
    assert_eq!(shelf.names(oldest_first).await, ["v2", "v1", "latest"]);
    let filtered = TagQuery {
        name: Some("v".to_owned()),
        ..TagQuery::default()
    };
    assert_eq!(shelf.names(filtered).await, ["v1", "v2"]);
    let second = TagQuery {
        page: PageRequest {
            offset: 2,
            limit: 2,
        },
        ..TagQuery::default()
    };
    let (tags, total) = shelf.list(second).await;
    assert_eq!(
        (tags[0].name.as_str(), tags.len(), total),
        ("v2", 1, Some(3))
    );
}

#[tokio::test]
async fn every_legal_tag_name_makes_the_round_trip() {
    let shelf = Shelf::new().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let longest = "a".repeat(128);
    for name in ["_", "1.0", "V1", "a__b.c-d", "tags", "references", &longest] {
        shelf.push(name, "layer").await;
        let shown = client.get_tag(repository, &tag(name)).await.unwrap();
        assert_eq!(shown.name.as_str(), name);
        assert_eq!(client.delete_tag(repository, &tag(name)).await, Ok(()));
    }
    assert_eq!(shelf.names(TagQuery::default()).await, [""; 0]);
}
