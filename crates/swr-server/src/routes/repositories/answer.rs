//! A repository on the wire; the list and the single one disagree about several words.

use serde::Serialize;

use crate::store::repositories::{self, RepositoryRow};
use crate::store::untagged_space::Untagged;
use crate::store::{Connection, StoreError, tags};
use crate::time::rfc3339;

/// How many tag names an item of the list carries; the tags' own list has them all.
const TAG_NAMES: u64 = 100;

/// What `GET …/repos/{repository}` answers.
#[derive(Serialize)]
pub(crate) struct Shown {
    id: i64,
    ns_id: i64,
    name: String,
    category: String,
    description: String,
    creator_id: String,
    creator_name: String,
    size: u64,
    is_public: bool,
    num_images: u64,
    num_download: u64,
    url: &'static str,
    path: String,
    internal_path: String,
    created: String,
    updated: String,
    domain_id: String,
    priority: u8,
    untagged: UntaggedSpace,
}

/// Manifests without a tag and the bytes that only they need: a field of ours, which the references do
/// not have.
#[derive(Serialize)]
pub(crate) struct UntaggedSpace {
    num_manifests: u64,
    size: u64,
}

impl From<Untagged> for UntaggedSpace {
    fn from(untagged: Untagged) -> Self {
        Self {
            num_manifests: untagged.manifests,
            size: untagged.bytes,
        }
    }
}

/// An item of `GET /v2/manage/repos` and of the list of shared ones: other words for the same times,
/// and no id.
#[derive(Serialize)]
pub(crate) struct Listed {
    namespace: String,
    name: String,
    category: String,
    description: String,
    size: u64,
    is_public: bool,
    num_images: u64,
    num_download: u64,
    created_at: String,
    updated_at: String,
    logo: &'static str,
    url: &'static str,
    path: String,
    internal_path: String,
    domain_name: String,
    tags: Vec<String>,
    status: bool,
    total_range: u64,
}

fn path(host: &str, row: &RepositoryRow) -> String {
    format!("{host}/{}/{}", row.organization, row.name)
}

pub(crate) fn shown(host: &str, row: RepositoryRow, size_bytes: u64, untagged: Untagged) -> Shown {
    let path = path(host, &row);
    Shown {
        id: row.id,
        ns_id: row.organization_id,
        name: row.name,
        category: row.category,
        description: row.description,
        creator_id: row.creator_id,
        creator_name: row.creator_name,
        size: size_bytes,
        is_public: row.is_public,
        num_images: row.tag_count,
        num_download: row.download_count,
        url: "",
        internal_path: path.clone(),
        path,
        created: rfc3339(row.created_at),
        updated: rfc3339(row.updated_at),
        domain_id: row.account_id,
        priority: 0,
        untagged: untagged.into(),
    }
}

pub(crate) fn listed(
    connection: &Connection,
    host: &str,
    row: RepositoryRow,
    is_share_in_force: bool,
    total: u64,
) -> Result<Listed, StoreError> {
    let path = path(host, &row);
    Ok(Listed {
        size: repositories::size_bytes(connection, &row)?,
        tags: tags::newest_names(connection, row.id, TAG_NAMES)?,
        namespace: row.organization,
        name: row.name,
        category: row.category,
        description: row.description,
        is_public: row.is_public,
        num_images: row.tag_count,
        num_download: row.download_count,
        created_at: rfc3339(row.created_at),
        updated_at: rfc3339(row.updated_at),
        logo: "",
        url: "",
        internal_path: path.clone(),
        path,
        domain_name: row.account_name,
        status: is_share_in_force,
        total_range: total,
    })
}
