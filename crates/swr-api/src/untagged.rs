//! Untagged manifests and their storage: a field that only `swr-server` is known to return.

use serde::{Deserialize, Serialize};

/// Manifests that no tag reaches, in one repository or in all of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Untagged {
    /// How many there are (wire: `num_manifests`).
    #[serde(rename = "num_manifests")]
    pub manifest_count: u64,
    /// Bytes that only they need (wire: `size`).
    #[serde(rename = "size")]
    pub size_bytes: u64,
}
