//! Who may do what with an organization: told, granted, changed, revoked, and every no.

use swr_api::{Access, ErrorKind, Grant, OrganizationName};

use crate::world::{World, coded, grant, refusal};

async fn world() -> (World, OrganizationName) {
    let world = World::new();
    let organization = world.organization("team").await;
    (world, organization)
}

fn ids(users: &[&str]) -> Vec<String> {
    users.iter().map(|&user| user.to_owned()).collect()
}

#[tokio::test]
async fn roles_are_granted_changed_and_revoked_several_at_once() {
    let (world, organization) = world().await;
    let admin = world.user("admin");
    let both = [grant("reader", Access::Read), grant("editor", Access::Edit)];
    let granted = admin.grant_organization_permissions(&organization, &both);
    assert_eq!(granted.await, Ok(()));

    let shown = admin.get_organization_permissions(&organization);
    let shown = shown.await.unwrap();
    assert_eq!(shown.name, organization);
    assert_eq!(shown.creator_name, "admin");
    assert_eq!(shown.own, Some(grant("admin", Access::Manage)));
    let others: Vec<&Grant> = shown.without_caller().collect();
    assert_eq!(others, [&both[0], &both[1]], "in the order of granting");

    let changed = [grant("reader", Access::Manage)];
    let answer = admin.update_organization_permissions(&organization, &changed);
    assert_eq!(answer.await, Ok(()));
    let reader = world.user("reader");
    let own = reader.get_organization_permissions(&organization).await;
    assert_eq!(own.unwrap().own, Some(grant("reader", Access::Manage)));

    let both = ids(&["reader", "editor"]);
    let revoked = admin.revoke_organization_permissions(&organization, &both);
    assert_eq!(revoked.await, Ok(()));
    let shown = admin.get_organization_permissions(&organization).await;
    assert_eq!(shown.unwrap().without_caller().count(), 0);
    let gone = reader.get_organization(&organization).await;
    assert_eq!(refusal(gone), coded("4040058", ErrorKind::NotFound));
}

#[tokio::test]
async fn a_role_that_is_there_or_missing_is_said_and_nothing_is_half_done() {
    let (world, organization) = world().await;
    let admin = world.user("admin");
    world.grant(
        &organization,
        "reader",
        swr_server::store::access::Right::Read,
    );
    let both = [grant("editor", Access::Edit), grant("reader", Access::Read)];
    let granted = admin.grant_organization_permissions(&organization, &both);
    assert_eq!(
        refusal(granted.await),
        coded("4090076", ErrorKind::Conflict)
    );
    let missing = coded("4040078", ErrorKind::NotFound);
    let updated = admin.update_organization_permissions(&organization, &both);
    assert_eq!(refusal(updated.await), missing);
    let both = ids(&["reader", "editor"]);
    let revoked = admin.revoke_organization_permissions(&organization, &both);
    assert_eq!(refusal(revoked.await), missing);
    let shown = admin.get_organization_permissions(&organization).await;
    let shown = shown.unwrap();
    let others: Vec<&Grant> = shown.without_caller().collect();
    assert_eq!(others, [&grant("reader", Access::Read)]);
}

#[tokio::test]
async fn people_and_roles_that_do_not_exist_are_rejected() {
    let (world, organization) = world().await;
    let admin = world.user("admin");
    let renamed = Grant {
        user_name: "somebody".to_owned(),
        ..grant("reader", Access::Read)
    };
    let twice = [grant("reader", Access::Read), grant("reader", Access::Edit)];
    for (grants, code) in [
        (vec![grant("nobody", Access::Read)], "4001067"),
        (vec![grant("partner-admin", Access::Read)], "4001067"),
        (vec![renamed], "4001067"),
        (vec![grant("reader", Access::Other(5))], "4001065"),
        (twice.to_vec(), "4000014"),
        (Vec::new(), "4000014"),
    ] {
        let answer = admin.grant_organization_permissions(&organization, &grants);
        assert_eq!(
            refusal(answer.await),
            coded(code, ErrorKind::Invalid),
            "{grants:?}"
        );
    }
}

#[tokio::test]
async fn only_managers_grant_and_they_revoke_the_creators_role_too() {
    let (world, organization) = world().await;
    let manager = grant("manager", Access::Manage);
    let admin = world.user("admin");
    let both = [manager, grant("editor", Access::Edit)];
    admin
        .grant_organization_permissions(&organization, &both)
        .await
        .unwrap();
    let forbidden = coded("4039002", ErrorKind::Forbidden);
    let reader = [grant("reader", Access::Read)];
    let answer = world
        .user("editor")
        .grant_organization_permissions(&organization, &reader);
    assert_eq!(refusal(answer.await), forbidden);
    let manager = world.user("manager");
    let answer = manager.grant_organization_permissions(&organization, &reader);
    assert_eq!(answer.await, Ok(()));
    // Also of who created it: the account's administrators manage it anyway.
    let creator = ids(&["admin"]);
    let answer = manager.revoke_organization_permissions(&organization, &creator);
    assert_eq!(answer.await, Ok(()));
}

#[tokio::test]
async fn an_organization_that_is_not_there_is_not_found_by_all_four() {
    let world = World::new();
    let admin = world.user("admin");
    let organization = OrganizationName::new("missing").unwrap();
    let missing = coded("4040058", ErrorKind::NotFound);
    let grants = [grant("reader", Access::Read)];
    let shown = admin.get_organization_permissions(&organization).await;
    assert_eq!(refusal(shown), missing);
    let granted = admin.grant_organization_permissions(&organization, &grants);
    assert_eq!(refusal(granted.await), missing);
    let updated = admin.update_organization_permissions(&organization, &grants);
    assert_eq!(refusal(updated.await), missing);
    let reader = ids(&["reader"]);
    let revoked = admin.revoke_organization_permissions(&organization, &reader);
    assert_eq!(refusal(revoked.await), missing);
}
