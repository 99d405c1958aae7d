//! The policies of a repository.

use leptos::prelude::*;
use swr_api::{RepositoryPath, RetentionPolicy};

use crate::configuration::Capability;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::session::{use_capabilities, use_client};

/// The policies of a repository: none or one. A service that does not know the call has no retention.
pub(super) fn policies_of(path: RepositoryPath) -> Query<Vec<RetentionPolicy>> {
    let (client, revisions) = (use_client(), use_revisions());
    let policies = query(move || {
        revisions.watch(Topic::Retention);
        client.get().list_retentions(&path)
    });
    let error = Signal::derive(move || policies.error());
    use_capabilities().learn_from(Capability::Retention, error);
    policies
}
