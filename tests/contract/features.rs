//! What the service says it can do.

use swr_api::{ErrorKind, FeatureGate};
use swr_server::service::PROJECT_ID;

use crate::world::{World, coded, refusal};

#[tokio::test]
async fn gates_say_what_there_is() {
    let client = World::new().user("reader");
    let gates = client.get_feature_gates(PROJECT_ID).await.unwrap();
    assert!(gates.may_synchronize() && gates.may_list_by_marker());
    assert!(gates.may_create_authorization_token() && gates.may_choose_validity());
    assert!(gates.may_trigger_cci());
    assert_eq!(gates.get(FeatureGate::ImageScan), Some(false));
    assert_eq!(gates.upload_tool_url(), None);
}

#[tokio::test]
async fn another_projects_gates_are_not_told_and_older_services_have_none() {
    let world = World::new();
    let other = "ffffffffffffffffffffffffffffffff";
    let answer = world.user("admin").get_feature_gates(other).await;
    assert_eq!(refusal(answer), coded("4039002", ErrorKind::Forbidden));
    let older = world.user_of_a_service_without("feature-gates");
    let gateway = (404, "APIGW.0101".to_owned(), ErrorKind::NotFound);
    assert_eq!(refusal(older.get_feature_gates(PROJECT_ID).await), gateway);
}
