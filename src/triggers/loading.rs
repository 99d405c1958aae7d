//! Loads the triggers of a repository, one trigger with its results, and whether the account has an
//! agency.

use leptos::prelude::*;
use swr_api::{Agency, List, RepositoryPath, Trigger, TriggerName};

use crate::catalog::{optional_query, watched_query};
use crate::configuration::Capability;
use crate::remote::{Query, Topic, query};
use crate::session::use_client;

/// The triggers of a repository, without their results. A service that does not know the call has no
/// triggers.
pub(super) fn triggers_of(path: RepositoryPath) -> Query<List<Trigger>> {
    optional_query(Capability::Triggers, &[Topic::Triggers], move |client| {
        client.list_triggers(&path)
    })
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
    watched_query(&[Topic::Triggers], move |client| client.get_agency())
}
