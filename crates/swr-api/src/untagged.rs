//! Manifests without a tag and what they take: a field that only `swr-server` is known to answer.

use serde::{Deserialize, Serialize};

use crate::lenient::or_default;

/// Manifests that no tag reaches, in one repository or in all of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Untagged {
    /// How many there are (wire: `num_manifests`).
    #[serde(default, rename = "num_manifests", deserialize_with = "or_default")]
    pub manifest_count: u64,
    /// Bytes that only they need (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "or_default")]
    pub size_bytes: u64,
}
