//! Triggers: made, listed without and shown with what they did, switched, deleted, and every no.

use swr_api::{
    ApplicationKind, Error, ErrorKind, NewTrigger, RepositoryPath, Trigger, TriggerCluster,
    TriggerCondition, TriggerMode, TriggerName, TriggerResult,
};
use swr_server::store::access::Right;

use crate::shelf::Shelf;
use crate::world::{START, coded, refusal, tag};

pub(crate) fn new_trigger(name: &str) -> NewTrigger {
    NewTrigger {
        name: TriggerName::existing(name).unwrap(),
        condition: TriggerCondition::All,
        is_enabled: true,
        application: "api".to_owned(),
        application_kind: ApplicationKind::Deployment,
        cluster: TriggerCluster::Cce {
            id: "5b28c12f".to_owned(),
            name: "test".to_owned(),
        },
        cluster_namespace: "default".to_owned(),
        container: String::new(),
    }
}

/// A shelf whose repository has this one trigger.
async fn shelf_with(new: &NewTrigger) -> Shelf {
    let shelf = Shelf::new().await;
    let client = shelf.world.user("admin");
    let made = client.create_trigger(&shelf.repository, new);
    made.await.unwrap();
    shelf
}

async fn show(shelf: &Shelf, name: &TriggerName) -> Result<Trigger, Error> {
    let client = shelf.world.user("admin");
    let shown = client.get_trigger(&shelf.repository, name);
    shown.await
}

#[tokio::test]
async fn a_trigger_comes_back_as_it_was_made() {
    let shelf = Shelf::new().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let tags = vec![tag("v1"), tag("latest")];
    let conditions = [
        ("every", TriggerCondition::All),
        ("some", TriggerCondition::Tags(tags)),
        ("like", TriggerCondition::Matching("^v[0-9]+$".to_owned())),
    ];
    for (name, condition) in conditions {
        let new = NewTrigger {
            condition,
            application_kind: ApplicationKind::StatefulSet,
            container: "main".to_owned(),
            ..new_trigger(name)
        };
        let made = client.create_trigger(repository, &new).await;
        assert_eq!(made, Ok(()), "{name}");
        let shown = show(&shelf, &new.name).await.unwrap();
        assert_eq!((&shown.name, &shown.condition), (&new.name, &new.condition));
        assert_eq!(
            (shown.is_enabled, shown.mode),
            (Some(true), TriggerMode::Cce)
        );
        assert_eq!(
            (shown.application.as_str(), shown.container.as_str()),
            ("api", "main")
        );
        assert_eq!(shown.application_kind, ApplicationKind::StatefulSet);
        assert_eq!(
            (shown.cluster_id.as_str(), shown.cluster_name.as_str()),
            ("5b28c12f", "test")
        );
        assert_eq!(
            (
                shown.cluster_namespace.as_str(),
                shown.creator_name.as_str()
            ),
            ("default", "admin")
        );
        assert_eq!(shown.created_at.unwrap().unix_millis(), START);
        assert_eq!(shown.history, Some([].into()));
    }
    let listed = client.list_triggers(repository).await.unwrap();
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|trigger| trigger.history.is_none()));
}

#[tokio::test]
async fn a_push_is_written_into_the_history() {
    let new = new_trigger("deploy");
    let shelf = shelf_with(&new).await;
    shelf.push("v1", "layer").await;
    shelf.world.deliver().await;
    let shown = show(&shelf, &new.name).await;
    let history = shown.unwrap().history.unwrap();
    assert_eq!(history.len(), 1);
    let record = &history[0];
    assert_eq!(
        (record.tag.as_str(), &record.result),
        ("v1", &TriggerResult::Failed)
    );
    assert!(!record.detail.is_empty(), "nobody is there to be told");
    assert_eq!(
        (record.application.as_str(), record.condition.as_str()),
        ("api", ".*")
    );
    assert_eq!(record.created_at.unwrap().unix_millis(), START);
}

#[tokio::test]
async fn a_trigger_is_switched_off_and_deleted() {
    let new = new_trigger("deploy");
    let shelf = shelf_with(&new).await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let off = client.update_trigger(repository, &new.name, false);
    assert_eq!(off.await, Ok(()));
    let disabled = show(&shelf, &new.name).await.unwrap();
    assert_eq!(disabled.is_enabled, Some(false));
    let deleted = client.delete_trigger(repository, &new.name);
    assert_eq!(deleted.await, Ok(()));
    let missing = coded("4040126", ErrorKind::NotFound);
    assert_eq!(refusal(show(&shelf, &new.name).await), missing);
    let on = client.update_trigger(repository, &new.name, true);
    assert_eq!(refusal(on.await), missing);
    let deleted = client.delete_trigger(repository, &new.name);
    assert_eq!(refusal(deleted.await), missing);
}

#[tokio::test]
async fn whatever_is_wrong_with_a_trigger_looks_alike() {
    let new = new_trigger("deploy");
    let shelf = shelf_with(&new).await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let condition = |condition| NewTrigger {
        condition,
        ..new_trigger("other")
    };
    let matching = |pattern: &str| condition(TriggerCondition::Matching(pattern.to_owned()));
    let kind = NewTrigger {
        application_kind: ApplicationKind::Other("jobs".to_owned()),
        ..new_trigger("other")
    };
    for wrong in [
        new,
        new_trigger("1st"),
        new_trigger(&"a".repeat(65)),
        matching("v("),
        matching("(?=v)"),
        matching(&"a".repeat(257)),
        condition(TriggerCondition::Other {
            kind: "none".to_owned(),
            condition: String::new(),
        }),
        kind,
    ] {
        let answer = client.create_trigger(repository, &wrong);
        assert_eq!(
            refusal(answer.await),
            coded("4000014", ErrorKind::Invalid),
            "{wrong:?}"
        );
    }
    let without_cluster = NewTrigger {
        cluster: TriggerCluster::Cce {
            id: String::new(),
            name: String::new(),
        },
        ..new_trigger("other")
    };
    let answer = client.create_trigger(repository, &without_cluster);
    assert_eq!(refusal(answer.await), coded("4001014", ErrorKind::Invalid));
    let instances = NewTrigger {
        cluster: TriggerCluster::Cci,
        ..new_trigger("other")
    };
    let made = client.create_trigger(repository, &instances);
    assert_eq!(made.await, Ok(()));
}

#[tokio::test]
async fn triggers_are_the_editors_and_need_their_repository() {
    let shelf = Shelf::new().await;
    let world = &shelf.world;
    let repository = &shelf.repository;
    world.grant(&repository.organization, "reader", Right::Read);
    let new = new_trigger("deploy");
    let reader = world.user("reader");
    let made = reader.create_trigger(repository, &new);
    assert_eq!(refusal(made.await), coded("4037020", ErrorKind::Forbidden));
    assert_eq!(reader.list_triggers(repository).await, Ok([].into()));

    let client = world.user("admin");
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    let missing = coded("4040010", ErrorKind::NotFound);
    let listed = client.list_triggers(&elsewhere).await;
    assert_eq!(refusal(listed), missing);
    let made = client.create_trigger(&elsewhere, &new).await;
    assert_eq!(refusal(made), missing);
    let shown = client.get_trigger(&elsewhere, &new.name).await;
    assert_eq!(refusal(shown), missing);
    let updated = client.update_trigger(&elsewhere, &new.name, false);
    assert_eq!(refusal(updated.await), missing);
    let deleted = client.delete_trigger(&elsewhere, &new.name);
    assert_eq!(refusal(deleted.await), missing);
}
