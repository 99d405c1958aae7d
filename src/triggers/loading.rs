//! What is loaded here: the triggers of a repository, one of them with its results, and whether the
//! account lets them act.

use leptos::prelude::*;
use swr_api::{Agency, RepositoryPath, Trigger, TriggerName};

use crate::configuration::Capability;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::session::{use_capabilities, use_client};

/// The triggers of a repository, without their results. A service that does not know the call has no
/// triggers.
pub(super) fn triggers_of(path: RepositoryPath) -> Query<Vec<Trigger>> {
    let (client, revisions) = (use_client(), use_revisions());
    let triggers = query(move || {
        revisions.watch(Topic::Triggers);
        client.get().list_triggers(&path)
    });
    let error = Signal::derive(move || triggers.error());
    use_capabilities().learn_from(Capability::Triggers, error);
    triggers
}

/// One trigger with its results; again whenever `watch` reads something that changes.
pub(super) fn trigger_of(
    path: RepositoryPath,
    name: TriggerName,
    watch: impl Fn() + 'static,
) -> Query<Trigger> {
    let client = use_client();
    query(move || {
        watch();
        client.get().get_trigger(&path, &name)
    })
}

/// Whether the account has an agency.
pub(super) fn agency() -> Query<Agency> {
    let (client, revisions) = (use_client(), use_revisions());
    query(move || {
        revisions.watch(Topic::Triggers);
        client.get().get_agency()
    })
}
