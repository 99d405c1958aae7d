//! Organizations: created, listed, shown, deleted, and every no.

use swr_api::{Access, ErrorKind, NewOrganization, OrganizationName, OrganizationQuery};
use swr_server::Settings;

use crate::world::{World, coded, refusal};

fn new(name: &str) -> NewOrganization {
    NewOrganization {
        name: OrganizationName::existing(name).unwrap(),
    }
}

#[tokio::test]
async fn what_is_created_is_listed_shown_and_gone_after_deleting() {
    let world = World::new();
    let client = world.user("editor");
    client.create_organization(&new("team")).await.unwrap();

    let list = client
        .list_organizations(&OrganizationQuery::default())
        .await
        .unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].name.as_str(), "team");
    assert_eq!(list[0].creator_name, "editor");
    assert_eq!(list[0].access, Some(Access::Manage));
    assert_eq!(list[0].member_count, Some(1));
    assert_eq!(list[0].repository_count, Some(0));
    let name = list[0].name.clone();
    assert_eq!(client.get_organization(&name).await, Ok(list[0].clone()));

    client.delete_organization(&name).await.unwrap();
    let missing = coded("4040058", ErrorKind::NotFound);
    assert_eq!(refusal(client.get_organization(&name).await), missing);
    assert_eq!(refusal(client.delete_organization(&name).await), missing);
    let list = client
        .list_organizations(&OrganizationQuery::default())
        .await;
    assert_eq!(list, Ok([].into()));
}

#[tokio::test]
async fn a_name_is_taken_for_everyone() {
    let world = World::new();
    world.organization("team").await;
    let taken = coded("4090060", ErrorKind::Conflict);
    for user in ["admin", "stranger"] {
        let again = world.user(user).create_organization(&new("team")).await;
        assert_eq!(refusal(again), taken, "{user}");
    }
}

#[tokio::test]
async fn names_that_break_the_rule_are_rejected_by_the_service_too() {
    let client = World::new().user("admin");
    let bad = coded("4001028", ErrorKind::Invalid);
    let long = "a".repeat(65);
    for name in [
        "1team", "Team", "te--am", "team-", "library", "manage", &long,
    ] {
        let answer = client.create_organization(&new(name)).await;
        assert_eq!(refusal(answer), bad, "{name}");
    }
}

#[tokio::test]
async fn one_with_a_repository_is_not_deleted() {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository = world.repository(&organization, "app").await;
    let client = world.user("admin");
    let refused = client.delete_organization(&organization).await;
    assert_eq!(refusal(refused), coded("4060074", ErrorKind::Conflict));
    let counted = client.get_organization(&organization).await.unwrap();
    assert_eq!(counted.repository_count, Some(1));
    client.delete_repository(&repository).await.unwrap();
    assert_eq!(client.delete_organization(&organization).await, Ok(()));
}

#[tokio::test]
async fn the_quota_ends_where_it_says() {
    let world = World::with(Settings {
        organization_quota: 2,
        ..Settings::default()
    });
    world.organization("one").await;
    world.organization("two").await;
    let client = world.user("admin");
    let third = client.create_organization(&new("three")).await;
    assert_eq!(refusal(third), coded("4000097", ErrorKind::QuotaExceeded));
    client.delete_organization(&new("one").name).await.unwrap();
    assert_eq!(client.create_organization(&new("three")).await, Ok(()));
}

#[tokio::test]
async fn the_list_is_in_order_and_can_be_searched() {
    let world = World::new();
    for name in ["delta", "alpha", "gamma"] {
        world.organization(name).await;
    }
    let list = async |name: Option<&str>| {
        let query = OrganizationQuery {
            name: name.map(str::to_owned),
            include_visible: true,
        };
        let list = world
            .user("admin")
            .list_organizations(&query)
            .await
            .unwrap();
        list.into_iter()
            .map(|item| item.name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(list(None).await, ["alpha", "delta", "gamma"]);
    assert_eq!(list(Some("lt")).await, ["delta"]);
    assert!(list(Some("none")).await.is_empty());
}
