//! Ways to sign in, and everything that ends a session.

use swr_api::{
    AccessKey, Credentials, ErrorKind, OrganizationName, OrganizationQuery, PasswordSignIn,
    RepositoryPath, RepositoryQuery, Secret,
};

use crate::world::{MINUTE, PASSWORD, START, World, access_key, refusal, secret_key};

fn sign_in(user: &str, password: &str) -> PasswordSignIn {
    PasswordSignIn {
        account: "local".to_owned(),
        user: user.to_owned(),
        password: Secret::new(password),
        project: "local-1".to_owned(),
    }
}

async fn token(world: &World, user: &str) -> Secret {
    let iam = world.client(Credentials::None);
    iam.create_token(&sign_in(user, PASSWORD))
        .await
        .unwrap()
        .token
}

fn key(secret: &str) -> Credentials {
    Credentials::AccessKey(
        AccessKey::new(access_key("reader"), Secret::new(secret))
            .with_project(Some("00000000000000000000000000000001".to_owned())),
    )
}

fn unauthenticated() -> (u16, String, ErrorKind) {
    (401, "APIGW.0301".to_owned(), ErrorKind::Unauthenticated)
}

#[tokio::test]
async fn a_password_gives_a_token_for_a_day() {
    let world = World::new();
    let iam = world.client(Credentials::None);
    let issued = iam
        .create_token(&sign_in("reader", PASSWORD))
        .await
        .unwrap();
    assert_eq!(issued.user.name, "reader");
    assert_eq!(issued.user.account.name, "local");
    assert_eq!(issued.project.unwrap().name, "local-1");
    let day = 24 * 60 * MINUTE;
    assert_eq!(issued.expires_at.unwrap().unix_millis(), START + day);

    let client = world.client(Credentials::Token(issued.token));
    let all = OrganizationQuery::default();
    world.wait(day - 1);
    assert_eq!(client.list_organizations(&all).await, Ok([].into()));
    world.wait(1);
    let expired = client.list_organizations(&all).await;
    assert_eq!(refusal(expired), unauthenticated());
}

#[tokio::test]
async fn a_wrong_password_is_the_identity_services_401() {
    let iam = World::new().client(Credentials::None);
    for wrong in [sign_in("reader", "wrong"), sign_in("nobody", PASSWORD)] {
        let (status, _, kind) = refusal(iam.create_token(&wrong).await);
        assert_eq!((status, kind), (401, ErrorKind::Unauthenticated));
    }
}

#[tokio::test]
async fn a_user_who_was_disabled_is_the_identity_services_401() {
    let world = World::new();
    let iam = world.client(Credentials::None);
    let right = sign_in("reader", PASSWORD);
    assert!(iam.create_token(&right).await.is_ok());
    world.disable("reader");
    let (status, _, kind) = refusal(iam.create_token(&right).await);
    assert_eq!((status, kind), (401, ErrorKind::Unauthenticated));
}

#[tokio::test]
async fn a_project_that_does_not_exist_is_not_found() {
    let iam = World::new().client(Credentials::None);
    let elsewhere = PasswordSignIn {
        project: "eu-de".to_owned(),
        ..sign_in("reader", PASSWORD)
    };
    let (status, _, kind) = refusal(iam.create_token(&elsewhere).await);
    assert_eq!((status, kind), (404, ErrorKind::NotFound));
}

#[tokio::test]
async fn too_many_wrong_passwords_are_throttled() {
    let iam = World::new().client(Credentials::None);
    for _ in 0..10 {
        iam.create_token(&sign_in("reader", "wrong"))
            .await
            .unwrap_err();
    }
    let (status, _, kind) = refusal(iam.create_token(&sign_in("reader", PASSWORD)).await);
    assert_eq!((status, kind), (429, ErrorKind::Throttled));
}

#[tokio::test]
async fn no_one_and_a_generated_token_are_rejected() {
    let world = World::new();
    for credentials in [
        Credentials::None,
        Credentials::Token(Secret::new("made up")),
    ] {
        let answer = world
            .client(credentials)
            .list_organizations(&OrganizationQuery::default());
        assert_eq!(refusal(answer.await), unauthenticated());
    }
}

#[tokio::test]
async fn a_signature_covers_names_queries_and_bodies() {
    let world = World::new();
    let organization = world.organization("team").await;
    let repository = world.repository(&organization, "a/b.c__d").await;
    let client = world.user("admin");
    let shown = client.get_repository(&repository).await.unwrap();
    assert_eq!(shown.name, repository.repository);
    for text in ["a b", "a+b", "a%b", "a&b=c", "é", "a*b|c::d"] {
        let query = RepositoryQuery {
            name: Some(text.to_owned()),
            ..RepositoryQuery::default()
        };
        let page = client.list_repositories(&query).await.unwrap();
        assert_eq!((page.items.len(), page.total), (0, Some(0)), "{text}");
    }
}

#[tokio::test]
async fn a_wrong_secret_and_a_wrong_clock_are_rejected() {
    let world = World::new();
    let all = OrganizationQuery::default();
    let right = world.client(key(&secret_key("reader")));
    assert_eq!(right.list_organizations(&all).await, Ok([].into()));
    let wrong = world.client(key("wrong"));
    assert_eq!(
        refusal(wrong.list_organizations(&all).await),
        unauthenticated()
    );
    for (skew, is_accepted) in [
        (15 * MINUTE, true),
        (-15 * MINUTE, true),
        (16 * MINUTE, false),
        (-16 * MINUTE, false),
    ] {
        let client = world.client_with_clock(key(&secret_key("reader")), skew);
        let answer = client.list_organizations(&all).await;
        assert_eq!(answer.is_ok(), is_accepted, "{skew}");
    }
}

#[tokio::test]
async fn a_token_and_a_signature_stand_for_the_same_person() {
    let world = World::new();
    let organization = world.organization("team").await;
    let by_token = world.client(Credentials::Token(token(&world, "admin").await));
    let by_key = world.user("admin");
    let first = by_token.get_organization(&organization).await.unwrap();
    assert_eq!(by_key.get_organization(&organization).await, Ok(first));
}

#[tokio::test]
async fn projects_are_found_by_name() {
    let client = World::new().user("reader");
    let found = client.list_projects(Some("local-1")).await.unwrap();
    assert_eq!(found[0].id, "00000000000000000000000000000001");
    assert_eq!(client.list_projects(None).await, Ok(found));
    assert_eq!(client.list_projects(Some("eu-de")).await, Ok([].into()));
}

#[tokio::test]
async fn a_name_that_is_no_path_never_leaves_the_client() {
    let world = World::new();
    let organization = OrganizationName::existing("..");
    assert!(organization.is_err());
    let repository = RepositoryPath::existing("a b", "c?d").unwrap();
    let answer = world.user("admin").get_repository(&repository).await;
    assert_eq!(refusal(answer).2, ErrorKind::NotFound);
}
