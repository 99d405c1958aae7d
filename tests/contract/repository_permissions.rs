//! Who may do what with one repository: told, granted, changed, revoked, and every no.

use swr_api::{Access, ErrorKind, Grant, RepositoryPath};
use swr_server::store::access::Right;

use crate::world::{World, coded, grant, refusal};

/// A repository with a slash in its name, of an organization with an editor.
async fn world() -> (World, RepositoryPath) {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository = world.repository(&organization, "a/b").await;
    world.grant(&organization, "editor", Right::Edit);
    (world, repository)
}

#[tokio::test]
async fn a_role_on_one_repository_is_granted_changed_and_revoked() {
    let (world, repository) = world().await;
    let editor = world.user("editor");
    let both = [
        grant("reader", Access::Read),
        grant("stranger", Access::Manage),
    ];
    let granted = editor.grant_repository_permissions(&repository, &both);
    assert_eq!(granted.await, Ok(()), "also a greater right than their own");
    let shown = editor
        .get_repository_permissions(&repository)
        .await
        .unwrap();
    assert_eq!(shown.name, repository.repository.as_str());
    let others: Vec<&Grant> = shown.without_caller().collect();
    assert_eq!(others, [&both[0], &both[1]]);

    let stranger = world.user("stranger");
    let changed = [grant("reader", Access::Edit)];
    let answer = stranger.update_repository_permissions(&repository, &changed);
    assert_eq!(answer.await, Ok(()));
    let reader = world.user("reader");
    let own = reader.get_repository_permissions(&repository);
    assert_eq!(own.await.unwrap().own, Some(grant("reader", Access::Edit)));

    let ids = ["reader".to_owned()];
    let revoked = stranger.revoke_repository_permissions(&repository, &ids);
    assert_eq!(revoked.await, Ok(()));
    let gone = reader.get_repository(&repository).await;
    assert_eq!(refusal(gone), coded("4040058", ErrorKind::NotFound));
}

#[tokio::test]
async fn a_role_that_is_there_or_missing_is_said() {
    let (world, repository) = world().await;
    let admin = world.user("admin");
    world.grant_repository(&repository, "reader", Right::Read);
    let reader = [grant("reader", Access::Read)];
    let granted = admin.grant_repository_permissions(&repository, &reader);
    assert_eq!(
        refusal(granted.await),
        coded("4090089", ErrorKind::Conflict)
    );
    let missing = coded("4040091", ErrorKind::NotFound);
    let manager = [grant("manager", Access::Read)];
    let updated = admin.update_repository_permissions(&repository, &manager);
    assert_eq!(refusal(updated.await), missing);
    let ids = ["reader".to_owned(), "manager".to_owned()];
    let revoked = admin.revoke_repository_permissions(&repository, &ids);
    assert_eq!(refusal(revoked.await), missing);
    let kept = world.user("reader").get_repository(&repository);
    assert!(kept.await.is_ok(), "nothing of it was done");
}

#[tokio::test]
async fn people_and_roles_that_do_not_exist_are_rejected() {
    let (world, repository) = world().await;
    let admin = world.user("admin");
    for (grants, code) in [
        (vec![grant("nobody", Access::Read)], "4001067"),
        (vec![grant("partner-admin", Access::Read)], "4001067"),
        (vec![grant("reader", Access::Other(2))], "4001066"),
        (vec![grant("reader", Access::Read); 2], "4000014"),
        (Vec::new(), "4000014"),
    ] {
        let answer = admin.grant_repository_permissions(&repository, &grants);
        assert_eq!(
            refusal(answer.await),
            coded(code, ErrorKind::Invalid),
            "{grants:?}"
        );
    }
}

#[tokio::test]
async fn no_one_changes_their_own_role_and_readers_change_none() {
    let (world, repository) = world().await;
    let own = [grant("editor", Access::Manage)];
    let answer = world
        .user("editor")
        .grant_repository_permissions(&repository, &own);
    assert_eq!(
        refusal(answer.await),
        coded("4039002", ErrorKind::Forbidden)
    );
    world.grant_repository(&repository, "reader", Right::Read);
    let other = [grant("stranger", Access::Read)];
    let answer = world
        .user("reader")
        .grant_repository_permissions(&repository, &other);
    assert_eq!(
        refusal(answer.await),
        coded("4037020", ErrorKind::Forbidden)
    );
}

#[tokio::test]
async fn a_repository_that_is_not_there_is_not_found_by_all_four() {
    let (world, _) = world().await;
    let repository = RepositoryPath::new("team", "missing").unwrap();
    let admin = world.user("admin");
    let missing = coded("4040010", ErrorKind::NotFound);
    let grants = [grant("reader", Access::Read)];
    let ids = ["reader".to_owned()];
    let shown = admin.get_repository_permissions(&repository);
    assert_eq!(refusal(shown.await), missing);
    let granted = admin.grant_repository_permissions(&repository, &grants);
    assert_eq!(refusal(granted.await), missing);
    let updated = admin.update_repository_permissions(&repository, &grants);
    assert_eq!(refusal(updated.await), missing);
    let revoked = admin.revoke_repository_permissions(&repository, &ids);
    assert_eq!(refusal(revoked.await), missing);
}
