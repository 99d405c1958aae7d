//! The lists by marker, of repositories and of tags: page after page, and every no.

use swr_api::{
    Category, Direction, ErrorKind, MarkerRequest, NewRepository, OrganizationName,
    RepositoryMarkerQuery, RepositoryPath, TagMarkerQuery, TagOrder,
};

use crate::shelf::Shelf;
use crate::world::{MINUTE, World, coded, new_repository, refusal};

fn page<M>(marker: Option<M>, limit: u32) -> MarkerRequest<M> {
    MarkerRequest { marker, limit }
}

/// `one`, `two` and `three`, of which the last is public and a database.
async fn world() -> (World, OrganizationName) {
    let world = World::new();
    let organization = world.organization("team").await;
    for name in ["one", "two"] {
        world.repository(&organization, name).await;
    }
    let new = NewRepository {
        is_public: true,
        category: Some(Category::Database),
        ..new_repository("three")
    };
    let admin = world.user("admin");
    admin.create_repository(&organization, &new).await.unwrap();
    (world, organization)
}

async fn names(world: &World, query: &RepositoryMarkerQuery) -> (Vec<String>, Option<i64>) {
    let listed = world.user("admin").list_repositories_v3(query).await;
    let listed = listed.unwrap();
    let names = listed.items.iter().map(|item| item.name.to_string());
    (names.collect(), listed.next)
}

#[tokio::test]
async fn repositories_come_page_by_page_until_the_last() {
    let (world, organization) = world().await;
    let mut query = RepositoryMarkerQuery {
        page: page(None, 2),
        ..RepositoryMarkerQuery::default()
    };
    let (first, next) = names(&world, &query).await;
    assert_eq!(first, ["three", "two"]);
    // What comes in between moves nothing.
    world.repository(&organization, "four").await;
    query.page.marker = next;
    assert_eq!(names(&world, &query).await, (vec!["one".to_owned()], None));
}

#[tokio::test]
async fn repositories_are_filtered_by_every_field() {
    let (world, organization) = world().await;
    let other = world.organization("zoo").await;
    world.repository(&other, "one").await;
    let of = RepositoryMarkerQuery {
        organization: Some(organization),
        name: Some("one".to_owned()),
        ..RepositoryMarkerQuery::default()
    };
    assert_eq!(names(&world, &of).await.0, ["one"]);
    let public = RepositoryMarkerQuery {
        is_public: Some(true),
        ..RepositoryMarkerQuery::default()
    };
    assert_eq!(names(&world, &public).await.0, ["three"]);
    let category = RepositoryMarkerQuery {
        category: Some(Category::Database),
        ..RepositoryMarkerQuery::default()
    };
    assert_eq!(names(&world, &category).await.0, ["three"]);
    let listed = world.user("admin").list_repositories_v3(&category).await;
    let listed = &listed.unwrap().items[0];
    assert_eq!(
        (listed.is_public, &listed.category),
        (Some(true), &Category::Database)
    );
    assert_eq!(
        (listed.domain_name.as_str(), listed.is_valid_share),
        ("local", None)
    );
}

#[tokio::test]
async fn tags_come_in_both_orders_page_by_page() {
    let shelf = Shelf::new().await;
    for name in ["b", "a", "c"] {
        shelf.world.wait(MINUTE);
        shelf.push(name, name).await;
    }
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    for (order, expected) in [
        (None, ["c", "a", "b"]),
        (
            Some((TagOrder::Name, Direction::Ascending)),
            ["a", "b", "c"],
        ),
        (
            Some((TagOrder::UpdatedAt, Direction::Ascending)),
            ["b", "a", "c"],
        ),
    ] {
        let mut query = TagMarkerQuery {
            order,
            page: page(None, 2),
            ..TagMarkerQuery::default()
        };
        let mut names = Vec::new();
        loop {
            let listed = client.list_tags_v3(repository, &query);
            let listed = listed.await.unwrap();
            names.extend(listed.items.iter().map(|item| item.name.to_string()));
            query.page.marker = listed.next;
            if query.page.marker.is_none() {
                break;
            }
        }
        assert_eq!(names, expected, "{order:?}");
    }
}

#[tokio::test]
async fn a_tag_of_the_list_is_the_shown_one_and_has_its_manifest_when_asked() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "layer").await;
    shelf.push("v2", "layer").await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let shown = client
        .get_tag(repository, &crate::world::tag("v1"))
        .await
        .unwrap();
    for with_manifest in [true, false] {
        let query = TagMarkerQuery {
            name: Some("v1".to_owned()),
            with_manifest,
            ..TagMarkerQuery::default()
        };
        let listed = client.list_tags_v3(repository, &query);
        let listed = listed.await.unwrap().items;
        assert_eq!(listed.len(), 1);
        let mut expected = shown.clone();
        if !with_manifest {
            expected.manifest = String::new();
        }
        assert_eq!(listed[0], expected);
    }
}

#[tokio::test]
async fn markers_that_are_none_and_places_that_are_not_there_are_rejected() {
    let shelf = Shelf::new().await;
    let client = shelf.world.user("admin");
    let bad = coded("4001025", ErrorKind::Invalid);
    let repositories = RepositoryMarkerQuery {
        page: page(Some(-1), 2),
        ..RepositoryMarkerQuery::default()
    };
    let answer = client.list_repositories_v3(&repositories).await;
    assert_eq!(refusal(answer), bad);
    let tags = TagMarkerQuery {
        page: page(Some("x".to_owned()), 2),
        ..TagMarkerQuery::default()
    };
    let answer = client.list_tags_v3(&shelf.repository, &tags);
    assert_eq!(refusal(answer.await), bad);
    let missing = RepositoryPath::new("team", "missing").unwrap();
    let all = TagMarkerQuery::default();
    let answer = client.list_tags_v3(&missing, &all);
    assert_eq!(refusal(answer.await), coded("4040010", ErrorKind::NotFound));
    let older = shelf.world.user_of_a_service_without("/v3/");
    let gateway = (404, "APIGW.0101".to_owned(), ErrorKind::NotFound);
    let answer = older.list_repositories_v3(&RepositoryMarkerQuery::default());
    assert_eq!(refusal(answer.await), gateway);
    let answer = older.list_tags_v3(&shelf.repository, &all);
    assert_eq!(refusal(answer.await), gateway);
}
