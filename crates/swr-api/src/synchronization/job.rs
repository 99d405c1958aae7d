//! One copy of one tag to another region, and how far it is.

use serde::{Deserialize, Serialize};

use crate::lenient::{known, moment, or_default};
use crate::words::words;
use crate::{OrganizationName, Timestamp};

/// A copy of one tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SynchronizationJob {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The organization of the repository (wire: `namespace`).
    #[serde(default, rename = "namespace", deserialize_with = "or_default")]
    pub organization: String,
    /// The repository (wire: `repoName`).
    #[serde(default, rename = "repoName", deserialize_with = "or_default")]
    pub repository: String,
    /// The tag.
    #[serde(default, deserialize_with = "or_default")]
    pub tag: String,
    /// The other region.
    #[serde(default, deserialize_with = "or_default")]
    pub remote_region_id: String,
    /// The organization there (wire: `remoteNamespace`).
    #[serde(default, rename = "remoteNamespace", deserialize_with = "known")]
    pub remote_organization: Option<OrganizationName>,
    /// Whether a tag of the same name is replaced (wire: `override`).
    #[serde(default, rename = "override", deserialize_with = "known")]
    pub overwrites: Option<bool>,
    /// How far it is.
    #[serde(default, deserialize_with = "or_default")]
    pub status: SynchronizationStatus,
    /// The user who pushed the tag or asked for the copy (wire: `syncOperatorId`).
    #[serde(default, rename = "syncOperatorId", deserialize_with = "or_default")]
    pub operator_id: String,
    /// That user's name (wire: `syncOperatorName`).
    #[serde(default, rename = "syncOperatorName", deserialize_with = "or_default")]
    pub operator_name: String,
    /// The account it belongs to (wire: `domainID`).
    #[serde(default, rename = "domainID", deserialize_with = "or_default")]
    pub domain_id: String,
    /// That account's name.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// When it was created.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When its status last changed.
    #[serde(default, deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
}

words! {
    /// How far a job is.
    SynchronizationStatus {
        /// `waiting`
        Waiting = "waiting",
        /// `running`
        Running = "running",
        /// `success`
        Success = "success",
        /// `failed`
        Failed = "failed",
        /// `timeout`
        TimedOut = "timeout",
        /// `cancel`
        Canceled = "cancel",
        /// `existed`: the tag was there already and was not to be replaced.
        Existed = "existed",
    }
}

impl SynchronizationStatus {
    /// Whether it will change by itself, so that asking again makes sense.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

#[cfg(test)]
mod tests {
    use super::SynchronizationStatus;

    #[test]
    fn only_what_waits_or_runs_is_pending_and_a_stranger_is_not_requested_again() {
        for (word, is_pending) in [
            ("waiting", true),
            ("running", true),
            ("success", false),
            ("failed", false),
            ("timeout", false),
            ("cancel", false),
            ("existed", false),
            ("paused", false),
            ("", false),
        ] {
            let status = SynchronizationStatus::from(word.to_owned());
            assert_eq!(status.is_pending(), is_pending, "{word}");
            assert_eq!(status.as_str(), word);
        }
    }
}
