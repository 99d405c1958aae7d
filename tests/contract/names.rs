//! Every legal name comes back as it went, through paths, bodies and signatures.

use swr_api::{OrganizationQuery, RepositoryQuery};

use crate::world::World;

#[tokio::test]
async fn every_legal_repository_name_makes_the_round_trip() {
    let world = World::new();
    let organization = world.organization("team").await;
    let client = world.user("admin");
    let nested = ["a"; 64].join("/") + "b";
    let longest = "a".repeat(128);
    for name in [
        "a/b/c",
        "a.b",
        "a_b",
        "a__b",
        "a-b",
        "1",
        "tags",
        "repos",
        "a/tags",
        "manage/library",
        "a/repos/b.c__d-e",
        &nested,
        &longest,
    ] {
        let path = world.repository(&organization, name).await;
        let shown = client.get_repository(&path).await.unwrap();
        assert_eq!(shown.name, path.repository);
        assert_eq!(shown.path, format!("registry.test:8080/team/{name}"));
        let query = RepositoryQuery {
            name: Some(name.to_string()),
            ..RepositoryQuery::default()
        };
        let listed = client.list_repositories(&query).await.unwrap().items;
        assert!(
            listed.iter().any(|item| item.name == path.repository),
            "{name}"
        );
        let tags = client.list_tags(&path, &Default::default()).await.unwrap();
        assert_eq!(tags.items, []);
        client.delete_repository(&path).await.unwrap();
    }
}

#[tokio::test]
async fn every_legal_organization_name_makes_the_round_trip() {
    let world = World::new();
    let client = world.user("admin");
    let longest = "a".repeat(64);
    for name in [
        "a",
        "a1",
        "a.b",
        "a_b",
        "a__b",
        "a-b",
        "repos",
        "namespaces",
        &longest,
    ] {
        let name = world.organization(name).await;
        assert_eq!(client.get_organization(&name).await.unwrap().name, name);
        client.delete_organization(&name).await.unwrap();
    }
    let left = client
        .list_organizations(&OrganizationQuery::default())
        .await;
    assert_eq!(left, Ok([].into()));
}
