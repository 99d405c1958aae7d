//! `opentelekomcloud/ansible-collection-cloud` at `096d6d96bf0d`: modules `swr_*`, which look first and then
//! make or delete.

use http::Method;
use serde_json::{Value, json};

use crate::tool::Tool;
use crate::world::World;

const REPOSITORY: &str = "/v2/manage/namespaces/shop/repos/api";
const SHARES: &str = "/v2/manage/namespaces/shop/repositories/api/access-domains";

#[tokio::test]
async fn a_play_is_repeated_without_a_change() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let organization = "/v2/manage/namespaces/shop";
    tool.finds_nothing(organization).await;
    let new = json!({"namespace": "shop"});
    tool.call(Method::POST, "/v2/manage/namespaces", new, &[201])
        .await;
    tool.finds_nothing(REPOSITORY).await;
    let new = json!({"repository": "api", "is_public": false});
    let path = "/v2/manage/namespaces/shop/repos";
    tool.call(Method::POST, path, new, &[201]).await;

    // The share is looked for before everything else, and that it is missing is no error.
    let share = format!("{SHARES}/partner");
    tool.reads(&share, &[("/exist", json!(false))]).await;
    let new = json!({"access_domain": "partner", "permit": "read", "deadline": "forever",
        "description": "a play"});
    tool.call(Method::POST, SHARES, new, &[201]).await;

    // The second time everything is there.
    tool.reads(organization, &[("/name", json!("shop"))]).await;
    tool.reads(REPOSITORY, &[("/name", json!("api"))]).await;
    tool.reads(
        &share,
        &[("/exist", json!(true)), ("/description", json!("a play"))],
    )
    .await;

    // With `state: absent`, twice.
    tool.call(Method::DELETE, &share, Value::Null, &[204]).await;
    tool.reads(&share, &[("/exist", json!(false))]).await;
    tool.call(Method::DELETE, REPOSITORY, Value::Null, &[204])
        .await;
    tool.finds_nothing(REPOSITORY).await;
    tool.call(Method::DELETE, organization, Value::Null, &[204])
        .await;
    tool.finds_nothing(organization).await;
}
