//! A further tag for an image that has one.

use swr_api::{ErrorKind, NewTag, RepositoryPath, TagName};
use swr_server::store::access::Right;

use crate::shelf::Shelf;
use crate::world::{MINUTE, START, coded, refusal, tag};

fn new(source: &str, name: &str, may_replace: bool) -> NewTag {
    NewTag {
        source: tag(source),
        name: TagName::existing(name).unwrap(),
        may_replace,
    }
}

#[tokio::test]
async fn a_copy_names_the_same_image_and_replaces_only_when_told() {
    let shelf = Shelf::new().await;
    let first = shelf.push("v1", "one").await;
    let second = shelf.push("v2", "two").await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    shelf.world.wait(MINUTE);
    let made = client.create_tag(repository, &new("v1", "latest", false));
    assert_eq!(made.await, Ok(()));
    let shown = client.get_tag(repository, &tag("latest")).await;
    let shown = shown.unwrap();
    assert_eq!(shown.digest, first);
    assert_eq!(shown.updated_at.unwrap().unix_millis(), START + MINUTE);

    let again = client.create_tag(repository, &new("v2", "latest", false));
    assert_eq!(refusal(again.await), coded("4090006", ErrorKind::Conflict));
    let moved = client.create_tag(repository, &new("v2", "latest", true));
    assert_eq!(moved.await, Ok(()));
    let shown = client.get_tag(repository, &tag("latest")).await;
    assert_eq!(shown.unwrap().digest, second);
}

#[tokio::test]
async fn what_cannot_be_copied_says_why() {
    let shelf = Shelf::new().await;
    shelf.push("v1", "one").await;
    let world = &shelf.world;
    world.grant(&shelf.repository.organization, "reader", Right::Read);
    world.grant(&shelf.repository.organization, "editor", Right::Edit);
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    let good = new("v1", "v2", false);
    for (user, repository, new, code, kind) in [
        (
            "editor",
            &shelf.repository,
            new("none", "v2", false),
            "4040048",
            ErrorKind::NotFound,
        ),
        (
            "editor",
            &shelf.repository,
            new("v1", "-v2", false),
            "4009021",
            ErrorKind::Invalid,
        ),
        (
            "admin",
            &elsewhere,
            good.clone(),
            "4040010",
            ErrorKind::NotFound,
        ),
        (
            "reader",
            &shelf.repository,
            good.clone(),
            "4037020",
            ErrorKind::Forbidden,
        ),
        (
            "stranger",
            &shelf.repository,
            good.clone(),
            "4040058",
            ErrorKind::NotFound,
        ),
    ] {
        let answer = world.user(user).create_tag(repository, &new);
        assert_eq!(refusal(answer.await), coded(code, kind), "{user} {new:?}");
    }
    let made = world.user("editor").create_tag(&shelf.repository, &good);
    assert_eq!(made.await, Ok(()));
}
