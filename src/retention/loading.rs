//! What is loaded of a repository here: its policies, and every tag, without which nobody can say
//! what a rule deletes.

use leptos::prelude::*;
use swr_api::{Direction, PageRequest, RetentionPolicy, Tag, TagOrder, TagQuery};

use crate::remote::{Collection, Query, Topic, collection, query, use_revisions};
use crate::route::RepositoryPath;
use crate::session::{Capability, use_capabilities, use_client};

/// The policies of a repository: none or one. A service that does not know the call has no retention.
pub(super) fn policies_of(path: RepositoryPath) -> Query<Vec<RetentionPolicy>> {
    let (client, revisions) = (use_client(), use_revisions());
    let policies = query(move || {
        revisions.watch(Topic::Retention);
        client
            .get()
            .list_retentions(&path.organization, &path.repository)
    });
    let error = Signal::derive(move || policies.error());
    use_capabilities().learn_from(Capability::Retention, error);
    policies
}

/// Every tag, newest first.
pub(super) fn tags_of(path: RepositoryPath) -> Collection<Tag> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        revisions.watch(Topic::Tags);
        let query = TagQuery {
            order: Some((TagOrder::UpdatedAt, Direction::Descending)),
            page,
            ..TagQuery::default()
        };
        client
            .get()
            .list_tags(&path.organization, &path.repository, &query)
    };
    collection(|tag: &Tag| tag.name.clone(), fetch)
}
