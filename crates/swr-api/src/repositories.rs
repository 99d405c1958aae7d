//! Repositories (wire: repos): list, get, create, update, delete.
//!
//! List and get name the same things differently (`created_at` and `created`), so they have a type
//! each.

mod query;

use serde::{Deserialize, Serialize};

use crate::lenient::{maybe_flag, moment, or_default};
use crate::{Category, OrganizationName, RepositoryName, Timestamp};

pub use query::{Direction, RepositoryOrder, RepositoryQuery};

/// A repository as the list returns it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Repository {
    /// The organization it belongs to.
    #[serde(rename = "namespace")]
    pub organization: OrganizationName,
    /// Its name, with slashes.
    pub name: RepositoryName,
    /// Its category.
    #[serde(default, deserialize_with = "or_default")]
    pub category: Category,
    /// Its description; some answers leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The size of all its images, in bytes (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "or_default")]
    pub size_bytes: u64,
    /// Whether everybody may pull.
    #[serde(default, deserialize_with = "or_default")]
    pub is_public: bool,
    /// How many tags it has (wire: `num_images`).
    #[serde(default, rename = "num_images", deserialize_with = "or_default")]
    pub tag_count: u64,
    /// How often its images were pulled (wire: `num_download`).
    #[serde(default, rename = "num_download", deserialize_with = "or_default")]
    pub download_count: u64,
    /// When it was created.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(default, deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// Unused by the service, and empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// What a client pulls: `{registry host}/{organization}/{repository}`.
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    /// The same within the cloud's own network.
    #[serde(default, deserialize_with = "or_default")]
    pub internal_path: String,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// Names of tags; how many at most is not documented.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// Whether a share has not run out (wire: `status`); says something only for a repository that
    /// another account shares.
    #[serde(
        default,
        rename = "status",
        deserialize_with = "maybe_flag",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_valid_share: Option<bool>,
    /// How many repositories match in all, repeated in each item (wire: `total_range`).
    #[serde(
        default,
        rename = "total_range",
        skip_serializing_if = "Option::is_none"
    )]
    pub total: Option<u64>,
}

/// A repository as get returns it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositoryDetails {
    /// The service's number for it.
    #[serde(default, deserialize_with = "or_default")]
    pub id: i64,
    /// The service's number for its organization (wire: `ns_id`).
    #[serde(default, rename = "ns_id", deserialize_with = "or_default")]
    pub organization_id: i64,
    /// Its name, with slashes.
    pub name: RepositoryName,
    /// Its category.
    #[serde(default, deserialize_with = "or_default")]
    pub category: Category,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// The user who created it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_id: String,
    /// That user's name.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
    /// The size of all its images, in bytes (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "or_default")]
    pub size_bytes: u64,
    /// Whether everybody may pull.
    #[serde(default, deserialize_with = "or_default")]
    pub is_public: bool,
    /// How many tags it has (wire: `num_images`).
    #[serde(default, rename = "num_images", deserialize_with = "or_default")]
    pub tag_count: u64,
    /// How often its images were pulled (wire: `num_download`).
    #[serde(default, rename = "num_download", deserialize_with = "or_default")]
    pub download_count: u64,
    /// Unused by the service, and empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// What a client pulls: `{registry host}/{organization}/{repository}`.
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    /// The same within the cloud's own network.
    #[serde(default, deserialize_with = "or_default")]
    pub internal_path: String,
    /// When it was created (wire: `created`).
    #[serde(default, rename = "created", deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed (wire: `updated`).
    #[serde(default, rename = "updated", deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// 0 in every answer that was ever published.
    #[serde(default, deserialize_with = "or_default")]
    pub priority: i64,
}

/// A repository to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewRepository {
    /// Its name, with slashes (wire: `repository`).
    #[serde(rename = "repository")]
    pub name: RepositoryName,
    /// Whether everybody may pull.
    pub is_public: bool,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Its description, at most 30,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What to change of a repository; the name stays.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositoryUpdate {
    /// Whether everybody may pull. The service wants it in every update.
    pub is_public: bool,
    /// The category, when it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The description, when it changes; an empty one clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
