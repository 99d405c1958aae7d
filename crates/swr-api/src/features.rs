//! The feature gates of a service.
//!
//! Every service answers with other gates, and none documents all of its own. So a response is kept
//! whole, and a gate that is missing is not the same as one that is closed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::request::Call;
use crate::{Client, Error, Transport, response};

/// All feature gates of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeatureGates(Map<String, Value>);

/// A gate that a page or a recorded answer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeatureGate {
    /// `enable_experience`
    Experience,
    /// `enable_hss_service`
    HostSecurity,
    /// `enable_image_scan`
    ImageScan,
    /// `enable_sm3`
    Sm3,
    /// `enable_image_sync`
    ImageSynchronization,
    /// `enable_cci_service`
    CloudContainerInstance,
    /// `enable_image_label`
    ImageLabel,
    /// `enable_pipeline`
    Pipeline,
    /// `enable_authorization_token`
    AuthorizationToken,
    /// `enable_resource`
    Resource,
    /// `enable_list_v3`
    ListV3,
    /// `enable_image_quota`
    ImageQuota,
    /// `enable_cosign_signature`
    CosignSignature,
    /// `enable_enterprise_edition_link`
    EnterpriseEditionLink,
    /// `enable_customize_validity_period`
    CustomValidityPeriod,
}

impl FeatureGate {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Experience => "enable_experience",
            Self::HostSecurity => "enable_hss_service",
            Self::ImageScan => "enable_image_scan",
            Self::Sm3 => "enable_sm3",
            Self::ImageSynchronization => "enable_image_sync",
            Self::CloudContainerInstance => "enable_cci_service",
            Self::ImageLabel => "enable_image_label",
            Self::Pipeline => "enable_pipeline",
            Self::AuthorizationToken => "enable_authorization_token",
            Self::Resource => "enable_resource",
            Self::ListV3 => "enable_list_v3",
            Self::ImageQuota => "enable_image_quota",
            Self::CosignSignature => "enable_cosign_signature",
            Self::EnterpriseEditionLink => "enable_enterprise_edition_link",
            Self::CustomValidityPeriod => "enable_customize_validity_period",
        }
    }
}

impl FeatureGates {
    /// The value of a gate; `None` if the service does not report it, or reports neither true nor false.
    #[must_use]
    pub fn get(&self, gate: FeatureGate) -> Option<bool> {
        self.0.get(gate.as_str())?.as_bool()
    }

    fn is_open(&self, gate: FeatureGate) -> bool {
        self.get(gate) == Some(true)
    }

    /// Whether images can be copied to other regions. Services without gates may still do so.
    #[must_use]
    pub fn may_synchronize(&self) -> bool {
        self.is_open(FeatureGate::ImageSynchronization)
    }

    /// Whether the lists of `/v3/manage` are there.
    #[must_use]
    pub fn may_list_by_marker(&self) -> bool {
        self.is_open(FeatureGate::ListV3)
    }

    /// Whether [`Client::create_authorization_token`] is there.
    #[must_use]
    pub fn may_create_authorization_token(&self) -> bool {
        self.is_open(FeatureGate::AuthorizationToken)
    }

    /// Whether a temporary login may be requested with a validity of one's own.
    #[must_use]
    pub fn may_choose_validity(&self) -> bool {
        self.is_open(FeatureGate::CustomValidityPeriod)
    }

    /// Whether triggers may update workloads of CCI besides those of CCE.
    #[must_use]
    pub fn may_trigger_cci(&self) -> bool {
        self.is_open(FeatureGate::CloudContainerInstance)
    }

    /// The download address of the vendor's upload tool (wire: `swr_util_download_url`).
    #[must_use]
    pub fn upload_tool_url(&self) -> Option<&str> {
        let url = self.0.get("swr_util_download_url")?.as_str()?;
        (!url.is_empty()).then_some(url)
    }
}

impl<T: Transport> Client<T> {
    /// Gets the feature gates.
    ///
    /// `GET /v2/manage/projects/{project_id}/feature-gates`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>; the response that page
    /// prints has a comma too many and cannot be read.
    ///
    /// # Errors
    /// A service that does not have the call returns 404 `APIGW.0101`.
    pub fn get_feature_gates(
        &self,
        project_id: &str,
    ) -> impl Future<Output = Result<FeatureGates, Error>> + use<T> {
        let call = Call::get(&["v2", "manage", "projects", project_id, "feature-gates"]);
        self.exchange(call, response::json)
    }
}

#[cfg(test)]
mod tests {
    use super::{FeatureGate, FeatureGates};

    #[test]
    fn a_gate_that_is_missing_or_garbled_is_neither_open_nor_closed() {
        let text = r#"{"enable_sm3": false, "enable_list_v3": true, "enable_image_sync": "yes"}"#;
        let gates: FeatureGates = serde_json::from_str(text).unwrap();
        assert_eq!(gates.get(FeatureGate::Sm3), Some(false));
        assert_eq!(gates.get(FeatureGate::ListV3), Some(true));
        assert_eq!(gates.get(FeatureGate::ImageSynchronization), None);
        assert_eq!(gates.get(FeatureGate::Pipeline), None);
        assert!(gates.may_list_by_marker() && !gates.may_synchronize());
        assert_eq!(gates.upload_tool_url(), None);
    }
}
