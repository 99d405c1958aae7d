//! Repositories: created, listed in every way, shown, changed, deleted, and every no.

use swr_api::{
    Category, Direction, ErrorKind, NewRepository, OrganizationName, PageRequest,
    RepositoryDetails, RepositoryName, RepositoryOrder, RepositoryPath, RepositoryQuery,
    RepositoryUpdate,
};

use crate::world::{MINUTE, START, World, coded, new_repository, refusal};

fn described(length: usize) -> NewRepository {
    NewRepository {
        // Four bytes each: the limit counts characters.
        description: Some("🐳".repeat(length)),
        ..new_repository("app")
    }
}

/// An update that leaves category and description as they are.
fn visibility(is_public: bool) -> RepositoryUpdate {
    RepositoryUpdate {
        is_public,
        category: None,
        description: None,
    }
}

/// Where a repository of that name is, once it is created.
fn path(organization: &OrganizationName, new: &NewRepository) -> RepositoryPath {
    RepositoryPath {
        organization: organization.clone(),
        repository: new.name.clone(),
    }
}

async fn show(world: &World, path: &RepositoryPath) -> RepositoryDetails {
    let client = world.user("admin");
    client.get_repository(path).await.unwrap()
}

#[tokio::test]
async fn what_is_created_is_shown_with_all_its_facts() {
    let world = World::new();
    let organization = world.organization("team").await;
    let client = world.user("admin");
    let new = NewRepository {
        is_public: true,
        category: Some(Category::Database),
        description: Some("Two lines\nof \"text\"".to_owned()),
        ..new_repository("data/base")
    };
    client.create_repository(&organization, &new).await.unwrap();
    let shown = show(&world, &path(&organization, &new)).await;
    assert_eq!(shown.name, new.name);
    assert_eq!(shown.category, Category::Database);
    assert_eq!(Some(shown.description), new.description);
    assert_eq!(shown.is_public, Some(true));
    assert_eq!(shown.creator_name, "admin");
    assert_eq!(
        (shown.tag_count, shown.download_count, shown.size_bytes),
        (Some(0), Some(0), Some(0))
    );
    assert_eq!(shown.created_at.unwrap().unix_millis(), START);
    assert_eq!(shown.updated_at, shown.created_at);
    let above = client.get_organization(&organization).await.unwrap();
    assert_eq!(shown.organization_id, above.id);

    let page = client
        .list_repositories(&RepositoryQuery::default())
        .await
        .unwrap();
    let listed = &page.items[0];
    assert_eq!(page.total, Some(1));
    assert_eq!(
        (&listed.organization, &listed.name),
        (&organization, &new.name)
    );
    assert_eq!(
        (&listed.category, listed.is_public),
        (&Category::Database, Some(true))
    );
    assert_eq!(listed.description, new.description);
    assert_eq!(
        (listed.created_at, listed.updated_at),
        (shown.created_at, shown.updated_at)
    );
    assert_eq!(
        (&listed.path, listed.domain_name.as_str()),
        (&shown.path, "local")
    );
}

#[tokio::test]
async fn without_a_category_it_is_other_and_without_a_description_empty() {
    let world = World::new();
    let organization = world.organization("team").await;
    let app = world.repository(&organization, "app").await;
    let shown = world.user("admin").get_repository(&app).await.unwrap();
    assert_eq!(
        (shown.category, shown.description),
        (Category::Other, String::new())
    );
}

#[tokio::test]
async fn a_taken_name_a_bad_name_and_a_missing_organization_are_rejected() {
    let world = World::new();
    let organization = world.organization("team").await;
    world.repository(&organization, "app").await;
    let client = world.user("admin");
    let again = client
        .create_repository(&organization, &new_repository("app"))
        .await;
    assert_eq!(refusal(again), coded("4090006", ErrorKind::Conflict));
    for name in ["App", "a/-b", "a--b", "a___b", &"a".repeat(129)] {
        let bad = NewRepository {
            name: RepositoryName::existing(name).unwrap(),
            ..new_repository("app")
        };
        let answer = client.create_repository(&organization, &bad).await;
        assert_eq!(
            refusal(answer),
            coded("4001029", ErrorKind::Invalid),
            "{name}"
        );
    }
    let missing = OrganizationName::new("missing").unwrap();
    let answer = client
        .create_repository(&missing, &new_repository("app"))
        .await;
    assert_eq!(refusal(answer), coded("4040058", ErrorKind::NotFound));
}

#[tokio::test]
async fn a_description_of_30000_characters_fits_and_one_more_does_not() {
    let world = World::new();
    let organization = world.organization("team").await;
    let client = world.user("admin");
    let too_long = coded("4131012", ErrorKind::Invalid);
    let answer = client
        .create_repository(&organization, &described(30_001))
        .await;
    assert_eq!(refusal(answer), too_long);
    let longest = described(30_000);
    client
        .create_repository(&organization, &longest)
        .await
        .unwrap();
    let shown = show(&world, &path(&organization, &longest)).await;
    assert_eq!(Some(shown.description), longest.description);
    let update = RepositoryUpdate {
        description: described(30_001).description,
        ..visibility(false)
    };
    let answer = client
        .update_repository(&path(&organization, &longest), &update)
        .await;
    assert_eq!(refusal(answer), too_long);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_nothing_else() {
    let world = World::new();
    let organization = world.organization("team").await;
    let client = world.user("admin");
    let new = NewRepository {
        category: Some(Category::Linux),
        description: Some("before".to_owned()),
        ..new_repository("app")
    };
    client.create_repository(&organization, &new).await.unwrap();
    world.wait(MINUTE);
    let mut update = visibility(true);
    client
        .update_repository(&path(&organization, &new), &update)
        .await
        .unwrap();
    let shown = show(&world, &path(&organization, &new)).await;
    assert_eq!(shown.is_public, Some(true));
    assert_eq!(
        (shown.category, shown.description.as_str()),
        (Category::Linux, "before")
    );
    assert_eq!(shown.created_at.unwrap().unix_millis(), START);
    assert_eq!(shown.updated_at.unwrap().unix_millis(), START + MINUTE);
    update.category = Some(Category::Arm);
    update.description = Some(String::new());
    client
        .update_repository(&path(&organization, &new), &update)
        .await
        .unwrap();
    let shown = show(&world, &path(&organization, &new)).await;
    assert_eq!(
        (shown.category, shown.description.as_str()),
        (Category::Arm, "")
    );
}

#[tokio::test]
async fn an_unknown_category_is_rejected() {
    let world = World::new();
    let organization = world.organization("team").await;
    let new = NewRepository {
        category: Some(Category::Unknown("games".to_owned())),
        ..new_repository("app")
    };
    let answer = world
        .user("admin")
        .create_repository(&organization, &new)
        .await;
    let bad = coded("4000014", ErrorKind::Invalid);
    assert_eq!(refusal(answer), bad);
    let app = world.repository(&organization, "app").await;
    let update = RepositoryUpdate {
        category: new.category,
        ..visibility(true)
    };
    let client = world.user("admin");
    let answer = client.update_repository(&app, &update);
    assert_eq!(refusal(answer.await), bad);
    let shown = show(&world, &app).await;
    assert_eq!(shown.is_public, Some(false), "nothing of it was done");
}

#[tokio::test]
async fn what_is_gone_is_gone_for_every_call() {
    let world = World::new();
    let organization = world.organization("team").await;
    let app = world.repository(&organization, "app").await;
    let client = world.user("admin");
    client.delete_repository(&app).await.unwrap();
    let missing = coded("4040010", ErrorKind::NotFound);
    let update = visibility(true);
    assert_eq!(refusal(client.get_repository(&app).await), missing);
    assert_eq!(refusal(client.delete_repository(&app).await), missing);
    let updated = client.update_repository(&app, &update).await;
    assert_eq!(refusal(updated), missing);
    let tags = client.list_tags(&app, &Default::default()).await;
    assert_eq!(refusal(tags), missing);
}

async fn shelf() -> (World, OrganizationName) {
    let world = World::new();
    let organization = world.organization("team").await;
    let other = world.organization("zoo").await;
    for (index, name) in ["b", "a", "c", "d"].into_iter().enumerate() {
        world.wait(MINUTE);
        let new = NewRepository {
            is_public: index % 2 == 0,
            category: Some(if index < 2 {
                Category::Linux
            } else {
                Category::Lang
            }),
            ..new_repository(name)
        };
        world
            .user("admin")
            .create_repository(&organization, &new)
            .await
            .unwrap();
    }
    world.wait(MINUTE);
    world.repository(&other, "a/x").await;
    (world, organization)
}

async fn names(world: &World, query: RepositoryQuery) -> (Vec<String>, Option<u64>) {
    let page = world.user("admin").list_repositories(&query).await.unwrap();
    let names = page.items.iter().map(|item| item.name.to_string());
    (names.collect(), page.total)
}

#[tokio::test]
async fn lists_are_ordered_by_every_column_both_ways() {
    let (world, _) = shelf().await;
    let order = async |order, direction| {
        let query = RepositoryQuery {
            order: Some((order, direction)),
            ..RepositoryQuery::default()
        };
        names(&world, query).await.0
    };
    let up = Direction::Ascending;
    let down = Direction::Descending;
    assert_eq!(
        order(RepositoryOrder::Name, up).await,
        ["a", "a/x", "b", "c", "d"]
    );
    assert_eq!(
        order(RepositoryOrder::Name, down).await,
        ["d", "c", "b", "a/x", "a"]
    );
    assert_eq!(
        order(RepositoryOrder::UpdatedAt, up).await,
        ["b", "a", "c", "d", "a/x"]
    );
    assert_eq!(
        order(RepositoryOrder::UpdatedAt, down).await,
        ["a/x", "d", "c", "a", "b"]
    );
    assert_eq!(order(RepositoryOrder::Organization, down).await[0], "a/x");
    assert_eq!(
        order(RepositoryOrder::IsPublic, down).await[..2],
        ["b", "c"]
    );
    let usual = names(&world, RepositoryQuery::default()).await.0;
    assert_eq!(usual, ["a/x", "d", "c", "a", "b"]);
}

#[tokio::test]
async fn lists_are_filtered_by_every_field() {
    let (world, organization) = shelf().await;
    let by_name = Some((RepositoryOrder::Name, Direction::Ascending));
    let base = RepositoryQuery {
        order: by_name,
        ..RepositoryQuery::default()
    };
    let of_organization = RepositoryQuery {
        organization: Some(organization),
        ..base.clone()
    };
    assert_eq!(names(&world, of_organization).await.0, ["a", "b", "c", "d"]);
    let by_text = RepositoryQuery {
        name: Some("a".to_owned()),
        ..base.clone()
    };
    assert_eq!(
        names(&world, by_text).await,
        (vec!["a".into(), "a/x".into()], Some(2))
    );
    let by_category = RepositoryQuery {
        category: Some(Category::Linux),
        ..base.clone()
    };
    assert_eq!(names(&world, by_category).await.0, ["a", "b"]);
    let public = RepositoryQuery {
        is_public: Some(true),
        ..base
    };
    assert_eq!(names(&world, public).await.0, ["b", "c"]);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_and_tell_the_total() {
    let (world, _) = shelf().await;
    let mut request = PageRequest {
        offset: 0,
        limit: 2,
    };
    let mut seen = Vec::new();
    for expected in [2, 2, 1, 0] {
        let query = RepositoryQuery {
            page: request,
            ..RepositoryQuery::default()
        };
        let (names, total) = names(&world, query).await;
        assert_eq!((names.len(), total), (expected, Some(5)));
        seen.extend(names);
        request = request.next();
    }
    assert_eq!(seen, ["a/x", "d", "c", "a", "b"]);
}
