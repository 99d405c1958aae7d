//! Sharing.

use leptos::prelude::*;

/// RepositoryShares.
#[component]
pub fn RepositoryShares(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}

/// SharedRepositories.
#[component]
pub fn SharedRepositories(scope: crate::route::RepositoryScope) -> impl IntoView {
    let _ = scope;
}
