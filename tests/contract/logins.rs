//! Temporary logins of the registry, both kinds: for whom, for how long, and that they work.

use http::Request;
use swr_api::{Credentials, ErrorKind, RegistryLogin, TemporaryLoginQuery};

use crate::shelf::basic;
use crate::world::{MINUTE, ORIGIN, START, World, coded, refusal};

const HOUR: i64 = 60 * MINUTE;

fn query(project: Option<&str>, duration_seconds: Option<u32>) -> TemporaryLoginQuery {
    TemporaryLoginQuery {
        project: project.map(str::to_owned),
        duration_seconds,
    }
}

/// What the registry says to someone with this login.
async fn ping(world: &World, login: &RegistryLogin) -> u16 {
    let request = Request::get(format!("{ORIGIN}/v2/"))
        .header("authorization", basic(&login.user, &login.password))
        .body(Vec::new());
    world.raw(request.unwrap()).await.status().as_u16()
}

#[tokio::test]
async fn a_login_lasts_as_long_as_it_says() {
    for (asked, hours) in [(None, 24), (Some(2 * 3600), 2), (Some(86_400), 24)] {
        let world = World::new();
        let client = world.user("stranger");
        let login = client.create_temporary_login(&query(Some("local-1"), asked));
        let login = login.await.unwrap();
        assert_eq!(login.registry, "registry.test:8080");
        assert!(login.user.starts_with("local-1@"), "{}", login.user);
        let expires_at = login.expires_at.unwrap().unix_millis();
        assert_eq!(expires_at, START + hours * HOUR);
        world.wait(hours * HOUR - 1);
        assert_eq!(ping(&world, &login).await, 200, "{hours}");
        world.wait(1);
        assert_eq!(ping(&world, &login).await, 401, "{hours}");
    }
}

#[tokio::test]
async fn the_other_kind_lasts_twelve_hours() {
    let world = World::new();
    let login = world.user("reader").create_authorization_token().await;
    let login = login.unwrap();
    let expires_at = login.expires_at.unwrap().unix_millis();
    assert_eq!(expires_at, START + 12 * HOUR);
    assert_eq!(ping(&world, &login).await, 200);
    world.wait(12 * HOUR);
    assert_eq!(ping(&world, &login).await, 401);
}

#[tokio::test]
async fn durations_and_projects_that_cannot_be_are_rejected() {
    let client = World::new().user("admin");
    for wrong in [
        query(None, Some(899)),
        query(None, Some(86_401)),
        query(Some("eu-de"), None),
    ] {
        let answer = client.create_temporary_login(&wrong).await;
        assert_eq!(
            refusal(answer),
            coded("4001025", ErrorKind::Invalid),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn a_service_without_the_call_says_so_and_no_one_gets_none() {
    let world = World::new();
    let older = world.user_of_a_service_without("authorizationtoken");
    let answer = older.create_authorization_token().await;
    let gateway = (404, "APIGW.0101".to_owned(), ErrorKind::NotFound);
    assert_eq!(refusal(answer), gateway);
    let nobody = world.client(Credentials::None);
    let answer = nobody.create_temporary_login(&query(None, None)).await;
    assert_eq!(refusal(answer).0, 401);
}
