//! The lists of what is shared, by offset and by marker, from both sides.

use swr_api::{
    Direction, ErrorKind, MarkerRequest, NewShare, OrganizationName, PageRequest, SharedBy,
    SharedRepositoryMarkerQuery, SharedRepositoryOrder, SharedRepositoryQuery, Timestamp,
};

use crate::world::{MINUTE, PARTNER, START, World, coded, new_share, refusal};

/// Three shared repositories, of which the share of `old` is over, and one that is not shared.
async fn world() -> (World, OrganizationName) {
    let world = World::new();
    let organization = world.organization("team").await;
    world.repository(&organization, "own").await;
    let admin = world.user("admin");
    let ended = Timestamp::from_unix_millis(START - 3 * 24 * 60 * MINUTE);
    for (name, deadline) in [
        ("old", swr_api::Deadline::Until(ended)),
        ("a/b", swr_api::Deadline::Forever),
        ("web", swr_api::Deadline::Forever),
    ] {
        world.wait(MINUTE);
        let repository = world.repository(&organization, name).await;
        let new = NewShare {
            deadline,
            ..new_share(PARTNER)
        };
        let made = admin.create_share(&repository, &new);
        made.await.unwrap();
    }
    (world, organization)
}

async fn names(world: &World, user: &str, query: &SharedRepositoryQuery) -> Vec<String> {
    let page = world.user(user).list_shared_repositories(query).await;
    let items = page.unwrap().items;
    items.iter().map(|item| item.name.to_string()).collect()
}

#[tokio::test]
async fn both_sides_see_what_is_shared_and_others_nothing() {
    let (world, organization) = world().await;
    let mine = SharedRepositoryQuery::new(SharedBy::Me);
    let theirs = SharedRepositoryQuery::new(SharedBy::Others);
    assert_eq!(names(&world, "admin", &mine).await, ["web", "a/b", "old"]);
    assert_eq!(names(&world, "admin", &theirs).await, [""; 0]);
    assert_eq!(names(&world, "partner-admin", &mine).await, [""; 0]);
    assert_eq!(names(&world, "outsider", &theirs).await, [""; 0]);
    let partner = world.user("partner-admin");
    let page = partner.list_shared_repositories(&theirs).await.unwrap();
    assert_eq!(page.total, Some(3));
    let [web, _, old] = &page.items[..] else {
        panic!("{page:?}");
    };
    assert_eq!((web.name.as_str(), web.is_valid_share), ("web", Some(true)));
    assert_eq!(
        (old.name.as_str(), old.is_valid_share),
        ("old", Some(false))
    );
    assert_eq!(
        (&web.organization, web.domain_name.as_str()),
        (&organization, "local")
    );
}

#[tokio::test]
async fn the_list_is_filtered_ordered_and_comes_in_pages() {
    let (world, organization) = world().await;
    let all = SharedRepositoryQuery::new(SharedBy::Others);
    let with = |change: &dyn Fn(&mut SharedRepositoryQuery)| {
        let mut query = all.clone();
        change(&mut query);
        query
    };
    let name = with(&|query| query.name = Some("b".to_owned()));
    assert_eq!(names(&world, "partner-admin", &name).await, ["web", "a/b"]);
    let valid = with(&|query| query.is_valid = Some(false));
    assert_eq!(names(&world, "partner-admin", &valid).await, ["old"]);
    let account = with(&|query| query.account = Some("local".to_owned()));
    assert_eq!(names(&world, "partner-admin", &account).await.len(), 3);
    let other = with(&|query| query.account = Some("third".to_owned()));
    assert_eq!(names(&world, "partner-admin", &other).await, [""; 0]);
    let of = with(&|query| query.organization = Some(organization.clone()));
    assert_eq!(names(&world, "partner-admin", &of).await.len(), 3);
    let page = with(&|query| {
        query.page = PageRequest {
            offset: 1,
            limit: 1,
        }
    });
    assert_eq!(names(&world, "partner-admin", &page).await, ["a/b"]);
    for (column, first) in [
        (SharedRepositoryOrder::UpdatedAt, "old"),
        (SharedRepositoryOrder::Name, "a/b"),
        (SharedRepositoryOrder::TagCount, ""),
        (SharedRepositoryOrder::Organization, ""),
        (SharedRepositoryOrder::Account, ""),
    ] {
        let order = Some((column, Direction::Ascending));
        let ordered = names(&world, "partner-admin", &with(&|query| query.order = order)).await;
        assert_eq!(ordered.len(), 3, "{column:?}");
        assert!(
            first.is_empty() || ordered[0] == first,
            "{column:?}: {ordered:?}"
        );
    }
}

#[tokio::test]
async fn the_list_by_marker_has_the_same_page_by_page() {
    let (world, organization) = world().await;
    let partner = world.user("partner-admin");
    let mut query = SharedRepositoryMarkerQuery {
        organization: Some(organization),
        page: MarkerRequest {
            marker: None,
            limit: 2,
        },
        ..SharedRepositoryMarkerQuery::new(SharedBy::Others)
    };
    let first = partner.list_shared_repositories_v3(&query).await.unwrap();
    let names: Vec<_> = first.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["web", "a/b"]);
    assert_eq!(first.items[0].is_valid_share, Some(true));
    query.page.marker = first.next;
    assert!(query.page.marker.is_some());
    let last = partner.list_shared_repositories_v3(&query).await.unwrap();
    assert_eq!((last.items[0].name.as_str(), last.next), ("old", None));

    let mine = SharedRepositoryMarkerQuery {
        name: Some("web".to_owned()),
        is_valid: Some(true),
        ..SharedRepositoryMarkerQuery::new(SharedBy::Me)
    };
    let own = world.user("admin").list_shared_repositories_v3(&mine);
    assert_eq!(own.await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_marker_that_is_none_is_rejected() {
    let (world, _) = world().await;
    let query = SharedRepositoryMarkerQuery {
        page: MarkerRequest {
            marker: Some(-1),
            limit: 2,
        },
        ..SharedRepositoryMarkerQuery::new(SharedBy::Me)
    };
    let answer = world.user("admin").list_shared_repositories_v3(&query);
    assert_eq!(refusal(answer.await), coded("4001025", ErrorKind::Invalid));
}
