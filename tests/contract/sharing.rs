//! Shares of a repository with another account, from both sides, and every no.

use swr_api::{
    Deadline, ErrorKind, NewShare, Permit, RepositoryPath, RepositoryUpdate, ShareUpdate, Timestamp,
};
use swr_server::store::access::Right;

use crate::world::{MINUTE, PARTNER, START, World, coded, new_share, refusal};

const DAY: i64 = 24 * 60 * MINUTE;

async fn world() -> (World, RepositoryPath) {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository = world.repository(&organization, "a/b").await;
    (world, repository)
}

fn until(millis: i64) -> Deadline {
    Deadline::Until(Timestamp::from_unix_millis(millis))
}

#[tokio::test]
async fn a_share_is_made_shown_listed_changed_and_ended() {
    let (world, repository) = world().await;
    let admin = world.user("admin");
    let new = NewShare {
        description: "for tests".to_owned(),
        ..new_share(PARTNER)
    };
    let made = admin.create_share(&repository, &new);
    assert_eq!(made.await, Ok(()));
    let shown = admin
        .get_share(&repository, PARTNER)
        .await
        .unwrap()
        .expect("it is there");
    assert_eq!(
        (&shown.organization, &shown.repository),
        (&repository.organization, &repository.repository)
    );
    assert_eq!(
        (shown.account.as_str(), &shown.permit),
        (PARTNER, &Permit::Read)
    );
    assert_eq!(
        (shown.deadline, shown.is_valid),
        (Some(Deadline::Forever), Some(true))
    );
    assert_eq!(
        (shown.description.as_str(), shown.creator_name.as_str()),
        ("for tests", "admin")
    );
    assert_eq!(shown.created_at.unwrap().unix_millis(), START);
    let listed = admin.list_shares(&repository).await;
    assert_eq!(listed, Ok([shown].into()));

    world.wait(MINUTE);
    let update = ShareUpdate {
        permit: Permit::Read,
        deadline: until(START),
        description: String::new(),
    };
    let changed = admin.update_share(&repository, PARTNER, &update);
    assert_eq!(changed.await, Ok(()));
    let shown = admin.get_share(&repository, PARTNER).await;
    let shown = shown.unwrap().unwrap();
    assert_eq!(
        (shown.deadline, shown.description.as_str()),
        (Some(until(START)), "")
    );
    assert_eq!(shown.created_at.unwrap().unix_millis(), START);
    assert_eq!(shown.updated_at.unwrap().unix_millis(), START + MINUTE);

    let ended = admin.delete_share(&repository, PARTNER);
    assert_eq!(ended.await, Ok(()));
    assert_eq!(admin.list_shares(&repository).await, Ok([].into()));
}

#[tokio::test]
async fn the_other_account_sees_the_repository_until_the_day_is_over() {
    let (world, repository) = world().await;
    let partner = world.user("partner-admin");
    let hidden = partner.get_repository(&repository).await;
    assert_eq!(refusal(hidden), coded("4040058", ErrorKind::NotFound));
    let new = NewShare {
        deadline: until(START),
        ..new_share(PARTNER)
    };
    let admin = world.user("admin");
    let made = admin.create_share(&repository, &new);
    made.await.unwrap();
    let shown = partner.get_repository(&repository).await;
    assert_eq!(shown.unwrap().name, repository.repository);
    let refused = partner.delete_repository(&repository).await;
    assert_eq!(refusal(refused), coded("4037020", ErrorKind::Forbidden));
    world.wait(DAY);
    let hidden = partner.get_repository(&repository).await;
    assert_eq!(refusal(hidden), coded("4040058", ErrorKind::NotFound));
    let kept = admin.list_shares(&repository).await.unwrap();
    assert_eq!(kept[0].is_valid, Some(false));
}

#[tokio::test]
async fn accounts_permits_and_texts_that_cannot_be_are_rejected() {
    let (world, repository) = world().await;
    let admin = world.user("admin");
    let make = async |new: &NewShare| {
        let made = admin.create_share(&repository, new);
        refusal(made.await)
    };
    for account in ["nobody", "local"] {
        let answer = make(&new_share(account)).await;
        assert_eq!(answer, coded("4001041", ErrorKind::Invalid), "{account}");
    }
    let permit = NewShare {
        permit: Permit::Other("write".to_owned()),
        ..new_share(PARTNER)
    };
    assert_eq!(make(&permit).await, coded("4001066", ErrorKind::Invalid));
    let description = NewShare {
        description: "x".repeat(1001),
        ..new_share(PARTNER)
    };
    assert_eq!(
        make(&description).await,
        coded("4131012", ErrorKind::Invalid)
    );
    let longest = NewShare {
        description: "é".repeat(1000),
        ..new_share(PARTNER)
    };
    let made = admin.create_share(&repository, &longest);
    assert_eq!(made.await, Ok(()));
    let again = make(&longest).await;
    assert_eq!(again, coded("4090089", ErrorKind::Conflict));
}

#[tokio::test]
async fn a_public_repository_is_not_shared() {
    let (world, repository) = world().await;
    let admin = world.user("admin");
    let public = RepositoryUpdate {
        is_public: true,
        category: None,
        description: None,
    };
    let published = admin.update_repository(&repository, &public);
    published.await.unwrap();
    let made = admin.create_share(&repository, &new_share(PARTNER));
    assert_eq!(refusal(made.await), coded("4000014", ErrorKind::Invalid));
}

#[tokio::test]
async fn a_missing_share_and_a_missing_repository_look_alike() {
    let (world, repository) = world().await;
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    let admin = world.user("admin");
    let missing = coded("4001090", ErrorKind::NotFound);
    let update = ShareUpdate {
        permit: Permit::Read,
        deadline: Deadline::Forever,
        description: String::new(),
    };
    for repository in [&repository, &elsewhere] {
        let shown = admin.get_share(repository, PARTNER);
        assert_eq!(shown.await, Ok(None), "{repository}");
        let updated = admin.update_share(repository, PARTNER, &update);
        assert_eq!(refusal(updated.await), missing, "{repository}");
        let deleted = admin.delete_share(repository, PARTNER);
        assert_eq!(refusal(deleted.await), missing, "{repository}");
    }
    let made = admin.create_share(&elsewhere, &new_share(PARTNER));
    assert_eq!(refusal(made.await), missing);
    let listed = admin.list_shares(&elsewhere);
    assert_eq!(refusal(listed.await), missing);
}

#[tokio::test]
async fn managers_share_and_readers_see_with_whom() {
    let (world, repository) = world().await;
    world.grant(&repository.organization, "manager", Right::Manage);
    world.grant(&repository.organization, "editor", Right::Edit);
    let editor = world.user("editor");
    let made = editor.create_share(&repository, &new_share(PARTNER));
    assert_eq!(refusal(made.await), coded("4037020", ErrorKind::Forbidden));
    let manager = world.user("manager");
    let made = manager.create_share(&repository, &new_share(PARTNER));
    assert_eq!(made.await, Ok(()));
    let listed = editor.list_shares(&repository).await;
    assert_eq!(listed.unwrap().len(), 1);
    let deleted = editor.delete_share(&repository, PARTNER);
    assert_eq!(
        refusal(deleted.await),
        coded("4037020", ErrorKind::Forbidden)
    );
}
