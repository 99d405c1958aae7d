//! What belongs to the account and not to a repository: the agency and the feature gates.

use http::Method;
use serde_json::json;
use swr_server::service::{ACCOUNT_ID, PROJECT_ID};

use crate::world::World;

const AGENCY: &str = "/v2/manage/agency";

#[tokio::test]
async fn an_agency_is_made_once_by_the_administrator() {
    let world = World::new();
    let check = async |user: &str| world.ask(Method::GET, AGENCY, user, "").await.json();
    let create = async |user: &str| world.ask(Method::POST, AGENCY, user, "").await;
    let missing = json!({"domain_id": ACCOUNT_ID, "is_agency": false});
    assert_eq!(check("reader").await, missing);
    let refused = create("manager").await.refusal();
    assert_eq!(refused, (403, "SVCSTG.SWR.4039002".into()));
    let created = create("admin").await;
    assert_eq!((created.status.as_u16(), created.body.as_str()), (204, ""));
    assert_eq!(create("admin").await.refusal().0, 409);
    let there = json!({"domain_id": ACCOUNT_ID, "is_agency": true});
    assert_eq!(check("reader").await, there);
}

#[tokio::test]
async fn gates_are_shown_for_ones_own_project() {
    let world = World::new();
    let path = format!("/v2/manage/projects/{PROJECT_ID}/feature-gates");
    let gates = world.ask(Method::GET, &path, "reader", "").await.json();
    let gates = gates.as_object().unwrap();
    assert_eq!(gates.len(), 16);
    assert_eq!(gates["enable_list_v3"], true);
    assert_eq!(gates["enable_image_scan"], false);
    assert_eq!(gates["swr_util_download_url"], "");
    let path = "/v2/manage/projects/ffffffffffffffffffffffffffffffff/feature-gates";
    let other = world.ask(Method::GET, path, "admin", "").await;
    assert_eq!(other.refusal(), (403, "SVCSTG.SWR.4039002".into()));
}
