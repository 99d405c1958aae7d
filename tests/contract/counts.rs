//! Numbers that the console shows at more than one place: in the demo data each of them is one number,
//! whichever call tells it.

use swr_api::{
    AccessKey, Client, Credentials, MarkerRequest, OrganizationQuery, PageRequest, Repository,
    RepositoryQuery, Secret, SharedBy, SharedRepositoryMarkerQuery, SharedRepositoryQuery,
    TagQuery, Transport,
};

use crate::world::World;

fn sign_in(world: &World, access_key: &str, secret_key: &str) -> Client<impl Transport> {
    world.client(Credentials::AccessKey(AccessKey::new(
        access_key.to_owned(),
        Secret::new(secret_key.to_owned()),
    )))
}

/// As many as a page may have.
fn page_from(offset: u64) -> PageRequest {
    PageRequest {
        offset,
        limit: PageRequest::MAXIMUM_LIMIT,
    }
}

/// All of them, page by page; each page says the same total.
async fn repositories(client: &Client<impl Transport>) -> Vec<Repository> {
    let mut all = Vec::new();
    loop {
        let query = RepositoryQuery {
            page: page_from(all.len() as u64),
            ..RepositoryQuery::default()
        };
        let page = client.list_repositories(&query).await.unwrap();
        all.extend(page.items);
        if page.total == Some(all.len() as u64) {
            return all;
        }
    }
}

#[tokio::test]
async fn the_overview_counts_what_the_lists_of_an_administrator_have() {
    let world = World::of_the_demo();
    let admin = sign_in(&world, "DEMOADMINACCESSKEY01", "demo-admin-secret");
    let overview = admin.get_overview().await.unwrap();
    let everything = OrganizationQuery {
        include_visible: true,
        ..OrganizationQuery::default()
    };
    let organizations = admin.list_organizations(&everything).await.unwrap();
    assert!(organizations.is_whole());
    let organizations = organizations.items;
    assert_eq!(
        overview.organization_count,
        Some(organizations.len() as u64)
    );
    let repositories = repositories(&admin).await;
    assert_eq!(overview.repository_count, Some(repositories.len() as u64));
    let tags: Option<u64> = repositories.iter().map(|it| it.tag_count).sum();
    assert_eq!(overview.tag_count, tags);
    for organization in organizations {
        let name = organization.name.clone();
        let held = repositories.iter();
        let held = held.filter(|it| it.organization == name).count() as u64;
        assert_eq!(organization.repository_count, Some(held), "{name}");
        let members = admin.get_organization_permissions(&name).await.unwrap();
        let listed = Some(members.others.items.len() as u64);
        assert_eq!(organization.member_count, listed, "{name}");
    }
}

#[tokio::test]
async fn a_repository_counts_the_tags_that_its_list_has() {
    let world = World::of_the_demo();
    let admin = sign_in(&world, "DEMOADMINACCESSKEY01", "demo-admin-secret");
    let repositories = repositories(&admin).await;
    for repository in repositories
        .iter()
        .filter(|it| it.tag_count > Some(0))
        .take(20)
    {
        let path = swr_api::RepositoryPath::from(repository);
        let details = admin.get_repository(&path).await.unwrap();
        let tags = admin.list_tags(&path, &TagQuery::default()).await.unwrap();
        assert_eq!(details.tag_count, repository.tag_count, "{path}");
        assert_eq!(tags.total, repository.tag_count, "{path}");
    }
}

#[tokio::test]
async fn what_is_shared_with_an_account_is_one_number_in_both_lists() {
    let world = World::of_the_demo();
    let partner = sign_in(&world, "DEMOPARTNERADMINKEY1", "demo-partner-admin-secret");
    let query = SharedRepositoryQuery {
        page: page_from(0),
        ..SharedRepositoryQuery::new(SharedBy::Others)
    };
    let shared = partner.list_shared_repositories(&query).await.unwrap();
    let rows = shared.items.len() as u64;
    assert!(rows > 2, "an expired share is among them");
    assert_eq!(shared.total, Some(rows));
    // What the overview asks for: a row of the one list, or a page of the other.
    let row = SharedRepositoryQuery {
        page: PageRequest {
            offset: 0,
            limit: 1,
        },
        ..SharedRepositoryQuery::new(SharedBy::Others)
    };
    let row = partner.list_shared_repositories(&row).await.unwrap();
    assert_eq!(row.total, Some(rows));
    let page = SharedRepositoryMarkerQuery {
        page: MarkerRequest {
            marker: None,
            limit: PageRequest::MAXIMUM_LIMIT,
        },
        ..SharedRepositoryMarkerQuery::new(SharedBy::Others)
    };
    let page = partner.list_shared_repositories_v3(&page).await.unwrap();
    assert_eq!((page.items.len() as u64, page.next), (rows, None));
}
