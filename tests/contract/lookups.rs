//! What is looked for and not there, found in another way, or counted first.

use swr_api::{Direction, ErrorKind, RepositoryOrder, RepositoryPath, RepositoryQuery, Tag};

use crate::shelf::Shelf;
use crate::world::{coded, refusal, tag};

#[tokio::test]
async fn a_tag_of_what_does_not_exist_is_not_found() {
    let shelf = Shelf::new().await;
    let client = shelf.world.user("admin");
    let repository = RepositoryPath::new("team", "missing").unwrap();
    let missing = coded("4040010", ErrorKind::NotFound);
    let shown = client.get_tag(&repository, &tag("v1")).await;
    assert_eq!(refusal(shown), missing);
    let deleted = client.delete_tag(&repository, &tag("v1"));
    assert_eq!(refusal(deleted.await), missing);
    let elsewhere = RepositoryPath::new("missing", "missing").unwrap();
    let missing = coded("4040058", ErrorKind::NotFound);
    let shown = client.get_tag(&elsewhere, &tag("v1")).await;
    assert_eq!(refusal(shown), missing);
    let deleted = client.delete_tag(&elsewhere, &tag("v1"));
    assert_eq!(refusal(deleted.await), missing);
}

#[tokio::test]
async fn a_tag_is_found_with_the_call_for_it_and_without() {
    let shelf = Shelf::new().await;
    for name in ["v1.0", "v1", "1"] {
        shelf.push(name, name).await;
    }
    let repository = &shelf.repository;
    let client = shelf.world.user("admin");
    let older = shelf.world.user_of_a_service_without("/tags/");
    let no_such_call = older.get_tag(repository, &tag("v1")).await;
    let gateway = (404, "APIGW.0101".to_owned(), ErrorKind::NotFound);
    assert_eq!(refusal(no_such_call), gateway);

    let shown = client.get_tag(repository, &tag("v1")).await;
    assert_eq!(shown.as_ref().unwrap().name.as_str(), "v1");
    let found = client.find_tag(repository, &tag("v1")).await;
    assert_eq!(found, shown);
    // The list says one thing more.
    let found = older.find_tag(repository, &tag("v1")).await.unwrap();
    let listed = Tag {
        is_scanned: Some(false),
        ..shown.unwrap()
    };
    assert_eq!(found, listed);

    let missing = client.find_tag(repository, &tag("v"));
    assert_eq!(
        refusal(missing.await),
        coded("4040048", ErrorKind::NotFound)
    );
    let missing = older.find_tag(repository, &tag("v"));
    assert_eq!(refusal(missing.await), gateway);
}

#[tokio::test]
async fn repositories_are_ordered_by_how_many_tags_they_have() {
    let mut shelf = Shelf::new().await;
    let organization = shelf.repository.organization.clone();
    for (name, tags) in [("two", 2), ("none", 0), ("three", 3), ("one", 1)] {
        shelf.repository = shelf.world.repository(&organization, name).await;
        for number in 0..tags {
            shelf.push(&format!("v{number}"), "layer").await;
        }
    }
    let order = async |direction| {
        let query = RepositoryQuery {
            name: Some("e".to_owned()),
            order: Some((RepositoryOrder::TagCount, direction)),
            ..RepositoryQuery::default()
        };
        let client = shelf.world.user("admin");
        let page = client.list_repositories(&query).await.unwrap();
        let counted = page
            .items
            .iter()
            .map(|item| (item.name.to_string(), item.tag_count));
        counted.collect::<Vec<_>>()
    };
    let expected = [("none", 0), ("one", 1), ("three", 3)];
    let mut expected = expected.map(|(name, count)| (name.to_owned(), Some(count)));
    assert_eq!(order(Direction::Ascending).await, expected);
    expected.reverse();
    assert_eq!(order(Direction::Descending).await, expected);
}
