//! The one quota there is.

use swr_api::{ErrorKind, Quota};
use swr_server::service::PROJECT_ID;

use crate::world::{World, coded, refusal};

#[tokio::test]
async fn the_quota_of_organizations_counts_those_of_the_account() {
    let world = World::new();
    world.organization("one").await;
    world.organization("two").await;
    let quota = Quota {
        key: "namespace".to_owned(),
        limit: Some(100),
        used: Some(2),
        unit: String::new(),
    };
    let client = world.user("stranger");
    assert_eq!(client.list_quotas(PROJECT_ID).await, Ok([quota].into()));
}

#[tokio::test]
async fn another_projects_quota_is_not_told() {
    let client = World::new().user("admin");
    let answer = client.list_quotas("ffffffffffffffffffffffffffffffff").await;
    assert_eq!(refusal(answer), coded("4039002", ErrorKind::Forbidden));
}
