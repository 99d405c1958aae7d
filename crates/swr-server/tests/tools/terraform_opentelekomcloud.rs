//! `opentelekomcloud/terraform-provider-opentelekomcloud` at `88f1cf1e0a9d` with `gophertelekomcloud` at
//! `30e3307593c0`: resources `opentelekomcloud_swr_*_v2`.

use http::Method;
use serde_json::{Value, json};

use crate::tool::Tool;
use crate::world::World;

const ORGANIZATION: &str = "/v2/manage/namespaces/shop";
const ACCESS: &str = "/v2/manage/namespaces/shop/access";
const REPOSITORY: &str = "/v2/manage/namespaces/shop/repos/api";
const SHARES: &str = "/v2/manage/namespaces/shop/repos/api/access-domains";

const POSTED: &[u16] = &[201, 202];

/// It finds the registry by the entry of the message service in the catalogue.
#[tokio::test]
async fn the_registry_is_found_in_the_catalogue() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let catalogue = tool.read("/v3/auth/catalog").await;
    let services = catalogue["catalog"].as_array().unwrap();
    let entry = services.iter().find(|it| it["type"] == "smn").unwrap();
    let endpoint = &entry["endpoints"][0];
    assert_eq!(endpoint["interface"], "public");
    assert_eq!(endpoint["region"], "local-1");
    let address = endpoint["url"].as_str().unwrap().replace("smn", "swr-api");
    let (_, path) = address.split_once("://").unwrap();
    let path = &path[path.find('/').unwrap()..];
    tool.call(
        Method::GET,
        &format!("{path}manage/namespaces"),
        Value::Null,
        &[200],
    )
    .await;
}

/// It writes the account of a share in capitals, and reads it with that spelling.
#[tokio::test]
async fn a_configuration_is_applied_planned_changed_and_destroyed() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let new = json!({"namespace": "shop"});
    tool.call(Method::POST, "/v2/manage/namespaces", new, POSTED)
        .await;
    let members = json!([{"user_id": "editor", "user_name": "editor", "auth": 3}]);
    tool.call(Method::POST, ACCESS, members, POSTED).await;
    let new = json!({"repository": "api", "is_public": false, "category": "linux"});
    let path = "/v2/manage/namespaces/shop/repos";
    tool.call(Method::POST, path, new, POSTED).await;
    let share = json!({"access_domain": "PARTNER", "permit": "read", "deadline": "2099-12-31T00:00:00.000Z",
        "description": ""});
    tool.call(Method::POST, SHARES, share, POSTED).await;
    let share = format!("{SHARES}/PARTNER");

    let organization = tool.read(ORGANIZATION).await;
    assert!(organization["id"].is_i64());
    tool.reads(ACCESS, &[("/others_auths/1/user_name", json!("editor"))])
        .await;
    tool.reads(REPOSITORY, &[("/category", json!("linux"))])
        .await;
    tool.reads(
        &share,
        &[
            ("/access_domain", json!("PARTNER")),
            ("/deadline", json!("2099-12-31T00:00:00Z")),
        ],
    )
    .await;

    let change = json!([{"user_id": "editor", "user_name": "editor", "auth": 1}]);
    tool.call(Method::PATCH, ACCESS, change, &[201]).await;
    let change = json!({"is_public": false, "category": "database", "description": "x"});
    tool.call(Method::PATCH, REPOSITORY, change, &[201]).await;
    let change = json!({"permit": "read", "deadline": "forever"});
    tool.call(Method::PATCH, &share, change, &[201]).await;

    tool.call(Method::DELETE, &share, Value::Null, &[202, 204])
        .await;
    tool.call(Method::DELETE, REPOSITORY, Value::Null, &[202, 204])
        .await;
    tool.call(Method::DELETE, ACCESS, json!(["editor"]), &[202, 204])
        .await;
    tool.call(Method::DELETE, ORGANIZATION, Value::Null, &[202, 204])
        .await;
    tool.finds_nothing(ORGANIZATION).await;
}
