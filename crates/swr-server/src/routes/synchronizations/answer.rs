//! Synchronizations and their jobs in the wire format, which uses camel case here: `repoName`, `domainID`.

use serde::Serialize;

use crate::store::repositories::RepositoryRow;
use crate::store::sync_jobs::JobRow;
use crate::store::synchronizations::{SynchronizationRow, Target};
use crate::time::rfc3339;

/// What both have in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: i64,
    #[serde(rename = "domainID")]
    domain_id: String,
    domain_name: String,
    namespace: String,
    repo_name: String,
    remote_region_id: String,
    remote_namespace: String,
    #[serde(rename = "override")]
    overrides: bool,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Synchronization {
    #[serde(flatten)]
    described: Described,
    sync_auto: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    #[serde(flatten)]
    described: Described,
    status: String,
    sync_operator_id: String,
    sync_operator_name: String,
    tag: String,
}

fn described(repository: &RepositoryRow, id: i64, target: Target, overrides: bool) -> Described {
    Described {
        id,
        domain_id: repository.account_id.clone(),
        domain_name: repository.account_name.clone(),
        namespace: repository.organization.clone(),
        repo_name: repository.name.clone(),
        remote_region_id: target.region,
        remote_namespace: target.organization,
        overrides,
        created_at: String::new(),
        updated_at: String::new(),
    }
}

impl Described {
    fn at(self, created: i64, updated: i64) -> Self {
        Self {
            created_at: rfc3339(created),
            updated_at: rfc3339(updated),
            ..self
        }
    }
}

/// It is never changed: who wants another one deletes it first.
pub(super) fn synchronization(
    repository: &RepositoryRow,
    row: SynchronizationRow,
) -> Synchronization {
    let described = described(repository, row.id, row.target, row.overrides);
    Synchronization {
        described: described.at(row.created_at, row.created_at),
        sync_auto: row.is_automatic,
    }
}

pub(super) fn job(repository: &RepositoryRow, row: JobRow) -> Job {
    let described = described(repository, row.id, row.target, row.overrides);
    Job {
        described: described.at(row.created_at, row.updated_at),
        status: row.status,
        sync_operator_id: row.operator_id,
        sync_operator_name: row.operator_name,
        tag: row.tag,
    }
}
