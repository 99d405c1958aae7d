//! `huaweicloud/terraform-provider-huaweicloud` at `a0345b8dcc81`, which Flexible Engine's provider builds
//! upon: resources `huaweicloud_swr_*`.

use http::Method;
use serde_json::{Value, json};

use crate::tool::Tool;
use crate::world::World;

const ORGANIZATION: &str = "/v2/manage/namespaces/shop";
const ACCESS: &str = "/v2/manage/namespaces/shop/access";
const REPOSITORY: &str = "/v2/manage/namespaces/shop/repos/web$api";
const REPOSITORY_ACCESS: &str = "/v2/manage/namespaces/shop/repos/web$api/access";
const SHARES: &str = "/v2/manage/namespaces/shop/repositories/web$api/access-domains";
const RETENTIONS: &str = "/v2/manage/namespaces/shop/repos/web$api/retentions";
const TRIGGERS: &str = "/v2/manage/namespaces/shop/repos/web$api/triggers";

/// What a call may answer where the provider names no status.
const POSTED: &[u16] = &[200, 201, 202];
const DELETED: &[u16] = &[200, 202, 204];

async fn created(tool: &Tool<'_>) {
    let new = json!({"namespace": "shop"});
    tool.call(Method::POST, "/v2/manage/namespaces", new, &[201])
        .await;
    let new = json!({"repository": "web/api", "is_public": false, "category": "app_server",
        "description": "The API."});
    let path = "/v2/manage/namespaces/shop/repos";
    tool.call(Method::POST, path, new, POSTED).await;
}

fn member(user: &str, auth: u8) -> Value {
    json!({"user_id": user, "user_name": user, "auth": auth})
}

/// One configuration through create, plan, change, import and destroy.
#[tokio::test]
async fn a_configuration_is_applied_planned_changed_imported_and_destroyed() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    created(&tool).await;
    let members = json!([member("editor", 3), member("reader", 1)]);
    tool.call(Method::POST, ACCESS, members, POSTED).await;
    let share = json!({"access_domain": "partner", "permit": "read", "deadline": "2099-12-31T00:00:00Z",
        "description": "until the end of the century"});
    tool.call(Method::POST, SHARES, share, POSTED).await;
    let rule = json!({"template": "date_rule", "params": {"days": "30"},
        "tag_selectors": [{"kind": "label", "pattern": "latest"}]});
    let policy = json!({"algorithm": "or", "rules": [rule]});
    tool.call(Method::POST, RETENTIONS, policy, &[201]).await;
    let policies = tool.read(RETENTIONS).await;
    let id = policies[0]["id"].as_i64().expect("a number");
    let trigger = json!({"name": "deploy", "action": "update", "enable": "true", "trigger_type": "all",
        "condition": ".*", "trigger_mode": "cce", "app_type": "deployments", "application": "api",
        "cluster_id": "2f6d1c34", "cluster_name": "staging", "cluster_ns": "default"});
    tool.call(Method::POST, TRIGGERS, trigger, &[201]).await;

    // A plan right after it, and an import, read the same and find no difference.
    let retention = format!("{RETENTIONS}/{id}");
    for _ in ["plan", "import"] {
        tool.reads(
            ORGANIZATION,
            &[("/name", json!("shop")), ("/auth", json!(7))],
        )
        .await;
        // Those whom it granted, in that order, behind who created it.
        tool.reads(
            ACCESS,
            &[
                ("/name", json!("shop")),
                ("/creator_name", json!("admin")),
                ("/self_auth/user_name", json!("admin")),
                ("/others_auths/1/user_id", json!("editor")),
                ("/others_auths/1/auth", json!(3)),
                ("/others_auths/2/user_id", json!("reader")),
            ],
        )
        .await;
        tool.reads(
            REPOSITORY,
            &[
                ("/name", json!("web/api")),
                ("/category", json!("app_server")),
                ("/description", json!("The API.")),
                ("/is_public", json!(false)),
                ("/num_images", json!(0)),
                ("/size", json!(0)),
            ],
        )
        .await;
        tool.reads(
            &format!("{SHARES}/partner"),
            &[
                ("/exist", json!(true)),
                ("/namespace", json!("shop")),
                ("/repository", json!("web/api")),
                ("/access_domain", json!("partner")),
                ("/permit", json!("read")),
                ("/deadline", json!("2099-12-31T00:00:00Z")),
                ("/status", json!(true)),
            ],
        )
        .await;
        tool.reads(
            &retention,
            &[
                ("/id", json!(id)),
                ("/algorithm", json!("or")),
                ("/rules/0/template", json!("date_rule")),
                ("/rules/0/params/days", json!("30")),
                ("/rules/0/tag_selectors/0/pattern", json!("latest")),
            ],
        )
        .await;
        tool.reads(
            &format!("{TRIGGERS}/deploy"),
            &[
                ("/enable", json!("true")),
                ("/creator_name", json!("admin")),
                ("/cluster_name", json!("staging")),
            ],
        )
        .await;
    }

    // Another apply changes each.
    let change = json!({"is_public": false, "category": "linux", "description": "Another."});
    tool.call(Method::PATCH, REPOSITORY, change, &[201]).await;
    tool.reads(REPOSITORY, &[("/category", json!("linux"))])
        .await;
    let change = json!({"permit": "read", "deadline": "forever", "description": ""});
    let share = format!("{SHARES}/partner");
    tool.call(Method::PATCH, &share, change, &[201]).await;
    tool.reads(
        &share,
        &[("/deadline", json!("forever")), ("/description", json!(""))],
    )
    .await;
    let rule = json!({"template": "date_rule", "params": {"days": "60"}, "tag_selectors": []});
    let change = json!({"algorithm": "or", "rules": [rule]});
    tool.call(Method::PATCH, &retention, change, &[201]).await;
    tool.reads(&retention, &[("/rules/0/params/days", json!("60"))])
        .await;
    let trigger = format!("{TRIGGERS}/deploy");
    tool.call(Method::PATCH, &trigger, json!({"enable": "false"}), &[201])
        .await;
    tool.reads(&trigger, &[("/enable", json!("false"))]).await;

    // What it made is destroyed in the other order, and each read after it finds nothing.
    tool.call(Method::DELETE, &trigger, Value::Null, &[204])
        .await;
    tool.finds_nothing(&trigger).await;
    tool.call(Method::DELETE, &retention, Value::Null, &[200])
        .await;
    tool.call(Method::DELETE, &share, Value::Null, DELETED)
        .await;
    tool.reads(&share, &[("/exist", json!(false))]).await;
    let users = json!(["editor", "reader"]);
    tool.call(Method::DELETE, ACCESS, users, DELETED).await;
    tool.call(Method::DELETE, REPOSITORY, Value::Null, DELETED)
        .await;
    tool.finds_nothing(REPOSITORY).await;
    tool.call(Method::DELETE, ORGANIZATION, Value::Null, &[204])
        .await;
    tool.finds_nothing(ORGANIZATION).await;
}

/// A change of `users` deletes all, looks each name up by its id, and grants again: also when someone else
/// created the organization, whose entry the provider has read into its state.
#[tokio::test]
async fn roles_are_replaced_by_another_administrator_than_the_creator() {
    let world = World::new();
    world.organization("manager", "shop").await;
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let members = json!([member("editor", 3)]);
    tool.call(Method::POST, ACCESS, members, POSTED).await;
    let users = json!(["manager", "editor"]);
    tool.call(Method::DELETE, ACCESS, users, DELETED).await;
    let mut members = Vec::new();
    for (id, auth) in [("manager", 7), ("reader", 1)] {
        let found = tool.read(&format!("/v3.0/OS-USER/users/{id}")).await;
        let name = found["user"]["name"].as_str().unwrap();
        members.push(json!({"user_id": id, "user_name": name, "auth": auth}));
    }
    tool.call(Method::POST, ACCESS, json!(members), POSTED)
        .await;
    let read = tool.read(ACCESS).await;
    let users: Vec<_> = read["others_auths"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["user_id"].as_str().unwrap())
        .collect();
    assert_eq!(users, ["manager", "reader"]);
}

#[tokio::test]
async fn roles_on_an_image_are_exactly_those_that_were_granted() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    created(&tool).await;
    let members = json!([member("editor", 3), member("reader", 1)]);
    tool.call(Method::POST, REPOSITORY_ACCESS, members, &[201])
        .await;
    let read = tool.read(REPOSITORY_ACCESS).await;
    assert_eq!(read["name"], "web/api");
    let users = read["others_auths"].as_array().unwrap().len();
    assert_eq!(users, 2);
    let users = json!(["editor", "reader"]);
    tool.call(Method::DELETE, REPOSITORY_ACCESS, users, &[204])
        .await;
}

/// With a key and an account's name the provider lists the accounts before anything else.
#[tokio::test]
async fn the_provider_starts_by_finding_the_account() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let accounts = tool.read("/v3/auth/domains?name=local").await;
    assert_eq!(accounts["domains"][0]["name"], "local");
    let users = tool.read("/v3/users?name=admin").await;
    assert_eq!(users["users"][0]["id"], "admin");
}

/// Lists are walked until their end by pages of ten.
#[tokio::test]
async fn a_list_is_walked_to_its_end() {
    let world = World::new();
    world.organization("admin", "shop").await;
    for number in 0..23 {
        world
            .repository("admin", "shop", &format!("app-{number}"))
            .await;
    }
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    let mut found = 0;
    loop {
        let page = tool
            .read(&format!("/v2/manage/repos?limit=10&offset={found}"))
            .await;
        let rows = page.as_array().unwrap().len();
        found += rows;
        if rows == 0 {
            break;
        }
    }
    assert_eq!(found, 23);
}

/// A missing thing is a refusal whose code the provider reads at the place that it knows.
#[tokio::test]
async fn what_is_gone_is_told_by_its_code() {
    let world = World::new();
    let tool = Tool {
        world: &world,
        user: "admin",
    };
    created(&tool).await;
    for (path, accepted, code) in [
        (format!("{RETENTIONS}/999"), 400, "SVCSTG.SWR.4000306"),
        (
            ORGANIZATION.replace("shop", "gone"),
            404,
            "SVCSTG.SWR.4040058",
        ),
    ] {
        let said = tool
            .call(Method::GET, &path, Value::Null, &[accepted])
            .await;
        for place in ["/errors/0/errorCode", "/error_code"] {
            assert_eq!(said.pointer(place), Some(&json!(code)), "{path} {place}");
        }
    }
    let nowhere = SHARES.replace("web$api", "gone");
    let said = tool
        .call(
            Method::GET,
            &format!("{nowhere}/partner"),
            Value::Null,
            &[400],
        )
        .await;
    assert_eq!(said["errorCode"], "SVCSTG.SWR.4001090");
}
