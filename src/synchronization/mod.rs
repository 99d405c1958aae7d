//! Synchronization.

use leptos::prelude::*;

/// SynchronizationPage.
#[component]
pub fn SynchronizationPage(path: crate::route::RepositoryPath) -> impl IntoView {
    drop(path);
}
