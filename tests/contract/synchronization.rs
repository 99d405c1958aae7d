//! Images on their way to another region: regions, automatic, by hand, jobs, and every no.

use swr_api::{
    ErrorKind, ManualSynchronization, NewAutomaticSynchronization, NewTag, OrganizationName,
    PageRequest, RepositoryPath, SynchronizationStatus, SynchronizationTarget,
};
use swr_server::store::access::Right;

use crate::shelf::Shelf;
use crate::world::{World, coded, refusal, tag};

/// `team` in both regions, and `team/a/b:v1` in the first.
async fn shelf() -> (Shelf, World) {
    let (first, second) = World::with_second_region();
    second.organization("team").await;
    let shelf = Shelf::in_world(first).await;
    shelf.push("v1", "one").await;
    (shelf, second)
}

fn target(region: &str, organization: &str) -> SynchronizationTarget {
    SynchronizationTarget {
        remote_region_id: region.to_owned(),
        remote_organization: OrganizationName::existing(organization).unwrap(),
    }
}

fn automatic(target: SynchronizationTarget) -> NewAutomaticSynchronization {
    NewAutomaticSynchronization {
        target,
        overwrites: true,
    }
}

fn by_hand(tags: &[&str], target: SynchronizationTarget) -> ManualSynchronization {
    ManualSynchronization {
        tags: tags.iter().map(|name| tag(name)).collect(),
        target,
        overwrites: false,
    }
}

/// Tag and state of each job, newest first.
async fn states(shelf: &Shelf) -> Vec<(String, SynchronizationStatus)> {
    let client = shelf.world.user("admin");
    let page = PageRequest::default();
    let jobs = client.list_synchronization_jobs(&shelf.repository, page);
    let jobs = jobs.await.unwrap();
    assert_eq!(jobs.total, Some(jobs.items.len() as u64));
    jobs.items
        .into_iter()
        .map(|job| (job.tag, job.status))
        .collect()
}

#[tokio::test]
async fn the_other_regions_are_the_targets() {
    let (first, second) = World::with_second_region();
    for (world, other) in [(&first, "local-2"), (&second, "local-1")] {
        let regions = world.user("admin").list_regions().await.unwrap();
        assert_eq!(regions.len(), 1);
        assert_eq!((regions[0].id.as_str(), &regions[0].name), (other, &None));
    }
    let alone = World::new().user("admin").list_regions().await;
    assert_eq!(alone, Ok([].into()));
}

#[tokio::test]
async fn tags_are_copied_by_hand_as_jobs_with_states() {
    let (shelf, second) = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    for name in ["team", "nowhere"] {
        let wanted = by_hand(&["v1", "none"], target("local-2", name));
        let failed = client.synchronize_tags(repository, &wanted);
        assert_eq!(
            failed.await,
            Ok(Vec::new()),
            "what is unknown fails as a job"
        );
    }
    let states_of = |states: [SynchronizationStatus; 4]| {
        let tags = ["none", "v1", "none", "v1"];
        let pairs = tags.into_iter().map(str::to_owned).zip(states);
        pairs.collect::<Vec<_>>()
    };
    use SynchronizationStatus::{Failed, Success, Waiting};
    let waiting = [Waiting, Waiting, Waiting, Waiting];
    assert_eq!(states(&shelf).await, states_of(waiting));
    shelf.world.synchronize().await;
    let done = [Failed, Failed, Failed, Success];
    assert_eq!(states(&shelf).await, states_of(done));
    let copied = second.user("admin");
    let copied = copied.get_tag(repository, &tag("v1")).await;
    let source = client.get_tag(repository, &tag("v1")).await;
    assert_eq!(copied.unwrap().digest, source.unwrap().digest);
}

#[tokio::test]
async fn an_automatic_synchronization_is_listed_copies_and_ends() {
    let (shelf, second) = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let new = automatic(target("local-2", "team"));
    let made = client.create_automatic_synchronization(repository, &new);
    assert_eq!(made.await, Ok(()));
    let listed = client.list_automatic_synchronizations(repository);
    let listed = listed.await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].target(), listed[0].is_automatic),
        (new.target.clone(), Some(true))
    );
    assert_eq!(
        (listed[0].overwrites, listed[0].domain_name.as_str()),
        (Some(true), "local")
    );
    let copy = NewTag {
        source: tag("v1"),
        name: tag("v2"),
        may_replace: false,
    };
    client.create_tag(repository, &copy).await.unwrap();
    shelf.world.synchronize().await;
    let remote = second.user("admin");
    let arrived = remote.get_tag(repository, &tag("v2")).await;
    assert!(arrived.is_ok(), "{arrived:?}");

    let ended = client.delete_automatic_synchronization(repository, &new.target);
    assert_eq!(ended.await, Ok(()));
    let again = client.delete_automatic_synchronization(repository, &new.target);
    assert_eq!(refusal(again.await), coded("4001158", ErrorKind::NotFound));
    let listed = client.list_automatic_synchronizations(repository);
    assert_eq!(listed.await, Ok([].into()));
}

#[tokio::test]
async fn wrong_targets_and_tags_have_their_codes() {
    let (shelf, _) = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    for (target, code, kind) in [
        (target("eu-de", "team"), "5001101", ErrorKind::Server),
        (target("local-1", "team"), "4000014", ErrorKind::Invalid),
        (target("local-2", "Team"), "4001028", ErrorKind::Invalid),
    ] {
        let new = automatic(target.clone());
        let answer = client.create_automatic_synchronization(repository, &new);
        assert_eq!(refusal(answer.await), coded(code, kind), "{target:?}");
        let wanted = by_hand(&["v1"], target.clone());
        let answer = client.synchronize_tags(repository, &wanted);
        assert_eq!(refusal(answer.await), coded(code, kind), "{target:?}");
    }
    let new = automatic(target("local-2", "team"));
    let made = client.create_automatic_synchronization(repository, &new);
    made.await.unwrap();
    let again = client.create_automatic_synchronization(repository, &new);
    assert_eq!(refusal(again.await), coded("4000014", ErrorKind::Invalid));
    let nothing = by_hand(&[], target("local-2", "team"));
    let answer = client.synchronize_tags(repository, &nothing);
    let (status, _, kind) = refusal(answer.await);
    assert_eq!((status, kind), (400, ErrorKind::Invalid));
}

#[tokio::test]
async fn only_administrators_synchronize_and_only_what_is_there() {
    let (shelf, _) = shelf().await;
    let repository = &shelf.repository;
    shelf
        .world
        .grant(&repository.organization, "manager", Right::Manage);
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    let forbidden = coded("4039002", ErrorKind::Forbidden);
    let missing = coded("4040010", ErrorKind::NotFound);
    let to = target("local-2", "team");
    for (user, repository, expected) in [
        ("manager", repository, forbidden.clone()),
        ("admin", &elsewhere, missing),
    ] {
        let client = shelf.world.user(user);
        let new = automatic(to.clone());
        let made = client.create_automatic_synchronization(repository, &new);
        assert_eq!(refusal(made.await), expected);
        let listed = client.list_automatic_synchronizations(repository);
        assert_eq!(refusal(listed.await), expected);
        let ended = client.delete_automatic_synchronization(repository, &to);
        assert_eq!(refusal(ended.await), expected);
        let wanted = by_hand(&["v1"], to.clone());
        let copied = client.synchronize_tags(repository, &wanted);
        assert_eq!(refusal(copied.await), expected);
        let page = PageRequest::default();
        let jobs = client.list_synchronization_jobs(repository, page);
        assert_eq!(refusal(jobs.await), expected);
    }
    let regions = shelf.world.user("manager").list_regions().await;
    assert_eq!(refusal(regions), forbidden);
}
