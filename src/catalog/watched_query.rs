//! Queries that reload when their topics change, from every service or only from those that support them.

use leptos::prelude::*;
use swr_api::Error;

use crate::configuration::Capability;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::session::{use_capabilities, use_client};
use crate::transport::Client;

/// Loads something, and again when one of these topics has changed.
pub fn watched_query<T, F>(
    topics: &'static [Topic],
    fetch: impl Fn(Client) -> F + 'static,
) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let (client, revisions) = (use_client(), use_revisions());
    query(move || {
        topics.iter().for_each(|topic| revisions.watch(*topic));
        fetch(client.get())
    })
}

/// The same of what not every service has: a service that does not know the call has nothing of it,
/// and that is learned from its response.
pub fn optional_query<T, F>(
    capability: Capability,
    topics: &'static [Topic],
    fetch: impl Fn(Client) -> F + 'static,
) -> Query<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let loaded = watched_query(topics, fetch);
    let error = Signal::derive(move || loaded.error());
    use_capabilities().learn_from(capability, error);
    loaded
}
