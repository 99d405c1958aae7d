//! One run of a trigger.

use serde::{Deserialize, Serialize};

use super::{ApplicationKind, TriggerAction};
use crate::Timestamp;
use crate::lenient::{moment, or_default};
use crate::words::words;

/// One run of a trigger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TriggerRecord {
    /// The tag that was pushed.
    #[serde(default, deserialize_with = "or_default")]
    pub tag: String,
    /// The result.
    #[serde(default, deserialize_with = "or_default")]
    pub result: TriggerResult,
    /// The result in the service's own words.
    #[serde(default, deserialize_with = "or_default")]
    pub detail: String,
    /// The time of the run.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// The user who pushed.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
    /// The action.
    #[serde(default, deserialize_with = "or_default")]
    pub action: TriggerAction,
    /// The workload.
    #[serde(default, deserialize_with = "or_default")]
    pub application: String,
    /// The type of the workload (wire: `app_type`).
    #[serde(default, rename = "app_type", deserialize_with = "or_default")]
    pub application_kind: ApplicationKind,
    /// The cluster.
    #[serde(default, deserialize_with = "or_default")]
    pub cluster_id: String,
    /// The cluster's name.
    #[serde(default, deserialize_with = "or_default")]
    pub cluster_name: String,
    /// The namespace within Kubernetes (wire: `cluster_ns`).
    #[serde(default, rename = "cluster_ns", deserialize_with = "or_default")]
    pub cluster_namespace: String,
    /// The condition at that time, as text: of which kind it was is not recorded.
    #[serde(default, deserialize_with = "or_default")]
    pub condition: String,
    /// The container; empty for all.
    #[serde(default, deserialize_with = "or_default")]
    pub container: String,
}

words! {
    /// The result of a run.
    TriggerResult {
        /// `success`
        Success = "success",
        /// `failed`
        Failed = "failed",
    }
}
