//! What someone may do as manager, editor, reader, and without any right.

use swr_api::{
    Access, Error, ErrorKind, OrganizationQuery, RepositoryPath, RepositoryQuery, RepositoryUpdate,
};
use swr_server::store::access::Right;

use crate::world::{World, coded, new_repository, refusal};

/// An organization with a repository, and one person for each right.
async fn world() -> (World, RepositoryPath) {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository = world.repository(&organization, "app").await;
    world.grant(&organization, "manager", Right::Manage);
    world.grant(&organization, "editor", Right::Edit);
    world.grant(&organization, "reader", Right::Read);
    (world, repository)
}

fn update(is_public: bool) -> RepositoryUpdate {
    RepositoryUpdate {
        is_public,
        category: None,
        description: None,
    }
}

fn kind<T>(answer: Result<T, Error>) -> Option<ErrorKind> {
    answer.err().map(|error| error.kind())
}

#[tokio::test]
async fn each_role_allows_what_the_wire_type_says() {
    for (user, access) in [
        ("admin", Access::Manage),
        ("manager", Access::Manage),
        ("editor", Access::Edit),
        ("reader", Access::Read),
    ] {
        let (world, repository) = world().await;
        let client = world.user(user);
        let shown = client
            .get_organization(&repository.organization)
            .await
            .unwrap();
        assert_eq!(shown.access, Some(access), "{user}");
        assert!(client.get_repository(&repository).await.is_ok());

        let created = client
            .create_repository(&repository.organization, &new_repository("new"))
            .await;
        assert_eq!(
            created.is_ok(),
            access.may_create(),
            "{user} creates: {created:?}"
        );
        let updated = client.update_repository(&repository, &update(false)).await;
        assert_eq!(
            updated.is_ok(),
            access.may_edit(),
            "{user} updates: {updated:?}"
        );
        let deleted = client.delete_repository(&repository).await;
        assert_eq!(
            deleted.is_ok(),
            access.may_delete(),
            "{user} deletes: {deleted:?}"
        );
    }
}

#[tokio::test]
async fn too_small_a_role_is_forbidden_and_changes_nothing() {
    let (world, repository) = world().await;
    let reader = world.user("reader");
    let on_organization = coded("4039002", ErrorKind::Forbidden);
    let on_repository = coded("4037020", ErrorKind::Forbidden);
    let created = reader
        .create_repository(&repository.organization, &new_repository("new"))
        .await;
    assert_eq!(refusal(created), on_organization);
    let deleted = world
        .user("editor")
        .delete_organization(&repository.organization)
        .await;
    assert_eq!(refusal(deleted), on_organization);
    let updated = reader.update_repository(&repository, &update(true)).await;
    assert_eq!(refusal(updated), on_repository);
    let deleted = world.user("editor").delete_repository(&repository).await;
    assert_eq!(refusal(deleted), on_repository);
    let shown = reader.get_repository(&repository).await.unwrap();
    assert_eq!(shown.is_public, Some(false));
    let list = reader
        .list_repositories(&RepositoryQuery::default())
        .await
        .unwrap();
    assert_eq!(list.items.len(), 1);
}

#[tokio::test]
async fn what_someone_has_no_role_on_does_not_exist_for_them() {
    let (world, repository) = world().await;
    let stranger = world.user("stranger");
    let missing = coded("4040058", ErrorKind::NotFound);
    assert_eq!(
        refusal(stranger.get_organization(&repository.organization).await),
        missing
    );
    assert_eq!(
        refusal(stranger.delete_organization(&repository.organization).await),
        missing
    );
    assert_eq!(refusal(stranger.get_repository(&repository).await), missing);
    assert_eq!(
        refusal(stranger.delete_repository(&repository).await),
        missing
    );
    let created = stranger
        .create_repository(&repository.organization, &new_repository("new"))
        .await;
    assert_eq!(refusal(created), missing);
    let updated = stranger.update_repository(&repository, &update(true)).await;
    assert_eq!(refusal(updated), missing);
    for include_visible in [false, true] {
        let query = OrganizationQuery {
            name: None,
            include_visible,
        };
        assert_eq!(stranger.list_organizations(&query).await, Ok([].into()));
    }
    let list = stranger
        .list_repositories(&RepositoryQuery::default())
        .await
        .unwrap();
    assert_eq!((list.items.len(), list.total.unwrap_or(0)), (0, 0));
}

#[tokio::test]
async fn a_role_on_one_repository_opens_that_one_and_the_way_to_it() {
    let (world, repository) = world().await;
    let other = world.repository(&repository.organization, "other").await;
    world.grant_repository(&repository, "stranger", Right::Manage);
    let stranger = world.user("stranger");

    let listed = stranger
        .list_repositories(&RepositoryQuery::default())
        .await
        .unwrap();
    assert_eq!((listed.items.len(), listed.total), (1, Some(1)));
    let mine = OrganizationQuery::default();
    assert_eq!(stranger.list_organizations(&mine).await, Ok([].into()));
    let visible = OrganizationQuery {
        name: None,
        include_visible: true,
    };
    let visible = stranger.list_organizations(&visible).await.unwrap();
    assert_eq!((visible.len(), visible[0].access), (1, None));
    assert!(
        stranger
            .get_organization(&repository.organization)
            .await
            .is_ok()
    );

    let hidden = stranger.get_repository(&other).await;
    assert_eq!(refusal(hidden), coded("4040010", ErrorKind::NotFound));
    let created = stranger
        .create_repository(&repository.organization, &new_repository("new"))
        .await;
    assert_eq!(kind(created), Some(ErrorKind::Forbidden));
    assert_eq!(stranger.delete_repository(&repository).await, Ok(()));
}

#[tokio::test]
async fn the_greater_of_two_roles_counts() {
    let (world, repository) = world().await;
    world.grant_repository(&repository, "reader", Right::Edit);
    world.grant_repository(&repository, "manager", Right::Read);
    let change = update(false);
    let reader = world.user("reader").update_repository(&repository, &change);
    assert_eq!(reader.await, Ok(()));
    let manager = world.user("manager").delete_repository(&repository);
    assert_eq!(manager.await, Ok(()));
}

#[tokio::test]
async fn a_public_repository_is_shown_to_everyone_and_listed_to_no_one_else() {
    let (world, repository) = world().await;
    let change = update(true);
    let admin = world.user("admin");
    admin.update_repository(&repository, &change).await.unwrap();
    let stranger = world.user("stranger");
    assert!(stranger.get_repository(&repository).await.is_ok());
    let tags = stranger.list_tags(&repository, &Default::default()).await;
    assert!(tags.is_ok());
    let listed = stranger
        .list_repositories(&RepositoryQuery::default())
        .await
        .unwrap();
    assert_eq!(listed.items, []);
    let refused = stranger.delete_repository(&repository).await;
    assert_eq!(refusal(refused), coded("4037020", ErrorKind::Forbidden));
}
