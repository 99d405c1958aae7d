//! The policies of a repository.

use swr_api::{List, RepositoryPath, RetentionPolicy};

use crate::catalog::optional_query;
use crate::configuration::Capability;
use crate::remote::{Query, Topic};

/// The policies of a repository: none or one. A service that does not know the call has no retention.
pub(super) fn policies_of(path: RepositoryPath) -> Query<List<RetentionPolicy>> {
    optional_query(Capability::Retention, &[Topic::Retention], move |client| {
        client.list_retentions(&path)
    })
}
