//! The registry host of a login that is computed here. The service reports it only for repositories, so
//! without a configured host it is read from one of those.

use crate::reactive::effect;
use leptos::prelude::*;
use swr_api::{PageRequest, RepositoryQuery};

use crate::remote::query;
use crate::session::use_client;
use crate::session::use_session;

/// Fills in the registry's host as soon as it is known, unless something was typed by then.
pub(super) fn fill_registry(host: RwSignal<String>) {
    let (client, session) = (use_client(), use_session());
    let connection = untrack(|| session.connection());
    if let Some(registry) = &connection.registry {
        host.set(registry.clone());
        return;
    }
    let one = RepositoryQuery {
        page: PageRequest {
            offset: 0,
            limit: 1,
        },
        ..RepositoryQuery::default()
    };
    let loaded = query(move || client.get().list_repositories(&one));
    effect(move || {
        let found = loaded.with(|it| {
            let page = it.value.as_ref()?;
            let path = page
                .items
                .iter()
                .map(|it| &it.path)
                .find(|it| !it.is_empty());
            path.map(|path| connection.registry_host(path))
        });
        if let Some(found) = found.filter(|_| host.with_untracked(String::is_empty)) {
            host.set(found);
        }
    });
}
