//! Retention: what is saved deletes at once and says what it deleted; every no.

use swr_api::{
    ErrorKind, PageRequest, RepositoryPath, RetentionRule, RetentionTemplate, TagQuery,
    TagSelector, TagSelectorKind,
};
use swr_server::store::access::Right;

use crate::shelf::Shelf;
use crate::world::{MINUTE, coded, refusal};

const DAY: i64 = 24 * 60 * MINUTE;

pub(crate) fn rule(template: RetentionTemplate) -> RetentionRule {
    RetentionRule {
        template,
        selectors: Vec::new(),
    }
}

fn count(number: u16) -> [RetentionRule; 1] {
    [rule(RetentionTemplate::Count(number))]
}

fn except(kind: TagSelectorKind, pattern: &str) -> TagSelector {
    TagSelector {
        kind,
        pattern: pattern.to_owned(),
    }
}

/// `v1` to `v3`, each a day younger, and `latest`.
async fn shelf() -> Shelf {
    let shelf = Shelf::new().await;
    for name in ["v1", "v2", "v3", "latest"] {
        shelf.world.wait(DAY);
        shelf.push(name, name).await;
    }
    shelf
}

async fn left(shelf: &Shelf) -> Vec<String> {
    let client = shelf.world.user("admin");
    let query = TagQuery::default();
    let tags = client.list_tags(&shelf.repository, &query);
    let tags = tags.await.unwrap().items;
    tags.iter().map(|tag| tag.name.to_string()).collect()
}

#[tokio::test]
async fn a_policy_deletes_when_it_is_saved_and_keeps_a_record() {
    let shelf = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let rules = [RetentionRule {
        template: RetentionTemplate::Count(1),
        selectors: vec![
            except(TagSelectorKind::Label, "latest"),
            except(TagSelectorKind::Pattern, "v1.*"),
        ],
    }];
    let id = client.create_retention(repository, &rules);
    let id = id.await.unwrap();
    assert_eq!(left(&shelf).await, ["latest", "v3", "v1"]);
    let records = client.list_retention_records(repository, PageRequest::default());
    let records = records.await.unwrap();
    assert_eq!((records.items.len(), records.total), (1, Some(1)));
    let record = &records.items[0];
    assert_eq!((record.tag.as_str(), record.retention_id), ("v2", Some(id)));
    assert_eq!(
        (record.organization.as_str(), record.repository.as_str()),
        ("team", "a/b")
    );
    assert_eq!(record.rule().as_ref(), Some(&rules[0]));

    let shown = client.get_retention(repository, id).await;
    let shown = shown.unwrap().expect("it is there");
    assert_eq!((shown.id, shown.algorithm.as_str()), (Some(id), "or"));
    assert_eq!(shown.rules, rules);
    let listed = client.list_retentions(repository).await;
    assert_eq!(listed, Ok([shown].into()));
}

#[tokio::test]
async fn a_change_runs_at_once_and_the_record_outlives_the_policy() {
    let shelf = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let days = |number| [rule(RetentionTemplate::Days(number))];
    let id = client.create_retention(repository, &days(300));
    let id = id.await.unwrap();
    assert_eq!(left(&shelf).await.len(), 4);
    let changed = client.update_retention(repository, id, &days(1));
    assert_eq!(changed.await, Ok(()));
    let kept = left(&shelf).await.len() as u64;
    assert!(kept < 4);
    let template = client.update_retention(repository, id, &count(5));
    assert_eq!(
        refusal(template.await),
        coded("4000014", ErrorKind::Invalid)
    );
    let deleted = client.delete_retention(repository, id);
    assert_eq!(deleted.await, Ok(()));
    assert_eq!(client.list_retentions(repository).await, Ok([].into()));
    let page = PageRequest {
        offset: 1,
        limit: 1,
    };
    let records = client.list_retention_records(repository, page);
    assert_eq!(records.await.unwrap().total, Some(4 - kept));
}

#[tokio::test]
async fn policies_that_cannot_be_are_rejected_and_delete_nothing() {
    let shelf = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let pattern = |pattern: &str| RetentionRule {
        template: RetentionTemplate::Count(1),
        selectors: vec![except(TagSelectorKind::Pattern, pattern)],
    };
    let other = RetentionTemplate::Other {
        template: "size_rule".to_owned(),
        params: serde_json::Map::new(),
    };
    let too_long = "a".repeat(257);
    for rules in [
        Vec::new(),
        vec![rule(RetentionTemplate::Count(0))],
        vec![rule(RetentionTemplate::Count(1001))],
        vec![rule(RetentionTemplate::Days(0))],
        vec![rule(RetentionTemplate::Days(366))],
        vec![rule(other)],
        vec![pattern("v(")],
        vec![pattern("(?!latest).*")],
        vec![pattern(&too_long)],
    ] {
        let answer = client.create_retention(repository, &rules);
        assert_eq!(
            refusal(answer.await),
            coded("4000014", ErrorKind::Invalid),
            "{rules:?}"
        );
    }
    assert_eq!(left(&shelf).await.len(), 4);
    let first = client.create_retention(repository, &count(100));
    assert!(first.await.is_ok());
    let second = client.create_retention(repository, &count(1));
    assert_eq!(refusal(second.await), coded("4000014", ErrorKind::Invalid));
    assert_eq!(left(&shelf).await.len(), 4);
}

#[tokio::test]
async fn a_policy_that_is_not_there_is_a_bad_request() {
    let shelf = shelf().await;
    let client = shelf.world.user("admin");
    let repository = &shelf.repository;
    let missing = coded("4000306", ErrorKind::NotFound);
    let shown = client.get_retention(repository, 7).await;
    assert_eq!(refusal(shown), missing);
    let changed = client.update_retention(repository, 7, &count(1));
    assert_eq!(refusal(changed.await), missing);
    let deleted = client.delete_retention(repository, 7);
    assert_eq!(refusal(deleted.await), missing);
}

#[tokio::test]
async fn policies_are_the_managers_and_need_their_repository() {
    let shelf = shelf().await;
    let world = &shelf.world;
    let repository = &shelf.repository;
    world.grant(&repository.organization, "editor", Right::Edit);
    let editor = world.user("editor");
    let made = editor.create_retention(repository, &count(1));
    assert_eq!(refusal(made.await), coded("4037020", ErrorKind::Forbidden));
    assert_eq!(editor.list_retentions(repository).await, Ok([].into()));

    let client = world.user("admin");
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    let missing = coded("4040010", ErrorKind::NotFound);
    let listed = client.list_retentions(&elsewhere).await;
    assert_eq!(refusal(listed), missing);
    let made = client.create_retention(&elsewhere, &count(1));
    assert_eq!(refusal(made.await), missing);
    let shown = client.get_retention(&elsewhere, 1).await;
    assert_eq!(refusal(shown), missing);
    let changed = client.update_retention(&elsewhere, 1, &count(1));
    assert_eq!(refusal(changed.await), missing);
    let deleted = client.delete_retention(&elsewhere, 1);
    assert_eq!(refusal(deleted.await), missing);
    let page = PageRequest::default();
    let records = client.list_retention_records(&elsewhere, page);
    assert_eq!(refusal(records.await), missing);
}
