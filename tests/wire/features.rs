//! Feature gates as documented.

use swr_api::{Error, FeatureGate};

use crate::example::{Example, answered};

#[test]
fn a_recorded_response_says_what_the_service_can_do() {
    let example = Example::read("observed-feature-gates");
    let gates = example.replay(|client| client.get_feature_gates("{project_id}"));
    let gates = gates.unwrap();
    assert_eq!(gates.get(FeatureGate::Sm3), Some(false));
    assert_eq!(gates.get(FeatureGate::CosignSignature), Some(true));
    assert!(gates.may_synchronize() && gates.may_list_by_marker());
    assert!(gates.may_create_authorization_token() && gates.may_choose_validity());
    assert!(gates.may_trigger_cci());
    assert_eq!(gates.upload_tool_url(), None);
    assert_eq!(serde_json::to_value(&gates).unwrap(), *example.body());
}

#[test]
fn every_gate_of_the_recorded_response_has_its_word() {
    let body = Example::read("observed-feature-gates").body().clone();
    let gates = [
        FeatureGate::Experience,
        FeatureGate::HostSecurity,
        FeatureGate::ImageScan,
        FeatureGate::Sm3,
        FeatureGate::ImageSynchronization,
        FeatureGate::CloudContainerInstance,
        FeatureGate::ImageLabel,
        FeatureGate::Pipeline,
        FeatureGate::AuthorizationToken,
        FeatureGate::Resource,
        FeatureGate::ListV3,
        FeatureGate::ImageQuota,
        FeatureGate::CosignSignature,
        FeatureGate::EnterpriseEditionLink,
        FeatureGate::CustomValidityPeriod,
    ];
    assert!(gates.iter().all(|gate| body[gate.as_str()].is_boolean()));
    let documented = body.as_object().unwrap();
    let flags = documented.values().filter(|value| value.is_boolean());
    assert_eq!(flags.count(), gates.len());
}

#[test]
fn an_empty_response_opens_nothing() {
    let gates = answered("{}", |client| client.get_feature_gates("p")).unwrap();
    assert!(!gates.may_synchronize() && !gates.may_list_by_marker());
    assert_eq!(gates.get(FeatureGate::ImageSynchronization), None);
}

#[test]
fn the_published_response_has_a_comma_too_many_and_is_rejected() {
    let example = Example::read("otc2025-show-share-feature-gates");
    let gates = example.replay(|client| client.get_feature_gates("{project_id}"));
    assert!(matches!(gates, Err(Error::Decode { status: 200, .. })));
}
